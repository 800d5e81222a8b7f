"""What cases hold of a person: for their page and request, how it is joined and taken out; who had
to do with whom."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Q
from django.db.models.functions import Coalesce, Now
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dongne.foundation.asides.public import Place, Subject, register_subject
from dongne.foundation.privacy.public import register_task, register_use
from dongne.foundation.residents.public import Held, Holder, register_holder
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.seoul import at_seoul, seoul_day

from ..models import Case, Handover, Note, Reporter, Telling
from ..services.retiring import join_reporters, retire_reporters
from ..words import STATES

MOST = 50
Readers = Callable[[Viewer, Sequence[str]], dict[str, Place]]


def register() -> None:
    """Called once, when the apps start."""
    register_holder(
        "casework",
        Holder(title=gettext_lazy("생활민원·인계"), list_held=_held, merge=_merge, retire=_retire),
    )
    register_use("casework", _used)
    register_task("casework", _tasked)
    register_subject(Subject(type="casework.case", readable=_cases))
    for model in (Note, Handover, Telling, Reporter):
        register_subject(Subject(type=model._meta.label_lower, readable=_of(model)))


def _held(viewer: Viewer, person_id: UUID) -> Sequence[Held]:
    """Cases that the person reported or follows, as far as the viewer may read them."""
    rows = (
        Reporter.objects.for_viewer(SYSTEM)
        .filter(person=person_id, case__in=Case.objects.for_viewer(viewer).values("pk"))
        .select_related("case")
        .order_by("-joined_at")[:MOST]
    )
    return [
        Held(
            text=_("%(number)s: %(state)s")
            % {"number": one.case.number, "state": STATES[one.case.state]},
            at=one.joined_at,
            url=reverse("case", args=[one.case_id]),
        )
        for one in rows
    ]


def _merge(viewer: Viewer, kept: UUID, gone: UUID, now: datetime) -> None:
    join_reporters(viewer, kept=kept, gone=gone, now=now)


def _retire(viewer: Viewer, person_id: UUID, now: datetime) -> None:
    retire_reporters(viewer, person_id=person_id, now=now)


def _used(people: Iterable[UUID]) -> Mapping[UUID, date]:
    """The day on which a person's last case was closed; today while one is open. One statement."""
    rows = (
        Reporter.objects.for_viewer(SYSTEM)
        .filter(person__in=list(people))
        .order_by()
        .values("person_id")
        .annotate(last=Max(Coalesce("case__closed_at", Now())))
    )
    return {row["person_id"]: seoul_day(row["last"]) for row in rows}


def _tasked(pairs: Iterable[tuple[int, UUID]], start: date, end: date) -> set[tuple[int, UUID]]:
    """Officers who had a case of the person in those days: held it, opened it, looked after its
    zone, told the person, or were asked to take it. One statement for all pairs."""
    asked = set(pairs)
    officers, people = {one for one, _p in asked}, {one for _o, one in asked}
    began, ended = at_seoul(start), at_seoul(end + timedelta(days=1))
    handed = Handover.objects.for_viewer(SYSTEM).filter(case=OuterRef("case"))
    found: set[tuple[int, UUID]] = set()
    alive = Q(case__closed_at=None) | Q(case__closed_at__gte=began)
    rows = Reporter.objects.for_viewer(SYSTEM).filter(
        alive, person__in=people, case__received_at__lt=ended
    )
    for officer in officers:
        own = (
            Q(case__holder_officer=officer)
            | Q(case__zone_officer=officer)
            | Q(case__opened_by=officer)
            | Q(tellings__officer=officer)
            | Exists(handed.filter(Q(to_officer=officer) | Q(answered_by=officer)))
        )
        found |= {(officer, key) for key in rows.filter(own).values_list("person_id", flat=True)}
    return found & asked


def _cases(viewer: Viewer, ids: Sequence[str]) -> dict[str, Place]:
    rows = Case.objects.for_viewer(viewer).filter(pk__in=list(ids)).only("number")
    return {str(one.pk): _place(one) for one in rows}


def _of(model: Any) -> Readers:
    """Texts that stand with a case are read by whoever reads the case."""

    def readable(viewer: Viewer, ids: Sequence[str]) -> dict[str, Place]:
        rows = model.objects.for_viewer(SYSTEM).filter(
            pk__in=list(ids), case__in=Case.objects.for_viewer(viewer).values("pk")
        )
        return {str(one.pk): _place(one.case) for one in rows.select_related("case")}

    return readable


def _place(case: Case) -> Place:
    return Place(
        _("생활민원·인계 %(number)s") % {"number": case.number}, reverse("case", args=[case.pk])
    )
