"""Whether it is the viewer's turn in a line, and if not, why: each refusal says what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from dongne.foundation.organisations.public import Away
from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import Conflict, Forbidden, NotHere, Refused

from ..models import Line, Step
from ..states import Gap, LineState, StepState
from .turns import away_of, boxes_of, is_open, kept, set_turn


def latest_line(
    viewer: Viewer, *, subject_type: str, subject_id: UUID, lock: bool = False
) -> Line | None:
    """The line that the paper is on, or was on last."""
    lines = Line.objects.for_viewer(viewer).select_related("drafter", "dong")
    if lock:
        lines = lines.select_for_update(of=("self",))
    return lines.filter(subject_type=subject_type, subject_id=subject_id).order_by("-id").first()


def sees(viewer: Viewer, line: Line) -> bool:
    """Above the dong a paper is not there before it is finished."""
    return viewer.dong_id == line.dong_id or line.state == LineState.APPROVED


def signer_of(step: Step) -> int:
    return step.stand_in_id or step.officer_id


def readable_line(viewer: Viewer, *, subject_type: str, subject_id: UUID) -> Line | None:
    """The latest line, if the viewer may know of it; above the dong only once it is finished."""
    line = latest_line(viewer, subject_type=subject_type, subject_id=subject_id)
    return line if line is not None and sees(viewer, line) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class MyTurn:
    """A running line, locked: the viewer may act in `step`. `kept` are its boxes as they were."""

    line: Line
    steps: list[Step]
    step: Step
    kept: list[tuple[object, ...]]
    away: dict[int, Away]


def my_turn(
    viewer: Viewer,
    *,
    subject_type: str,
    subject_id: UUID,
    now: datetime,
    box: int | None = None,
) -> MyTurn:
    """Refuses whoever's turn it isn't. Three statements, one more where somebody stands in."""
    line = latest_line(viewer, subject_type=subject_type, subject_id=subject_id, lock=True)
    if line is None or not sees(viewer, line):
        raise NotHere(_("결재할 문서를 찾을 수 없습니다."), code="not_found")
    steps = boxes_of(viewer, line)
    if line.state != LineState.RUNNING or line.gap == Gap.OUTSIDE:
        raise _too_late(viewer, line, steps)
    shown = next(step for step in steps if step.state == StepState.WAITING)
    before = kept(steps)
    away = away_of(line, now=now)
    set_turn(line, steps, now=now, away=away)
    if line.awaiting_id != viewer.officer_id:
        raise _not_yours(viewer, line, steps)
    # What the signer saw counts: a box that would be merged by now is still theirs to sign.
    if signer_of(shown) != viewer.officer_id or not is_open(shown):
        shown = next(step for step in steps if step.state == StepState.WAITING)
    if box is not None and box != shown.pk:
        raise Conflict(
            _("그사이 결재 차례가 바뀌었습니다. 문서를 다시 열어 확인해 주세요."),
            code="turn_changed",
        )
    return MyTurn(line=line, steps=steps, step=shown, kept=before, away=away)


def _too_late(viewer: Viewer, line: Line, steps: Sequence[Step]) -> Refused:
    if line.state == LineState.RUNNING:
        return Forbidden(
            _("온나라에서 결재하는 문서입니다. 결재가 끝나면 번호를 적어 주세요."), code="outside"
        )
    if viewer.officer_id is not None and any(_ever_on(viewer, step) for step in steps):
        if line.state == LineState.WITHDRAWN:
            return Conflict(_("기안한 사람이 회수한 문서입니다."), code="withdrawn")
        return Conflict(_("이미 결재가 끝난 문서입니다."), code="already_decided")
    return Forbidden(_("이 문서의 결재선에 있지 않습니다."), code="not_on_line")


def _not_yours(viewer: Viewer, line: Line, steps: Sequence[Step]) -> Refused:
    """Why it is not the viewer's turn: the sentence says what happened and what comes."""
    mine = [step for step in steps if step.officer_id == viewer.officer_id]
    last = steps[-1]
    if not mine and viewer.officer_id in last.stood_in_before:
        return Forbidden(
            _("%(who)s님의 부재가 끝났거나 대직자가 바뀌어 대결할 수 없습니다.")
            % {"who": f"{last.officer_name} {last.officer_title}"},
            code="stand_in_over",
        )
    if any(step.state == StepState.SKIPPED for step in mine):
        return Forbidden(
            _("부재 중이어서 칸을 건너뛴 문서입니다. 다음 순서에서 결재하고 있습니다."),
            code="skipped",
        )
    if any(step.state in (StepState.SIGNED, StepState.MERGED) for step in mine):
        return Forbidden(
            _("이미 결재한 문서입니다. 지금은 결재할 차례가 아닙니다."), code="not_your_turn"
        )
    if last in mine and (last.stand_in_id or line.gap):
        return Forbidden(
            _("오늘 부재로 등록되어 있습니다. 출근하셨으면 부재를 끝낸 뒤 결재해 주세요."),
            code="away",
        )
    if mine:
        return Forbidden(
            _("지금은 결재할 차례가 아닙니다. 앞 순서의 결재가 끝나면 결재함에 나타납니다."),
            code="not_your_turn",
        )
    return Forbidden(_("이 문서의 결재선에 있지 않습니다."), code="not_on_line")


def _ever_on(viewer: Viewer, step: Step) -> bool:
    return viewer.officer_id in {step.officer_id, step.stand_in_id, *step.stood_in_before}
