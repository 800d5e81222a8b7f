"""When something is in hand, as people say it: today at about seven in the evening."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from dongne.lib.seoul import SEOUL, seoul_day

TEN = timedelta(minutes=10)


def about(moment: datetime, now: datetime) -> str:
    """To ten minutes, never earlier than it is: `오늘 저녁 7시쯤`."""
    rounded = _to_ten(moment)
    return _("%(day)s %(clock)s쯤") % {"day": day_words(rounded, now), "clock": clock(rounded)}


def exactly(moment: datetime, now: datetime) -> str:
    return f"{day_words(moment, now)} {clock(moment)}"


def day_words(moment: datetime, now: datetime) -> str:
    days = (seoul_day(moment) - seoul_day(now)).days
    if days == 0:
        return pgettext("moment", "오늘")
    if days == 1:
        return pgettext("moment", "내일")
    if days == 2:
        return pgettext("moment", "모레")
    return date_format(moment.astimezone(SEOUL), _("n월 j일(D)"))


def clock(moment: datetime) -> str:
    there = moment.astimezone(SEOUL)
    on_the_clock = date_format(there, _("g시 i분") if there.minute else _("g시"))
    return _("%(part)s %(clock)s") % {"part": _part(there.hour), "clock": on_the_clock}


def _part(hour: int) -> str:
    if hour < 6:
        return _("새벽")
    if hour < 12:
        return _("오전")
    if hour < 18:
        return _("오후")
    return _("저녁") if hour < 22 else _("밤")


def _to_ten(moment: datetime) -> datetime:
    whole = moment.replace(minute=moment.minute // 10 * 10, second=0, microsecond=0)
    return whole if whole == moment else whole + TEN
