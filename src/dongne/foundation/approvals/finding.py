"""Where what was said in a box stands, for the numbers that were moved out of it."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from dongne.foundation.asides.public import Place, Subject, register_subject
from dongne.foundation.scope.public import Viewer

from .models import Step
from .services.standing import sees
from .subjects import subject_of


def _steps(viewer: Viewer, ids: Sequence[str]) -> dict[str, Place]:
    """Read by whoever reads the paper. One statement, and one for each kind of paper."""
    rows = Step.objects.for_viewer(viewer).filter(pk__in=list(ids)).select_related("line")
    seen = [row for row in rows if sees(viewer, row.line)]
    by_type: dict[str, set[UUID]] = {}
    for row in seen:
        by_type.setdefault(row.line.subject_type, set()).add(row.line.subject_id)
    cards = {
        (type_, key): card
        for type_, keys in by_type.items()
        for key, card in subject_of(type_).cards(viewer, keys).items()
    }
    places = {}
    for row in seen:
        if card := cards.get((row.line.subject_type, row.line.subject_id)):
            places[str(row.pk)] = Place(card.title, card.url)
    return places


def register() -> None:
    register_subject(Subject(type="approvals.step", readable=_steps))
