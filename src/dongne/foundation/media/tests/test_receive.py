"""What is taken in, what is refused, and what stays on disk of either."""

from __future__ import annotations

import errno
import hashlib
import io
import os
import stat
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction
from PIL import ExifTags, Image
from procrastinate.contrib.django.models import ProcrastinateJob

from dongne.foundation.audit.public import history_of
from dongne.foundation.media.models import Photo
from dongne.foundation.media.public import (
    PhotoRefused,
    PhotoState,
    Variant,
    photos_by_sha,
    receive_photo,
)
from dongne.foundation.media.services.leftovers import sweep_leftovers
from dongne.foundation.media.services.pictures import derive_pictures
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import Forbidden
from dongne.lib.seoul import SEOUL

from .conftest import NOW, encoded, jpeg

pytestmark = pytest.mark.django_db


def files(root: Path) -> list[str]:
    return sorted(path.suffix for path in root.rglob("*") if path.is_file())


def take(viewer: Viewer, data: bytes, **options: str) -> Photo:
    return receive_photo(viewer, data=data, now=NOW, **options)


def test_a_photo_is_a_row_a_file_an_audit_row_and_a_job(officer: Viewer) -> None:
    data = jpeg(size=(640, 480))
    photo = take(officer, data, expected_sha256=hashlib.sha256(data).hexdigest().upper())
    assert (photo.width, photo.height, photo.format, photo.size) == (640, 480, "jpeg", len(data))
    assert (photo.state, photo.received_at, photo.officer_id) == (
        PhotoState.RECEIVED,
        NOW,
        officer.officer_id,
    )
    assert photo.path(Variant.ORIGINAL).read_bytes() == data
    assert [entry.action for entry in history_of(photo)] == ["photo.received"]
    assert ProcrastinateJob.objects.filter(args={"photo_id": photo.pk}).count() == 1


def test_it_is_read_from_a_stream_as_well(officer: Viewer) -> None:
    data = jpeg()
    assert receive_photo(officer, data=io.BytesIO(data), now=NOW).pk == take(officer, data).pk


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "MPO"])
def test_these_kinds_are_taken(officer: Viewer, kind: str) -> None:
    image = Image.new("RGB", (40, 30), "blue")
    more = {"save_all": True, "append_images": [image]} if kind == "MPO" else {}
    photo = take(officer, encoded(image, kind, **more))
    assert photo.format == ("jpeg" if kind == "MPO" else kind.lower())


def test_files_are_closed_to_other_users_of_the_machine(officer: Viewer, media_root: Path) -> None:
    before = os.umask(0)
    try:
        photo = take(officer, jpeg())
        derive_pictures(SYSTEM, photo_id=photo.pk, now=NOW)
    finally:
        os.umask(before)
    for path in [media_root, *media_root.rglob("*")]:
        allowed = 0o700 if path.is_dir() else 0o600
        assert stat.S_IMODE(path.stat().st_mode) == allowed, path


def test_the_same_bytes_are_the_same_photo_of_a_dong(
    officer: Viewer, officers: Callable[[str], Viewer], media_root: Path
) -> None:
    data = jpeg()
    first, again = take(officer, data), take(officer, data)
    assert first.pk == again.pk
    elsewhere = officers("seongsan2")
    assert take(elsewhere, data).pk != first.pk, "another dong has its own"
    assert ProcrastinateJob.objects.count() == 2
    assert files(media_root) == [".original", ".original"]
    assert photos_by_sha(elsewhere, [first.sha256])[first.sha256].dong_id == elsewhere.dong_id
    assert photos_by_sha(officer, ["0" * 64]) == {}


def test_sent_again_after_it_was_made_nothing_is_written(officer: Viewer, media_root: Path) -> None:
    data = jpeg()
    photo = take(officer, data)
    derive_pictures(SYSTEM, photo_id=photo.pk, now=NOW)
    assert take(officer, data).state == PhotoState.READY
    assert files(media_root) == [".full", ".thumb"]


@pytest.mark.django_db(transaction=True)
def test_sent_twenty_times_at_once_it_is_one(
    officer: Viewer, media_root: Path, empty_queue: None
) -> None:
    data = jpeg()

    def send(_: int) -> int:
        try:
            return take(officer, data).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as pool:
        answers = set(pool.map(send, range(20)))
    assert len(answers) == 1
    assert Photo.objects.for_viewer(SYSTEM).count() == 1
    assert ProcrastinateJob.objects.filter(task_name="media.derive").count() == 1
    assert files(media_root) == [".original"]


REFUSED = {
    "empty": (b"", "empty"),
    "text": ("사진이 아닙니다".encode(), "not_a_photo"),
    "heic": (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "heic"),
    "gif": (encoded(Image.new("P", (9, 9)), "GIF"), "not_a_photo"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_photo_is_refused_and_leaves_nothing(
    officer: Viewer, media_root: Path, name: str
) -> None:
    data, code = REFUSED[name]
    with pytest.raises(PhotoRefused) as refusal:
        take(officer, data)
    assert refusal.value.code == code
    assert refusal.value.message.endswith(("주세요.", "니다."))
    assert files(media_root) == []
    assert Photo.objects.for_viewer(SYSTEM).count() == 0


def test_a_photo_over_the_limit_is_refused_in_plain_words(
    officer: Viewer, media_root: Path
) -> None:
    endless = io.BytesIO(jpeg() + bytes(26 * 1024 * 1024))
    with pytest.raises(PhotoRefused, match="25 MB") as refusal:
        receive_photo(officer, data=endless, now=NOW)
    assert (refusal.value.code, refusal.value.status) == ("too_large", 413)
    assert files(media_root) == []


def test_other_bytes_than_announced_are_refused(officer: Viewer, media_root: Path) -> None:
    with pytest.raises(PhotoRefused) as refusal:
        take(officer, jpeg(), expected_sha256="0" * 64)
    assert refusal.value.code == "wrong_sha256"
    assert files(media_root) == []


def test_a_full_disk_is_said_in_plain_words(
    officer: Viewer, media_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(PhotoRefused, match="저장 공간") as refusal:
        take(officer, jpeg())
    assert (refusal.value.code, refusal.value.status) == ("no_space", 507)
    assert files(media_root) == []


def test_who_belongs_to_no_dong_sends_no_photo(officer: Viewer) -> None:
    with pytest.raises(Forbidden):
        receive_photo(SYSTEM, data=jpeg(), now=NOW)


# --- what the camera wrote ---------------------------------------------------------------


def with_exif(
    *,
    when: object = None,
    offset: object = None,
    gps: dict[int, object] | None = None,
    orientation: object = None,
) -> bytes:
    exif = Image.Exif()
    tags = exif.get_ifd(ExifTags.IFD.Exif)
    if when is not None:
        tags[ExifTags.Base.DateTimeOriginal] = when
    if offset is not None:
        tags[ExifTags.Base.OffsetTimeOriginal] = offset
    if gps is not None:
        exif.get_ifd(ExifTags.IFD.GPSInfo).update(gps)
    if orientation is not None:
        exif[ExifTags.Base.Orientation] = orientation
    return jpeg(exif=exif.tobytes())


@pytest.mark.parametrize(
    ("when", "offset", "read"),
    [
        ("2026:11:19 09:30:05", None, datetime(2026, 11, 19, 9, 30, 5, tzinfo=SEOUL)),
        ("2026:11:19 09:30:05", "+00:00", datetime(2026, 11, 19, 9, 30, 5, tzinfo=UTC)),
        ("2026:11:19 09:30:05", "nonsense", datetime(2026, 11, 19, 9, 30, 5, tzinfo=SEOUL)),
        ("0000:00:00 00:00:00", None, None),
        ("9999:12:31 23:59:59", None, None),
        ("9999:12:31 23:59:59", "-23:59", None),
        ("0001:01:01 00:00:00", "+23:59", None),
        ("1970:01:01 00:00:00", None, None),
        ("2027:11:20 10:00:00", None, None),
        ("어제", None, None),
        ("", None, None),
    ],
)
def test_the_time_of_the_picture(
    officer: Viewer, when: str, offset: str | None, read: datetime | None
) -> None:
    assert take(officer, with_exif(when=when, offset=offset)).taken_at == read


@pytest.mark.parametrize(
    ("gps", "read"),
    [
        ({1: "N", 2: (37.0, 31.0, 22.44), 3: "E", 4: (126.0, 51.0, 21.96)}, (37.5229, 126.8561)),
        ({1: "S", 2: (33.0, 30.0, 0.0), 3: "W", 4: (70.0, 30.0, 0.0)}, (-33.5, -70.5)),
        ({1: "N", 2: (0.0, 0.0, 0.0), 3: "E", 4: (0.0, 0.0, 0.0)}, (None, None)),
        ({1: "N", 2: (137.0, 0.0, 0.0), 3: "E", 4: (126.0, 0.0, 0.0)}, (None, None)),
        ({1: "N", 2: (37.0, 0.0), 3: "E", 4: (126.0, 0.0, 0.0)}, (None, None)),
        ({1: "N", 3: "E"}, (None, None)),
    ],
)
def test_the_place_of_the_picture(
    officer: Viewer, gps: dict[int, object], read: tuple[float | None, float | None]
) -> None:
    photo = take(officer, with_exif(gps=gps))
    assert (photo.latitude, photo.longitude) == read


def test_figures_without_sense_give_no_place(officer: Viewer) -> None:
    """Seconds of n/0: written by hand, since no library writes them."""
    good = with_exif(gps={1: "N", 2: (37.0, 31.0, 22.0), 3: "E", 4: (126.0, 51.0, 21.0)})
    number = (37).to_bytes(4, "big") + (1).to_bytes(4, "big")
    assert good.count(number) == 1
    photo = take(officer, good.replace(number, bytes(8)))
    assert (photo.latitude, photo.longitude) == (None, None)


def test_width_and_height_are_those_of_the_turned_picture(officer: Viewer) -> None:
    photo = take(officer, with_exif(orientation=6))
    assert (photo.width, photo.height) == (48, 64)
    assert take(officer, with_exif(orientation=99)).width == 64


def test_broken_tags_do_not_cost_the_photo(officer: Viewer) -> None:
    for tags in (
        b"Exif\0\0",
        b"Exif\0\0MM\0*\xff\xff\xff\xff",
        b"Exif\0\0II*\0" + b"\x08\0\0\0" * 9,
    ):
        photo = take(officer, jpeg(exif=tags))
        assert photo.taken_at is photo.latitude is None


# --- what stays behind ---------------------------------------------------------------------


def test_leftovers_of_a_killed_process_are_swept(officer: Viewer, media_root: Path) -> None:
    awaited = take(officer, jpeg("green"))
    with transaction.atomic():
        undone = take(officer, jpeg("blue"))
        transaction.set_rollback(True)
    half = media_root / str(officer.dong_id) / "x.part"
    half.write_bytes(b"half")
    stray = undone.path(Variant.ORIGINAL)
    assert stray.exists()
    now = datetime.fromtimestamp(time.time(), tz=UTC)
    assert sweep_leftovers(SYSTEM, before=now - timedelta(days=1)) == 0, "may still be on its way"
    assert sweep_leftovers(SYSTEM, before=now + timedelta(seconds=1)) == 2
    assert not stray.exists()
    assert not half.exists()
    assert awaited.path(Variant.ORIGINAL).exists()
