"""Moments in words."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def moment(at: datetime | None) -> str:
    """11. 20. (금) 14:00"""
    return date_format(localtime(at), _("n. j. (D) H:i")) if at else ""


def day_text(day: date | None) -> str:
    return date_format(day, _("n. j. (D)")) if day else ""


def span_text(starts: datetime | None, ends: datetime | None) -> str:
    """11. 20. (금) 14:00–16:00"""
    if starts is None or ends is None:
        return ""
    return f"{moment(starts)}–{localtime(ends):%H:%M}"


def length(span: timedelta) -> str:
    """How long something took: days, hours or minutes, whichever says enough."""
    minutes = int(span.total_seconds() // 60)
    if span.days >= 1:
        return ngettext("%(n)d일", "%(n)d일", span.days) % {"n": span.days}
    if minutes >= 60:
        return ngettext("%(n)d시간", "%(n)d시간", minutes // 60) % {"n": minutes // 60}
    return ngettext("%(n)d분", "%(n)d분", max(minutes, 1)) % {"n": max(minutes, 1)}
