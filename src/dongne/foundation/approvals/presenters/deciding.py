"""Words for whoever decides: what the buttons say, and what was done."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from dongne.foundation.scope.public import Viewer

from ..models import Copy, Line, OutsideNumber, Step
from ..services import OPINION_LENGTH, may_enter_number
from ..states import Gap, LineState, StepKind, StepState
from ..subjects import Card
from .boxes import away_text, dated_text, day_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What the forms for signing and returning need. `box` is the key of the box that is seen."""

    approve_url: str
    return_url: str
    sign_word: str
    next_id: UUID | None
    box: int = 0
    opinion_required: bool = False
    stands_in: str = ""
    """For whom the viewer stands in, and why; a sentence."""
    length: int = OPINION_LENGTH


def decision_of(line: Line, *, next_id: UUID | None = None) -> Decision:
    """For whoever is awaited. `next_id` is the paper to go on with."""
    step = next(s for s in line.steps.all() if s.state == StepState.WAITING)
    return Decision(
        approve_url=reverse(f"{line.subject_type}_approve", args=[line.subject_id]),
        return_url=reverse(f"{line.subject_type}_return", args=[line.subject_id]),
        sign_word=_("대결하기") if step.stand_in_id else _sign_word(step.kind),
        next_id=next_id,
        box=step.pk,
        opinion_required=step.opinion_required,
        stands_in=_stands_in(step) if step.stand_in_id else "",
    )


def _stands_in(step: Step) -> str:
    return _("%(who)s님이 부재(%(away)s)여서 대결합니다.") % {
        "who": f"{step.officer_name} {step.officer_title}",
        "away": away_text(step),
    }


def _sign_word(kind: str) -> str:
    """What the signing button says."""
    return {
        StepKind.REVIEW: _("검토하고 넘기기"),
        StepKind.COOPERATION: _("협조하고 넘기기"),
        StepKind.APPROVAL: _("결재하기"),
        StepKind.READ: _("열람하고 마치기"),
    }[StepKind(kind)]


def signed_sentence(paper: Card, kind: str, *, stood_in: bool = False) -> str:
    """`박주무 11. 13. 활동보고를 검토했습니다`, without the full stop."""
    if stood_in:
        return _("%(paper)s 대결했습니다") % {"paper": paper.as_object}
    return {
        StepKind.REVIEW: _("%(paper)s 검토했습니다"),
        StepKind.COOPERATION: _("%(paper)s 협조했습니다"),
        StepKind.APPROVAL: _("%(paper)s 결재했습니다"),
        StepKind.READ: _("%(paper)s 열람했습니다"),
    }[StepKind(kind)] % {"paper": paper.as_object}


def returned_sentence(paper: Card) -> str:
    return _("%(paper)s 반려했습니다") % {"paper": paper.as_object}


def withdrawn_sentence(paper: Card) -> str:
    return _("%(paper)s 회수했습니다. 고쳐서 다시 올릴 수 있습니다.") % {"paper": paper.as_object}


def given_copies(copies: list[Copy]) -> list[tuple[str, str]]:
    """To whom, and who has read it."""
    rows = []
    for copy in copies:
        reads = list(copy.reads.all())
        if copy.team:
            name, read = copy.team.name, _("%(n)d명 열람") % {"n": len(reads)}
        else:
            assert copy.officer is not None
            name, read = f"{copy.officer.name} {copy.officer.title}", _("열람함")
        rows.append((name, read if reads else _("안 읽음")))
    return rows


def number_history(numbers: list[OutsideNumber]) -> list[tuple[str, str]]:
    """Number with its day, and who typed it when."""
    return [
        (
            one.number + (f" ({day_text(one.dated)})" if one.dated else ""),
            f"{one.typed_by_name} · {dated_text(one.typed_at)}",
        )
        for one in numbers
    ]


@dataclass(frozen=True, slots=True)
class Act:
    label: str
    url: str
    icon: str


def line_acts(viewer: Viewer, line: Line) -> list[Act]:
    """What the viewer may do with a paper besides signing it; the boxes were read with the line."""
    steps = list(line.steps.all())
    mine = line.drafter_id == viewer.officer_id
    acts = []
    signed = any(step.state == StepState.SIGNED for step in steps)
    if mine and line.state == LineState.RUNNING and not signed:
        acts.append(Act(_("회수"), _act_url(line, "withdraw"), "undo"))
    open_or_done = line.state in (LineState.RUNNING, LineState.APPROVED)
    concerned = mine or any(step.officer_id == viewer.officer_id for step in steps)
    if viewer.dong_id == line.dong_id and open_or_done and (concerned or viewer.runs_outreach):
        acts.append(Act(_("공람 보내기"), _act_url(line, "copies"), "send"))
    numbered = line.state == LineState.APPROVED or line.gap == Gap.OUTSIDE
    if numbered and may_enter_number(viewer, line):
        acts.append(Act(_("온나라 번호"), _act_url(line, "outside"), "pen"))
    return acts


def _act_url(line: Line, act: str) -> str:
    return reverse(f"{line.subject_type}_{act}", args=[line.subject_id])
