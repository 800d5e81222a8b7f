"""A case comes onto the map, changes there, and goes: in the transaction of whatever it follows.

The rows follow from cases whose changes have audit rows of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.seoul import seoul_day
from dongne.outreach.casework.events import CaseChanged, CaseOpened
from dongne.outreach.casework.public import Case, CaseSetting

from ..models import MapDelta, MapState, PublicCase
from ..queries.wanting import ground_of, wanted_row
from ..rules.months import month_of

BATCH = 2000
_READ = ("number", "dong", "tong__number", "tong__outline", "category", "outcome", "state",
         "public", "restricted", "may_be_public", "merged_into", "latitude", "longitude",
         "received_at", "target_at", "told_at", "closed_at", "updated_at")  # fmt: skip
# What a marker is counted by: where one of these differs, the tally moves.
_COUNTED = ("cell", "latitude", "longitude", "category", "open", "day")
_TOLD = (*_COUNTED, "number", "dong_id", "tong", "state", "outcome", "told_on", "closed_on",
         "in_time", "shows", "changed_on")  # fmt: skip


def opened(event: CaseOpened) -> None:
    place_case(SYSTEM, case_id=event.case.pk, now=event.now)


def changed(event: CaseChanged) -> None:
    """Together: what is hidden is off the map when its hiding is done."""
    place_case(SYSTEM, case_id=event.case.pk, now=event.now)


@transaction.atomic
def place_case(viewer: Viewer, *, case_id: UUID, now: datetime) -> None:
    """Make the public row what the case now says. At most eight statements."""
    _settle([case_id], now=now)


def place_all(viewer: Viewer, *, now: datetime, dong_id: int | None = None) -> int:
    """Look at every case again, of a dong or of all; how many rows changed.

    In batches: nothing is held but what differs, and that no longer than a batch takes.
    """
    last, moved = None, 0
    while True:
        cases = list(_cases(dong_id=dong_id, after=last)[:BATCH])
        if not cases:
            return moved
        last = cases[-1].pk
        if differ := [change.case_id for change in _changes(cases, now=now)]:
            with transaction.atomic():
                moved += _settle(differ, now=now)


def _cases(*, dong_id: int | None = None, after: object = None) -> QuerySet[Case]:
    rows = Case.objects.for_viewer(SYSTEM).select_related("tong").only(*_READ).order_by("pk")
    if dong_id is not None:
        rows = rows.filter(dong=dong_id)
    return rows.filter(pk__gt=after) if after is not None else rows


@dataclass(frozen=True, slots=True)
class _Change:
    case_id: UUID
    was: PublicCase | None
    wanted: PublicCase | None

    @property
    def counts(self) -> bool:
        """Whether the tally moves with it."""
        return self.was is None or self.wanted is None or _differ(self.was, self.wanted, _COUNTED)


def _changes(cases: list[Case], *, now: datetime) -> Iterator[_Change]:
    ground = ground_of({case.dong_id for case in cases}, day=seoul_day(now))
    held = {row.case_id: row for row in PublicCase.objects.filter(case__in=[c.pk for c in cases])}
    for case in cases:
        was, wanted = held.get(case.pk), wanted_row(case, ground)
        if was is None or wanted is None:
            if was is not wanted:
                yield _Change(case.pk, was, wanted)
        elif _differ(was, wanted, _TOLD):
            wanted.pk = was.pk
            yield _Change(case.pk, was, wanted)


def _differ(one: PublicCase, other: PublicCase, names: tuple[str, ...]) -> bool:
    return any(getattr(one, name) != getattr(other, name) for name in names)


def _settle(case_ids: list[UUID], *, now: datetime) -> int:
    """The cases' rows are held, so that two changes of one case follow each other here as well."""
    rows = _cases().filter(pk__in=case_ids).select_for_update(of=("self",))
    changes = list(_changes(list(rows), now=now))
    if gone := [change.was.pk for change in changes if change.was and not change.wanted]:
        PublicCase.objects.filter(pk__in=gone).delete()
    if differing := [change.wanted for change in changes if change.was and change.wanted]:
        PublicCase.objects.bulk_update(differing, _TOLD)
    PublicCase.objects.bulk_create(
        [change.wanted for change in changes if change.wanted and not change.was]
    )
    MapDelta.objects.bulk_create(
        delta
        for change in changes
        if change.counts
        for delta in (*_delta(change.was, -1), *_delta(change.wanted, 1))
    )
    return len(changes)


def _delta(row: PublicCase | None, n: int) -> list[MapDelta]:
    if row is None or row.cell is None or row.latitude is None or row.longitude is None:
        return []
    return [
        MapDelta(
            cell=row.cell,
            month=month_of(row.day),
            category=row.category,
            open=row.open,
            n=n,
            latitude=row.latitude,
            longitude=row.longitude,
            point=row.pk,
        )
    ]


def follow_settings(viewer: Viewer, *, now: datetime) -> list[int]:
    """Dongs that took their cases off the map, or put them on again, since this was last asked."""
    off = set(
        CaseSetting.objects.for_viewer(SYSTEM)
        .filter(public_map=False)
        .values_list("dong_id", flat=True)
    )
    was_off = set(
        MapState.objects.for_viewer(SYSTEM).filter(on=False).values_list("dong_id", flat=True)
    )
    moved = sorted(off ^ was_off)
    for dong_id in moved:
        with transaction.atomic():
            # Two workers do not do the same dong.
            Dong.objects.for_viewer(SYSTEM).select_for_update().get(pk=dong_id)
            MapState.objects.for_viewer(SYSTEM).update_or_create(
                dong_id=dong_id, defaults={"on": dong_id not in off, "at": now}
            )
        place_all(viewer, now=now, dong_id=dong_id)
    return moved
