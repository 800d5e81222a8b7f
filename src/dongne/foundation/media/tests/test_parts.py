"""What comes in by parts comes in whole, however often the link breaks and whoever sends it."""

from __future__ import annotations

import io
import os
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dongne.foundation.media.public import (
    PartRefused,
    append_part,
    drop_kept,
    drop_part,
    keep_part,
    kept_part,
    part_length,
    take_part,
)
from dongne.foundation.media.services import parts
from dongne.foundation.media.services.leftovers import sweep_leftovers, sweep_parts
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.ids import new_id
from dongne.lib.refusals import Forbidden, NotHere

pytestmark = pytest.mark.django_db

SHA = "ab" * 32
RECORD = new_id()
WHOLE = bytes(range(256)) * 4


def send(viewer: Viewer, phone: UUID, start: int, data: bytes, *, total: int = len(WHOLE)) -> int:
    return append_part(
        viewer, phone=phone, record=RECORD, sha256=SHA, start=start, total=total, data=data
    )


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(cuts=st.lists(st.tuples(st.integers(0, 1100), st.integers(0, 400)), max_size=12))
def test_whatever_comes_in_whatever_order_the_file_is_never_wrong(
    officer: Viewer, cuts: list[tuple[int, int]]
) -> None:
    phone = new_id()
    for start, length in cuts:
        before = part_length(officer, phone=phone, record=RECORD, sha256=SHA)
        if start > before:
            with pytest.raises(PartRefused, match=r"이어서|길이"):
                send(officer, phone, start, WHOLE[start : start + length])
            continue
        now = send(officer, phone, start, WHOLE[start : start + length])
        assert now == max(before, min(start + length, len(WHOLE)))
    length = part_length(officer, phone=phone, record=RECORD, sha256=SHA)
    send(officer, phone, length, WHOLE[length:])
    assert take_part(officer, phone=phone, record=RECORD, sha256=SHA) == WHOLE
    drop_part(officer, phone=phone, record=RECORD, sha256=SHA)
    assert part_length(officer, phone=phone, record=RECORD, sha256=SHA) == 0


def test_a_link_that_breaks_costs_no_more_than_the_piece_on_its_way(officer: Viewer) -> None:
    whole = os.urandom(parts.CHUNK * 2 + 100)

    class Broken(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            if self.tell() >= parts.CHUNK * 2:
                raise ConnectionResetError
            return super().read(size)

    phone = new_id()
    with pytest.raises(ConnectionResetError):
        append_part(
            officer,
            phone=phone,
            record=RECORD,
            sha256=SHA,
            start=0,
            total=len(whole),
            data=Broken(whole),
        )
    assert part_length(officer, phone=phone, record=RECORD, sha256=SHA) == parts.CHUNK * 2
    append_part(
        officer,
        phone=phone,
        record=RECORD,
        sha256=SHA,
        start=parts.CHUNK * 2,
        total=len(whole),
        data=whole[parts.CHUNK * 2 :],
    )
    assert take_part(officer, phone=phone, record=RECORD, sha256=SHA) == whole


def test_page_and_worker_may_send_the_same_file_at_once(officer: Viewer) -> None:
    phone = new_id()
    whole = os.urandom(40_000)

    def run() -> None:
        for start in range(0, len(whole), 1000):
            append_part(
                officer,
                phone=phone,
                record=RECORD,
                sha256=SHA,
                start=start,
                total=len(whole),
                data=whole[start : start + 1000],
            )

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert take_part(officer, phone=phone, record=RECORD, sha256=SHA) == whole


@pytest.mark.parametrize(
    ("start", "total", "data", "code"),
    [
        (5, 100, b"x", "gap"),
        (0, 100, b"x" * 101, "too_long"),
        (-1, 100, b"x", "too_long"),
        (101, 100, b"x", "too_long"),
        (0, 28, b"", "too_long"),
        (0, 1 << 40, b"x", "too_large"),
    ],
)
def test_a_part_that_cannot_be_is_refused_in_plain_words(
    officer: Viewer, start: int, total: int, data: bytes, code: str
) -> None:
    with pytest.raises(PartRefused) as refusal:
        send(officer, new_id(), start, data, total=total)
    assert refusal.value.code == code
    assert refusal.value.message.endswith(("니다.", "주세요."))


@pytest.mark.parametrize(
    "name", ["../../../etc/passwd", "AB" * 32, "ab" * 31, "", "ab" * 32 + "\n"]
)
def test_a_name_that_is_no_digest_names_nothing(
    officer: Viewer, media_root: Path, name: str
) -> None:
    with pytest.raises(NotHere):
        append_part(
            officer, phone=new_id(), record=RECORD, sha256=name, start=0, total=99, data=b"x"
        )
    assert list(media_root.rglob("*")) == []


def test_a_phone_does_not_fill_the_disk_with_beginnings(
    officer: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "PARTS_OF_A_PHONE", 3)
    phone = new_id()
    for n in range(3):
        append_part(
            officer, phone=phone, record=RECORD, sha256=f"{n:064}", start=0, total=99, data=b"x"
        )
    with pytest.raises(PartRefused) as refusal:
        append_part(
            officer, phone=phone, record=RECORD, sha256=f"{3:064}", start=0, total=99, data=b"x"
        )
    assert (refusal.value.code, refusal.value.status) == ("too_many_parts", 429)
    # What was begun can be brought to its end.
    assert (
        append_part(
            officer, phone=phone, record=RECORD, sha256=f"{0:064}", start=1, total=99, data=b"x"
        )
        == 2
    )


def test_nobody_reads_or_goes_on_with_what_another_phone_or_dong_sends(
    officer: Viewer, officers: Callable[[str], Viewer]
) -> None:
    phone = new_id()
    send(officer, phone, 0, WHOLE)
    assert part_length(officer, phone=new_id(), record=RECORD, sha256=SHA) == 0
    stranger = officers("seongsan2")
    assert part_length(stranger, phone=phone, record=RECORD, sha256=SHA) == 0
    with pytest.raises(NotHere):
        take_part(stranger, phone=phone, record=RECORD, sha256=SHA)
    with pytest.raises(Forbidden):
        send(SYSTEM, phone, 0, WHOLE)


def test_what_is_put_aside_stays_until_somebody_has_decided(
    officer: Viewer, media_root: Path
) -> None:
    phone = new_id()
    send(officer, phone, 0, WHOLE)
    for _ in range(2):
        keep_part(officer, phone=phone, record=RECORD, sha256=SHA)
    future = datetime.fromtimestamp(time.time(), tz=UTC) + timedelta(days=400)
    assert sweep_parts(before=future) == sweep_leftovers(SYSTEM, before=future) == 0
    assert kept_part(officer, phone=phone, record=RECORD, sha256=SHA) == WHOLE
    drop_kept(officer, phone=phone, record=RECORD, sha256=SHA)
    with pytest.raises(NotHere):
        keep_part(officer, phone=phone, record=RECORD, sha256=SHA)
    assert [path for path in media_root.rglob("*") if path.is_file()] == []


def test_what_a_phone_never_sent_whole_is_swept(officer: Viewer) -> None:
    phone = new_id()
    send(officer, phone, 0, WHOLE[:9])
    now = datetime.fromtimestamp(time.time(), tz=UTC)
    assert sweep_parts(before=now - timedelta(days=1)) == 0
    assert sweep_parts(before=now + timedelta(seconds=1)) == 1
    assert part_length(officer, phone=phone, record=RECORD, sha256=SHA) == 0
