"""Clocks of phones that were wrong, in words."""

from __future__ import annotations

from datetime import timedelta

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..models import Activity
from ..rules import is_off
from .days import short_day

MINUTE, HOUR, DAY = 60, 3600, 86_400


def skew_words(seconds: int) -> str:
    """How far a clock was off, in the largest unit that says it; nothing within five minutes."""
    if not is_off(seconds):
        return ""
    for length, one in ((DAY, _days), (HOUR, _hours), (MINUTE, _minutes)):
        if abs(seconds) >= length:
            size = one(round(abs(seconds) / length))
            break
    if seconds > 0:
        return _("휴대전화 시계가 %(size)s 빠름") % {"size": size}
    return _("휴대전화 시계가 %(size)s 느림") % {"size": size}


def _days(n: int) -> str:
    return ngettext("%(n)d일", "%(n)d일", n) % {"n": n}


def _hours(n: int) -> str:
    return ngettext("%(n)d시간", "%(n)d시간", n) % {"n": n}


def _minutes(n: int) -> str:
    return ngettext("%(n)d분", "%(n)d분", n) % {"n": n}


def skew_alert(activity: Activity) -> dict[str, str] | None:
    """What to look at where the clock was off: what it says of itself can't be trusted."""
    words = skew_words(activity.skew)
    if not words:
        return None
    text = _(
        "보낸 때의 휴대전화 시계가 서버와 달랐습니다. 적힌 일시가 맞는지 확인해 주세요. 접수한 "
        "때와 기한은 서버 시계로 셉니다."
    )
    if _by_that_clock(activity):
        true = localtime(activity.happened_at - timedelta(seconds=activity.skew))
        text += " " + _("차이를 빼면 %(day)s %(clock)s입니다.") % {
            "day": short_day(true.date()),
            "clock": f"{true:%H:%M}",
        }
    return {"title": words, "text": text}


def _by_that_clock(activity: Activity) -> bool:
    """Whether the time may have been read from the clock as it was: a phone that has learnt the
    difference takes it away by itself."""
    ahead = (activity.happened_at - activity.received_at).total_seconds()
    return ahead > 0 if activity.skew > 0 else ahead <= activity.skew
