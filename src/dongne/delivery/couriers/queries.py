"""Reads: couriers of a dong, who is on duty, whose telephone is signed in."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from dongne.delivery.ways.public import Run, Site
from dongne.foundation.residents.public import Person
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import NotHere
from dongne.lib.seoul import seoul_day

from .models import AwayDay, Courier, DutyWindow, SignIn
from .rules import IDLE, LONGEST, Duty, Term, Window, duties, with_loads
from .subjects import loads_of


def couriers_for(viewer: Viewer) -> QuerySet[Courier]:
    """Couriers that the viewer may know of, ended ones too: people of a dong those of theirs; a
    volunteer their own row."""
    if viewer.courier_id is not None:
        rows = Courier.objects.for_viewer(SYSTEM).filter(pk=viewer.courier_id)
    else:
        rows = Courier.objects.for_viewer(viewer)
    return rows.select_related("person", "officer", "dong")


def courier_of(viewer: Viewer, courier_id: UUID) -> Courier:
    """Raises NotHere for strangers."""
    found = couriers_for(viewer).filter(pk=courier_id).first()
    if found is None:
        raise NotHere(_("봉사자를 찾을 수 없습니다."), code="courier_not_found")
    return found


def own_courier(viewer: Viewer) -> Courier | None:
    """Whose hours these are: the volunteer's, or the officer's own row where there is one."""
    rows = Courier.objects.for_viewer(SYSTEM).select_related("person", "officer", "dong")
    if viewer.courier_id is not None:
        return rows.filter(pk=viewer.courier_id, ended_at=None).first()
    if viewer.officer_id is not None:
        return rows.filter(officer=viewer.officer_id, ended_at=None).first()
    return None


def couriers_of_phone(phone: str) -> list[Courier]:
    """Active volunteers with that telephone: several where a couple shares one."""
    keys = Person.keyed("phone_key", phone)
    others = Person.keyed("second_phone_key", phone)
    if not keys and not others:
        return []
    return list(
        Courier.objects.for_viewer(SYSTEM)
        .filter(
            Q(person__phone_key__in=keys) | Q(person__second_phone_key__in=others),
            ended_at=None,
            consented_on__isnull=False,
            person__merged_into=None,
            person__destroyed_at=None,
        )
        .select_related("person", "dong")
        .order_by("-since", "id")[:10]
    )


def terms_of(dong_id: int, first: date, last: date) -> list[Term]:
    """Active couriers of the dong with their hours between two days. Three statements."""
    rows = (
        Courier.objects.for_viewer(SYSTEM)
        .filter(
            Q(until=None) | Q(until__gte=first),
            Q(person=None) | Q(consented_on__isnull=False),
            dong=dong_id,
            ended_at=None,
            since__lte=last,
        )
        .prefetch_related(*_hours(first, last))
    )
    return [term_of(row) for row in rows]


def term_of_courier(row: Courier, today: date) -> Term:
    """One courier's hours from today on. Two statements."""
    return Term(
        courier_id=row.pk,
        since=row.since,
        until=row.until,
        most=row.most,
        tasks=frozenset(row.tasks),
        windows=tuple(window_of(one) for one in windows_of(row, today)),
        away=frozenset(
            AwayDay.objects.for_viewer(SYSTEM)
            .filter(courier=row, day__gte=today)
            .values_list("day", flat=True)
        ),
    )


def windows_of(row: Courier, today: date) -> list[DutyWindow]:
    """Hours of a courier that hold today or later."""
    return list(
        DutyWindow.objects.for_viewer(SYSTEM).filter(
            Q(until=None) | Q(until__gte=today), courier=row
        )
    )


def listed(viewer: Viewer, today: date) -> list[tuple[Courier, Term]]:
    """Couriers of the viewer's office that are not ended, with the hours of this week. Four
    statements."""
    rows = list(
        couriers_for(viewer)
        .filter(ended_at=None)
        .prefetch_related(*_hours(today, _week_end(today)))
    )
    return [(row, term_of(row)) for row in rows]


def ended_lately(viewer: Viewer) -> list[Courier]:
    return list(couriers_for(viewer).exclude(ended_at=None).order_by("-ended_at")[:50])


def active_persons(person_ids: Sequence[UUID]) -> set[UUID]:
    """Which of the persons are couriers now."""
    rows = Courier.objects.for_viewer(SYSTEM).filter(person__in=person_ids, ended_at=None)
    return {key for key in rows.values_list("person_id", flat=True) if key}


def _week_end(today: date) -> date:
    return today + timedelta(6 - today.weekday())


def _hours(first: date, last: date) -> tuple[Prefetch, Prefetch]:
    monday = first - timedelta(first.weekday())
    return (
        Prefetch(
            "windows",
            DutyWindow.objects.for_viewer(SYSTEM).filter(
                Q(until=None) | Q(until__gte=first), Q(day=None) | Q(day__range=(monday, last))
            ),
        ),
        Prefetch("away_days", AwayDay.objects.for_viewer(SYSTEM).filter(day__range=(monday, last))),
    )


def term_of(row: Courier) -> Term:
    """A courier with `windows` and `away_days` read along."""
    return Term(
        courier_id=row.pk,
        since=row.since,
        until=row.until,
        most=row.most,
        tasks=frozenset(row.tasks),
        windows=tuple(window_of(one) for one in row.windows.all()),
        away=frozenset(one.day for one in row.away_days.all()),
    )


def window_of(row: DutyWindow) -> Window:
    return Window(
        starts=row.starts,
        ends=row.ends,
        since=row.since,
        until=row.until,
        weekday=row.weekday,
        day=row.day,
    )


def on_duty(
    dong_id: int, starts: datetime, ends: datetime, *, task: str | None = None
) -> list[Duty]:
    """Who is there between two moments, the earliest first, and how much more they can be given
    along. `task` narrows to those who may do it. Three statements."""
    terms = terms_of(dong_id, seoul_day(starts), seoul_day(ends))
    if task is not None:
        terms = [one for one in terms if task in one.tasks]
    return with_loads(duties(terms, starts, ends), loads_of(dong_id))


def runs_of(dong_id: int, starts: datetime, days: int, *, task: str | None = None) -> list[Run]:
    """Turns of duty as the planner reckons with them: minutes since `starts`."""
    ends = starts + timedelta(days=days)
    return [
        Run(
            leaves=int((one.starts - starts).total_seconds()) // 60,
            back=int((one.ends - starts).total_seconds()) // 60,
            takes=one.takes,
        )
        for one in on_duty(dong_id, starts, ends, task=task)
    ]


def supply_volunteers(
    dong_id: int, starts: datetime, days: int, sites: Sequence[Site]
) -> Sequence[Site]:
    """The channel `volunteer`: its sites with the runs of who is on duty."""
    runs = tuple(runs_of(dong_id, starts, days))
    open_ = _joined([(run.leaves, run.back) for run in runs])
    return [replace(site, runs=runs, open=open_) for site in sites]


def _joined(spans: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    joined: list[tuple[int, int]] = []
    for begins, over in sorted(spans):
        if joined and begins <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], over))
        else:
            joined.append((begins, over))
    return tuple(joined)


def digest_of(token: str) -> bytes:
    """What is kept of a cookie: 256 bits of chance need no slow hash."""
    return hashlib.sha256(token.encode()).digest()


def sign_in_of(token: str, now: datetime) -> SignIn | None:
    """The sign-in that a cookie's text opens now; None where it ended, idled or never was."""
    if not token:
        return None
    return (
        SignIn.objects.for_viewer(SYSTEM)
        .filter(
            digest=digest_of(token),
            ended_at=None,
            started_at__gt=now - LONGEST,
            seen_at__gt=now - IDLE,
            courier__ended_at=None,
        )
        .select_related("courier__person", "courier__dong")
        .first()
    )
