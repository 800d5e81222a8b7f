"""One's own report in words: how far it is, what has happened, who is in charge."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from dongne.lib.seoul import seoul_day
from dongne.outreach.casework.public import CaseState, Outcome, PhotoRole, ReporterRole, Waiting

from ..queries.status import Mine
from .officers import tel
from .reporting import moment_words

STEPS = (
    gettext_lazy("접수함"),
    gettext_lazy("담당 정함"),
    gettext_lazy("처리"),
    gettext_lazy("결과 알림"),
)
AT_STEP = {
    CaseState.RECEIVED: 1,
    CaseState.ASSIGNED: 2,
    CaseState.IN_PROGRESS: 3,
    CaseState.WAITING: 3,
    CaseState.DONE: 3,
    CaseState.CLOSED: 5,
}
NOW = {
    CaseState.RECEIVED: gettext_lazy("접수했습니다. 맡을 사람을 정하고 있습니다."),
    CaseState.ASSIGNED: gettext_lazy("맡을 사람이 정해졌습니다. 곧 살펴봅니다."),
    CaseState.IN_PROGRESS: gettext_lazy("처리하고 있습니다."),
    CaseState.WAITING: gettext_lazy("기다리고 있습니다."),
    CaseState.DONE: gettext_lazy("처리 결과를 확인하고 있습니다. 곧 알려 드립니다."),
    CaseState.CLOSED: gettext_lazy("끝났습니다."),
}
WAITS = {
    Waiting.RESIDENT: gettext_lazy("알려 주실 것이 있어 기다리고 있습니다."),
    Waiting.OFFICE: gettext_lazy("다른 기관의 답을 기다리고 있습니다."),
    Waiting.PLANNED: gettext_lazy("날을 정해 두었습니다. 그날 처리합니다."),
}
ENDS = {
    Outcome.SOLVED: gettext_lazy("해결했습니다."),
    Outcome.NOT_OURS: gettext_lazy("우리 기관이 할 수 있는 일이 아닙니다."),
    Outcome.NOT_POSSIBLE: gettext_lazy("할 수 없는 일로 결정했습니다."),
    Outcome.DUPLICATE: gettext_lazy("같은 일이 먼저 접수되어 함께 처리합니다."),
    Outcome.NO_CONTACT: gettext_lazy("처리했습니다. 연락이 닿지 않아 여기에 알려 드립니다."),
    Outcome.WITHDRAWN: gettext_lazy("신고를 거두셨습니다."),
}
HAPPENED = {
    CaseState.RECEIVED: gettext_lazy("접수했습니다."),
    CaseState.ASSIGNED: gettext_lazy("맡을 사람을 정했습니다."),
    CaseState.IN_PROGRESS: gettext_lazy("처리를 시작했습니다."),
    CaseState.WAITING: gettext_lazy("기다리기 시작했습니다."),
    CaseState.DONE: gettext_lazy("처리를 끝냈습니다."),
    CaseState.CLOSED: gettext_lazy("끝났습니다."),
}
AGAIN = gettext_lazy("다시 살펴보기 시작했습니다.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The page of one's own report."""

    number: str
    title: str
    place: str
    text: str
    follows: bool
    step: int
    now: str
    until: str
    late: bool
    result: list[str]
    happened: list[dict[str, Any]]
    before: list[dict[str, Any]]
    after: list[dict[str, Any]]
    unready: int
    charge: list[dict[str, Any]]
    wants: bool
    reachable: bool
    may_add: bool
    may_answer: bool
    may_ask_again: bool
    asked_again: bool
    may_withdraw: bool
    calendar: bool


def shown(mine: Mine, *, now: datetime) -> Shown:
    case, reporter = mine.case, mine.reporter
    closed = case.state == CaseState.CLOSED
    due = case.promised_at or case.due_at
    running = not closed and not mine.told
    asked_again = case.reopen_asked_at is not None and closed
    return Shown(
        number=case.number,
        title=mine.words.name() if mine.words else _("신고"),
        place=case.address,
        text=mine.text,
        follows=reporter.role == ReporterRole.FOLLOWER,
        step=4 if mine.told and not closed else AT_STEP[CaseState(case.state)],
        now=_now(mine, asked_again),
        until=moment_words(due) if due and running else "",
        late=bool(due and running and due < now),
        result=_result(mine) if mine.told else [],
        happened=_happened(mine),
        before=_photos(mine, after=False),
        after=_photos(mine, after=True),
        unready=sum(photo.sha256 not in mine.ready for photo in mine.photos),
        charge=_charge(mine),
        wants=reporter.wants,
        reachable=reporter.reachable,
        may_add=not closed,
        may_answer=may_answer(mine),
        may_ask_again=closed and not asked_again and not may_answer(mine) and _ends(mine),
        asked_again=asked_again,
        may_withdraw=running and case.state != CaseState.DONE,
        calendar=bool(due and running and due > now),
    )


def may_answer(mine: Mine) -> bool:
    """Once, after it was closed; nobody is asked about what they have withdrawn."""
    closed = mine.case.state == CaseState.CLOSED
    return closed and mine.reporter.answered_at is None and _ends(mine)


def _ends(mine: Mine) -> bool:
    return mine.case.outcome not in (Outcome.WITHDRAWN, Outcome.DUPLICATE)


def _now(mine: Mine, asked_again: bool) -> str:
    case = mine.case
    if asked_again:
        return _("다시 살펴봐 달라고 하신 것을 확인하고 있습니다.")
    if mine.told and case.outcome:
        return str(ENDS[Outcome(case.outcome)])
    if case.state == CaseState.WAITING and case.waiting_for:
        said = str(WAITS[Waiting(case.waiting_for)])
        if case.waiting_until:
            return _("%(said)s %(day)s쯤 다시 살펴봅니다.") % {
                "said": said,
                "day": _day(case.waiting_until),
            }
        return said
    return str(NOW[CaseState(case.state)])


def _result(mine: Mine) -> list[str]:
    """What was done, who is responsible instead, what one can do about it."""
    case = mine.case
    lines = [case.measure]
    if case.responsible:
        lines.append(_("맡은 곳: %(who)s") % {"who": case.responsible})
    if case.remedy:
        lines.append(_("다르게 생각하시면: %(how)s") % {"how": case.remedy})
    return [line for line in lines if line]


def _happened(mine: Mine) -> list[dict[str, Any]]:
    """Oldest first. Why something was moved inside the office is the office's."""
    found: list[tuple[datetime, str, str]] = []
    before = ""
    for move in mine.moves:
        state = CaseState(move.to_state)
        if state == CaseState.DONE and not mine.told:
            continue
        reopened = before in (CaseState.CLOSED, CaseState.DONE) and state != CaseState.CLOSED
        if state != before:
            found.append((move.at, str(AGAIN if reopened else HAPPENED[state]), ""))
        before = state
    for note in mine.notes:
        own = note.reporter_id is not None
        found.append((note.at, _("더 알려 주셨습니다.") if own else _("알립니다."), note.text))
    found += [(telling.at, _("결과를 알려 드렸습니다."), telling.text) for telling in mine.tellings]
    found.sort(key=lambda one: one[0])
    return [{"at": _moment(at), "words": words, "text": text} for at, words, text in found]


def _photos(mine: Mine, *, after: bool) -> list[dict[str, Any]]:
    return [
        {
            "src": reverse("status_photo", args=[number]),
            "alt": _("처리한 뒤의 사진 %(n)d") % {"n": number}
            if after
            else _("신고한 곳의 사진 %(n)d") % {"n": number},
        }
        for number, photo in enumerate(mine.photos, 1)
        if (photo.role == PhotoRole.AFTER) == after and photo.sha256 in mine.ready
    ]


def _charge(mine: Mine) -> list[dict[str, Any]]:
    """Unit, name and telephone (민원 처리에 관한 법률 시행령 제31조)."""
    case, team, officer = mine.case, mine.case.holder_team, mine.case.holder_officer
    place = (team.dong or team.district or team.city) if team else case.dong
    english = get_language() == "en"
    unit = " ".join(
        filter(
            None,
            [place.label if place else "", (english and team.name_en) or team.name if team else ""],
        )
    )
    rows: list[dict[str, Any]] = [{"label": _("맡은 부서"), "value": unit}]
    if officer is not None:
        title = officer.title_en if english else officer.title
        rows.append({"label": _("담당 직원"), "value": f"{officer.name} {title}"})
    if mine.call is not None and mine.call.call:
        said = " · ".join(filter(None, [mine.call.call, mine.call.hours]))
        rows.append({"label": _("전화"), "value": said, "href": tel(mine.call.call)})
    else:
        rows.append({"label": _("전화"), "value": _("전화로 도움받기"), "href": reverse("call")})
    return rows


def _moment(at: datetime) -> str:
    return date_format(localtime(at), _("Y년 n월 j일 A g시 i분"))


def _day(day: date) -> str:
    return date_format(day, _("n월 j일"))


def calendar_of(mine: Mine, *, now: datetime) -> str:
    """The day until which one hears, as an appointment (RFC 5545). No words of the report."""
    due = mine.case.promised_at or mine.case.due_at or now
    day = seoul_day(due)
    summary = _("신고 결과를 듣는 날 (%(number)s)") % {"number": mine.case.number}
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Dongne//status//KO",
        "BEGIN:VEVENT",
        f"UID:{mine.case.number}@dongne",
        f"DTSTAMP:{now:%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{summary}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "\r\n".join(lines) + "\r\n"
