"""The states of a photo, the files that may belong to it, and what sounds can be."""

from __future__ import annotations

from enum import StrEnum


class PhotoState(StrEnum):
    RECEIVED = "received"
    READY = "ready"
    BROKEN = "broken"


ALLOWED: dict[PhotoState, frozenset[PhotoState]] = {
    PhotoState.RECEIVED: frozenset({PhotoState.READY, PhotoState.BROKEN}),
    PhotoState.READY: frozenset(),
    PhotoState.BROKEN: frozenset(),
}


class Variant(StrEnum):
    """`ORIGINAL` lies on disk only while the photo is `RECEIVED`, and is never shown."""

    ORIGINAL = "original"
    FULL = "full"
    THUMB = "thumb"


SHOWN = frozenset({Variant.FULL, Variant.THUMB})

# What browsers record, and as what it is given back.
SOUND_TYPES = {"webm": "audio/webm", "ogg": "audio/ogg", "mp4": "audio/mp4"}
SOUND_ENDING = ".sound"
