"""Sealed files that come in by parts: what a phone has sent of one so far, until it is whole.

They lie as they came, sealed, apart for each dong, phone and record: the same photo in two records
is sealed by two keys. No row knows of them; losing one costs another sending. A record of somebody
whose account has ended takes its files into keeping (`keep_part`), where they stay until somebody
has decided about them.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
from collections.abc import Iterator
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import Forbidden, NotHere

from ..models import sealed_folder
from .disk import CHUNK, MEGABYTE, PartRefused, flush_folder, make_folder, room_on_disk

if TYPE_CHECKING:
    from _typeshed import SupportsRead

# Nonce and tag of AES-GCM.
SEALING = 12 + 16
# A phone sends one after the other: who leaves so many unfinished sends no photos.
PARTS_OF_A_PHONE = 64
PART, KEPT = ".piece", ".kept"
_SHA256 = re.compile(r"[0-9a-f]{64}")


def part_length(viewer: Viewer, *, phone: UUID, record: UUID, sha256: str) -> int:
    """How many bytes of the sealed file have come: where the next part has to begin."""
    try:
        return _place(viewer, phone, record, sha256, PART).stat().st_size
    except FileNotFoundError:
        return 0


def append_part(
    viewer: Viewer,
    *,
    phone: UUID,
    record: UUID,
    sha256: str,
    start: int,
    total: int,
    data: bytes | SupportsRead[bytes],
) -> int:
    """Write the bytes from `start` on; answers how many have come altogether.

    Bytes that are there already are passed over, so that a part may be sent again. `data` may be a
    request: each piece is written as it comes, so that a link that breaks costs no more than the
    piece on its way. Raises `PartRefused`: `gap` (bytes are missing before `start`), `too_large`,
    `too_long` (more than `total`), `too_many_parts`, `no_space`.
    """
    path = _place(viewer, phone, record, sha256, PART)
    _refuse_size(start, total)
    source = BytesIO(data) if isinstance(data, bytes) else data
    with room_on_disk(PartRefused):
        if not path.exists():
            _refuse_number(path.parent)
        make_folder(path.parent)
        length = _write(path, start, b"", total)
        while chunk := source.read(CHUNK):
            length = _write(path, start, chunk, total)
            start += len(chunk)
    return length


def take_part(viewer: Viewer, *, phone: UUID, record: UUID, sha256: str) -> bytes:
    """All that has come of the file; it stays until `drop_part`. Raises NotHere."""
    return _read(_place(viewer, phone, record, sha256, PART))


def drop_part(viewer: Viewer, *, phone: UUID, record: UUID, sha256: str) -> None:
    _place(viewer, phone, record, sha256, PART).unlink(missing_ok=True)


def keep_part(viewer: Viewer, *, phone: UUID, record: UUID, sha256: str) -> None:
    """Put a file that is whole aside, on disk for certain: nothing sweeps it. Again is the same."""
    part, kept = (_place(viewer, phone, record, sha256, kind) for kind in (PART, KEPT))
    with room_on_disk(PartRefused), contextlib.suppress(FileNotFoundError):
        with part.open("rb") as file:
            os.fsync(file.fileno())
        part.replace(kept)
        flush_folder(kept.parent)
    if not kept.exists():
        raise NotHere(_("파일을 찾을 수 없습니다."), code="not_found")


def kept_part(viewer: Viewer, *, phone: UUID, record: UUID, sha256: str) -> bytes:
    """A file put aside, sealed as it came. Raises NotHere."""
    return _read(_place(viewer, phone, record, sha256, KEPT))


def drop_kept(viewer: Viewer, *, phone: UUID, record: UUID, sha256: str) -> None:
    _place(viewer, phone, record, sha256, KEPT).unlink(missing_ok=True)


def _place(viewer: Viewer, phone: UUID, record: UUID, sha256: str, kind: str) -> Path:
    """Nothing in it was chosen by whoever sends, but for an id and a digest that look like such."""
    if not _SHA256.fullmatch(sha256):
        raise NotHere(_("파일을 찾을 수 없습니다."), code="not_found")
    return sealed_folder(_dong_of(viewer), phone) / f"{record}.{sha256}{kind}"


def _dong_of(viewer: Viewer) -> int:
    if viewer.dong_id is None:
        raise Forbidden(_("동주민센터에 속한 직원만 사진을 올릴 수 있습니다."), code="no_dong")
    return viewer.dong_id


def _refuse_size(start: int, total: int) -> None:
    limit = max(settings.PHOTO_MAX_BYTES, settings.SOUND_MAX_BYTES)
    if total > limit + SEALING:
        raise PartRefused(
            _("파일이 너무 큽니다. %(limit)d MB까지 올릴 수 있습니다.")
            % {"limit": limit // MEGABYTE},
            code="too_large",
            status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        )
    if not 0 <= start <= total or total <= SEALING:
        raise PartRefused(_("파일의 길이가 맞지 않습니다."), code="too_long")


def _refuse_number(folder: Path) -> None:
    waiting = sum(1 for _path in folder.glob(f"*{PART}")) if folder.is_dir() else 0
    if waiting >= PARTS_OF_A_PHONE:
        raise PartRefused(
            _("다 보내지 못한 파일이 너무 많습니다. 잠시 뒤에 다시 보내 주세요."),
            code="too_many_parts",
            status=HTTPStatus.TOO_MANY_REQUESTS,
        )


def _write(path: Path, start: int, chunk: bytes, total: int) -> int:
    """Two requests may send the same file at once: each piece is put in its place under a lock."""
    with _locked(path) as file:
        length = os.fstat(file).st_size
        if start > length:
            raise PartRefused(
                _("파일의 앞부분이 빠졌습니다. 이어서 다시 보내 주세요."),
                code="gap",
                status=HTTPStatus.CONFLICT,
            )
        if start + len(chunk) > total or length > total:
            raise PartRefused(_("파일의 길이가 맞지 않습니다."), code="too_long")
        new = chunk[length - start :]
        while new:
            written = os.pwrite(file, new, length)
            length, new = length + written, new[written:]
        return length


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[int]:
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file
    finally:
        os.close(file)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise NotHere(_("파일을 찾을 수 없습니다."), code="not_found") from None
