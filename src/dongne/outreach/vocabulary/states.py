"""What a version of a form can be."""

from __future__ import annotations

from enum import IntEnum, StrEnum


class VersionState(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    """Published, and taken back before anything was recorded with it."""
    DISCARDED = "discarded"
    """A draft that was given up."""


EDGES = {
    VersionState.DRAFT: {VersionState.PUBLISHED, VersionState.DISCARDED},
    VersionState.PUBLISHED: {VersionState.WITHDRAWN},
    VersionState.WITHDRAWN: frozenset(),
    VersionState.DISCARDED: {VersionState.DRAFT},
}


class OwnerLevel(IntEnum):
    """Whose form it is; the nearest one holds, so the order is that of the search."""

    DONG = 0
    DISTRICT = 1
    CITY = 2
    EVERYBODY = 3
