"""A time-limit begins, gets another owner, ends, and may be opened again."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from dongne.foundation.organisations.public import Officer, Team
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import Conflict, NotHere, Refused
from dongne.lib.seoul import seoul_day
from dongne.lib.statute import Limit, NotCountable, notices

from ..models import Deadline
from ..states import Deed, Outcome
from ..subjects import registered
from ..words import refused
from .keeping import count_again, held, keep

A_NOTICE_AHEAD = 40
"""Days in which the first notice surely lies."""


@transaction.atomic
def start_deadline(
    viewer: Viewer,
    *,
    subject: models.Model,
    kind: str,
    limit: Limit | str,
    received_at: datetime,
    now: datetime,
    dong_id: int | None,
    accepted_at: datetime | None = None,
    promised_at: datetime | None = None,
    target: Limit | str | None = None,
    officer_id: int | None = None,
    team_id: int | None = None,
) -> Deadline:
    """The clock of `subject` begins to run.

    The caller's service has made sure that the actor may do this to the subject. `promised_at` is
    what was told at first, if that is not the due time. One open time-limit of a kind for a thing.
    Raises Refused, Conflict.
    """
    what = registered(kind)
    row = Deadline(
        dong_id=dong_id,
        kind=kind,
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        limit=str(_limit(limit)),
        target=str(_limit(target)) if target else "",
        received_at=received_at,
        accepted_at=accepted_at,
        officer_id=officer_id,
        team_id=team_id,
    )
    if accepted_at is not None and accepted_at < received_at:
        raise Refused(_("접수한 때가 도착한 때보다 앞섭니다."), code="accepted_before")
    row.known_stops, row.known_extensions = [], []
    count_again(row)
    assert row.due_at is not None  # Nothing stands yet.
    row.promised_at = promised_at or row.due_at
    if what.notices:
        row.notice_on = next_notice(row)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as clash:
        if "deadline_open_once" not in str(clash):
            raise
        raise Conflict(_("이미 기한이 있는 일입니다."), code="running_already") from clash
    keep(viewer, row, Deed.STARTED, before=None, now=now, detail=row.limit, limit=row.limit)
    return row


@transaction.atomic
def transfer_deadline(
    viewer: Viewer,
    *,
    deadline_id: UUID,
    now: datetime,
    officer_id: int | None = None,
    team_id: int | None = None,
) -> Deadline:
    """Another officer or team of the same place looks after it; the clock does not care.

    Raises NotHere, Forbidden, Conflict.
    """
    row = held(viewer, deadline_id)
    before = [row.officer_id, row.team_id]
    if officer_id is not None:
        officer = Officer.objects.for_viewer(SYSTEM).filter(pk=officer_id, is_active=True).first()
        if officer is None or officer.dong_id != row.dong_id:
            raise NotHere(
                _("이 사무실에서 일하는 직원을 찾을 수 없습니다."), code="officer_not_found"
            )
        row.officer_id, row.team_id = officer.pk, team_id or officer.team_id
    elif team_id is not None:
        team = Team.objects.for_viewer(SYSTEM).filter(pk=team_id, closed_on=None).first()
        if team is None or team.dong_id != row.dong_id:
            raise NotHere(_("팀을 찾을 수 없습니다."), code="team_not_found")
        row.officer_id, row.team_id = None, team.pk
    if before == [row.officer_id, row.team_id]:
        raise Conflict(_("바뀐 것이 없습니다."), code="nothing_changed")
    keep(
        viewer,
        row,
        Deed.TRANSFERRED,
        before=row.due_at,
        now=now,
        officer=[before[0], row.officer_id],
        team=[before[1], row.team_id],
    )
    return row


@transaction.atomic
def end_deadline(
    viewer: Viewer,
    *,
    deadline_id: UUID,
    now: datetime,
    outcome: Outcome = Outcome.DONE,
    ended_at: datetime | None = None,
) -> Deadline:
    """It is done, or has come to another end, `ended_at` (now). A stop that lasts ends with it.

    The caller's service has made sure that the actor may. Raises NotHere, Conflict, Refused.
    """
    row = held(viewer, deadline_id, may=_anybody)
    ended = ended_at or now
    if not row.counted_from <= ended <= now:
        raise Refused(_("끝난 때는 접수한 때와 지금 사이여야 합니다."), code="bad_end")
    before = row.due_at
    for stop in row.known_stops:
        if stop.ended_at is None:
            stop.ended_at = max(stop.began_at, ended)
            stop.save(update_fields=["ended_at"])
    if row.standing_since is not None:
        row.standing_since = None
        count_again(row)
    row.ended_at, row.outcome = ended, outcome
    keep(
        viewer, row, Deed.ENDED, before=before, now=now, detail=outcome, outcome=["", str(outcome)]
    )
    return row


@transaction.atomic
def reopen_deadline(viewer: Viewer, *, deadline_id: UUID, now: datetime) -> Deadline:
    """It had not ended after all; the clock ran on. Raises NotHere, Conflict."""
    row = held(viewer, deadline_id, may=_anybody, ended=True)
    twin = Deadline.objects.for_viewer(SYSTEM).filter(
        subject_type=row.subject_type, subject_id=row.subject_id, kind=row.kind, ended_at=None
    )
    if twin.exists():
        raise Conflict(_("이미 기한이 있는 일입니다."), code="running_already")
    before, outcome = row.due_at, row.outcome
    row.ended_at, row.outcome = None, ""
    count_again(row)
    keep(viewer, row, Deed.REOPENED, before=before, now=now, outcome=[outcome, ""])
    return row


def next_notice(row: Deadline) -> date | None:
    """The first day after the last telling on which the progress has to be told."""
    since = row.told_on or seoul_day(row.counted_from)
    days = notices(row.counted_from, since + timedelta(days=A_NOTICE_AHEAD))
    return next((day for day in days if day > since), None)


def _limit(said: Limit | str) -> Limit:
    try:
        return Limit.parse(said) if isinstance(said, str) else said
    except NotCountable as problem:
        raise refused(problem) from problem


def _anybody(viewer: Viewer, row: Deadline) -> None:
    """Who may end it is the decision of the module whose thing it is."""
