"""Taking in the photos that came with a form: each for itself, before anything is written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import BinaryIO

from dongne.foundation.media.public import Photo, PhotoRefused, receive_photo
from dongne.foundation.scope.public import Viewer


@dataclass(slots=True)
class TakenIn:
    """What became of the files of one form. One that is refused does not keep the others back."""

    photos: list[tuple[str, Photo]] = field(default_factory=list)
    """(role, photo), in their order."""
    refused: list[tuple[str, str]] = field(default_factory=list)
    """(name of the form's field, sentence)"""

    @property
    def taken_at(self) -> datetime | None:
        return next((photo.taken_at for _, photo in self.photos if photo.taken_at), None)

    @property
    def place(self) -> tuple[float, float] | None:
        for _, photo in self.photos:
            if photo.latitude is not None and photo.longitude is not None:
                return photo.latitude, photo.longitude
        return None


def take_in(
    viewer: Viewer, *, files: Iterable[tuple[str, str, BinaryIO]], now: datetime
) -> TakenIn:
    """`files` are (name of the form's field, role, file)."""
    taken = TakenIn()
    for name, role, file in files:
        try:
            photo = receive_photo(viewer, data=file, now=now)
        except PhotoRefused as refusal:
            label = getattr(file, "name", "") or ""
            taken.refused.append((name, f"{label}: {refusal.message}" if label else str(refusal)))
        else:
            taken.photos.append((role, photo))
    return taken
