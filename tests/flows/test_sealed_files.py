"""Files that come sealed: the server sees what they are only when it has opened them."""

from __future__ import annotations

import io
import os
import resource
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from dongne.foundation.media.models import Photo
from dongne.foundation.media.services import parts
from dongne.foundation.media.services.leftovers import sweep_parts
from dongne.foundation.media.tests.conftest import jpeg
from dongne.foundation.media.tests.test_hostile import HOSTILE, png
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.photo_header import NotAPhoto, read_header
from tests.cast import Cast
from tests.making.phones import FieldPhone, Kept, over_client

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media_root(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


@pytest.fixture
def phone(cast: Cast) -> FieldPhone:
    return FieldPhone.of(cast.viewer(cast.own.officer), over_client(Client()), now=timezone.now())


def files(root: Path) -> list[str]:
    return sorted(path.suffix for path in root.rglob("*") if path.is_file())


def looks_like_a_photo(data: bytes) -> bool:
    try:
        return bool(data and read_header(data, now=timezone.now()))
    except NotAPhoto:
        return False


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_refused_in_the_clear_is_refused_sealed(
    cast: Cast, phone: FieldPhone, media_root: Path, name: str
) -> None:
    """None is shown as what it was sent as, in one part or in many, as a photo or as a sound."""
    data = HOSTILE[name]
    as_photo, as_sound = phone.record(photos={"before": data}), phone.record(sounds={data: 3})
    (sha256,) = as_photo.pieces
    status, told = phone.send_piece(as_sound, sha256)
    assert (status, told["detail"].endswith(("니다.", "주세요."))) == (422, True)
    assert files(media_root) == []
    chunk = len(data) if len(name) % 2 else len(data) // 3 + 30
    status, told = phone.send_piece(as_photo, sha256, chunk=max(chunk, 28))
    if not looks_like_a_photo(data):
        assert (status, told["detail"].endswith(("니다.", "주세요."))) == (422, True)
        assert files(media_root) == []
        return
    assert (status, told["here"]) == (200, True)
    # What is left is one original, which nobody is shown before a picture was drawn anew from it.
    assert files(media_root) == [".original"]
    photo = Photo.objects.for_viewer(SYSTEM).get(sha256=sha256)
    browser = Client()
    browser.force_login(cast.own.officer.account)
    assert browser.get(f"/photos/{photo.pk}/original").status_code == 404
    assert browser.get(f"/photos/{photo.pk}/full").headers["Content-Type"] == "image/svg+xml"


def test_opening_a_file_decodes_no_picture(phone: FieldPhone) -> None:
    one = phone.record(photos={"before": png(6000, 6000, data=bytes(6000 * 18_001))})
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert phone.send_piece(one, next(iter(one.pieces)))[1]["here"] is True
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100 * 1024


def in_parts(phone: FieldPhone) -> tuple[Kept, str, int]:
    one = phone.record(photos={"before": jpeg(size=(300, 200))})
    (sha256,) = one.pieces
    return one, sha256, len(one.pieces[sha256][1])


def test_parts_out_of_order_are_told_where_to_go_on(phone: FieldPhone) -> None:
    one, sha256, length = in_parts(phone)
    assert phone.put(one, sha256, start=500, stop=900)[1]["code"] == "gap"
    assert phone.put(one, sha256, start=0, stop=500) == (202, {"received": 500})
    assert phone.put(one, sha256, start=501, stop=900)[0] == 409
    assert phone.arrived(sha256, record=one.id)[1] == {"received": 500, "here": False}
    # Bytes that are here already are passed over.
    assert phone.put(one, sha256, start=100, stop=900) == (202, {"received": 900})
    assert phone.put(one, sha256, start=200, stop=300) == (202, {"received": 900})
    assert phone.put(one, sha256, start=0, stop=length)[1]["here"] is True


def test_a_total_that_lies_opens_nothing(phone: FieldPhone, media_root: Path) -> None:
    one, sha256, length = in_parts(phone)
    sealed = one.pieces[sha256]
    one.pieces[sha256] = (sealed[0], sealed[1][:600])
    assert phone.put(one, sha256, start=0, stop=500)[0] == 202
    status, told = phone.put(one, sha256, start=500, stop=600)
    assert (status, told["code"]) == (422, "seal_broken")
    assert files(media_root) == []
    one.pieces[sha256] = (sealed[0], sealed[1] + b"more")
    assert phone.put(one, sha256, start=0, stop=length + 4)[1]["code"] == "seal_broken"
    one.pieces[sha256] = sealed
    assert phone.send_piece(one, sha256)[1]["here"] is True


def test_parts_of_two_files_under_one_address_open_nothing(
    phone: FieldPhone, media_root: Path
) -> None:
    one, sha256, length = in_parts(phone)
    other = phone.record(photos={"before": jpeg(size=(300, 200))}, id=one.id, key=one.key)
    assert phone.put(one, sha256, start=0, stop=500)[0] == 202
    status, told = phone.put(other, sha256, start=500, stop=length)
    assert (status, told["code"]) == (422, "seal_broken")
    assert files(media_root) == []
    assert phone.send_piece(other, sha256)[1]["here"] is True


def test_a_record_opens_only_what_was_sealed_with_it(phone: FieldPhone, media_root: Path) -> None:
    one, sha256, _length = in_parts(phone)
    two, _sha256, _length = in_parts(phone)
    one.pieces[sha256] = two.pieces[sha256]
    assert phone.send_piece(one, sha256)[1]["code"] == "seal_broken"
    assert files(media_root) == []


def test_beginnings_without_end_are_refused_and_swept(phone: FieldPhone, media_root: Path) -> None:
    answers = []
    for n in range(parts.PARTS_OF_A_PHONE + 20):
        one, sha256, _length = in_parts(phone)
        one.pieces = {f"{n:064x}": one.pieces[sha256]}
        answers.append(phone.put(one, f"{n:064x}", start=0, stop=40)[0])
    assert answers == [202] * parts.PARTS_OF_A_PHONE + [429] * 20
    assert len(files(media_root)) == parts.PARTS_OF_A_PHONE
    one, sha256, _length = in_parts(phone)
    assert phone.send_piece(one, sha256)[1]["here"] is True, "what comes whole needs no place"
    assert sweep_parts(before=datetime.now(UTC) + timedelta(minutes=1)) == len(answers) - 20
    one, sha256, _length = in_parts(phone)
    assert phone.put(one, sha256, start=0, stop=40)[0] == 202


def test_what_came_before_the_link_broke_is_kept(phone: FieldPhone, media_root: Path) -> None:
    one = phone.record(photos={"before": jpeg() + os.urandom(200_000)})
    (sha256,) = one.pieces
    sealed = one.pieces[sha256][1]

    class Broken(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            if self.tell() >= 131_072:
                raise ConnectionResetError
            return super().read(size)

    def put(source: Any) -> Any:
        return Client().put(
            f"/field/sealed/files/{sha256}?what=photo",
            b"",
            headers=phone.shown
            | {
                "Content-Range": f"bytes 0-{len(sealed) - 1}/{len(sealed)}",
                "X-Record": str(one.id),
                "X-Office-Key": one.envelope["office_key"],
                "X-Sealed-Key": one.envelope["office"],
            },
            **{"wsgi.input": source, "CONTENT_LENGTH": str(len(sealed))},
        )

    assert put(Broken(b"")).json()["code"] == "cut_off"
    assert put(Broken(sealed)).json()["code"] == "cut_off"
    assert phone.arrived(sha256, record=one.id)[1] == {"received": 131_072, "here": False}
    assert phone.send_piece(one, sha256)[1]["here"] is True
    assert files(media_root) == [".original"]


def test_a_part_of_many_megabytes_is_not_read(phone: FieldPhone) -> None:
    one = phone.record(photos={"before": os.urandom(4 * 1024 * 1024)})
    (sha256,) = one.pieces
    status, told = phone.put(one, sha256, start=0, stop=len(one.pieces[sha256][1]))
    assert (status, told["code"]) == (413, "too_large")
