"""Moments and time-limits in words."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dongne.lib.seoul import seoul_day

SOON = timedelta(days=1)


def moment(at: datetime | None) -> str:
    """11. 20. (금) 14:00"""
    return date_format(localtime(at), _("n. j. (D) H:i")) if at else ""


def day_text(day: date | None) -> str:
    return date_format(day, _("n. j. (D)")) if day else ""


def length(span: timedelta) -> str:
    """How long something took: days, hours or minutes, whichever says enough."""
    minutes = int(span.total_seconds() // 60)
    if span.days >= 1:
        return ngettext("%(n)d일", "%(n)d일", span.days) % {"n": span.days}
    if minutes >= 60:
        return ngettext("%(n)d시간", "%(n)d시간", minutes // 60) % {"n": minutes // 60}
    return ngettext("%(n)d분", "%(n)d분", max(minutes, 1)) % {"n": max(minutes, 1)}


def left(due: datetime, *, now: datetime) -> tuple[str, str]:
    """How long is left or how late it is, in words; and `late`, `soon` or nothing."""
    if due <= now:
        return _("%(span)s 지났습니다") % {"span": length(now - due)}, "late"
    days = (seoul_day(due) - seoul_day(now)).days
    if days == 0:
        words = _("오늘 %(clock)s까지, %(span)s 남음") % {
            "clock": f"{localtime(due):%H:%M}",
            "span": length(due - now),
        }
        return words, "soon"
    if days == 1:
        return _("내일 %(clock)s까지") % {"clock": f"{localtime(due):%H:%M}"}, "soon"
    return ngettext("%(n)d일 남음", "%(n)d일 남음", days) % {"n": days}, ""


def ago(at: datetime, *, now: datetime) -> str:
    return _("%(span)s 전") % {"span": length(now - at)}
