"""Longer limits: 민원 처리에 관한 법률 시행령 제21조."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from .counting import last_by_calendar, working_hours
from .errors import NotCountable
from .figures import LAW, Law
from .limits import CALENDAR_UNITS, Limit, Unit


class ExtensionReason(StrEnum):
    """부득이한 사유. The last two are none since 2026-05-06."""

    CONSULTATION = "consultation"
    """Other agencies or departments have to be asked."""
    FACTS = "facts"
    """Facts have to be found out: survey, tests, papers."""
    LAW_QUESTION = "law_question"
    """What the law says has to be asked of the ministry."""
    MANY_CONCERNED = "many_concerned"
    """Many people's interests have to be brought together."""
    DISASTER = "disaster"
    """Disaster, or a failure that is nobody's fault."""
    PETITIONER = "petitioner"
    """The petitioner asked for it."""
    WORKLOAD = "workload"
    """업무 과다."""
    ABSENCE = "absence"
    """Late assignment or absence of the officer."""


NO_REASONS = frozenset({ExtensionReason.WORKLOAD, ExtensionReason.ABSENCE})


def why_not_extend(
    base: Limit,
    before: Sequence[Limit],
    more: Limit,
    *,
    reason: ExtensionReason,
    consent: bool,
    received: date,
    today: date,
    law: Law = LAW,
) -> str | None:
    """A code that says why `more` can't be added to `base` and the extensions `before`; or None.

    `bad_reason` (workload, absence), `too_often`, `needs_consent`, `other_unit`, `too_long`.
    """
    if reason in NO_REASONS and law.holds("workload_no_reason", today):
        return "bad_reason"
    free = law.number("extensions_without_consent", today)
    if len(before) >= free + law.number("extensions_with_consent", today):
        return "too_often"
    if len(before) >= free and not consent:
        return "needs_consent"
    try:
        longer = length(more, base, received, law) > length(base, base, received, law)
    except NotCountable:
        return "other_unit"
    return "too_long" if longer else None


def length(limit: Limit, base: Limit, received: date, law: Law = LAW) -> int:
    """How long `limit` is, counted the way `base` is: working hours, or days.

    Raises NotCountable (`other_unit`) if it can't be counted that way.
    """
    if base.unit in CALENDAR_UNITS:
        if limit.unit not in CALENDAR_UNITS and limit.unit is not Unit.CIVIL_DAYS:
            raise NotCountable("other_unit", f"{limit} can't be added to {base}")
        first = received.toordinal()
        return last_by_calendar((limit,), first) - first + (limit.unit in CALENDAR_UNITS)
    by_the_hour = base.unit in (Unit.NOW, Unit.HOURS) or (
        base.unit is Unit.DAYS and base.amount <= law.number("days_by_the_hour", received)
    )
    if by_the_hour and limit.unit in (Unit.NOW, Unit.HOURS, Unit.DAYS):
        return working_hours(limit, received, law)
    if by_the_hour or limit.unit is not base.unit:
        raise NotCountable("other_unit", f"{limit} can't be added to {base}")
    return limit.amount
