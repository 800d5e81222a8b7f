"""Writes: start a line, sign it, return it, take it back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from dongne.foundation.asides.public import without_numbers
from dongne.foundation.audit.public import record
from dongne.foundation.organisations.public import Officer, Team
from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import Conflict, Forbidden, NotHere, Refused

from ..jobs import tell_end, tell_turn
from ..models import Line, Step
from ..queries import Plan, PlannedStep
from ..rules import grounds_fault
from ..states import Gap, LineState, Openness, StepState, Way
from ..subjects import subject_of
from .copying import add_copies
from .registering import take_number
from .standing import latest_line, my_turn, sees, signer_of
from .turns import is_open, save_changed, set_turn

OPINION_LENGTH = 1000
MEMOS_AT_ONCE = 50


def start(
    viewer: Viewer,
    *,
    subject_type: str,
    subject_id: UUID,
    dong_id: int,
    drafter: Officer,
    now: datetime,
    plan: Plan | None = None,
    steps: Sequence[PlannedStep] = (),
    version: int = 1,
    important: bool | None = None,
    openness: Openness | None = None,
    openness_grounds: Sequence[int] | None = None,
    copies: Sequence[Officer | Team] = (),
    row: Model | None = None,
) -> Line:
    """Copy the line to the paper and put it into the inbox of whoever's turn it is.

    Runs in the caller's transaction. Refuses a line without somebody who decides. What is not
    chosen (openness, importance) is as the plan has it; copies are handed out on completion.
    `row` is the paper's own, where the caller has it at hand: its title is not asked for again.
    """
    plan = plan or Plan(way=Way.APPROVAL, steps=list(steps))
    if not plan.complete:
        raise Refused(
            _("결재선에 결재권자가 없습니다. 행정팀장에게 결재선 지정을 요청해 주세요."),
            code="no_approver",
        )
    openness = plan.openness if openness is None else openness
    grounds = plan.openness_grounds if openness_grounds is None else openness_grounds
    line = Line(
        dong_id=dong_id,
        subject_type=subject_type,
        subject_id=subject_id,
        way=plan.way,
        version=version,
        paper_kind=plan.paper_kind,
        title=_title(viewer, subject_type, subject_id, row),
        important=plan.important if important is None else important,
        openness=openness,
        openness_grounds=checked_grounds(openness, grounds),
        drafter=drafter,
        drafter_name=drafter.name,
        drafter_title=drafter.title,
        submitted_at=now,
        gap=Gap.OUTSIDE if plan.way is Way.OUTSIDE else "",
    )
    boxes = [
        Step(
            line=line,
            position=position,
            kind=step.kind,
            officer=step.officer,
            officer_name=step.officer.name,
            officer_title=step.officer.title,
            seat=step.seat,
            finality=step.finality,
            opinion_required=step.opinion_required,
        )
        for position, step in enumerate(plan.steps)
    ]
    if boxes:
        set_turn(line, boxes, now=now)
    line.save()
    Step.objects.bulk_create(boxes)
    if copies:
        add_copies(viewer, line, to=copies, now=now)
    record(
        viewer,
        action="approval.started",
        subject=line,
        now=now,
        dong_id=dong_id,
        changes={
            "subject": subject_id,
            "way": plan.way,
            "steps": [step.officer.pk for step in plan.steps],
            "copies": len(copies),
        },
    )
    tell_turn(line, signer_id=viewer.officer_id)
    return line


def _title(viewer: Viewer, subject_type: str, subject_id: UUID, row: Model | None) -> str:
    subject = subject_of(subject_type)
    if row is not None and subject.title:
        return subject.title(row)[:200]
    card = subject.cards(viewer, [subject_id]).get(subject_id)
    return card.title[:200] if card else ""


def checked_grounds(openness: Openness, grounds: Sequence[int]) -> list[int]:
    match grounds_fault(openness, grounds):
        case "grounds_missing":
            raise Refused(
                _("부분공개나 비공개로 하려면 근거를 하나 이상 골라 주세요."),
                code="grounds_missing",
            )
        case "grounds_of_open":
            # Left over from a choice that was changed: an open paper needs none.
            return []
    return sorted(set(grounds))


@transaction.atomic
def approve(
    viewer: Viewer,
    *,
    subject_type: str,
    subject_id: UUID,
    now: datetime,
    opinion: str = "",
    box: int | None = None,
) -> Line:
    """Sign the box whose turn it is. The last signature completes the paper in this transaction.

    `box` is the key of the box that the signer saw: whoever has signed one already and stands in
    for the last must name it, so that no second press signs what nobody looked at.
    """
    opinion = clean(opinion)
    mine_now = my_turn(viewer, subject_type=subject_type, subject_id=subject_id, now=now, box=box)
    line, steps, step = mine_now.line, mine_now.steps, mine_now.step
    if step.opinion_required and not opinion:
        raise Refused(
            _("이 협조 칸에는 의견이 있어야 합니다. 의견을 적어 주세요."), code="opinion_missing"
        )
    opinion = _kept_out(viewer, line, step, opinion, now=now)
    mine = [s for s in steps if s is not step and signer_of(s) == viewer.officer_id]
    if box is None and any(s.state == StepState.SIGNED for s in mine):
        raise Conflict(_("이미 결재한 문서입니다."), code="already_signed")
    step.state, step.acted_at, step.opinion = StepState.SIGNED, now, opinion
    step.after_report = line.important and step.stand_in_id is not None
    for other in mine:
        if other.state == StepState.SIGNED or is_open(other):
            # One signature a person: it stands in the last box for both.
            other.state, other.acted_at = StepState.MERGED, other.acted_at or now
    last = step is steps[-1]
    if last:
        line.register_year, line.register_serial, line.register_number = take_number(line, now=now)
        end(line, LineState.APPROVED, now)
    else:
        set_turn(line, steps, now=now, away=mine_now.away)
        line.save(update_fields=["awaiting", "awaiting_since", "gap"])
    save_changed(steps, mine_now.kept)
    record(
        viewer,
        action="approval.signed",
        subject=line,
        now=now,
        dong_id=line.dong_id,
        changes={
            "subject": subject_id,
            "step": step.kind,
            "opinion": opinion,
            "stood_in_for": step.officer_id if step.stand_in_id else None,
            "number": line.register_number,
        },
    )
    if last:
        subject_of(subject_type).approved(viewer, subject_id, now)
        tell_end(line, "approved", signer_id=viewer.officer_id)
    else:
        tell_turn(line, signer_id=viewer.officer_id)
    return line


@transaction.atomic
def read_memo(
    viewer: Viewer,
    *,
    subject_type: str,
    subject_id: UUID,
    now: datetime,
    opinion: str = "",
    box: int | None = None,
) -> Line:
    """열람: a memo is complete when it was read. Refuses papers that go along a line."""
    line = latest_line(viewer, subject_type=subject_type, subject_id=subject_id)
    if line is not None and line.way != Way.MEMO:
        raise Refused(
            _("메모보고만 한꺼번에 열람할 수 있습니다. 이 문서는 열어 보고 결재해 주세요."),
            code="not_a_memo",
        )
    return approve(
        viewer, subject_type=subject_type, subject_id=subject_id, now=now, opinion=opinion, box=box
    )


def read_memos(viewer: Viewer, *, line_ids: Sequence[int], now: datetime) -> tuple[int, list[str]]:
    """Each memo for itself: how many were read, and why others were not."""
    found = Line.objects.for_viewer(viewer).filter(pk__in=line_ids).order_by("id")
    done, refused = 0, []
    for line in found[:MEMOS_AT_ONCE]:
        try:
            read_memo(viewer, subject_type=line.subject_type, subject_id=line.subject_id, now=now)
        except Refused as refusal:
            refused.append(refusal.message)
        else:
            done += 1
    return done, refused


@transaction.atomic
def return_(
    viewer: Viewer,
    *,
    subject_type: str,
    subject_id: UUID,
    reason: str,
    now: datetime,
    box: int | None = None,
) -> Line:
    """반려: the paper goes back to whoever drafted it, with the reason."""
    reason = clean(reason)
    if not reason:
        raise Refused(_("반려 사유를 적어 주세요."), code="reason_missing")
    mine_now = my_turn(viewer, subject_type=subject_type, subject_id=subject_id, now=now, box=box)
    line, steps, step = mine_now.line, mine_now.steps, mine_now.step
    reason = _kept_out(viewer, line, step, reason, now=now)
    step.state, step.acted_at, step.opinion = StepState.RETURNED, now, reason
    for other in steps:
        if other is not step and other.state == StepState.MERGED and other.acted_at is None:
            other.acted_at = now
    end(line, LineState.RETURNED, now)
    save_changed(steps, mine_now.kept)
    record(
        viewer,
        action="approval.returned",
        subject=line,
        now=now,
        dong_id=line.dong_id,
        changes={"subject": subject_id, "step": step.kind, "reason": reason},
    )
    subject_of(subject_type).returned(viewer, subject_id, reason, now)
    tell_end(line, "returned", signer_id=viewer.officer_id)
    return line


@transaction.atomic
def withdraw(viewer: Viewer, *, subject_type: str, subject_id: UUID, now: datetime) -> Line:
    """회수: the drafter takes the paper back while nobody has signed it."""
    line = latest_line(viewer, subject_type=subject_type, subject_id=subject_id, lock=True)
    if line is None or not sees(viewer, line):
        raise NotHere(_("회수할 문서를 찾을 수 없습니다."), code="not_found")
    refuse_withdrawal(viewer, line)
    end(line, LineState.WITHDRAWN, now)
    record(
        viewer,
        action="approval.withdrawn",
        subject=line,
        now=now,
        dong_id=line.dong_id,
        changes={"subject": subject_id},
    )
    subject_of(subject_type).withdrawn(viewer, subject_id, now)
    return line


def refuse_withdrawal(viewer: Viewer, line: Line) -> None:
    """Why the viewer can't take the paper back, if so. Skipped boxes are no signatures."""
    if line.drafter_id != viewer.officer_id:
        raise Forbidden(_("기안한 사람만 회수할 수 있습니다."), code="not_yours")
    if line.state != LineState.RUNNING:
        raise Conflict(_("결재 중인 문서만 회수할 수 있습니다."), code="already_decided")
    steps = Step.objects.for_viewer(viewer).filter(line=line)
    if steps.filter(state=StepState.SIGNED).exists():
        raise Conflict(
            _("이미 결재한 사람이 있어 회수할 수 없습니다. 반려를 부탁해 주세요."), code="signed"
        )


@transaction.atomic
def take_turn(viewer: Viewer, *, subject_type: str, subject_id: UUID, now: datetime) -> Line:
    """The line, if it is the viewer's turn to sign it; refuses like `approve` if not."""
    return my_turn(viewer, subject_type=subject_type, subject_id=subject_id, now=now).line


def _kept_out(viewer: Viewer, line: Line, step: Step, text: str, *, now: datetime) -> str:
    """What is said in a box, without phone numbers."""
    told = without_numbers(viewer, subject=step, now=now, dong_id=line.dong_id, opinion=text)
    return told["opinion"]


def clean(text: str) -> str:
    text = text.replace("\x00", "").strip()
    if len(text) > OPINION_LENGTH:
        raise Refused(
            _("의견은 %(n)s자까지 적을 수 있습니다.") % {"n": OPINION_LENGTH}, code="too_long"
        )
    return text


def end(line: Line, state: LineState, now: datetime) -> None:
    line.state, line.finished_at, line.gap = state, now, ""
    line.awaiting, line.awaiting_since = None, None
    line.save()
