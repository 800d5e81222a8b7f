"""The time-limit of a case among all time-limits: for the notice owed every thirty days (영
제23조), and for the lists of what is due."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dongne.foundation.deadlines.public import (
    Deadline,
    DeadlineKind,
    Outcome,
    end_deadline,
    register_kind,
    start_deadline,
    transfer_deadline,
)
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.seoul import seoul_day

from ... import standard
from ...models import Case
from ...queries.ground import category_of
from ...states import CaseState
from .ground import Circle, category_name, day_word, write_to

KIND = "case"


def register() -> None:
    """Called once, when the apps start."""
    register_kind(
        DeadlineKind(
            code=KIND,
            title=gettext_lazy("생활민원·인계"),
            titles=_titles,
            link=lambda key: reverse("case", args=[key]),
            tell=_tell,
        )
    )


def begin(case: Case, *, now: datetime) -> None:
    """Where the statute sets a time: the clock runs from receipt, or from the reopening."""
    words = category_of(case)
    if case.statutory_due_at is None or words is None or case.state == CaseState.CLOSED:
        return
    start = now if case.times_reopened else case.received_at
    limit = words.limit_on(seoul_day(start))
    if not limit or _open_of(case) is not None:
        return
    start_deadline(
        SYSTEM,
        subject=case,
        kind=KIND,
        limit=limit,
        received_at=start,
        promised_at=case.promised_at,
        dong_id=case.dong_id,
        officer_id=case.holder_officer_id,
        team_id=case.holder_team_id,
        now=now,
    )


def follow(case: Case, *, now: datetime) -> None:
    """With whoever of the dong has it now. While a department has it, whoever handed it over
    sees the clock: it is the dong's."""
    officer = case.holder_officer
    row = _open_of(case) if officer is not None and officer.dong_id == case.dong_id else None
    if row is not None and row.officer_id != case.holder_officer_id:
        transfer_deadline(SYSTEM, deadline_id=row.pk, officer_id=case.holder_officer_id, now=now)


def end(case: Case, *, now: datetime) -> None:
    row = _open_of(case)
    if row is None or case.state != CaseState.CLOSED:
        return
    outcome = {
        "withdrawn": Outcome.WITHDRAWN,
        "not_ours": Outcome.PASSED_ON,
        "duplicate": Outcome.CLOSED,
        "no_contact": Outcome.CLOSED,
    }.get(case.outcome, Outcome.DONE)
    end_deadline(SYSTEM, deadline_id=row.pk, outcome=outcome, now=now)


def _open_of(case: Case) -> Deadline | None:
    rows = Deadline.objects.for_viewer(SYSTEM).filter(
        subject_type=case._meta.label_lower, subject_id=str(case.pk), kind=KIND, ended_at=None
    )
    return rows.first()


def _titles(viewer: Viewer, ids: Iterable[str]) -> Mapping[str, str]:
    rows = Case.objects.for_viewer(viewer).filter(pk__in=[UUID(key) for key in ids])
    return {str(one.pk): f"{category_name(one)} {one.number}" for one in rows}


def _tell(deadline: Deadline, now: datetime) -> bool:
    """How it stands, to everybody who can be reached, whether they want news or not."""
    case = (
        Case.objects.for_viewer(SYSTEM)
        .select_related("dong", "holder_team")
        .filter(pk=deadline.subject_id)
        .first()
    )
    if case is None or case.state == CaseState.CLOSED:
        return False
    circle = Circle(case)
    told = [
        write_to(
            circle,
            one,
            standard.INTERIM,
            mark=f"{deadline.notice_on}",
            now=now,
            values=_standing(case, one.language),
        )
        for one in circle.listening(owed=True)
    ]
    # Where nobody can be reached, a person is reminded on the page of time-limits.
    return any(told)


def _standing(case: Case, language: str) -> dict[str, str]:
    with translation.override("en" if language != "ko" else "ko"):
        what = {
            CaseState.RECEIVED: _("맡을 사람을 정하고 있습니다"),
            CaseState.WAITING: _("필요한 것을 기다리고 있습니다"),
            CaseState.DONE: _("조치를 마치고 결과를 정리하고 있습니다"),
        }.get(CaseState(case.state), _("처리하고 있습니다"))
        due = ""
        if case.due_at is not None:
            day = day_word(seoul_day(case.due_at), language)
            due = _("기한은 %(day)s입니다.") % {"day": day}
    return {"what": what, "due": due}
