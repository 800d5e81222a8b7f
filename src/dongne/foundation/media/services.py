"""Taking photos in, and making of each the two pictures that are kept."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import logging
import os
from collections.abc import Iterable, Iterator
from datetime import datetime
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import record, record_many
from dongne.foundation.scope.public import Viewer
from dongne.lib import darkroom
from dongne.lib.ids import new_id
from dongne.lib.photo_header import Fault, NotAPhoto, read_header
from dongne.lib.refusals import Forbidden, Refused

from .jobs import ask_for_pictures, ask_to_unlink
from .models import Photo, picture_path
from .states import PhotoState, Variant

if TYPE_CHECKING:
    from _typeshed import SupportsRead

log = logging.getLogger(__name__)

CHUNK = 256 * 1024
MEGABYTE = 1024 * 1024


class PhotoRefused(Refused):
    """The file is not taken; nothing of it stays. `message` says what to do about it."""

    def __init__(
        self, message: str, *, code: str, status: HTTPStatus = HTTPStatus.UNPROCESSABLE_ENTITY
    ) -> None:
        super().__init__(message, code=code)
        self.status = status


def receive_photo(
    viewer: Viewer,
    *,
    data: bytes | SupportsRead[bytes],
    now: datetime,
    expected_sha256: str | None = None,
) -> Photo:
    """Take one photo in for the viewer's dong. The same bytes again are the same photo.

    The bytes are on disk before the row is committed; nothing is decoded here, the worker does.
    Raises `PhotoRefused`.
    """
    if viewer.dong_id is None:
        raise Forbidden(_("동주민센터에 속한 직원만 사진을 올릴 수 있습니다."), code="no_dong")
    source = BytesIO(data) if isinstance(data, bytes) else data
    if not connection.in_atomic_block:
        # Back to the pool while a slow phone's bytes come in.
        connection.close()
    with _room_on_disk(), _incoming(viewer.dong_id) as (path, file):
        sha256, size = _copy(source, file)
        if expected_sha256 is not None and sha256 != expected_sha256.lower():
            raise PhotoRefused(
                _("받은 사진이 보낸 사진과 다릅니다. 다시 보내 주세요."), code="wrong_sha256"
            )
        here = Photo.objects.for_viewer(viewer).filter(dong_id=viewer.dong_id, sha256=sha256)
        if known := here.first():
            return known
        photo = _described(path, sha256=sha256, size=size, now=now)
        photo.dong_id, photo.officer_id = viewer.dong_id, viewer.officer_id
        _keep(path, file, photo.path(Variant.ORIGINAL))
        return _entered(viewer, photo, now=now)


@contextlib.contextmanager
def _room_on_disk() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno not in {errno.ENOSPC, errno.EDQUOT}:
            raise
        raise PhotoRefused(
            _("저장 공간이 부족하여 사진을 받지 못했습니다. 관리자에게 알려 주세요."),
            code="no_space",
            status=HTTPStatus.INSUFFICIENT_STORAGE,
        ) from error


@contextlib.contextmanager
def _incoming(dong_id: int) -> Iterator[tuple[Path, BinaryIO]]:
    """A file of our own naming that is gone afterwards, unless it was moved to its place."""
    folder = Path(settings.MEDIA_ROOT) / str(dong_id)
    _make_folder(folder)
    path = folder / f"{new_id()}.part"
    opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(opened, "wb", buffering=0) as file:
            yield path, file
    finally:
        path.unlink(missing_ok=True)


def _make_folder(folder: Path) -> None:
    """Every level is closed to others, whatever the umask says."""
    if not folder.is_dir():
        if folder != Path(settings.MEDIA_ROOT):
            _make_folder(folder.parent)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def _copy(source: SupportsRead[bytes], file: BinaryIO) -> tuple[str, int]:
    """Copy at most the allowed size; answers the digest (hex) and the size."""
    digest, size = hashlib.sha256(), 0
    while chunk := source.read(CHUNK):
        size += len(chunk)
        if size > settings.PHOTO_MAX_BYTES:
            raise PhotoRefused(
                _("사진이 너무 큽니다. %(limit)d MB까지 올릴 수 있습니다.")
                % {"limit": settings.PHOTO_MAX_BYTES // MEGABYTE},
                code="too_large",
                status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            )
        digest.update(chunk)
        file.write(chunk)
    if not size:
        raise PhotoRefused(_("빈 파일입니다. 사진을 다시 골라 주세요."), code="empty")
    return digest.hexdigest(), size


def _described(path: Path, *, sha256: str, size: int, now: datetime) -> Photo:
    try:
        header = read_header(path, now=now)
    except NotAPhoto as refusal:
        raise PhotoRefused(_sentence(refusal), code=refusal.fault) from None
    return Photo(
        sha256=sha256,
        size=size,
        format=header.format,
        width=header.width,
        height=header.height,
        taken_at=header.taken_at,
        latitude=header.latitude,
        longitude=header.longitude,
        received_at=now,
    )


def _sentence(refusal: NotAPhoto) -> str:
    match refusal.fault:
        case Fault.HEIC:
            return _(
                "HEIC 사진은 받을 수 없습니다. 휴대전화의 카메라 설정에서 포맷을 "
                "‘높은 호환성’으로 바꾸어 다시 찍어 주세요."
            )
        case Fault.TOO_MANY_PIXELS:
            return _(
                "화소 수가 너무 많은 사진입니다(%(limit)d만 화소까지). "
                "카메라의 해상도를 낮추어 다시 찍어 주세요."
            ) % {"limit": refusal.limit // 10_000, "million": refusal.limit // 1_000_000}
        case _:
            return _("사진 파일이 아닙니다. JPEG, PNG, WebP 사진을 골라 주세요.")


def _keep(path: Path, file: BinaryIO, place: Path) -> None:
    os.fsync(file.fileno())
    _make_folder(place.parent)
    path.replace(place)
    _flush_folder(place.parent)


def _flush_folder(folder: Path) -> None:
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


@transaction.atomic
def _entered(viewer: Viewer, photo: Photo, *, now: datetime) -> Photo:
    values = {
        field.attname: getattr(photo, field.attname)
        for field in Photo._meta.concrete_fields
        if not field.primary_key
    }
    key = {name: values.pop(name) for name in ("dong_id", "sha256")}
    row, new = Photo.objects.for_viewer(viewer).get_or_create(**key, defaults=values)
    if new:
        record(
            viewer,
            action="photo.received",
            subject=row,
            now=now,
            dong_id=row.dong_id,
            changes={"sha256": row.sha256, "size": row.size},
        )
        ask_for_pictures(row.pk)
    elif row.state != PhotoState.RECEIVED:
        # Sent twice at once, and the other one is already through: ours has no further use.
        photo.path(Variant.ORIGINAL).unlink(missing_ok=True)
    return row


def derive_pictures(viewer: Viewer, *, photo_id: int, now: datetime) -> None:
    """Make `full` and `thumb`, then let go of the original. Safe to run again at any point.

    Raises `DarkroomTrouble` if another try may succeed.
    """
    photo = Photo.objects.for_viewer(viewer).filter(pk=photo_id).first()
    if photo is None:
        return
    original = photo.path(Variant.ORIGINAL)
    if photo.state == PhotoState.RECEIVED:
        fault = _make_pictures(photo)
        state = PhotoState.BROKEN if fault else PhotoState.READY
        _settle(viewer, photo, state=state, fault=fault, now=now)
    original.unlink(missing_ok=True)


def _make_pictures(photo: Photo) -> str:
    """The pictures, in their places; or what is wrong with the original."""
    original = photo.path(Variant.ORIGINAL)
    places = {variant: photo.path(variant) for variant in (Variant.FULL, Variant.THUMB)}
    drafts = {v: original.with_name(f"{new_id()}.part") for v in places}
    try:
        if not original.exists():
            log.error("photo %s: its file is gone", photo.pk)
            return "the file is gone"
        darkroom.develop(original, full=drafts[Variant.FULL], thumb=drafts[Variant.THUMB])
        for variant, place in places.items():
            drafts[variant].replace(place)
        _flush_folder(original.parent)
    except darkroom.CannotDevelop as error:
        log.warning("photo %s cannot be shown: %s", photo.pk, error)
        return str(error)[:300]
    finally:
        for draft in drafts.values():
            draft.unlink(missing_ok=True)
    return ""


@transaction.atomic
def _settle(viewer: Viewer, photo: Photo, *, state: PhotoState, fault: str, now: datetime) -> None:
    changed = (
        Photo.objects.for_viewer(viewer)
        .filter(pk=photo.pk, state=PhotoState.RECEIVED)
        .update(state=state, fault=fault)
    )
    if changed:
        record(
            viewer,
            action=f"photo.{state}",
            subject=photo,
            now=now,
            dong_id=photo.dong_id,
            changes={"state": [PhotoState.RECEIVED, state], "fault": fault},
        )


@transaction.atomic
def discard_photos(viewer: Viewer, *, dong_id: int, shas: Iterable[str], now: datetime) -> int:
    """Let photos go that a resident sent and no record took up; answers how many rows went.

    Whoever calls knows that nothing shows them. What an officer has sent is never touched. The
    files go by a job of the same transaction.
    """
    found = Photo.objects.for_viewer(viewer).filter(
        dong_id=dong_id, sha256__in=list(shas), officer=None
    )
    rows = list(found.select_for_update())
    if not rows:
        return 0
    record_many(
        viewer,
        action="photo.discarded",
        subjects=[(row, {"sha256": row.sha256}) for row in rows],
        now=now,
        dong_id=dong_id,
    )
    found.delete()
    ask_to_unlink(dong_id, [row.sha256 for row in rows])
    return len(rows)


def unlink_pictures(viewer: Viewer, *, dong_id: int, shas: Iterable[str]) -> None:
    """Delete the files of photos that have no row; those that were sent again meanwhile stay."""
    gone = set(shas)
    gone -= set(
        Photo.objects.for_viewer(viewer)
        .filter(dong_id=dong_id, sha256__in=gone)
        .values_list("sha256", flat=True)
    )
    for sha256 in gone:
        for variant in Variant:
            picture_path(dong_id, sha256, variant).unlink(missing_ok=True)


def sweep_leftovers(viewer: Viewer, *, before: datetime) -> int:
    """Delete files older than `before` that no row waits for; answers how many.

    They stay behind when a process is killed between writing a file and committing its row.
    """
    swept = 0
    for path in Path(settings.MEDIA_ROOT).rglob("*"):
        if path.suffix not in {".part", f".{Variant.ORIGINAL}"}:
            continue
        with contextlib.suppress(FileNotFoundError):
            if path.stat().st_mtime < before.timestamp() and not _awaited(viewer, path):
                path.unlink()
                swept += 1
    return swept


def _awaited(viewer: Viewer, path: Path) -> bool:
    if path.suffix == ".part":
        return False
    return any(
        picture_path(dong_id, sha256, Variant.ORIGINAL) == path
        for dong_id, sha256 in Photo.objects.for_viewer(viewer)
        .filter(sha256=path.stem, state=PhotoState.RECEIVED)
        .values_list("dong_id", "sha256")
    )
