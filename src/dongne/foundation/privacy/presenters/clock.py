"""The 72 hours of a breach, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from ..models import Breach
from ..rules import BREACH_HOURS


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """`text` says how long is left, or by how much it is late; `tone` of a badge."""

    until: datetime
    text: str
    tone: str
    done: int
    """Hours that have passed, at most all of them: for a bar."""


def hours_left(row: Breach, now: datetime) -> Left:
    until = row.found_at + timedelta(hours=BREACH_HOURS)
    seconds = int((until - now).total_seconds())
    hours, minutes = divmod(abs(seconds) // 60, 60)
    told = {"h": hours, "m": minutes}
    passed = min(BREACH_HOURS, max(0, BREACH_HOURS - seconds // 3600))
    if seconds < 0:
        text, tone = _("72시간에서 %(h)d시간 %(m)d분 지남") % told, "danger"
    else:
        text = _("%(h)d시간 %(m)d분 남음") % told
        tone = "warning" if hours < 24 else "info"
    return Left(until=until, text=text, tone=tone, done=passed)
