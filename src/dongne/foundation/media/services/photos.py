"""Taking photos in, and letting go of those that no record took up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import record, record_many
from dongne.foundation.scope.public import Viewer
from dongne.lib.photo_header import Fault, NotAPhoto, read_header
from dongne.lib.refusals import Conflict, Forbidden

from ..jobs import ask_for_pictures, ask_to_unlink
from ..models import Photo
from ..states import PhotoState, Variant
from .disk import PhotoRefused, copy, incoming, keep, room_on_disk

if TYPE_CHECKING:
    from _typeshed import SupportsRead


_ENTERED = [field.attname for field in Photo._meta.concrete_fields if not field.primary_key]
# Words of SQL that the server plans once: through the models, looking first whether the photo is
# here, it was three statements and a savepoint.
_ENTER = f"""
    INSERT INTO {Photo._meta.db_table} ({", ".join(_ENTERED)})
    VALUES ({", ".join(["%s"] * len(_ENTERED))})
    ON CONFLICT (dong_id, sha256) DO NOTHING RETURNING id
"""  # noqa: S608 - the names of table and columns are ours


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
    if not (isinstance(data, bytes) or connection.in_atomic_block):
        # Back to the pool while a slow phone's bytes come in.
        connection.close()
    with room_on_disk(), incoming(viewer.dong_id) as (path, file):
        sha256, size = copy(data, file)
        if expected_sha256 is not None and sha256 != expected_sha256.lower():
            raise PhotoRefused(
                _("받은 사진이 보낸 사진과 다릅니다. 다시 보내 주세요."), code="wrong_sha256"
            )
        source = data if isinstance(data, bytes) else path
        photo = _described(source, sha256=sha256, size=size, now=now)
        photo.dong_id, photo.officer_id = viewer.dong_id, viewer.officer_id
        keep(path, file, photo.path(Variant.ORIGINAL))
        return _entered(viewer, photo, now=now)


def _described(source: Path | bytes, *, sha256: str, size: int, now: datetime) -> Photo:
    try:
        header = read_header(source, now=now)
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


@transaction.atomic
def _entered(viewer: Viewer, photo: Photo, *, now: datetime) -> Photo:
    with connection.cursor() as cursor:
        cursor.execute(_ENTER, [getattr(photo, name) for name in _ENTERED])
        new = cursor.fetchone()
    if new is None:
        return _known(viewer, photo)
    (photo.pk,) = new
    photo._state.adding = False
    record(
        viewer,
        action="photo.received",
        subject=photo,
        now=now,
        dong_id=photo.dong_id,
        changes={"sha256": photo.sha256, "size": photo.size},
    )
    ask_for_pictures(photo.pk)
    return photo


def _known(viewer: Viewer, photo: Photo) -> Photo:
    """These bytes were sent before, or twice at once. Where the pictures are made already, our
    file has no further use; where they are not, it has taken the place of an equal one."""
    rows = Photo.objects.for_viewer(viewer).filter(dong_id=photo.dong_id, sha256=photo.sha256)
    row = rows.first()
    if row is None:
        raise Conflict(_("그사이 지워졌습니다. 다시 보내 주세요."), code="gone_meanwhile")
    if row.state != PhotoState.RECEIVED:
        row.path(Variant.ORIGINAL).unlink(missing_ok=True)
    return row


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
