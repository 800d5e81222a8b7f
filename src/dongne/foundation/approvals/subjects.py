"""What can be approved. A module higher up registers its papers here when the apps start."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.safestring import SafeString

from dongne.foundation.scope.public import Viewer

from .models import Line
from .states import Way


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What the inbox shows of a paper.

    `as_object` is the paper in a sentence of what was done to it, with its particle (보고를).
    """

    title: str
    as_object: str
    summary: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A kind of paper.

    `approved`, `returned` and `withdrawn` run inside the transaction that ends the line. `paper` is
    the whole paper as HTML, with its boxes from the line, for whoever reads it in the inbox.
    `title` is that of the row which `start` is given with it; else the paper's card is asked for.
    """

    type: str
    approved: Callable[[Viewer, UUID, datetime], None]
    returned: Callable[[Viewer, UUID, str, datetime], None]
    withdrawn: Callable[[Viewer, UUID, datetime], None] = lambda viewer, id_, now: None
    cards: Callable[[Viewer, Iterable[UUID]], dict[UUID, Card]]
    paper: Callable[[Viewer, Line], SafeString] = lambda viewer, line: SafeString()
    title: Callable[[Any], str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperKind:
    """A kind of paper whose line a dong may set: its slug, its name in words, its usual way."""

    slug: str
    name: str
    way: Way = Way.APPROVAL


_subjects: dict[str, Subject] = {}
_kinds: list[Callable[[int], Iterable[PaperKind]]] = []


def register(subject: Subject) -> None:
    _subjects[subject.type] = subject


def subject_of(type_: str) -> Subject:
    return _subjects[type_]


def register_kinds(kinds_of_dong: Callable[[int], Iterable[PaperKind]]) -> None:
    """Tell the kinds of papers that a dong (by its key) sends along lines."""
    if kinds_of_dong not in _kinds:
        _kinds.append(kinds_of_dong)


def paper_kinds(dong_id: int) -> list[PaperKind]:
    return [kind for kinds in _kinds for kind in kinds(dong_id)]
