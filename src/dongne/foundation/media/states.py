"""The states of a photo, and the files that may belong to it."""

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
