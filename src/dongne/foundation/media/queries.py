"""Reads: photos by their digest, and a picture's bytes for papers."""

from __future__ import annotations

from collections.abc import Iterable

from dongne.foundation.scope.public import Viewer

from .models import Photo
from .states import PhotoState, Variant


def photos_by_sha(viewer: Viewer, shas: Iterable[str]) -> dict[str, Photo]:
    """Photos of the viewer's dong by the sha256 (hex) of the bytes that were sent."""
    rows = Photo.objects.for_viewer(viewer).filter(dong=viewer.dong_id, sha256__in=list(shas))
    return {photo.sha256: photo for photo in rows}


def picture_bytes(photo: Photo, variant: Variant = Variant.FULL) -> bytes | None:
    """The JPEG, or None while it is not made. The caller got the photo through its scope."""
    if photo.state != PhotoState.READY:
        return None
    try:
        return photo.path(variant).read_bytes()
    except FileNotFoundError:
        return None
