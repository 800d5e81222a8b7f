"""Sessions in words: when, where, what is done there, what is left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from dongne.lib.seoul import Month, seoul_day

from ..models import Rhythm, Session
from ..queries.sessions import Slot, free_slots
from ..rules import moment_of
from ..words import FEATURES, NTH, WEEKDAYS


def clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


def hours(starts: int, ends: int) -> str:
    return f"{clock(starts)}–{clock(ends)}"


def day_words(day: date) -> str:
    """`11월 25일 수요일`."""
    return date_format(day, pgettext("a day with its weekday", "n월 j일 l"))


def when_words(session: Session, begins: int) -> str:
    return f"{day_words(session.day)} {clock(begins)}"


def own_name(korean: str, english: str) -> str:
    return english if get_language() != "ko" and english else korean


def place_name(session: Session) -> str:
    site = session.outreach.site
    return own_name(site.name, site.name_en)


def rhythm_words(rhythm: Rhythm) -> str:
    """`매월 첫째·셋째 수요일 14:00–17:00`."""
    weekday = str(WEEKDAYS[rhythm.weekday])
    span = hours(rhythm.starts, rhythm.ends)
    if not rhythm.nth:
        return _("매주 %(weekday)s %(hours)s") % {"weekday": weekday, "hours": span}
    which = "·".join(str(NTH[n]) for n in rhythm.nth)
    return _("매월 %(which)s %(weekday)s %(hours)s") % {
        "which": which, "weekday": weekday, "hours": span,
    }  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One session for everybody. `tone`, `icon`, `state` are those of its badge."""

    session: Session
    day: str
    hours: str
    place: str
    address: str
    telephone: str
    notice: str
    note: str
    features: Sequence[str]
    does: str
    tone: str
    icon: str
    state: str
    reason: str
    url: str
    """Where one books; empty where one can't."""
    past: bool
    off: bool


def shown(session: Session, taken: dict[int, int], *, now: datetime) -> Shown:
    site = session.outreach.site
    off = session.cancelled_at is not None
    past = moment_of(session.day, session.ends) <= now
    left = sum(slot.left for slot in free_slots(session, taken, now=now))
    tone, icon, state = _state(session, left=left, off=off, past=past)
    codes = len(site.services or ())
    return Shown(
        session=session,
        day=day_words(session.day),
        hours=hours(session.starts, session.ends),
        place=place_name(session),
        address=site.address,
        telephone=site.telephone,
        notice=own_name(site.notice, site.notice_en),
        note=own_name(session.note, session.note_en),
        features=[str(word) for one, word in FEATURES.items() if one in site.features],
        does=(
            ngettext("민원 %(n)s가지", "민원 %(n)s가지", codes) % {"n": codes}
            if codes
            else _("주민센터 창구에서 하는 일을 모두 합니다")
        ),
        tone=tone,
        icon=icon,
        state=state,
        reason=own_name(session.reason, session.reason_en) if off else "",
        url="" if off or past or not left else reverse("outreach_slots", args=[session.pk]),
        past=past,
        off=off,
    )


def _state(session: Session, *, left: int, off: bool, past: bool) -> tuple[str, str, str]:
    if off:
        return "danger", "x", _("열지 않음")
    if past:
        return "neutral", "check", _("끝남")
    if left:
        return (
            "success",
            "calendar",
            ngettext("예약 %(n)s자리 남음", "예약 %(n)s자리 남음", left) % {"n": left},
        )
    if session.outreach.walk_in:
        return "info", "users", _("예약은 찼지만 오시면 번호표를 드림")
    return "warning", "x", _("예약이 다 참")


def month_table(
    month: Month, rows: Sequence[Shown], *, special: dict[date, str], now: datetime
) -> list[list[dict[str, Any]]]:
    """Weeks from Monday; each day with what is there. Days of other months are empty."""
    today = seoul_day(now)
    by_day: dict[date, list[Shown]] = {}
    for row in rows:
        by_day.setdefault(row.session.day, []).append(row)
    day = month.first - timedelta(days=month.first.weekday())
    weeks = []
    while day <= month.last:
        week = []
        for _n in range(7):
            inside = month.first <= day <= month.last
            week.append(
                {
                    "day": day if inside else None,
                    "number": day.day,
                    "today": day == today,
                    "rest": day.weekday() > 4 or day in special,
                    "special": special.get(day, "") if inside else "",
                    "rows": by_day.get(day, []) if inside else [],
                }
            )
            day += timedelta(days=1)
        weeks.append(week)
    return weeks


def slot_rows(session: Session, slots: Sequence[Slot]) -> list[dict[str, Any]]:
    return [
        {
            "value": f"{session.pk}:{slot.begins}",
            "begins": slot.begins,
            "clock": clock(slot.begins),
            "left": slot.left,
            "words": (
                ngettext("%(n)s자리", "%(n)s자리", slot.left) % {"n": slot.left}
                if slot.left
                else _("다 참")
            ),
        }
        for slot in slots
    ]
