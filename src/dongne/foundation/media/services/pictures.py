"""Making of each photo the two pictures that are kept."""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import transaction

from dongne.foundation.audit.public import record
from dongne.foundation.scope.public import Viewer
from dongne.lib import darkroom
from dongne.lib.ids import new_id

from ..models import Photo
from ..states import PhotoState, Variant
from .disk import flush_folder

log = logging.getLogger(__name__)


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
        flush_folder(original.parent)
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
