"""Reads: somebody's inbox, and the boxes of a paper."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, prefetch_related_objects

from dongne.foundation.scope.public import Viewer

from ..models import Line, Step
from ..states import StepState

INBOX_LENGTH = 100


def inbox(viewer: Viewer, *, limit: int = INBOX_LENGTH) -> list[Line]:
    """What waits for this viewer's signature, oldest first. One statement."""
    return list(
        Line.objects.for_viewer(viewer)
        .filter(awaiting_id=viewer.officer_key)
        .order_by("awaiting_since", "id")[:limit]
    )


def inbox_count(viewer: Viewer) -> int:
    return Line.objects.for_viewer(viewer).filter(awaiting_id=viewer.officer_key).count()


def lines_of(viewer: Viewer, *, subject_type: str, subject_id: UUID) -> list[Line]:
    """Every line the paper has gone along, oldest first, with their boxes. Two statements."""
    return list(
        Line.objects.for_viewer(viewer)
        .filter(subject_type=subject_type, subject_id=subject_id)
        .order_by("id")
        .prefetch_related(_boxes(viewer))
    )


def signed_kind(viewer: Viewer, line: Line) -> str:
    """As what the viewer has just signed the line."""
    mine = Step.objects.for_viewer(viewer).filter(line=line, officer_id=viewer.officer_key)
    return mine.filter(state=StepState.SIGNED).order_by("-position")[0].kind


@dataclass(frozen=True, slots=True)
class Desk:
    """Somebody's inbox, and the paper that lies open on it."""

    lines: list[Line]
    open: Line | None
    previous: Line | None
    next: Line | None
    missed: bool
    """Whether a paper was asked for that doesn't wait here (any more)."""

    @property
    def place(self) -> int:
        """Where in the pile the open paper lies, from 1."""
        return self.lines.index(self.open) + 1 if self.open else 0


def desk(viewer: Viewer, *, wanted: UUID | None) -> Desk:
    """The inbox with the wanted paper on top, else the one that came first. Two statements."""
    lines = inbox(viewer)
    at = next((n for n, line in enumerate(lines) if line.subject_id == wanted), None)
    missed = wanted is not None and at is None
    if not lines:
        return Desk([], None, None, None, missed)
    at = at or 0
    prefetch_related_objects([lines[at]], _boxes(viewer))
    return Desk(
        lines=lines,
        open=lines[at],
        previous=lines[at - 1] if at else None,
        next=lines[at + 1] if at + 1 < len(lines) else None,
        missed=missed,
    )


def latest_lines(viewer: Viewer, *, subject_type: str, ids: Iterable[UUID]) -> dict[UUID, Line]:
    """The newest line of each paper with its boxes in order. Two statements."""
    lines = (
        Line.objects.for_viewer(viewer)
        .filter(subject_type=subject_type, subject_id__in=list(ids))
        .order_by("id")
        .prefetch_related(_boxes(viewer))
    )
    return {line.subject_id: line for line in lines}


def _boxes(viewer: Viewer) -> Prefetch[Any, Any, Any]:
    return Prefetch("steps", queryset=Step.objects.for_viewer(viewer).order_by("position"))
