"""What the clock tells staff: what nobody took, what lies still, what is late, the week; and the
residents, once, whether it is solved. Each of these is said once of the same thing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count, Q, QuerySet

from dongne.foundation.calendar.public import calendar_of
from dongne.foundation.messaging.public import Recipient, ask
from dongne.foundation.organisations.public import administration_lead_of
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.seoul import at_seoul, seoul_day
from dongne.lib.statute import Limit, due

from ... import standard
from ...models import Case, CaseSetting, Handover, Reporter
from ...states import WORKED_ON, CaseState, HandoverKind, HandoverState, Outcome
from .ground import (
    Circle,
    Whom,
    day_word,
    handlers_of,
    leads_of,
    notify,
    unit_of,
    write_to,
)

BATCH = 500
LOOKED_BACK = timedelta(days=7)
"""What became due longer ago was told of when it did; a worker that stood still for a week is
forgiven."""

_OFFERS = (HandoverKind.TRANSFER, HandoverKind.REFERRAL)
STILL = frozenset({CaseState.RECEIVED, CaseState.ASSIGNED, CaseState.IN_PROGRESS, CaseState.DONE})
"""What somebody should be doing something about; what waits has its own day."""


def look_at_what_lies(viewer: Viewer, *, back: timedelta, now: datetime) -> None:
    """What nobody has taken, what is late, what lies still since within `back`; each case in a
    transaction of its own. What stands there longer was told of when it began."""
    settings = {one.dong_id: one for one in CaseSetting.objects.for_viewer(SYSTEM)}

    def setting(case: Case) -> CaseSetting:
        return settings.get(case.dong_id) or CaseSetting(dong_id=case.dong_id)

    since, today = now - back, seoul_day(now)
    pending = Handover.objects.for_viewer(SYSTEM).filter(
        state=HandoverState.PENDING, kind__in=_OFFERS, escalated_at=None, asked_at__lte=now
    )
    for row in pending.select_related("case__dong", "to_team").iterator(BATCH):
        unclaimed(viewer, handover=row, hours=setting(row.case).unclaimed_hours, now=now)
    worked_on = _cases().filter(state__in=WORKED_ON)
    nobodys = worked_on.filter(holder_officer=None).exclude(state=CaseState.WAITING)
    for case in _each(nobodys):
        untaken(viewer, case=case, hours=setting(case).unclaimed_hours, since=since, now=now)
    for case in _each(worked_on.filter(due_at__lte=now, due_at__gt=since)):
        overdue(viewer, case=case, now=now)
    if back < LOOKED_BACK:
        return
    waits = worked_on.filter(state=CaseState.WAITING, waiting_until__lte=today)
    for case in _each(waits.filter(waiting_until__gt=seoul_day(since))):
        wait_over(viewer, case=case, now=now)
    for case in _each(_cases().filter(state__in=STILL, moved_at__lte=now - timedelta(days=1))):
        dormant(viewer, case=case, setting=setting(case), now=now)


@transaction.atomic
def unclaimed(viewer: Viewer, *, handover: Handover, hours: int, now: datetime) -> bool:
    """Offered, and after so many working hours nobody has taken it: the leads see it, once."""
    case = handover.case
    if due(Limit.parse(f"{hours}h"), handover.asked_at, calendar_of(case.dong_id)) > now:
        return False
    held = (
        Handover.objects.for_viewer(SYSTEM)
        .select_for_update(of=("self",))
        .filter(pk=handover.pk, state=HandoverState.PENDING, escalated_at=None)
        .first()
    )
    if held is None:
        return False
    held.escalated_at = now
    held.save(update_fields=["escalated_at"])
    notify(
        Circle(case),
        leads_of(case, held.to_team_id),
        standard.UNCLAIMED,
        mark=str(held.pk),
        now=now,
        values={"unit": unit_of(handover.to_team) or str(case.dong)},
    )
    return True


@transaction.atomic
def untaken(viewer: Viewer, *, case: Case, hours: int, since: datetime, now: datetime) -> bool:
    """With a unit or with nobody, and no person has taken it."""
    if not since < due(Limit.parse(f"{hours}h"), case.moved_at, calendar_of(case.dong_id)) <= now:
        return False
    values = {"unit": unit_of(case.holder_team) or str(case.dong)}
    leads = leads_of(case, case.holder_team_id)
    mark = f"v{case.version}"
    return bool(notify(Circle(case), leads, standard.UNCLAIMED, mark=mark, now=now, values=values))


@transaction.atomic
def dormant(viewer: Viewer, *, case: Case, setting: CaseSetting, now: datetime) -> bool:
    """Nothing has happened for so many working days: first the handler hears it, and after some
    more the leads. No alert twice for the same stillness: it ends with the next change."""
    mark = f"v{case.version}"
    told = False
    for days, event, whom in (
        (setting.dormant_days, standard.DORMANT, handlers_of),
        (setting.dormant_days + setting.lead_after_days, standard.DORMANT_LEAD, _leads),
    ):
        since = _working_days(case, days)
        if not now - LOOKED_BACK < since <= now:
            continue
        values = {"days": str(days)}
        if event == standard.DORMANT_LEAD:
            values["handler"] = _handler(case)
        told |= bool(notify(Circle(case), whom(case), event, mark=mark, now=now, values=values))
    return told


def _working_days(case: Case, days: int) -> datetime:
    """The end of so many working days after something last happened."""
    return due(Limit.parse(f"{days * 8}h"), case.moved_at, calendar_of(case.dong_id))


def _leads(case: Case) -> list[Whom]:
    return [*leads_of(case, case.holder_team_id)]


def _handler(case: Case) -> str:
    if case.holder_officer is not None:
        return case.holder_officer.name
    return unit_of(case.holder_team) or str(case.dong)


@transaction.atomic
def overdue(viewer: Viewer, *, case: Case, now: datetime) -> bool:
    """Past its due date: whoever has it, and the leads hear it. A new date can be missed anew."""
    assert case.due_at is not None
    whom = [*handlers_of(case), *leads_of(case, case.holder_team_id)]
    values = {"due": day_word(seoul_day(case.due_at))}
    mark = case.due_at.isoformat()
    return bool(notify(Circle(case), whom, standard.OVERDUE, mark=mark, now=now, values=values))


@transaction.atomic
def wait_over(viewer: Viewer, *, case: Case, now: datetime) -> bool:
    """The day that it waited for has come."""
    assert case.waiting_until is not None
    values = {"until": day_word(case.waiting_until)}
    mark = case.waiting_until.isoformat()
    return bool(
        notify(
            Circle(case), handlers_of(case), standard.WAIT_OVER, mark=mark, now=now, values=values
        )
    )


@transaction.atomic
def digest(viewer: Viewer, *, dong_id: int, now: datetime) -> bool:
    """Last week in figures, to the administration lead; nothing where there is nothing."""
    lead = administration_lead_of(SYSTEM, dong_id=dong_id)
    if lead is None:
        return False
    figures = _figures(dong_id, now=now)
    if not any(figures.values()):
        return False
    ask(
        SYSTEM,
        event=standard.DIGEST,
        to=Recipient(officer_id=lead.pk),
        values={name: str(value) for name, value in figures.items()}
        | {"number": "", "category": ""},
        dong_id=dong_id,
        link="/cases/",
        once=f"{standard.DIGEST}:{dong_id}:{seoul_day(now)}:{lead.pk}",
        now=now,
    )
    return True


def _figures(dong_id: int, *, now: datetime) -> dict[str, int]:
    setting = CaseSetting.objects.for_viewer(SYSTEM).filter(pk=dong_id).first()
    # A week has two days of rest: good enough for a figure that somebody looks into.
    quiet = now - timedelta(days=(setting or CaseSetting()).dormant_days * 7 / 5)
    is_open = ~Q(state=CaseState.CLOSED)
    worked_on = Q(state__in=WORKED_ON)
    found: dict[str, int] = (
        Case.objects.for_viewer(SYSTEM)
        .filter(dong=dong_id)
        .filter(is_open | Q(closed_at__gt=now - timedelta(days=7)))
        .aggregate(
            open=Count("pk", filter=is_open),
            overdue=Count("pk", filter=worked_on & Q(due_at__lte=now)),
            untaken=Count("pk", filter=worked_on & Q(holder_officer=None)),
            still=Count("pk", filter=Q(state__in=STILL, moved_at__lte=quiet)),
            untold=Count("pk", filter=Q(state=CaseState.DONE)),
            closed=Count("pk", filter=~is_open),
        )
    )
    return found


def ask_whether_solved(viewer: Viewer, *, now: datetime) -> int:
    """The day after it was closed as solved, each resident once, where the dong asks."""
    silent = CaseSetting.objects.for_viewer(SYSTEM).filter(asks_whether_solved=False)
    today = at_seoul(seoul_day(now))
    cases = _cases().filter(
        state=CaseState.CLOSED,
        outcome=Outcome.SOLVED,
        closed_at__lt=today,
        closed_at__gt=now - LOOKED_BACK,
    )
    count = 0
    for case in _each(cases.exclude(dong__in=silent.values("pk"))):
        count += ask_of(viewer, case=case, now=now)
    return count


@transaction.atomic
def ask_of(viewer: Viewer, *, case: Case, now: datetime) -> int:
    rows = Reporter.objects.for_viewer(SYSTEM).select_for_update(of=("self",))
    circle, count = Circle(case), 0
    for one in rows.filter(case=case, asked_at=None, answered_at=None, wants=True, reachable=True):
        mark = f"{case.times_reopened}"
        if write_to(circle, one, standard.ASK_SOLVED, mark=mark, now=now):
            one.asked_at = now
            one.save(update_fields=["asked_at"])
            count += 1
    return count


def dongs_with_cases() -> list[int]:
    rows = Case.objects.for_viewer(SYSTEM).order_by().values_list("dong_id", flat=True)
    return sorted(set(rows.distinct()))


def _cases() -> QuerySet[Case]:
    return Case.objects.for_viewer(SYSTEM).filter(merged_into=None)


def _each(rows: QuerySet[Case]) -> Iterator[Case]:
    """One after the other, without holding them all."""
    joined = rows.select_related("dong", "holder_team", "holder_officer").order_by("pk")
    last = None
    while batch := list(joined.filter(pk__gt=last)[:BATCH] if last else joined[:BATCH]):
        last = batch[-1].pk
        yield from batch
