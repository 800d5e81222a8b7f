"""Files as they come in: under names of our own, closed to others, on disk before a row says so."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from django.conf import settings
from django.utils.translation import gettext as _

from dongne.lib.ids import new_id
from dongne.lib.refusals import Refused

if TYPE_CHECKING:
    from _typeshed import SupportsRead

CHUNK = 256 * 1024
MEGABYTE = 1024 * 1024


class FileRefused(Refused):
    """The file is not taken; nothing of it stays. `message` says what to do about it."""

    def __init__(
        self, message: str, *, code: str, status: HTTPStatus = HTTPStatus.UNPROCESSABLE_ENTITY
    ) -> None:
        super().__init__(message, code=code)
        self.status = status


class PhotoRefused(FileRefused):
    pass


class SoundRefused(FileRefused):
    pass


class PartRefused(FileRefused):
    """Nothing of what was sent now was written; what had come before is still there."""


@contextlib.contextmanager
def room_on_disk(refusal: type[FileRefused] = PhotoRefused) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno not in {errno.ENOSPC, errno.EDQUOT}:
            raise
        raise refusal(
            _("저장 공간이 부족하여 사진을 받지 못했습니다. 관리자에게 알려 주세요.")
            if refusal is PhotoRefused
            else _("저장 공간이 부족하여 파일을 받지 못했습니다. 관리자에게 알려 주세요."),
            code="no_space",
            status=HTTPStatus.INSUFFICIENT_STORAGE,
        ) from error


@contextlib.contextmanager
def incoming(dong_id: int) -> Iterator[tuple[Path, BinaryIO]]:
    """A file of our own naming that is gone afterwards, unless it was moved to its place."""
    folder = Path(settings.MEDIA_ROOT) / str(dong_id)
    make_folder(folder)
    path = folder / f"{new_id()}.part"
    opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(opened, "wb", buffering=0) as file:
            yield path, file
    finally:
        path.unlink(missing_ok=True)


def make_folder(folder: Path) -> None:
    """Every level is closed to others, whatever the umask says, and on disk itself."""
    if not folder.is_dir():
        if folder != Path(settings.MEDIA_ROOT):
            make_folder(folder.parent)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        flush_folder(folder.parent)


def copy(source: bytes | SupportsRead[bytes], file: BinaryIO) -> tuple[str, int]:
    """Copy at most the allowed size; answers the digest (hex) and the size."""
    digest, size = hashlib.sha256(), 0
    for chunk in _pieces(source):
        size += len(chunk)
        if size > settings.PHOTO_MAX_BYTES:
            raise PhotoRefused(
                _("사진이 너무 큽니다. %(limit)d MB까지 올릴 수 있습니다.")
                % {"limit": settings.PHOTO_MAX_BYTES // MEGABYTE},
                code="too_large",
                status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            )
        digest.update(chunk)
        write_all(file, chunk)
    if not size:
        raise PhotoRefused(_("빈 파일입니다. 사진을 다시 골라 주세요."), code="empty")
    return digest.hexdigest(), size


def _pieces(source: bytes | SupportsRead[bytes]) -> Iterator[bytes]:
    """What is in memory goes as it is; a stream never comes there whole."""
    if isinstance(source, bytes):
        yield source
        return
    while chunk := source.read(CHUNK):
        yield chunk


def write_all(file: BinaryIO, data: bytes) -> None:
    """A disk that is nearly full takes the beginning, and says so by a number only."""
    left = memoryview(data)
    while left:
        left = left[file.write(left) :]


def keep(path: Path, file: BinaryIO, place: Path) -> None:
    os.fsync(file.fileno())
    make_folder(place.parent)
    path.replace(place)
    flush_folder(place.parent)


def flush_folder(folder: Path) -> None:
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
