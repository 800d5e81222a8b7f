"""What else the statute sets a time for: taking in, passing on, telling, keeping, objecting."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from dongne.lib.seoul import at_seoul, seoul_day

from .calendar import WorkingCalendar
from .counting import due
from .figures import LAW, Law
from .limits import Limit, Unit


def within(code: str, since: datetime, calendar: WorkingCalendar, law: Law = LAW) -> datetime:
    """Due time of a duty whose limit stands among the figures: `acceptance` (8 working hours from
    online arrival), `transfer_to_team`, `transfer_to_far_team`, `transfer_within_agency`,
    `transfer_to_agency`, `other_format`, `subject_request`, `breach_notice`, `objection`,
    `objection_decision`."""
    return due(law.limit(code, seoul_day(since)), since, calendar, law=law)


def objection_decided_by(
    received: datetime, calendar: WorkingCalendar, *, longer: bool = False, law: Law = LAW
) -> datetime:
    """법 제35조제2항: 10 days; extended, 10 more from the day after those ended."""
    day = seoul_day(received)
    ends = within("objection_decision", received, calendar, law)
    if not longer:
        return ends
    more = law.limit("objection_decision_more", day)
    return due(more, ends, calendar, law=law)


def notices(received: datetime, until: date, law: Law = LAW) -> list[date]:
    """The days, up to `until`, on which progress has to be told: 30 days after the day of receipt,
    and every 30 days (영 제23조). Days of the calendar; the petition itself may stand."""
    every = law.number("notice_every_days", seoul_day(received))
    day = seoul_day(received) + timedelta(days=every)
    told = []
    while day <= until:
        told.append(day)
        day += timedelta(days=every)
    return told


def notice_owed(
    received: datetime, told_last: date | None, today: date, law: Law = LAW
) -> date | None:
    """The day of the latest notice that was due and not given; None if none is owed."""
    due_days = notices(received, today, law)
    if not due_days or (told_last is not None and told_last >= due_days[-1]):
        return None
    return due_days[-1]


def supplement_until(days: int, asked: date, calendar: WorkingCalendar) -> datetime:
    """The end of a period to supply what is missing, by 민법 (영 제24조제4항)."""
    return due(Limit(days, Unit.CIVIL_DAYS), at_seoul(asked), calendar)


def why_not_ask_again(round_: int, days: int, today: date, law: Law = LAW) -> str | None:
    """`too_long` for a second demand of over ten days (영 제24조제3항), `too_often` for a third."""
    if round_ > 2:
        return "too_often"
    if round_ == 2 and days > law.number("supplement_again_days", today):
        return "too_long"
    return None


def why_not_lengthen_supplement(before: int, today: date, law: Law = LAW) -> str | None:
    """The petitioner may ask for longer twice (영 제24조제2항); `before` times it was granted."""
    return "too_often" if before >= law.number("supplement_extensions", today) else None


def deemed_withdrawn(returned: int, today: date, law: Law = LAW) -> bool:
    """Two demands came back by mail: the petition counts as withdrawn (영 제25조제2항)."""
    return returned >= law.number("supplement_returned", today)


def destroyable_from(due_on: date, calendar: WorkingCalendar, law: Law = LAW) -> date:
    """The first day on which a paper nobody fetched may be destroyed: 15 days have passed since the
    day it was promised for (영 제25조제4항). A last day at rest moves on (민법 제161조)."""
    days = law.number("uncollected_days", due_on)
    return calendar.next_working_day(due_on + timedelta(days=days)) + timedelta(days=1)
