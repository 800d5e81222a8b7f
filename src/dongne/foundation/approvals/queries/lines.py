"""Reads: what waits for somebody, in short, and the lines of a paper with their boxes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q

from dongne.foundation.scope.public import Viewer

from ..models import Line, OutsideNumber, Step
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


def next_waiting(viewer: Viewer, *, wanted: UUID | None) -> Line | None:
    """The wanted paper if it waits for the viewer, else the one that waits longest."""
    waiting = Line.objects.for_viewer(viewer).filter(awaiting_id=viewer.officer_key)
    found = waiting.filter(subject_id=wanted).first() if wanted else None
    return found or waiting.order_by("awaiting_since", "id").first()


def outside_numbers(viewer: Viewer, *, line: Line) -> list[OutsideNumber]:
    """Every number of 온나라 that was typed for the paper, the newest first."""
    return list(OutsideNumber.objects.for_viewer(viewer).filter(line=line).order_by("-id"))


def lines_of(viewer: Viewer, *, subject_type: str, subject_id: UUID) -> list[Line]:
    """Every line the paper has gone along, oldest first, with their boxes. Two statements."""
    return list(
        Line.objects.for_viewer(viewer)
        .filter(subject_type=subject_type, subject_id=subject_id)
        .order_by("id")
        .prefetch_related(boxes_for(viewer))
    )


def signed_box(viewer: Viewer, line: Line) -> Step:
    """The box that the viewer has just signed."""
    mine = Step.objects.for_viewer(viewer).filter(
        Q(officer_id=viewer.officer_key) | Q(stand_in_id=viewer.officer_key), line=line
    )
    return mine.filter(state=StepState.SIGNED).order_by("-position")[0]


def latest_lines(viewer: Viewer, *, subject_type: str, ids: Iterable[UUID]) -> dict[UUID, Line]:
    """The newest line of each paper with its boxes in order. Two statements."""
    lines = (
        Line.objects.for_viewer(viewer)
        .filter(subject_type=subject_type, subject_id__in=list(ids))
        .order_by("id")
        .prefetch_related(boxes_for(viewer))
    )
    return {line.subject_id: line for line in lines}


def latest_line_id(viewer: Viewer, *, subject_type: str, subject_id: UUID) -> int | None:
    """The key of the newest line of a paper. One statement."""
    lines = Line.objects.for_viewer(viewer).filter(subject_type=subject_type, subject_id=subject_id)
    return lines.order_by("-id").values_list("pk", flat=True).first()


def boxes_for(viewer: Viewer) -> Prefetch[Any, Any, Any]:
    return Prefetch("steps", queryset=Step.objects.for_viewer(viewer).order_by("position"))
