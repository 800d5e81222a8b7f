"""A row of a list that can be judged without opening it, and the words of tabs and filters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext_lazy, ngettext, pgettext, pgettext_lazy
from django.utils.translation import gettext as _

from dongne.foundation.organisations.public import TeamKind
from dongne.foundation.scope.public import Role, Viewer
from dongne.lib.bigrams import marked
from dongne.lib.seoul import seoul_day
from dongne.outreach.categories.public import Categories

from ..models import Case
from ..queries.lists import Show, Whose
from ..rules import Standing, Step, next_step
from ..states import CaseState, HandoverKind
from ..words import HANDOVER_KINDS, STATE_LOOKS, STATES, WAITING
from .times import day_text

SOON_DAYS = 2
EXCERPT = 60
TITLE_LENGTH = 80

WHOSE: dict[Whose, Promise] = {
    Whose.MINE: gettext_lazy("내가 맡은 건"),
    Whose.ZONE: gettext_lazy("우리 구역"),
    Whose.UNCLAIMED: gettext_lazy("맡을 사람 없음"),
    Whose.ASKED: gettext_lazy("답할 인계"),
    Whose.HELPED: gettext_lazy("돕는 건"),
    Whose.OFFICE: gettext_lazy("동 전체"),
}
SHOWS: dict[Show, Promise] = {
    Show.OPEN: gettext_lazy("끝나지 않음"),
    Show.TODAY: gettext_lazy("오늘까지"),
    Show.OVERDUE: gettext_lazy("기한 지남"),
    Show.TELLING: gettext_lazy("알릴 차례"),
    Show.WAITING: pgettext_lazy("cases", "기다림"),
    Show.RETURNED: gettext_lazy("돌아옴"),
    Show.REOPENED: gettext_lazy("다시 연 건"),
    Show.CLOSED: gettext_lazy("끝남"),
    Show.ALL: pgettext_lazy("cases", "모두"),
}
TAB_TONES = {Show.TODAY: "warning", Show.OVERDUE: "danger", Show.RETURNED: "danger"}
EMPTY: dict[Show, tuple[Promise, Promise, str]] = {
    Show.OPEN: (
        gettext_lazy("끝나지 않은 건이 없습니다"),
        gettext_lazy("새 건이 들어오거나 인계되면 여기에 나타납니다."),
        "check-circle",
    ),
    Show.TODAY: (
        gettext_lazy("오늘까지인 건이 없습니다"),
        gettext_lazy("다가오는 건은 ‘끝나지 않음’에서 기한 차례로 볼 수 있습니다."),
        "check-circle",
    ),
    Show.OVERDUE: (
        gettext_lazy("기한이 지난 건이 없습니다"),
        gettext_lazy("모두 제때 하고 있습니다."),
        "check-circle",
    ),
    Show.TELLING: (
        gettext_lazy("알릴 건이 없습니다"),
        gettext_lazy(
            "처리가 끝나면 구역 담당자에게 먼저, 그다음 주민에게 알립니다. 그 차례를 기다리는 건이 "
            "여기에 모입니다."
        ),
        "message",
    ),
    Show.WAITING: (
        gettext_lazy("기다리는 건이 없습니다"),
        gettext_lazy("주민의 답이나 다른 기관, 정한 날을 기다리는 건이 여기에 모입니다."),
        "pause",
    ),
    Show.RETURNED: (
        gettext_lazy("돌아온 건이 없습니다"),
        gettext_lazy("넘긴 곳에서 까닭을 적어 돌려보낸 건이 여기에 모입니다."),
        "undo",
    ),
    Show.REOPENED: (
        gettext_lazy("다시 열린 건이 없습니다"),
        gettext_lazy("끝났다가 주민이나 직원이 다시 연 건이 여기에 모입니다."),
        "refresh",
    ),
    Show.CLOSED: (
        gettext_lazy("끝난 건이 없습니다"),
        gettext_lazy("주민에게 결과를 알리고 종결한 건이 여기에 쌓입니다."),
        "check-circle",
    ),
    Show.ALL: (
        gettext_lazy("건이 없습니다"),
        gettext_lazy("주민에게 들은 일을 건으로 등록하면 여기에 나타납니다."),
        "inbox",
    ),
}
EMPTY_WHOSE: dict[Whose, tuple[Promise, Promise, str]] = {
    Whose.UNCLAIMED: (
        gettext_lazy("모두 맡은 사람이 있습니다"),
        gettext_lazy("팀이나 부서로 들어왔지만 아무도 맡지 않은 건이 여기에 나타납니다."),
        "check-circle",
    ),
    Whose.ASKED: (
        gettext_lazy("답을 기다리는 인계가 없습니다"),
        gettext_lazy("누가 이관하거나 도움을 청하면 여기에서 받거나 까닭을 적어 돌려보냅니다."),
        "inbox",
    ),
    Whose.HELPED: (
        gettext_lazy("돕기로 한 건이 없습니다"),
        gettext_lazy("다른 팀의 건을 함께 하기로 하면 여기에 나타납니다."),
        "heart",
    ),
    Whose.ZONE: (
        gettext_lazy("우리 구역에 끝나지 않은 건이 없습니다"),
        gettext_lazy("누가 맡았든 내가 맡은 통에서 일어난 건이 여기에 나타납니다."),
        "map",
    ),
}
STEPS: dict[Step, Promise] = {
    Step.INFORM_ZONE: gettext_lazy("먼저 구역 담당자에게 알릴 차례"),
    Step.TELL_RESIDENT: gettext_lazy("주민에게 결과를 알릴 차례"),
    Step.CLOSE: gettext_lazy("알릴 사람은 모두 알렸음, 끝낼 차례"),
}


@dataclass(frozen=True, slots=True)
class Due:
    """`tone` is that of the badge; `words` stand without it."""

    words: str
    tone: str
    icon: str


def due_of(case: Case, now: datetime) -> Due:
    """Until when, as somebody would say it."""
    if case.state == CaseState.CLOSED:
        closed = day_text(localtime(case.closed_at).date()) if case.closed_at else ""
        return Due(_("%(day)s 끝남") % {"day": closed}, "quiet", "check")
    if case.due_at is None:
        return Due(_("기한이 없음"), "quiet", "minus")
    if case.due_at < now:
        return Due(late_words(now - case.due_at), "danger", "alert")
    days = (seoul_day(case.due_at) - seoul_day(now)).days
    clock = clock_words(case.due_at)
    if days == 0:
        return Due(_("오늘 %(clock)s까지") % {"clock": clock}, "warning", "clock")
    if days == 1:
        return Due(_("내일 %(clock)s까지") % {"clock": clock}, "info", "clock")
    words = _("%(day)s까지") % {"day": day_text(localtime(case.due_at).date())}
    return Due(words, "info" if days <= SOON_DAYS else "quiet", "clock")


def clock_words(at: datetime) -> str:
    """18시, 9시 30분."""
    local = localtime(at)
    if local.minute == 0:
        return _("%(hour)d시") % {"hour": local.hour}
    return _("%(hour)d시 %(minute)s분") % {"hour": local.hour, "minute": f"{local.minute:02d}"}


def late_words(span: timedelta) -> str:
    if span.days >= 1:
        return ngettext("%(n)d일 지남", "%(n)d일 지남", span.days) % {"n": span.days}
    hours = int(span.total_seconds() // 3600)
    if hours >= 1:
        return ngettext("%(n)d시간 지남", "%(n)d시간 지남", hours) % {"n": hours}
    return _("방금 지남")


def next_words(case: Case) -> str:
    """Of a case that is done: who has to be told first. Of one that waits: for what."""
    if case.state == CaseState.DONE:
        step = next_step(
            Standing(
                state=case.state,
                zone_first=not _is_welfare(case),
                zone_told=case.zone_told_at is not None,
                untold=case.untold,  # type: ignore[attr-defined]
            )
        )
        if step is Step.INFORM_ZONE and case.zone_officer:
            name = case.zone_officer.name
            return _("먼저 구역 담당자 %(name)s에게 알릴 차례") % {"name": name}
        return str(STEPS[step])
    if case.state == CaseState.WAITING:
        for_what = str(WAITING.get(case.waiting_for, ""))
        if case.waiting_until:
            day = day_text(case.waiting_until)
            return _("%(what)s 기다림, %(day)s까지") % {"what": for_what, "day": day}
        return _("%(what)s 기다림") % {"what": for_what}
    return ""


def _is_welfare(case: Case) -> bool:
    team = case.holder_team
    return case.restricted or (team is not None and team.kind == TeamKind.WELFARE)


def handed_words(pending: Sequence[Mapping[str, Any]], now: datetime) -> list[str]:
    """What was handed on and waits for an answer: to whom, of what kind, how long already."""
    said, english = [], get_language() == "en"
    for one in pending:
        asked = parse_datetime(str(one["at"])) or now
        days = (seoul_day(now) - seoul_day(asked)).days
        team = (english and one["team_en"]) or one["team"]
        to = " ".join(filter(None, (team, one["officer"])))
        what = str(HANDOVER_KINDS[HandoverKind(one["kind"])])
        words = _("→ %(to)s: %(what)s, 답 기다림") % {"to": to or _("밖의 기관"), "what": what}
        if days:
            words += " " + ngettext("(%(n)d일째)", "(%(n)d일째)", days + 1) % {"n": days + 1}
        said.append(words)
    return said


def holder_words(case: Case) -> str:
    """Who has it; where nobody has, that nobody has."""
    if case.holder_officer and case.holder_team:
        return f"{case.holder_officer.name} ({case.holder_team.label})"
    if case.holder_team:
        return _("%(team)s, 맡을 사람 없음") % {"team": case.holder_team.label}
    return _("맡은 곳 없음")


def title_of(case: Case, kind: str = "") -> str:
    line = case.title or case.text.strip().partition("\n")[0] or kind or case.number
    return line if len(line) <= TITLE_LENGTH else line[: TITLE_LENGTH - 1] + "…"


def place_of(case: Case, *, dong: bool) -> str:
    parts = [
        case.dong.label if dong else "",
        case.dong.numbered(case.tong.number) if case.tong else "",
        case.address,
    ]
    return " ".join(part for part in parts if part)


def row_of(
    case: Case,
    categories: Mapping[int, Categories],
    *,
    now: datetime,
    dong: bool,
    sought: Sequence[str] = (),
) -> dict[str, Any]:
    """Everything a row says. `dong`: also in which dong it is."""
    words = categories[case.dong_id].everything.get(case.category)
    kind = words.name() if words else case.category
    tone, icon = STATE_LOOKS[case.state]
    title = title_of(case, kind)
    reporters, children = case.reporter_count, case.child_count  # type: ignore[attr-defined]
    thumb = case.thumb  # type: ignore[attr-defined]
    others = []
    if reporters:
        told = ngettext("알린 사람 %(n)d명", "알린 사람 %(n)d명", reporters)
        others.append(told % {"n": reporters})
    if children:
        others.append(ngettext("딸린 건 %(n)d건", "딸린 건 %(n)d건", children) % {"n": children})
    return {
        "id": str(case.pk),
        "url": reverse("case", args=[case.pk]),
        "number": case.number,
        "title": title,
        "excerpt": excerpt(case, title, sought),
        "urgent": case.urgent,
        "restricted": case.restricted,
        "state": str(STATES[case.state]),
        "tone": tone,
        "icon": icon,
        "due": due_of(case, now),
        "kind": kind,
        "kind_icon": words.icon if words else "circle",
        "place": place_of(case, dong=dong),
        "received": _("%(day)s 접수") % {"day": day_text(localtime(case.received_at).date())},
        "holder": holder_words(case),
        "unclaimed": case.holder_officer_id is None and case.state != CaseState.CLOSED,
        "next": next_words(case),
        "handed": handed_words(case.pending, now),  # type: ignore[attr-defined]
        "others": " · ".join(others),
        "thumb": reverse("case_photo", args=[case.pk, thumb, "thumb"]) if thumb else "",
    }


def excerpt(case: Case, title: str, sought: Sequence[str]) -> str:
    """Where what was searched for stands, if the title does not show it; else nothing."""
    if not sought or any(hit for _piece, hit in marked(title, sought)):
        return ""
    own = [("", text) for text in (case.text, case.address)]
    called = {"note": pgettext("excerpt", "메모"), "telling": pgettext("excerpt", "알린 글")}
    beside = [
        *(("note", text) for text in case.notes_with),  # type: ignore[attr-defined]
        *(("telling", text) for text in case.told_with),  # type: ignore[attr-defined]
    ]
    for kind, text in [*own, *beside]:
        at = 0
        for piece, hit in marked(text, sought):
            if hit:
                start, end = max(0, at - EXCERPT // 3), at + EXCERPT
                cut = " ".join(text[start:end].split())
                said = f"{'…' if start else ''}{cut}{'…' if end < len(text) else ''}"
                return f"{called[kind]}: {said}" if kind else said
            at += len(piece)
    return ""


def whose_word(whose: Whose, viewer: Viewer) -> str:
    """What everything is called: of a dong, a department, or all that is below a desk."""
    if whose is Whose.OFFICE and viewer.dong_id is None:
        return _("우리 부서") if viewer.has(Role.DEPARTMENT) else _("관내 전체")
    return str(WHOSE[whose])


def bounded(count: int, most: int) -> str:
    """As a tab shows it: nobody counts on."""
    return f"{most}+" if count > most else str(count)


def points_of(cases: Sequence[Case], rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The page's cases on a map (GeoJSON)."""
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [case.longitude, case.latitude]},
                "properties": {
                    "title": row["title"],
                    "text": f"{row['state']} · {row['due'].words} · {row['holder']}",
                    "href": row["url"],
                    "tone": _dot(row["due"].tone),
                },
            }
            for case, row in zip(cases, rows, strict=True)
            if case.latitude is not None and case.longitude is not None
        ],
    }


def _dot(tone: str) -> str:
    return tone if tone in ("danger", "warning", "info") else "success"


def chosen_title(count: int) -> str:
    return ngettext("고른 건 %(n)d건", "고른 건 %(n)d건", count) % {"n": count}
