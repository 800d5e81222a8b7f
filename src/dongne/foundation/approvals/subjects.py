"""What can be approved. A module higher up registers its papers here when the apps start."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from dongne.foundation.scope.public import Viewer


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What the inbox shows of a paper."""

    title: str
    summary: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A kind of paper. The callbacks run inside the transaction that ends the line."""

    type: str
    approved: Callable[[Viewer, UUID, datetime], None]
    returned: Callable[[Viewer, UUID, str, datetime], None]
    cards: Callable[[Viewer, Iterable[UUID]], dict[UUID, Card]]


_subjects: dict[str, Subject] = {}


def register(subject: Subject) -> None:
    _subjects[subject.type] = subject


def subject_of(type_: str) -> Subject:
    return _subjects[type_]
