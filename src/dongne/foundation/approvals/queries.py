"""Reads: somebody's inbox, and the boxes of a paper."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Prefetch

from dongne.foundation.scope.public import Viewer

from .models import Line, Step

INBOX_LENGTH = 100


def inbox(viewer: Viewer, *, limit: int = INBOX_LENGTH) -> list[Line]:
    """What waits for this viewer's signature, oldest first. One statement."""
    return list(
        Line.objects.for_viewer(viewer)
        .filter(awaiting_id=viewer.officer_id)
        .order_by("awaiting_since", "id")[:limit]
    )


def inbox_count(viewer: Viewer) -> int:
    return Line.objects.for_viewer(viewer).filter(awaiting_id=viewer.officer_id).count()


def latest_lines(viewer: Viewer, *, subject_type: str, ids: Iterable[UUID]) -> dict[UUID, Line]:
    """The newest line of each paper with its boxes in order. Two statements."""
    lines = (
        Line.objects.for_viewer(viewer)
        .filter(subject_type=subject_type, subject_id__in=list(ids))
        .order_by("id")
        .prefetch_related(
            Prefetch("steps", queryset=Step.objects.for_viewer(viewer).order_by("position"))
        )
    )
    return {line.subject_id: line for line in lines}
