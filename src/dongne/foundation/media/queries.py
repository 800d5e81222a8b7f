"""Reads: photos and sounds by their digest, and a picture's bytes for papers."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from dongne.foundation.scope.public import SYSTEM, Viewer

from .models import Photo, Sound
from .states import PhotoState, Variant


def photos_by_sha(
    viewer: Viewer, shas: Iterable[str], *, dong_id: int | None = None
) -> dict[str, Photo]:
    """Photos of a dong (the viewer's own, if none is named) by the sha256 of what was sent."""
    dong_id = viewer.dong_id if dong_id is None else dong_id
    rows = Photo.objects.for_viewer(viewer).filter(dong=dong_id, sha256__in=list(shas))
    return {photo.sha256: photo for photo in rows}


def sounds_by_sha(
    viewer: Viewer, shas: Iterable[str], *, dong_id: int | None = None
) -> dict[str, Sound]:
    """Sounds of a dong (the viewer's own, if none is named) by the sha256 of what was sent."""
    dong_id = viewer.dong_id if dong_id is None else dong_id
    rows = Sound.objects.for_viewer(viewer).filter(dong=dong_id, sha256__in=list(shas))
    return {sound.sha256: sound for sound in rows}


def pieces_here(viewer: Viewer, shas: Iterable[str]) -> set[str]:
    """Which of them, photos or sounds, the viewer's dong has. One statement."""
    wanted = list(shas)
    if not wanted:
        return set()
    found = [
        model.objects.for_viewer(viewer)
        .filter(dong=viewer.dong_key, sha256__in=wanted)
        .values_list("sha256", flat=True)
        for model in (Photo, Sound)
    ]
    return set(found[0].union(found[1], all=True))


def picture_bytes(photo: Photo, variant: Variant = Variant.FULL) -> bytes | None:
    """The JPEG, or None while it is not made. The caller got the photo through its scope."""
    if photo.state != PhotoState.READY:
        return None
    try:
        return photo.path(variant).read_bytes()
    except FileNotFoundError:
        return None


def without_file(pieces: Collection[tuple[int, str]]) -> set[tuple[int, str]]:
    """Which of the (dong, sha256), photos or sounds, were never sent or have lost their file.

    A photo that can't be shown was sent and has been looked at: it is not missing.
    """
    wanted = {sha256 for _dong_id, sha256 in pieces}
    here: set[tuple[int, str]] = set()
    for photo in Photo.objects.for_viewer(SYSTEM).filter(sha256__in=wanted):
        waits = photo.state == PhotoState.RECEIVED
        shown = photo.path(Variant.ORIGINAL if waits else Variant.FULL)
        if photo.state == PhotoState.BROKEN or shown.exists():
            here.add((photo.dong_id, photo.sha256))
    for sound in Sound.objects.for_viewer(SYSTEM).filter(sha256__in=wanted):
        if sound.path.exists():
            here.add((sound.dong_id, sound.sha256))
    return set(pieces) - here
