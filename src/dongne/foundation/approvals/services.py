"""Writes: start a line, sign it, return it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import record
from dongne.foundation.organisations.public import Officer
from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import Conflict, Forbidden, NotHere, Refused

from .models import Line, Step
from .states import LineState, StepKind, StepState
from .subjects import subject_of

OPINION_LENGTH = 1000


@dataclass(frozen=True, slots=True)
class PlannedStep:
    kind: StepKind
    officer: Officer


def start(
    viewer: Viewer,
    *,
    subject_type: str,
    subject_id: UUID,
    dong_id: int,
    drafter: Officer,
    steps: Sequence[PlannedStep],
    now: datetime,
) -> Line:
    """Copy the line to the paper and put it into the first signer's inbox.

    Runs in the caller's transaction. Refuses a line that ends without an approver.
    """
    if not steps or steps[-1].kind is not StepKind.APPROVAL:
        raise Refused(
            _("결재선에 결재권자가 없습니다. 행정팀장에게 결재선 지정을 요청해 주세요."),
            code="no_approver",
        )
    line = Line(
        dong_id=dong_id,
        subject_type=subject_type,
        subject_id=subject_id,
        drafter=drafter,
        drafter_name=drafter.name,
        drafter_title=drafter.title,
        submitted_at=now,
        awaiting=steps[0].officer,
        awaiting_since=now,
    )
    line.save()
    Step.objects.bulk_create(
        Step(
            line=line,
            position=position,
            kind=step.kind,
            officer=step.officer,
            officer_name=step.officer.name,
            officer_title=step.officer.title,
        )
        for position, step in enumerate(steps)
    )
    record(
        viewer,
        action="approval.started",
        subject=line,
        now=now,
        dong_id=dong_id,
        changes={"subject": subject_id, "steps": [step.officer.pk for step in steps]},
    )
    return line


@transaction.atomic
def approve(
    viewer: Viewer, *, subject_type: str, subject_id: UUID, now: datetime, opinion: str = ""
) -> Line:
    """Sign the viewer's own box. The last signature completes the paper in this transaction."""
    opinion = _clean(opinion)
    line, step, following = _my_turn(viewer, subject_type=subject_type, subject_id=subject_id)
    step.state, step.acted_at, step.opinion = StepState.SIGNED, now, opinion
    step.save(update_fields=["state", "acted_at", "opinion"])
    if following is None:
        _end(line, LineState.APPROVED, now)
    else:
        line.awaiting_id, line.awaiting_since = following.officer_id, now
        line.save(update_fields=["awaiting", "awaiting_since"])
    record(
        viewer,
        action="approval.signed",
        subject=line,
        now=now,
        dong_id=line.dong_id,
        changes={"subject": subject_id, "step": step.kind, "opinion": opinion},
    )
    if following is None:
        subject_of(subject_type).approved(viewer, subject_id, now)
    return line


@transaction.atomic
def return_(
    viewer: Viewer, *, subject_type: str, subject_id: UUID, reason: str, now: datetime
) -> Line:
    """반려: the paper goes back to whoever drafted it, with the reason."""
    reason = _clean(reason)
    if not reason:
        raise Refused(_("반려 사유를 적어 주세요."), code="reason_missing")
    line, step, _following = _my_turn(viewer, subject_type=subject_type, subject_id=subject_id)
    step.state, step.acted_at, step.opinion = StepState.RETURNED, now, reason
    step.save(update_fields=["state", "acted_at", "opinion"])
    _end(line, LineState.RETURNED, now)
    record(
        viewer,
        action="approval.returned",
        subject=line,
        now=now,
        dong_id=line.dong_id,
        changes={"subject": subject_id, "step": step.kind, "reason": reason},
    )
    subject_of(subject_type).returned(viewer, subject_id, reason, now)
    return line


@transaction.atomic
def take_turn(viewer: Viewer, *, subject_type: str, subject_id: UUID) -> Line:
    """The line, if it is the viewer's turn to sign it; refuses like `approve` if not."""
    return _my_turn(viewer, subject_type=subject_type, subject_id=subject_id)[0]


def _clean(text: str) -> str:
    text = text.replace("\x00", "").strip()
    if len(text) > OPINION_LENGTH:
        raise Refused(
            _("의견은 %(n)s자까지 적을 수 있습니다.") % {"n": OPINION_LENGTH}, code="too_long"
        )
    return text


def _my_turn(
    viewer: Viewer, *, subject_type: str, subject_id: UUID
) -> tuple[Line, Step, Step | None]:
    """The running line, locked, the viewer's box in it, and the box after that."""
    line = (
        Line.objects.for_viewer(viewer)
        .select_for_update(of=("self",))
        .filter(subject_type=subject_type, subject_id=subject_id)
        .order_by("-id")
        .first()
    )
    # Above the dong a paper is not there before it is finished.
    if line is None or (viewer.dong_id != line.dong_id and line.state != LineState.APPROVED):
        raise NotHere(_("결재할 문서를 찾을 수 없습니다."), code="not_found")
    if line.state == LineState.RUNNING and line.awaiting_id == viewer.officer_id:
        step, *after = (
            Step.objects.for_viewer(viewer)
            .filter(line=line, state=StepState.WAITING)
            .order_by("position")[:2]
        )
        return line, step, after[0] if after else None
    on_line = (
        Step.objects.for_viewer(viewer).filter(line=line, officer_id=viewer.officer_key).exists()
    )
    if line.state != LineState.RUNNING and on_line:
        raise Conflict(_("이미 결재가 끝난 문서입니다."), code="already_decided")
    if on_line:
        raise Forbidden(
            _("지금은 결재할 차례가 아닙니다. 앞 순서의 결재가 끝나면 결재함에 나타납니다."),
            code="not_your_turn",
        )
    raise Forbidden(_("이 문서의 결재선에 있지 않습니다."), code="not_on_line")


def _end(line: Line, state: LineState, now: datetime) -> None:
    line.state, line.finished_at, line.awaiting, line.awaiting_since = state, now, None, None
    line.save(update_fields=["state", "finished_at", "awaiting", "awaiting_since"])
