"""Words of the approval boxes (결재란): on pages, and on papers that leave the program."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from dongne.foundation.organisations.public import AbsenceKind, Officer
from dongne.foundation.papers.public import SignatureBox

from ..models import Line, Step
from ..queries import Plan, PlannedStep
from ..states import Gap, LineState, StepKind, StepState, Way


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One box of the 결재란, as the design system's `approval_boxes` reads it.

    `mark` is 전결 or 대결, `reason` why somebody else or nobody signs, `note` the opinion.
    """

    role: str
    name: str
    title: str
    state: str
    word: str = ""
    date: str = ""
    note: str = ""
    mark: str = ""
    reason: str = ""


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
    if line.way == Way.OUTSIDE:
        return [*found, _outside_box(line)]
    steps = list(line.steps.all())
    reached = line.state == LineState.RUNNING
    for step in steps:
        current = reached and step.state == StepState.WAITING
        found.append(_box(step, line, current=current, last=steps[-1]))
        reached = reached and not current
    return found


def planned_boxes(
    drafter: Officer, planned: Plan | Sequence[PlannedStep], *, returned: bool = False
) -> list[Box]:
    """The boxes of a paper in its drafter's hands, where it was not yet or is `returned`."""
    first = Box(
        role=_("기안"),
        name=drafter.name,
        title=drafter.title,
        state="returned" if returned else "current",
        word=_("반려됨") if returned else _("작성 중"),
    )
    steps = planned.steps if isinstance(planned, Plan) else planned
    rest = [
        Box(
            role=role_word(step.kind),
            name=step.officer.name,
            title=step.officer.title,
            state="waiting",
            mark=_("전결") if step.finality else "",
        )
        for step in steps
    ]
    if isinstance(planned, Plan) and planned.way is Way.OUTSIDE:
        rest = [Box(role=_("온나라"), name=_("온나라 결재"), title="", state="waiting")]
    return [first, *rest]


def signature_boxes(line: Line) -> list[SignatureBox]:
    """The same boxes for papers. What stands in `note` is why, never an opinion."""
    return [
        SignatureBox(
            label=box.role,
            title=box.title,
            name=box.name,
            state_text=box.word if box.state in ("done", "returned", "skipped") else "",
            date_text=box.date,
            note=" · ".join(part for part in (box.mark, box.reason) if part),
        )
        for box in boxes(line)
    ]


def opinions(line: Line) -> list[tuple[str, str]]:
    """Who said what when signing, in order; for below the boxes."""
    return [
        (f"{_signer_name(step)} {_signer_title(step)}".strip(), step.opinion)
        for step in line.steps.all()
        if step.opinion
    ]


def _outside_box(line: Line) -> Box:
    done = line.state == LineState.APPROVED
    ended = not done and line.state != LineState.RUNNING
    state, word = "current", _("번호 대기")
    if done:
        state, word = "done", pgettext("approval box", "결재함")
    elif ended:
        state, word = "skipped", _("가지 않음")
    return Box(
        role=_("온나라"),
        name=line.outside_number or _("온나라 결재"),
        title="",
        state=state,
        word=word,
        date=day_text(line.outside_on) if line.outside_on else "",
    )


def _box(step: Step, line: Line, *, current: bool, last: Step) -> Box:
    state, word, reason = "waiting", "", ""
    stood_in = step.stand_in_id is not None
    if stood_in:
        reason = f"{step.officer_name} {step.officer_title} {away_text(step)}".strip()
    if step.state == StepState.SIGNED:
        state, word = "done", _("대결함") if stood_in else _signed_word(step.kind)
    elif step.state == StepState.RETURNED:
        state = "returned"
    elif step.state == StepState.SKIPPED:
        state, word, reason = "skipped", _("건너뜀"), away_text(step) or _("자리 이동")
    elif step.state == StepState.MERGED:
        state = "skipped"
        word = _("대결 칸에 함께") if last.stand_in_id else _("결재 칸에 함께")
    elif current:
        state, word = "current", _("대결 대기") if stood_in else _awaited_word(step.kind)
        if line.gap:
            word, reason = _("결재할 사람 없음"), gap_reason(line, step)
    elif line.state != LineState.RUNNING:
        state, word = "skipped", _("가지 않음")
    return Box(
        role=role_word(step.kind),
        name=_signer_name(step),
        title=_signer_title(step),
        state=state,
        word=word,
        date=dated_text(step.acted_at)
        if step.acted_at and step.state in (StepState.SIGNED, StepState.RETURNED)
        else "",
        note=step.opinion,
        mark=" · ".join(
            word
            for word in (_("전결") if step.finality else "", _("대결") if stood_in else "")
            if word
        ),
        reason=reason,
    )


def _signer_name(step: Step) -> str:
    return step.stand_in_name or step.officer_name


def _signer_title(step: Step) -> str:
    return step.stand_in_title if step.stand_in_id else step.officer_title


def gap_reason(line: Line, step: Step) -> str:
    """Why nobody can sign, in a few words for the box."""
    away = away_text(step)
    why = {
        Gap.NOBODY_STANDS_IN: _("대직자 없음"),
        Gap.STAND_IN_IS_AWAY: _("대직자도 부재"),
        Gap.STAND_IN_DRAFTED_IT: _("대직자가 기안자"),
        Gap.SEAT_IS_EMPTY: _("자리 비어 있음"),
        Gap.OUTSIDE: "",
    }[Gap(line.gap)]
    return " · ".join(part for part in (away, why) if part)


def away_text(step: Step) -> str:
    """`연가 11. 20.~22.`; nothing where no absence is the reason."""
    if not step.away_kind or step.away_from is None:
        return ""
    return f"{AbsenceKind(step.away_kind).label} {days_text(step.away_from, step.away_to)}"


def days_text(first: date, last: date | None) -> str:
    """`11. 20.~22.`, `11. 28.~12. 2.`, one day, or an open end; for today's papers, so no year."""
    begin = date_format(first, _("n. j."))
    if last == first:
        return begin
    if last is None:
        return f"{begin}~"
    same = (first.year, first.month) == (last.year, last.month)
    end = date_format(last, pgettext("end of days in one month", "j.") if same else _("n. j."))
    return f"{begin}~{end}"


def role_word(kind: str) -> str:
    return {
        StepKind.REVIEW: _("검토"),
        StepKind.COOPERATION: _("협조"),
        StepKind.APPROVAL: pgettext("approval box", "결재"),
        StepKind.READ: pgettext("approval box", "열람"),
    }[StepKind(kind)]


def _signed_word(kind: str) -> str:
    return {
        StepKind.REVIEW: _("검토함"),
        StepKind.COOPERATION: _("협조함"),
        StepKind.APPROVAL: pgettext("approval box", "결재함"),
        StepKind.READ: _("열람함"),
    }[StepKind(kind)]


def _awaited_word(kind: str) -> str:
    return {
        StepKind.REVIEW: _("검토 대기"),
        StepKind.COOPERATION: _("협조 대기"),
        StepKind.APPROVAL: _("결재 대기"),
        StepKind.READ: _("열람 대기"),
    }[StepKind(kind)]


def moment_text(moment: datetime) -> str:
    """For lists of what happened lately."""
    return date_format(localtime(moment), _("n. j. H:i"))


def day_text(day: date) -> str:
    return date_format(day, _("Y. n. j.")).replace(" ", "\N{NO-BREAK SPACE}")


def dated_text(moment: datetime) -> str:
    """For papers: with the year, and broken over two lines only before the time."""
    local = localtime(moment)
    return f"{day_text(local.date())} {date_format(local, 'H:i')}"
