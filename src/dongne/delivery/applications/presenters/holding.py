"""What applications hold of a person: for their page and request, how it is joined and taken out;
who had to do with whom."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Max, Q
from django.db.models.functions import Coalesce, Now
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dongne.foundation.asides.public import Place, Subject, register_subject
from dongne.foundation.privacy.public import register_task, register_use
from dongne.foundation.residents.public import Held, Holder, register_holder
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.seoul import at_seoul, seoul_day

from ..models import Application, Item, Letter, Note, Payment, Supplement
from ..services.retiring import join_persons, retire_person
from ..words import STATES

MOST = 50
Readers = Callable[[Viewer, Sequence[str]], dict[str, Place]]


def register() -> None:
    """Called once, when the apps start."""
    register_holder(
        "applications",
        Holder(title=gettext_lazy("민원 신청"), list_held=_held, merge=_merge, retire=_retire),
    )
    register_use("applications", _used)
    register_task("applications", _tasked)
    register_subject(Subject(type="applications.application", readable=_applications))
    register_subject(Subject(type="applications.letter", readable=_letters))
    for model in (Item, Note, Supplement, Payment):
        register_subject(Subject(type=model._meta.label_lower, readable=_of(model)))


def _concerns(person_id: UUID) -> Q:
    return Q(principal=person_id) | Q(applicant=person_id) | Q(receiver=person_id)


def _held(viewer: Viewer, person_id: UUID) -> Sequence[Held]:
    """Applications of the person, for the person, or to be given to them."""
    rows = (
        Application.objects.for_viewer(viewer)
        .filter(_concerns(person_id))
        .order_by("-arrived_at")[:MOST]
    )
    return [
        Held(
            text=_("%(number)s: %(state)s") % {"number": one.number, "state": STATES[one.state]},
            at=one.arrived_at,
            url=reverse("application", args=[one.pk]),
        )
        for one in rows
    ]


def _merge(viewer: Viewer, kept: UUID, gone: UUID, now: datetime) -> None:
    join_persons(viewer, kept=kept, gone=gone, now=now)


def _retire(viewer: Viewer, person_id: UUID, now: datetime) -> None:
    retire_person(viewer, person_id=person_id, now=now)


def _used(people: Iterable[UUID]) -> Mapping[UUID, date]:
    """The day on which a person's last application was over; today while one runs. Three
    statements."""
    ids = list(people)
    found: dict[UUID, date] = {}
    for column in ("principal", "applicant", "receiver"):
        rows = (
            Application.objects.for_viewer(SYSTEM)
            .filter(**{f"{column}__in": ids})
            .order_by()
            .values(column)
            .annotate(last=Max(Coalesce("closed_at", Now())))
        )
        for row in rows:
            day = seoul_day(row["last"])
            found[row[column]] = max(day, found.get(row[column], day))
    return found


def _tasked(pairs: Iterable[tuple[int, UUID]], start: date, end: date) -> set[tuple[int, UUID]]:
    """Officers who had an application of the person in those days: worked on it, entered it,
    decided it. One statement an officer."""
    asked = set(pairs)
    began, ended = at_seoul(start), at_seoul(end + timedelta(days=1))
    people = {one for _officer, one in asked}
    concerned = Q(principal__in=people) | Q(applicant__in=people) | Q(receiver__in=people)
    alive = Q(closed_at=None) | Q(closed_at__gte=began)
    rows = Application.objects.for_viewer(SYSTEM).filter(alive, concerned, arrived_at__lt=ended)
    found: set[tuple[int, UUID]] = set()
    for officer in {one for one, _person in asked}:
        own = (
            Q(officer=officer)
            | Q(entered_by=officer)
            | Q(moves__officer=officer)
            | Q(letter__checked_by=officer)
        )
        for row in rows.filter(own).values_list("principal", "applicant", "receiver").distinct():
            found |= {(officer, key) for key in row if key is not None}
    return found & asked


def _applications(viewer: Viewer, ids: Sequence[str]) -> dict[str, Place]:
    rows = Application.objects.for_viewer(viewer).filter(pk__in=list(ids)).only("number")
    return {str(one.pk): _place(one) for one in rows}


def _letters(viewer: Viewer, ids: Sequence[str]) -> dict[str, Place]:
    rows = Letter.objects.for_viewer(viewer).filter(pk__in=list(ids)).only("number")
    return {
        str(one.pk): Place(
            _("위임장 %(number)s") % {"number": one.number},
            reverse("letter", args=[one.pk]),
        )
        for one in rows
    }


def _of(model: Any) -> Readers:
    """Texts that stand with an application are read by whoever reads it."""

    def readable(viewer: Viewer, ids: Sequence[str]) -> dict[str, Place]:
        rows = model.objects.for_viewer(viewer).filter(pk__in=list(ids))
        return {str(one.pk): _place(one.application) for one in rows.select_related("application")}

    return readable


def _place(application: Application) -> Place:
    return Place(
        _("민원 신청 %(number)s") % {"number": application.number},
        reverse("application", args=[application.pk]),
    )
