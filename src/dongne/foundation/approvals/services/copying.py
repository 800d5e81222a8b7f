"""공람 and 사후 보고: giving copies for information, and ticking what one has read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import record
from dongne.foundation.organisations.public import Officer, Team
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import Forbidden, NotHere, Refused

from ..models import Copy, CopyRead, Line, Step
from ..queries.copies import copy_targets, own_copies
from ..states import LineState, StepState

COPIES_OF_A_PAPER = 60


def add_copies(
    viewer: Viewer, line: Line, *, to: Sequence[Officer | Team], now: datetime
) -> list[Copy]:
    """Inside the caller's transaction; who has a copy already keeps that one."""
    if len(to) > COPIES_OF_A_PAPER:
        raise Refused(
            _("한 문서는 %(n)s곳까지 공람할 수 있습니다.") % {"n": COPIES_OF_A_PAPER},
            code="too_many_copies",
        )
    targets = copy_targets(viewer, dong_id=line.dong_id)
    teams = {team.pk for team in targets.teams}
    officers = {officer.pk for officer in targets.officers}
    for one in to:
        if one.pk not in (teams if isinstance(one, Team) else officers):
            raise Refused(
                _("이 동과 자치구에 없는 사람이나 부서에는 공람할 수 없습니다."), code="not_near"
            )
    copies = [
        Copy(
            line=line,
            officer=one if isinstance(one, Officer) else None,
            team=one if isinstance(one, Team) else None,
            given_by_name=viewer.name,
            given_at=now,
        )
        for one in to
    ]
    return Copy.objects.bulk_create(copies, ignore_conflicts=True)


@transaction.atomic
def give_copies(
    viewer: Viewer,
    *,
    subject_type: str,
    subject_id: UUID,
    to: Sequence[Officer | Team],
    now: datetime,
) -> Line:
    """Give copies of a paper on its way or finished; they are read once it is finished."""
    line = (
        Line.objects.for_viewer(viewer)
        .select_for_update(of=("self",))
        .filter(subject_type=subject_type, subject_id=subject_id)
        .order_by("-id")
        .first()
    )
    if line is None or (viewer.dong_id != line.dong_id and line.state != LineState.APPROVED):
        raise NotHere(_("문서를 찾을 수 없습니다."), code="not_found")
    refuse_copies(viewer, line)
    if line.state not in (LineState.RUNNING, LineState.APPROVED):
        raise Refused(_("올린 문서만 공람할 수 있습니다."), code="not_submitted")
    if not to:
        raise Refused(_("공람할 사람이나 부서를 골라 주세요."), code="nobody_chosen")
    add_copies(viewer, line, to=to, now=now)
    record(
        viewer,
        action="approval.copied",
        subject=line,
        now=now,
        dong_id=line.dong_id,
        changes={
            "subject": subject_id,
            "officers": [one.pk for one in to if isinstance(one, Officer)],
            "teams": [one.pk for one in to if isinstance(one, Team)],
        },
    )
    return line


def refuse_copies(viewer: Viewer, line: Line) -> None:
    if not may_give_copies(viewer, line):
        raise Forbidden(
            _("공람은 기안한 사람과 결재한 사람, 행정팀장과 동장이 보낼 수 있습니다."),
            code="not_yours",
        )


def may_give_copies(viewer: Viewer, line: Line) -> bool:
    if viewer.dong_id != line.dong_id:
        return False
    return (
        viewer.runs_outreach
        or line.drafter_id == viewer.officer_id
        or Step.objects.for_viewer(viewer).filter(line=line, officer_id=viewer.officer_key).exists()
    )


@transaction.atomic
def tick_copy(viewer: Viewer, *, line_id: int, now: datetime) -> Line:
    """열람: the viewer has read the copy, whether it was given to them or to their team."""
    copies = list(own_copies(viewer).filter(line_id=line_id).select_related("line"))
    if not copies or viewer.officer_id is None:
        raise NotHere(_("공람한 문서를 찾을 수 없습니다."), code="not_found")
    line = copies[0].line
    known = set(
        CopyRead.objects.for_viewer(SYSTEM)
        .filter(copy__in=copies, officer_id=viewer.officer_id)
        .values_list("copy_id", flat=True)
    )
    if len(known) == len(copies):
        return line
    CopyRead.objects.bulk_create(
        [
            CopyRead(copy=copy, officer_id=viewer.officer_id, read_at=now)
            for copy in copies
            if copy.pk not in known
        ],
        ignore_conflicts=True,
    )
    record(viewer, action="approval.copy_read", subject=line, now=now, dong_id=line.dong_id)
    return line


@transaction.atomic
def tick_after_report(viewer: Viewer, *, line_id: int, now: datetime) -> Step:
    """후열: the absent approver has seen what was decided in the meantime."""
    step = (
        Step.objects.for_viewer(viewer)
        .select_for_update(of=("self",))
        .filter(line_id=line_id, officer_id=viewer.officer_key, state=StepState.SIGNED)
        .filter(after_report=True)
        .first()
    )
    if step is None:
        raise NotHere(_("사후 보고할 문서를 찾을 수 없습니다."), code="not_found")
    if step.after_report_read_at is None:
        step.after_report_read_at = now
        step.save(update_fields=["after_report_read_at"])
        record(viewer, action="approval.after_report_read", subject=step.line, now=now)
    return step
