"""Reads: the model in use, what it is learnt from, and which dongs have something new."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import IntegerField, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from dongne.foundation.organisations.public import Officer
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.outreach.fieldwork.public import Activity, Report, ReportState
from dongne.outreach.vocabulary.public import Vocabulary, vocabulary_of

from .models import Learnt, Switch
from .rules import Example, learn
from .standard import EXAMPLES
from .states import Source

NEWEST = 2000
"""A model is learnt from so many records at most, the newest."""
ENOUGH = 60
"""Fewer approved records of its own, and a dong learns from its district's as well."""
_REMEMBERED = 64
_first: OrderedDict[UUID, dict[str, Any]] = OrderedDict()
"""What a form's words are by everybody's examples alone, by the version of the form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What a model is learnt from, oldest first."""

    source: Source
    examples: list[Example]
    first: Any = None
    last: Any = None
    newest: datetime | None = None

    @property
    def written(self) -> list[Example]:
        return [one for one in self.examples if one.writer]


@dataclass(frozen=True, slots=True)
class Use:
    """What a dong's phones and forms are given. `learnt` is None before the first night."""

    on: bool
    learnt: Learnt | None
    content: dict[str, Any]


def use_of(viewer: Viewer, *, dong_id: int) -> Use:
    """Whether the dong wants suggestions, and the model that holds. At most three statements."""
    switch = Switch.objects.for_viewer(viewer).filter(dong_id=dong_id).first()
    learnt = Learnt.objects.for_viewer(viewer).filter(dong_id=dong_id).order_by("-number").first()
    content = learnt.content if learnt else first_model(vocabulary_of(dong_id))
    return Use(on=switch.on if switch else True, learnt=learnt, content=content)


def model_of(viewer: Viewer) -> dict[str, Any] | None:
    """The model of the viewer's own dong; None when it wants none, or the viewer has no dong."""
    if viewer.dong_id is None:
        return None
    found = use_of(viewer, dong_id=viewer.dong_id)
    return found.content if found.on else None


def model_address(viewer: Viewer) -> str:
    """Where a phone fetches the model; it changes when the model does. Empty: no suggestions.

    One statement.
    """
    if viewer.dong_id is None:
        return ""
    off = Q(pk__in=Switch.objects.for_viewer(viewer).filter(on=False).values("dong_id"))
    number = (
        Dong.objects.for_viewer(viewer)
        .filter(~off, pk=viewer.dong_id)
        .values("pk")
        .annotate(number=_newest_number(viewer))
        .values_list("number", flat=True)
        .first()
    )
    return "" if number is None else f"{reverse('field_suggestions')}?v={number}"


def first_model(vocabulary: Vocabulary) -> dict[str, Any]:
    """What everybody's examples teach, in the words of a form."""
    found = _first.get(vocabulary.version)
    if found is None:
        found = learn(standard_examples(vocabulary), **slugs_of(vocabulary))
        _first[vocabulary.version] = found
        while len(_first) > _REMEMBERED:
            _first.popitem(last=False)
    return found


def slugs_of(vocabulary: Vocabulary) -> dict[str, list[str]]:
    return {"kinds": list(vocabulary.kinds), "fields": list(vocabulary.fields)}


def standard_examples(vocabulary: Vocabulary) -> list[Example]:
    """Everybody's, in the dong's own words: a field by what it counts under."""
    own: dict[str, str] = {}
    for slug, field in vocabulary.fields.items():
        own.setdefault(field.standard, slug)
    own |= {slug: slug for slug in vocabulary.fields}
    return [
        Example(text=text, kind=kind, field=own[field])
        for (kind, field), texts in EXAMPLES.items()
        if kind in vocabulary.kinds and field in own
        for text in texts
    ]


def ground_of(dong: Dong, vocabulary: Vocabulary) -> Ground:
    """Everybody's examples, then approved records: the dong's, or its whole district's."""
    standard = standard_examples(vocabulary)
    source, rows = Source.DONG, _approved(Q(dong=dong), vocabulary)
    if len(rows) < ENOUGH:
        whole = Q(dong__district=dong.district_id)
        source, rows = Source.DISTRICT, _approved(whole, vocabulary)
    if len(rows) < ENOUGH:
        return Ground(source=Source.STANDARD, examples=standard)
    written = [Example(text=r[0], kind=r[1], field=r[2], writer=r[3]) for r in rows]
    return Ground(
        source=source,
        examples=[*standard, *written],
        first=rows[0][4],
        last=rows[-1][4],
        newest=max(r[5] for r in rows),
    )


def _approved(place: Q, vocabulary: Vocabulary) -> list[tuple[Any, ...]]:
    """Activities of complete reports whose words are still in use, oldest first."""
    found = (
        Activity.objects.for_viewer(SYSTEM)
        .filter(
            place,
            report__state=ReportState.APPROVED,
            removed_at=None,
            kind__in=vocabulary.kinds,
            field__in=vocabulary.fields,
        )
        .exclude(memo="")
        .order_by("-day", "-received_at", "-id")
        .values_list("memo", "kind", "field", "officer_id", "day", "report__completed_at")
    )
    return list(found[:NEWEST])[::-1]


def names_in(dong: Dong) -> list[str]:
    """Names of the district's staff: they are no words to learn."""
    people = Officer.objects.for_viewer(SYSTEM).filter(dong__district=dong.district_id)
    return sorted({name.lower() for name in people.values_list("name", flat=True) if name})


def dongs_with_news() -> Sequence[int]:
    """Dongs in whose district a report was completed after their model was learnt, and dongs
    without a model. Three statements, whatever their number.
    """
    completed = dict(
        Report.objects.for_viewer(SYSTEM)
        .filter(state=ReportState.APPROVED)
        .values_list("dong__district")
        .annotate(last=Max("completed_at"))
    )
    made = dict(Learnt.objects.for_viewer(SYSTEM).values_list("dong").annotate(last=Max("made_at")))
    dongs = Dong.objects.for_viewer(SYSTEM).order_by("pk").values_list("pk", "district_id")
    return [
        pk
        for pk, district in dongs
        if (last := completed.get(district)) and (pk not in made or made[pk] <= last)
    ]


def _newest_number(viewer: Viewer) -> Any:
    newest = (
        Learnt.objects.for_viewer(viewer)
        .filter(dong=OuterRef("pk"))
        .order_by("-number")
        .values("number")[:1]
    )
    return Coalesce(Subquery(newest, output_field=IntegerField()), 0)
