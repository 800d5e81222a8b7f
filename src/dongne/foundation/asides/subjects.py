"""Whose texts asides stood in. Modules with such texts register them at the start."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from dongne.foundation.scope.public import Viewer

from .models import Aside


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text stands, as its readers know it."""

    title: str
    url: str


Readers = Callable[[Viewer, Sequence[str]], Mapping[str, Place]]
"""Of these subjects' keys those that the viewer may read; one statement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    type: str
    readable: Readers


_subjects: dict[str, Subject] = {}


def register_subject(subject: Subject) -> None:
    _subjects[subject.type] = subject


def subject_of(type_: str) -> Subject | None:
    return _subjects.get(type_)


def place_of(viewer: Viewer, aside: Aside) -> Place | None:
    """Where it stood, if the viewer may read that."""
    return places_of(viewer, [aside]).get(aside.pk)


def places_of(viewer: Viewer, asides: Sequence[Aside]) -> dict[UUID, Place]:
    """One statement for each kind of subject."""
    by_type: dict[str, list[Aside]] = {}
    for aside in asides:
        by_type.setdefault(aside.subject_type, []).append(aside)
    places: dict[UUID, Place] = {}
    for type_, rows in by_type.items():
        subject = subject_of(type_)
        if subject is None:
            continue
        seen = subject.readable(viewer, [row.subject_id for row in rows])
        places |= {row.pk: seen[row.subject_id] for row in rows if row.subject_id in seen}
    return places
