"""Words of the approval boxes (결재란) and of the inbox."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from dongne.foundation.organisations.public import Officer
from dongne.foundation.scope.public import Viewer

from .models import Line, Step
from .queries import INBOX_LENGTH, Desk, PlannedStep
from .services import OPINION_LENGTH
from .states import LineState, StepKind, StepState
from .subjects import Card, subject_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One box of the 결재란, as the design system's `approval_boxes` reads it."""

    role: str
    name: str
    title: str
    state: str
    word: str = ""
    date: str = ""
    note: str = ""


def boxes(line: Line) -> list[Box]:
    """The drafter's box and those of the line, whose steps have been read with it."""
    found = [
        Box(
            role=_("기안"),
            name=line.drafter_name,
            title=line.drafter_title,
            state="done",
            word=_("올림"),
            date=dated_text(line.submitted_at),
        )
    ]
    reached = line.state == LineState.RUNNING
    for step in line.steps.all():
        current = reached and step.state == StepState.WAITING
        found.append(_box(step, line, current=current))
        reached = reached and not current
    return found


def planned_boxes(
    drafter: Officer, planned: Sequence[PlannedStep], *, returned: bool = False
) -> list[Box]:
    """The boxes of a paper in its drafter's hands, where it was not yet or is `returned`."""
    first = Box(
        role=_("기안"),
        name=drafter.name,
        title=drafter.title,
        state="returned" if returned else "current",
        word=_("반려됨") if returned else _("작성 중"),
    )
    rest = [
        Box(
            role=role_word(step.kind),
            name=step.officer.name,
            title=step.officer.title,
            state="waiting",
        )
        for step in planned
    ]
    return [first, *rest]


def _box(step: Step, line: Line, *, current: bool) -> Box:
    state, word = "waiting", ""
    if step.state == StepState.SIGNED:
        state, word = "done", _signed_word(step.kind)
    elif step.state == StepState.RETURNED:
        state = "returned"
    elif current:
        state, word = "current", _awaited_word(step.kind)
    elif line.state == LineState.RETURNED:
        state, word = "skipped", _("가지 않음")
    return Box(
        role=role_word(step.kind),
        name=step.officer_name,
        title=step.officer_title,
        state=state,
        word=word,
        date=dated_text(step.acted_at) if step.acted_at else "",
        note=step.opinion,
    )


def role_word(kind: str) -> str:
    return {
        StepKind.REVIEW: _("검토"),
        StepKind.COOPERATION: _("협조"),
        StepKind.APPROVAL: pgettext("approval box", "결재"),
    }[StepKind(kind)]


def _signed_word(kind: str) -> str:
    return {
        StepKind.REVIEW: _("검토함"),
        StepKind.COOPERATION: _("협조함"),
        StepKind.APPROVAL: pgettext("approval box", "결재함"),
    }[StepKind(kind)]


def _awaited_word(kind: str) -> str:
    return {
        StepKind.REVIEW: _("검토 대기"),
        StepKind.COOPERATION: _("협조 대기"),
        StepKind.APPROVAL: _("결재 대기"),
    }[StepKind(kind)]


def signed_sentence(paper: Card, kind: str) -> str:
    """`박주무 11. 13. 활동보고를 검토했습니다`, without the full stop."""
    return {
        StepKind.REVIEW: _("%(paper)s 검토했습니다"),
        StepKind.COOPERATION: _("%(paper)s 협조했습니다"),
        StepKind.APPROVAL: _("%(paper)s 결재했습니다"),
    }[StepKind(kind)] % {"paper": paper.as_object}


def returned_sentence(paper: Card) -> str:
    return _("%(paper)s 반려했습니다") % {"paper": paper.as_object}


def _sign_word(kind: str) -> str:
    """What the signing button says."""
    return {
        StepKind.REVIEW: _("검토하고 넘기기"),
        StepKind.COOPERATION: _("협조하고 넘기기"),
        StepKind.APPROVAL: _("결재하기"),
    }[StepKind(kind)]


def moment_text(moment: datetime) -> str:
    """For lists of what happened lately."""
    return date_format(localtime(moment), _("n. j. H:i"))


def dated_text(moment: datetime) -> str:
    """For papers: with the year, and broken over two lines only before the time."""
    local = localtime(moment)
    day = date_format(local, _("Y. n. j.")).replace(" ", "\N{NO-BREAK SPACE}")
    return f"{day} {date_format(local, 'H:i')}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What the forms for signing and returning need."""

    approve_url: str
    return_url: str
    sign_word: str
    next_id: UUID | None
    length: int = OPINION_LENGTH


def decision_of(line: Line, *, next_id: UUID | None = None) -> Decision:
    """For whoever is awaited. `next_id` is the paper to go on with."""
    step = next(s for s in line.steps.all() if s.state == StepState.WAITING)
    return Decision(
        approve_url=reverse(f"{line.subject_type}_approve", args=[line.subject_id]),
        return_url=reverse(f"{line.subject_type}_return", args=[line.subject_id]),
        sign_word=_sign_word(step.kind),
        next_id=next_id,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One paper in the list of the inbox."""

    title: str
    summary: str
    since: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """The paper that is read now, and where it lies in the pile (from 1)."""

    title: str
    paper: str
    url: str
    place: int
    decision: Decision
    previous_url: str
    next_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbox:
    """`chosen`: the reader asked for the open paper; a phone shows only the list until then."""

    rows: list[Row]
    more: bool
    open: Open | None
    missed: bool
    chosen: bool


def inbox_page(viewer: Viewer, desk: Desk, *, chosen: bool) -> Inbox:
    """A statement for the cards of each kind of paper, and those of the open paper."""
    cards = _cards_of(viewer, desk.lines)
    rows = [
        Row(
            title=cards[line.pk].title,
            summary=cards[line.pk].summary,
            since=moment_text(line.awaiting_since or line.submitted_at),
            url=inbox_url(line),
            current=line is desk.open,
        )
        for line in desk.lines
    ]
    return Inbox(
        rows=rows,
        more=len(desk.lines) == INBOX_LENGTH,
        open=_open(viewer, desk, desk.open, cards[desk.open.pk]) if desk.open else None,
        missed=desk.missed,
        chosen=chosen and not desk.missed,
    )


def _open(viewer: Viewer, desk: Desk, line: Line, card: Card) -> Open:
    return Open(
        title=card.title,
        paper=subject_of(line.subject_type).paper(viewer, line),
        url=card.url,
        place=desk.lines.index(line) + 1,
        decision=decision_of(line, next_id=desk.next.subject_id if desk.next else None),
        previous_url=inbox_url(desk.previous) if desk.previous else "",
        next_url=inbox_url(desk.next) if desk.next else "",
    )


def inbox_url(line: Line) -> str:
    return f"{reverse('inbox')}?report={line.subject_id}"


def _cards_of(viewer: Viewer, lines: Sequence[Line]) -> dict[int, Card]:
    """The card of each line's paper, by the line's key."""
    found: dict[int, Card] = {}
    for subject_type in {line.subject_type for line in lines}:
        mine = {line.subject_id: line.pk for line in lines if line.subject_type == subject_type}
        for subject_id, card in subject_of(subject_type).cards(viewer, mine).items():
            found[mine[subject_id]] = card
    return found
