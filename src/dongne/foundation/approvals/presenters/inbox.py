"""Words of the inbox and its tabs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from dongne.foundation.scope.public import SYSTEM, Viewer

from ..models import Line
from ..queries import Counts, Desk, Sent, Shelf, Slice
from ..states import Gap, LineState, StepState, Way
from ..subjects import Card, subject_of
from .boxes import day_text, gap_reason, moment_text, role_word
from .deciding import Decision, decision_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One paper in a list. `badge` is a word about its state with a tone, if there is one."""

    title: str
    summary: str
    since: str
    url: str
    current: bool = False
    badge: str = ""
    tone: str = "neutral"
    note: str = ""
    withdraw_url: str = ""
    number_url: str = ""
    key: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """The paper that is read now, and where on its page it lies (from 1)."""

    title: str
    paper: str
    url: str
    place: int = 0
    decision: Decision | None = None
    previous_url: str = ""
    next_url: str = ""
    line_id: int = 0
    told: str = ""
    was_read: bool = False


@dataclass(frozen=True, slots=True)
class Pages:
    """Addresses of the pages before and after, or nothing."""

    newer: str
    older: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbox:
    """`chosen`: the reader asked for the open paper; a phone shows only the list until then."""

    tabs: list[dict[str, Any]]
    rows: list[Row]
    pages: Pages
    all: int
    open: Open | None = None
    missed: bool = False
    chosen: bool = False
    gaps: list[Row]
    absences_url: str = ""
    memos: int = 0
    q: str = ""


def tabs(here: str, counts: Counts) -> list[dict[str, Any]]:
    named = (
        ("inbox", _("결재 대기"), counts.waiting),
        ("inbox_copies", _("공람"), counts.copies),
        ("inbox_after_reports", _("사후 보고"), counts.after_report),
        ("inbox_sent", _("내가 올린 문서"), None),
    )
    return [
        {"label": label, "url": reverse(name), "current": name == here, "count": count}
        for name, label, count in named
    ]


def inbox_page(viewer: Viewer, desk: Desk, *, chosen: bool, q: str = "") -> Inbox:
    """A statement for the cards of each kind of paper, and those of the open paper."""
    cards = cards_of(viewer, [*desk.lines, *desk.gaps])
    here = desk.open
    return Inbox(
        tabs=tabs("inbox", desk.counts),
        rows=[
            Row(
                title=cards[line.pk].title,
                summary=cards[line.pk].summary,
                since=moment_text(line.awaiting_since or line.submitted_at),
                url=inbox_url(line, q=q),
                current=line is here,
                badge=_way_badge(line),
                tone="info",
            )
            for line in desk.lines
            if line.pk in cards
        ],
        all=desk.counts.waiting,
        pages=_pages("inbox", desk.page, q),
        open=_open(viewer, desk, here, cards[here.pk], q) if here and here.pk in cards else None,
        missed=desk.missed,
        chosen=chosen and not desk.missed,
        gaps=[_gap_row(line, cards.get(line.pk)) for line in desk.gaps],
        absences_url=reverse("absences"),
        memos=desk.counts.memos,
        q=q,
    )


def _way_badge(line: Line) -> str:
    return _("메모보고") if line.way == Way.MEMO else _("중요") if line.important else ""


def _gap_row(line: Line, card: Card | None) -> Row:
    step = next(s for s in line.steps.all() if s.state == StepState.WAITING)
    return Row(
        title=card.title if card else line.title,
        summary=f"{step.officer_name} {step.officer_title} · {gap_reason(line, step)}",
        since=moment_text(line.submitted_at),
        url=card.url if card else "",
        note=what_to_do(line.gap),
    )


def what_to_do(gap: str) -> str:
    """What helps a paper on that nobody can sign."""
    return {
        Gap.NOBODY_STANDS_IN: _("대직자를 지정하면 바로 대직자의 결재함으로 갑니다."),
        Gap.STAND_IN_IS_AWAY: _("오늘 근무하는 사람으로 대직자를 바꿔 주세요."),
        Gap.STAND_IN_DRAFTED_IT: _(
            "자기 문서는 대결할 수 없습니다. 이날의 대직자를 다른 사람으로 바꿔 주세요."
        ),
        Gap.SEAT_IS_EMPTY: _("새로 온 사람을 등록하면 그 사람의 결재함으로 갑니다."),
        Gap.OUTSIDE: _("온나라에서 결재가 끝나면 문서번호를 적어 주세요."),
    }[Gap(gap)]


def _open(viewer: Viewer, desk: Desk, line: Line, card: Card, q: str) -> Open:
    return Open(
        title=card.title,
        paper=subject_of(line.subject_type).paper(viewer, line),
        url=card.url,
        place=desk.place,
        decision=decision_of(line, next_id=desk.next.subject_id if desk.next else None),
        previous_url=inbox_url(desk.previous, q=q) if desk.previous else "",
        next_url=inbox_url(desk.next, q=q) if desk.next else "",
        line_id=line.pk,
    )


def inbox_url(line: Line, *, q: str = "") -> str:
    given = {"report": str(line.subject_id)} | ({"q": q} if q else {})
    return f"{reverse('inbox')}?{urlencode(given)}"


def memo_rows(viewer: Viewer, page: Slice[Line]) -> list[Row]:
    cards = cards_of(viewer, page.rows)
    return [
        Row(
            title=cards[line.pk].title,
            summary=cards[line.pk].summary,
            since=moment_text(line.awaiting_since or line.submitted_at),
            url=inbox_url(line),
            key=line.pk,
        )
        for line in page.rows
        if line.pk in cards
    ]


def shelf_page(name: str, viewer: Viewer, shelf: Shelf, *, q: str = "") -> Inbox:
    """공람 or 사후 보고. A copy is read beyond one's own part of the tree: that is what it is."""
    reader = SYSTEM if name == "inbox_copies" else viewer
    lines = list({line.pk: line for line in [*shelf.page.rows, shelf.open] if line}.values())
    cards = cards_of(reader, lines)
    rows = []
    for line in shelf.page.rows:
        card = cards.get(line.pk)
        read = getattr(line, "was_read", False)
        rows.append(
            Row(
                title=card.title if card else line.title,
                summary=_given(line) if name == "inbox_copies" else _stood_in(line),
                since=moment_text(getattr(line, "given_at", None) or line.submitted_at),
                url=f"{reverse(name)}?line={line.pk}",
                current=shelf.open is not None and line.pk == shelf.open.pk,
                badge="" if read else _("안 읽음"),
                tone="info",
            )
        )
    on_top = shelf.open
    return Inbox(
        tabs=tabs(name, shelf.counts),
        rows=rows,
        all=len(rows),
        pages=_pages(name, shelf.page, q),
        open=Open(
            title=cards[on_top.pk].title,
            paper=subject_of(on_top.subject_type).paper(reader, on_top),
            url="" if viewer.dong_id != on_top.dong_id else cards[on_top.pk].url,
            line_id=on_top.pk,
            told=_given(on_top) if name == "inbox_copies" else _stood_in(on_top),
            was_read=getattr(on_top, "was_read", False),
        )
        if on_top and on_top.pk in cards
        else None,
        chosen=on_top is not None,
        gaps=[],
        q=q,
    )


def _given(line: Line) -> str:
    return _("%(dong)s %(who)s님이 공람했습니다") % {
        "dong": line.dong.label,
        "who": getattr(line, "given_by", "") or line.drafter_name,
    }


def _stood_in(line: Line) -> str:
    if "steps" not in getattr(line, "_prefetched_objects_cache", {}):
        return _("%(who)s 기안") % {"who": line.drafter_name}
    signed = next((s for s in line.steps.all() if s.after_report), None)
    if signed is None or signed.acted_at is None:
        return ""
    return _("%(who)s님이 %(when)s에 대결했습니다") % {
        "who": f"{signed.stand_in_name} {signed.stand_in_title}",
        "when": moment_text(signed.acted_at),
    }


def sent_page(viewer: Viewer, found: Sent, *, q: str = "") -> Inbox:
    cards = cards_of(viewer, found.page.rows)
    return Inbox(
        tabs=tabs("inbox_sent", found.counts),
        rows=[_sent_row(line, cards.get(line.pk)) for line in found.page.rows],
        all=len(found.page.rows),
        pages=_pages("inbox_sent", found.page, q),
        gaps=[],
        q=q,
    )


def _sent_row(line: Line, card: Card | None) -> Row:
    word, tone, note = _progress(line)
    where = [line.subject_id]
    running = line.state == LineState.RUNNING
    return Row(
        title=card.title if card else line.title,
        summary=card.summary if card else "",
        since=moment_text(line.submitted_at),
        url=card.url if card else "",
        badge=word,
        tone=tone,
        note=note,
        withdraw_url=reverse(f"{line.subject_type}_withdraw", args=where)
        if running and not getattr(line, "was_signed", True)
        else "",
        number_url=reverse(f"{line.subject_type}_outside", args=where)
        if line.gap == Gap.OUTSIDE
        else "",
    )


def _progress(line: Line) -> tuple[str, str, str]:
    """Word, tone and note of how far a paper got."""
    match LineState(line.state):
        case LineState.APPROVED:
            return _("완료"), "success", line.register_number
        case LineState.RETURNED:
            back = next((s for s in line.steps.all() if s.state == StepState.RETURNED), None)
            return _("반려됨"), "danger", back.opinion if back else ""
        case LineState.WITHDRAWN:
            return _("회수함"), "neutral", ""
    step = next((s for s in line.steps.all() if s.state == StepState.WAITING), None)
    if line.gap == Gap.OUTSIDE or step is None:
        return _("온나라 결재 중"), "info", what_to_do(Gap.OUTSIDE)
    if line.gap:
        return _("결재할 사람이 없습니다"), "warning", gap_reason(line, step)
    return (
        _("결재 중"),
        "info",
        _("%(role)s: %(who)s님 차례입니다")
        % {
            "role": role_word(step.kind),
            "who": f"{step.stand_in_name or step.officer_name}"
            f" {step.stand_in_title or step.officer_title}",
        },
    )


def outside_text(line: Line) -> str:
    """`온나라 행정지원과-1234 (2026. 11. 20.)`."""
    dated = f" ({day_text(line.outside_on)})" if line.outside_on else ""
    return f"{line.outside_number}{dated}"


def _pages(name: str, page: Slice[Line], q: str) -> Pages:
    def address(**mark: str) -> str:
        given = mark | ({"q": q} if q else {})
        return f"{reverse(name)}?{urlencode(given)}"

    return Pages(
        newer=address(before=page.before) if page.before else "",
        older=address(after=page.after) if page.after else "",
    )


def cards_of(viewer: Viewer, lines: Sequence[Line]) -> dict[int, Card]:
    """The card of each line's paper, by the line's key. A statement for each kind of paper."""
    found: dict[int, Card] = {}
    for subject_type in {line.subject_type for line in lines}:
        mine = [line for line in lines if line.subject_type == subject_type]
        cards = subject_of(subject_type).cards(viewer, {line.subject_id for line in mine})
        found |= {line.pk: cards[line.subject_id] for line in mine if line.subject_id in cards}
    return found
