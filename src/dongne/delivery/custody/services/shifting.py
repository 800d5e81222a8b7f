"""A holiday was declared while parcels wait: the days that they wait until move with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from dongne.foundation.audit.public import record_many
from dongne.foundation.calendar.public import CalendarChange, Moved
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.seoul import seoul_day

from .. import rules
from ..models import CustodySetting, Parcel
from ..states import LIVING

Days = tuple[date, date | None]
"""`destroy_from`, `keep_until`."""


def preview_moves(change: CalendarChange) -> Sequence[Moved]:
    """Which would wait until another day. Writes nothing."""
    return [
        Moved(
            text=parcel.number,
            url=reverse("parcel", args=[parcel.pk]),
            before=before,
            after=after,
        )
        for parcel, days in _shifts(_rows(change), change)
        for before, after in [
            (parcel.keep_until, days[1])
            if parcel.keep_until != days[1]
            else (parcel.destroy_from, days[0])
        ]
        if before is not None and after is not None
    ]


@transaction.atomic
def move_days(viewer: Viewer, *, change: CalendarChange, now: datetime) -> None:
    """Run twice, the second time finds moved what had been moved."""
    rows = list(_shifts(_rows(change).select_for_update(of=("self",)), change))
    told = []
    for parcel, (destroy, until) in rows:
        told.append(
            (
                parcel,
                {
                    "number": parcel.number,
                    "destroy_from": [parcel.destroy_from, destroy],
                    "keep_until": [parcel.keep_until, until],
                },
            )
        )
        parcel.destroy_from, parcel.keep_until, parcel.updated_at = destroy, until, now
        parcel.version += 1
        parcel.save(update_fields=["destroy_from", "keep_until", "updated_at", "version"])
    if told:
        record_many(viewer, action="parcel.days_moved", subjects=told, now=now, dong_id=None)


def move(change: CalendarChange, now: datetime) -> None:
    """As the calendar calls it."""
    move_days(SYSTEM, change=change, now=now)


def _rows(change: CalendarChange) -> QuerySet[Parcel]:
    rows = Parcel.objects.for_viewer(SYSTEM).filter(
        state__in=LIVING, destroy_from__gte=change.first
    )
    if change.dong_ids is not None:
        rows = rows.filter(dong__in=change.dong_ids)
    return rows.order_by("pk")


def _shifts(rows: QuerySet[Parcel], change: CalendarChange) -> Iterator[tuple[Parcel, Days]]:
    settings = {one.pk: one for one in CustodySetting.objects.for_viewer(SYSTEM)}
    for parcel in rows:
        calendar = change.after(parcel.dong_id)
        destroy = rules.destroy_from(
            seoul_day(parcel.due_at or parcel.sealed_at), calendar.is_working_day
        )
        until = parcel.keep_until
        if until is not None:
            setting = settings.get(parcel.dong_id) or CustodySetting(dong_id=parcel.dong_id)
            until = rules.keep_until(
                seoul_day(parcel.holder_since), setting.compartment_days, calendar.is_working_day
            )
        if (destroy, until) != (parcel.destroy_from, parcel.keep_until):
            yield parcel, (destroy, until)
