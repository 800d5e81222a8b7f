"""Changes of calendars in words, the card that leads to them, and how they are taken back."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dongne.foundation.audit.public import AuditEntry, Told, register_undo, register_words
from dongne.foundation.organisations.public import Section, register_card

from ..services import undo_calendar

KIND = gettext_lazy("달력")
SENTENCES = {
    "calendar.holiday": gettext_lazy("%(place)s 달력에 휴일을 넣었습니다: %(name)s, %(days)s"),
    "calendar.holiday_changed": gettext_lazy("%(place)s 휴일을 고쳤습니다: %(name)s, %(days)s"),
    "calendar.holiday_cancelled": gettext_lazy("%(place)s 휴일을 취소했습니다: %(name)s, %(days)s"),
    "calendar.closing": gettext_lazy(
        "%(place)s 달력에 휴무·단축 운영을 넣었습니다: %(name)s, %(days)s"
    ),
    "calendar.closing_changed": gettext_lazy(
        "%(place)s 휴무·단축 운영을 고쳤습니다: %(name)s, %(days)s"
    ),
    "calendar.closing_cancelled": gettext_lazy(
        "%(place)s 휴무·단축 운영을 취소했습니다: %(name)s, %(days)s"
    ),
    "calendar.hours": gettext_lazy("%(place)s 근무시간을 정했습니다: %(days)s"),
    "calendar.hours_cancelled": gettext_lazy("%(place)s 근무시간 변경을 취소했습니다: %(days)s"),
    "calendar.difference": gettext_lazy("공휴일 자료와 다른 날을 정했습니다: %(name)s, %(days)s"),
}


def register() -> None:
    for action in SENTENCES:
        register_words(action, told, kind=KIND)
        register_words(f"{action}.undone", undone, kind=KIND)
        register_undo(action, undo_calendar)
    register_card(
        Section.SETTINGS,
        gettext_lazy("휴일과 근무시간"),
        gettext_lazy("공휴일, 우리 기관의 쉬는 날과 근무시간을 보고 정합니다."),
        "calendar",
        "calendar",
        lambda viewer: viewer.signed_in,
    )


def told(entry: AuditEntry) -> Told:
    said = entry.changes
    reason = said.get("reason", "")
    changes: list[tuple[str, str, str]] = []
    if isinstance(said.get("name"), list) and said["name"][0] != said["name"][1]:
        changes.append((_("이름"), *said["name"]))
    if isinstance(said.get("day"), list) and said["day"][0] != said["day"][1]:
        changes.append((_("날짜"), _day(said["day"][0]), _day(said["day"][1])))
    if reason:
        changes.append((_("사유"), "", reason))
    return Told(sentence=_sentence(entry.action, said), changes=tuple(changes))


def undone(entry: AuditEntry) -> Told:
    what = _sentence(entry.action.removesuffix(".undone"), entry.changes)
    return Told(sentence=_("되돌렸습니다: %(what)s") % {"what": what})


def _sentence(action: str, said: dict[str, Any]) -> str:
    name = said.get("name", "")
    first, last = said["first"], said["last"]
    if action.startswith("calendar.hours"):
        days = _("%(first)s부터") % {"first": _day(first)}
    elif first == last:
        days = _day(first)
    else:
        days = f"{_day(first)}–{_day(last)}"
    return str(SENTENCES[action]) % {
        "place": said["place"] or _("나라"),
        "name": name[1] if isinstance(name, list) else name,
        "days": days,
    }


def _day(text: str) -> str:
    return date_format(date.fromisoformat(text), _("Y. n. j."))
