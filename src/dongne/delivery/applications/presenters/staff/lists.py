"""A row of the counter's list that can be judged without opening it; words of its tabs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from dongne.foundation.calendar.public import OfficeCalendar
from dongne.foundation.scope.public import Viewer

from ...models import Application
from ...queries.lists import COUNTED_TO, Show, Whose
from ...states import ApplicationState
from ...words import CIRCLES, STATE_LOOKS, STATES
from .times import day_text, days_left, moment, working_left
from .words import channel_icon, channel_name, things_words, won

WHOSE: dict[Whose, Promise] = {
    Whose.MINE: gettext_lazy("내가 맡은 신청"),
    Whose.TEAM: gettext_lazy("우리 팀"),
    Whose.ALL: gettext_lazy("모든 신청"),
}
SHOWS: dict[Show, Promise] = {
    Show.ARRIVED: pgettext_lazy("applications", "도착"),
    Show.WORKING: pgettext_lazy("applications", "처리 중"),
    Show.SUPPLEMENT: pgettext_lazy("applications", "보완 대기"),
    Show.ISSUED: pgettext_lazy("applications", "찾아가기 전"),
    Show.UNPAID: pgettext_lazy("applications", "수수료 미납"),
    Show.DUE: pgettext_lazy("applications", "오늘 마감·지남"),
    Show.OVER: pgettext_lazy("applications", "끝난 것"),
    Show.ALL: pgettext_lazy("applications", "모두"),
}
TONES = {Show.ARRIVED: "warning", Show.DUE: "danger"}
EMPTY: dict[Show, tuple[Promise, Promise, str]] = {
    Show.ARRIVED: (
        gettext_lazy("접수할 신청이 없습니다"),
        gettext_lazy(
            "온라인·전화·봉사자에게서 온 신청은 여기에 먼저 나타납니다. 근무시간 8시간 안에 "
            "접수합니다."
        ),
        "check-circle",
    ),
    Show.WORKING: (
        gettext_lazy("처리하고 있는 신청이 없습니다"),
        gettext_lazy("접수한 신청이 처리기한이 이른 것부터 여기에 모입니다."),
        "check-circle",
    ),
    Show.SUPPLEMENT: (
        gettext_lazy("보완을 기다리는 신청이 없습니다"),
        gettext_lazy("무엇이 빠져 보완을 요구하면 처리기한이 멈추고, 그 신청이 여기에 모입니다."),
        "pause",
    ),
    Show.ISSUED: (
        gettext_lazy("찾아가지 않은 서류가 없습니다"),
        gettext_lazy("발급했지만 아직 전달하지 않은 서류가 오래된 것부터 여기에 모입니다."),
        "check-circle",
    ),
    Show.UNPAID: (
        gettext_lazy("내지 않은 수수료가 없습니다"),
        gettext_lazy("수수료가 남은 신청이 여기에 모입니다."),
        "check-circle",
    ),
    Show.DUE: (
        gettext_lazy("오늘까지이거나 기한이 지난 신청이 없습니다"),
        gettext_lazy("모두 제때 하고 있습니다."),
        "check-circle",
    ),
    Show.OVER: (
        gettext_lazy("끝난 신청이 없습니다"),
        gettext_lazy("전달하거나 거부하거나 취하한 신청이 여기에 쌓입니다."),
        "inbox",
    ),
    Show.ALL: (
        gettext_lazy("신청이 없습니다"),
        gettext_lazy("주민이 신청하거나 직원이 대신 적으면 여기에 나타납니다."),
        "inbox",
    ),
}

Calendars = Mapping[int, OfficeCalendar]


def due_words(
    application: Application, calendar: OfficeCalendar | None, *, now: datetime
) -> tuple[str, str, str]:
    """Words, tone and icon: till when something is to be done, by whom it waits."""
    state = application.state
    if state == ApplicationState.SUBMITTED and application.accept_by and calendar:
        words, tone = working_left(calendar, application.accept_by, now=now)
        return _("접수 %(left)s") % {"left": words}, tone, "clock"
    if state == ApplicationState.ACCEPTED:
        if application.due_at is None:
            return _("정해진 기한 없음"), "quiet", "clock"
        words, tone = days_left(application.due_at, now=now)
        return words, tone, "alert" if tone == "danger" else "clock"
    if state == ApplicationState.SUPPLEMENT:
        until = getattr(application, "supplement_until", None)
        words = _("보완 %(day)s까지") % {"day": day_text(until)} if until else _("보완 기다림")
        return words, "quiet", "pause"
    if state in (ApplicationState.ISSUED, ApplicationState.READY):
        since = application.ready_at or application.issued_at
        return _("%(day)s부터 기다림") % {"day": moment(since)}, "info", "package"
    return moment(application.closed_at or application.handed_at), "quiet", "check"


def whose_words(application: Application) -> str:
    """Masked, as it stands in the list; a person kept from the viewer is not there."""
    person = application.principal if getattr(application, "knows", False) else None
    name = person.name if person else None
    words = str(name) if name else _("이름 가림")
    if application.circle != "self":
        words += f" · {CIRCLES[application.circle]}"
    return words


def row_of(
    application: Application, calendars: Calendars, *, now: datetime, dong: bool
) -> dict[str, Any]:
    due, tone, icon = due_words(application, calendars.get(application.dong_id), now=now)
    state_tone, state_icon = STATE_LOOKS[application.state]
    marks = []
    if application.fee and not application.settled:
        marks.append((_("수수료 %(sum)s") % {"sum": won(application.fee)}, "warning", "coins"))
    letter = application.letter
    if letter is not None and letter.checked_at is None:
        marks.append((_("위임장 확인 전"), "warning", "alert"))
    return {
        "id": str(application.pk),
        "url": reverse("application", args=[application.pk]),
        "title": things_words(application.things),  # type: ignore[attr-defined]
        "whose": whose_words(application),
        "ways": _("%(apply)s 신청 → %(receive)s 받기")
        % {
            "apply": channel_name(application.channel),
            "receive": channel_name(application.receive),
        },
        "icon": channel_icon(application.channel),
        "number": application.number,
        "arrived": moment(application.arrived_at),
        "dong": application.dong.name if dong else "",
        "holder": application.officer.name if application.officer else "",
        "state": str(STATES[application.state]),
        "state_tone": state_tone,
        "state_icon": state_icon,
        "due": due,
        "due_tone": tone,
        "due_icon": icon,
        "marks": marks,
    }


def rows_html(rows: Iterable[Mapping[str, Any]], *, ticks: bool) -> SafeString:
    """List items. Written here and not by a template's loop: a page has fifty of them."""
    sprite = static("icons.svg")
    pick, tick_word, nobody = _("고르기"), _("고르기/빼기"), _("맡은 사람 없음")
    told = []
    for row in rows:
        tick = (
            f'<label class="case-tick"><input type="checkbox" name="case" value="{row["id"]}" '
            f'data-row-hotkey="x" data-hotkey-label="{tick_word}"><span class="sr-only">'
            f"{escape(row['title'])} {pick}</span></label>"
            if ticks
            else ""
        )
        badges = "".join(_badge(sprite, *mark) for mark in row["marks"])
        place = f"{escape(row['dong'])} · " if row["dong"] else ""
        free = "" if row["holder"] else " case-free"
        told.append(
            f'<li class="case-row" data-row-box>{tick}<a class="list-item case-link" '
            f'href="{row["url"]}" data-row><span class="list-thumb case-kind">'
            f'{_icon(sprite, row["icon"])}</span><span class="list-main">'
            f'<span class="list-title">{escape(row["title"])}{badges}</span>'
            f'<span class="list-note">{_icon(sprite, "user")}{escape(row["whose"])}</span>'
            f'<span class="list-note">{escape(row["ways"])}</span>'
            f'<span class="list-note">{place}{escape(row["number"])} · {escape(row["arrived"])}'
            f'</span><span class="list-note{free}">{escape(row["holder"] or nobody)}</span></span>'
            f'<span class="list-end case-end">'
            f"{_badge(sprite, row['state'], row['state_tone'], row['state_icon'])}"
            f'<span class="case-due case-due-{row["due_tone"]}">{_icon(sprite, row["due_icon"])}'
            f"{escape(row['due'])}</span></span></a></li>"
        )
    # Every value above is escaped, or one of ours.
    return mark_safe("".join(told))  # noqa: S308


def _icon(sprite: str, name: str) -> str:
    return f'<svg class="icon" aria-hidden="true"><use href="{sprite}#{escape(name)}"></use></svg>'


def _badge(sprite: str, words: str, tone: str, icon: str) -> str:
    return f'<span class="badge badge-{tone}">{_icon(sprite, icon)}{escape(words)}</span>'


def bounded(count: int) -> str:
    return f"{COUNTED_TO}+" if count > COUNTED_TO else str(count)


def chosen_title(count: int) -> str:
    return ngettext("고른 신청 %(n)d건", "고른 신청 %(n)d건", count) % {"n": count}


def whose_tabs(viewer: Viewer) -> Sequence[Whose]:
    return (Whose.MINE, Whose.TEAM, Whose.ALL) if viewer.dong_id is not None else ()
