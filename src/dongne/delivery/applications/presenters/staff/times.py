"""Moments, and how much working time is left, in words."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dongne.lib.seoul import seoul_day
from dongne.lib.statute import WorkingCalendar
from dongne.lib.statute.calendar import wall

HOUR = 60


def moment(at: datetime | None) -> str:
    """11. 20. (금) 14:00"""
    return date_format(localtime(at), _("n. j. (D) H:i")) if at else ""


def day_text(day: date | None) -> str:
    return date_format(day, _("n. j. (D)")) if day else ""


def span_words(minutes: int) -> str:
    """2시간 10분"""
    hours, rest = divmod(minutes, HOUR)
    if not hours:
        return ngettext("%(n)d분", "%(n)d분", rest) % {"n": rest}
    words = ngettext("%(n)d시간", "%(n)d시간", hours) % {"n": hours}
    if rest and hours < 10:
        words += " " + ngettext("%(n)d분", "%(n)d분", rest) % {"n": rest}
    return words


def working_minutes(calendar: WorkingCalendar, start: datetime, end: datetime) -> int:
    return calendar.work_between(wall(start), wall(end)) // 60_000_000


def working_left(calendar: WorkingCalendar, due: datetime, *, now: datetime) -> tuple[str, str]:
    """How much working time is left, or how late it is; and the tone."""
    if due <= now:
        late = working_minutes(calendar, due, now)
        if not late:
            return _("방금 지남"), "danger"
        return _("%(span)s 지남") % {"span": span_words(late)}, "danger"
    left = working_minutes(calendar, now, due)
    tone = "warning" if left <= 2 * HOUR else "info"
    return _("근무시간 %(span)s 남음") % {"span": span_words(left)}, tone


def days_left(due: datetime, *, now: datetime) -> tuple[str, str]:
    """Till when in days, or how late."""
    days = (seoul_day(due) - seoul_day(now)).days
    if due <= now:
        if days == 0:
            return _("오늘 %(clock)s에 지남") % {"clock": f"{localtime(due):%H:%M}"}, "danger"
        return ngettext("%(n)d일 지남", "%(n)d일 지남", -days) % {"n": -days}, "danger"
    if days == 0:
        return _("오늘 %(clock)s까지") % {"clock": f"{localtime(due):%H:%M}"}, "warning"
    if days == 1:
        return _("내일 %(clock)s까지") % {"clock": f"{localtime(due):%H:%M}"}, "warning"
    return _("%(day)s까지") % {"day": day_text(seoul_day(due))}, "quiet"
