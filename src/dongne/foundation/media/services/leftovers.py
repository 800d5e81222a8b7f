"""Files that nothing refers to any more."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from django.conf import settings

from dongne.foundation.scope.public import Viewer

from ..models import Photo, Sound, picture_path
from ..states import SOUND_ENDING, PhotoState, Variant
from .parts import PART


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
        if path.suffix not in {".part", SOUND_ENDING, f".{Variant.ORIGINAL}"}:
            continue
        with contextlib.suppress(FileNotFoundError):
            if path.stat().st_mtime < before.timestamp() and not _awaited(viewer, path):
                path.unlink()
                swept += 1
    return swept


def _awaited(viewer: Viewer, path: Path) -> bool:
    if path.suffix == ".part":
        return False
    if path.suffix == SOUND_ENDING:
        return Sound.objects.for_viewer(viewer).filter(pk=path.stem).exists()
    return any(
        picture_path(dong_id, sha256, Variant.ORIGINAL) == path
        for dong_id, sha256 in Photo.objects.for_viewer(viewer)
        .filter(sha256=path.stem, state=PhotoState.RECEIVED)
        .values_list("dong_id", "sha256")
    )


def sweep_parts(*, before: datetime) -> int:
    """Delete what phones have sent in part and not gone on with since `before`; answers how many.

    What was put aside for a person to decide about stays.
    """
    swept = 0
    for path in Path(settings.MEDIA_ROOT).glob(f"*/sealed/*/*{PART}"):
        with contextlib.suppress(FileNotFoundError):
            if path.stat().st_mtime < before.timestamp():
                path.unlink()
                swept += 1
    return swept
