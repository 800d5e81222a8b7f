"""The same done to many cases: to all of them, or to none and why for each that refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import Conflict, Refused

from ..models import Case, Handover
from ..permissions import leads
from ..states import CaseState, HandoverKind, HandoverState
from .editing import edit_case
from .ground import change_state, held_open, keep, refuse, unless
from .handing import hand_over
from .working import wait

Holder = tuple[int | None, int | None]
"""Keys of a team and of a person of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Many:
    """`refused` are `(case, sentence)`; while there is one, nothing was changed."""

    done: list[UUID]
    refused: list[tuple[UUID, str]]


class _TakenBack(Exception):
    """Rolls the transaction back; nobody outside sees it."""


def do_to_all(
    viewer: Viewer,
    *,
    case_ids: Sequence[UUID],
    deed: str,
    said: Mapping[str, Any],
    now: datetime,
) -> Many:
    """`deed` and `said` as the form of many has them (`forms.lists.ManyForm`)."""
    deeds: dict[str, Callable[[UUID], object]] = {
        "assign": lambda case_id: hand_over(
            viewer,
            case_id=case_id,
            kind=HandoverKind.ASSIGN,
            to_officer_id=said["officer"],
            reason=said["reason"],
            now=now,
        ),
        "transfer": lambda case_id: hand_over(
            viewer,
            case_id=case_id,
            kind=HandoverKind.TRANSFER,
            to_team_id=said["team"],
            reason=said["reason"],
            now=now,
        ),
        "category": lambda case_id: edit_case(
            viewer, case_id=case_id, category=said["category"], now=now
        ),
        "wait": lambda case_id: wait(
            viewer,
            case_id=case_id,
            for_what=said["waiting_for"],
            until=said["until"],
            why=said["reason"],
            now=now,
        ),
    }
    return do_to_many(case_ids, deeds[deed])


def do_to_many(case_ids: Iterable[UUID], deed: Callable[[UUID], object]) -> Many:
    """`deed` is a service of one case. In the order of their keys, so that two who do the same to
    the same cases never lock each other. Whoever refuses says so, and the others are asked too.
    """
    refused: list[tuple[UUID, str]] = []
    done: list[UUID] = []
    try:
        with transaction.atomic():
            for case_id in sorted(set(case_ids)):
                try:
                    with transaction.atomic():
                        deed(case_id)
                        done.append(case_id)
                except Refused as refusal:
                    refused.append((case_id, refusal.message))
            if refused:
                raise _TakenBack
    except _TakenBack:
        return Many(done=[], refused=refused)
    return Many(done=done, refused=[])


def give_back_assigned(
    viewer: Viewer, *, holders: Mapping[UUID, Holder], officer_id: int, now: datetime
) -> Many:
    """Undo of assigning many: each back to whoever had it, all or none.

    Refused where somebody else has it by now: then it is no longer as it was left.
    """

    def back(case_id: UUID) -> Case:
        case = held_open(viewer, case_id)
        unless(leads(viewer, case), "not_a_lead")
        if case.holder_officer_id != officer_id:
            refuse("changed_meanwhile")
        _team, person = holders[case_id]
        if person is not None:
            hand_over(
                viewer, case_id=case_id, kind=HandoverKind.ASSIGN, to_officer_id=person, now=now
            )
            return case
        return _released(viewer, case, holders[case_id], now)

    return do_to_many(holders, back)


def _released(viewer: Viewer, case: Case, holder: Holder, now: datetime) -> Case:
    """Nobody's again, as before it was assigned; the row of the assignment says it was revoked."""
    if case.state not in (CaseState.ASSIGNED, CaseState.RECEIVED):
        # What somebody has begun is not undone by taking the person away.
        raise Conflict(
            _("이미 처리를 시작한 건입니다. 되돌리지 말고 다른 사람에게 배정해 주세요."),
            code="begun",
        )
    before = case.state
    case.holder_team_id, case.holder_officer_id = holder
    change_state(case, CaseState.RECEIVED)
    given = Handover.objects.for_viewer(viewer).filter(
        case=case, kind=HandoverKind.ASSIGN, state=HandoverState.ACCEPTED
    )
    if last := given.order_by("-asked_at", "-id").first():
        last.state, last.answered_at = HandoverState.REVOKED, now
        last.save(update_fields=["state", "answered_at"])
    return keep(
        viewer,
        case,
        action="case.released",
        now=now,
        before=before,
        fields=["holder_team", "holder_officer"],
        changes={"holder": [None, list(holder)]},
    )
