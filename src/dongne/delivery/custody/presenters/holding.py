"""What parcels hold of a person; whose texts numbers stood in; who carried what to whom."""

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

from ..models import Alarm, Attempt, Parcel
from ..services.retiring import join_persons, retire_person
from ..states import ParcelState
from ..words import STATES

MOST = 50


def register() -> None:
    """Called once, when the apps start."""
    register_holder(
        "custody",
        Holder(title=gettext_lazy("봉함 문서"), list_held=_held, merge=_merge, retire=_retire),
    )
    register_use("custody", _used)
    register_task("custody", _tasked)
    for model in (Alarm, Attempt):
        register_subject(Subject(type=model._meta.label_lower, readable=_of(model)))


def _held(viewer: Viewer, person_id: UUID) -> Sequence[Held]:
    rows = Parcel.objects.for_viewer(viewer).filter(receiver=person_id).order_by("-sealed_at")
    return [
        Held(
            text=_("봉투 %(number)s: %(state)s")
            % {"number": one.number, "state": STATES[ParcelState(one.state)]},
            at=one.sealed_at,
            url=reverse("parcel", args=[one.pk]),
        )
        for one in rows[:MOST]
    ]


def _merge(viewer: Viewer, kept: UUID, gone: UUID, now: datetime) -> None:
    join_persons(viewer, kept=kept, gone=gone, now=now)


def _retire(viewer: Viewer, person_id: UUID, now: datetime) -> None:
    retire_person(viewer, person_id=person_id, now=now)


def _used(people: Iterable[UUID]) -> Mapping[UUID, date]:
    """The day on which a person's last parcel came to its end; today while one is on its way."""
    rows = (
        Parcel.objects.for_viewer(SYSTEM)
        .filter(receiver__in=list(people))
        .order_by()
        .values("receiver")
        .annotate(last=Max(Coalesce("ended_at", Now())))
    )
    return {row["receiver"]: seoul_day(row["last"]) for row in rows}


def _tasked(pairs: Iterable[tuple[int, UUID]], start: date, end: date) -> set[tuple[int, UUID]]:
    """Officers who sealed, gave or took a parcel of the person in those days. One statement an
    officer."""
    asked = set(pairs)
    began, ended = at_seoul(start), at_seoul(end + timedelta(days=1))
    rows = Parcel.objects.for_viewer(SYSTEM).filter(
        Q(ended_at=None) | Q(ended_at__gte=began),
        receiver__in={one for _officer, one in asked},
        sealed_at__lt=ended,
    )
    found: set[tuple[int, UUID]] = set()
    for officer in {one for one, _person in asked}:
        own = (
            Q(sealed_by=officer)
            | Q(transfers__offered_by=officer)
            | Q(transfers__confirmed_by=officer)
        )
        for key in rows.filter(own).values_list("receiver", flat=True).distinct():
            found.add((officer, key))
    return found & asked


def _of(model: Any) -> Callable[[Viewer, Sequence[str]], dict[str, Place]]:
    """Texts that stand with a parcel are read by whoever reads it."""

    def readable(viewer: Viewer, ids: Sequence[str]) -> dict[str, Place]:
        rows = model.objects.for_viewer(viewer).filter(pk__in=list(ids))
        return {
            str(one.pk): Place(
                _("봉투 %(number)s") % {"number": one.parcel.number},
                reverse("parcel", args=[one.parcel_id]),
            )
            for one in rows.select_related("parcel")
        }

    return readable
