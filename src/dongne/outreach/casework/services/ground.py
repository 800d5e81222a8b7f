"""What every write of a case begins and ends with: the row held, the change kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NoReturn
from uuid import UUID

from dongne.foundation.asides.public import without_numbers
from dongne.foundation.audit import public as audit
from dongne.foundation.organisations.public import TeamKind
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import Conflict, Forbidden, NotHere, Refused

from .. import rules
from ..events import CaseChanged, case_changed
from ..models import Case, Move, Reporter
from ..states import ALLOWED, CaseState, Outcome
from ..words import REFUSALS

_CONFLICTS = frozenset(
    {
        "changed_meanwhile", "closed_already", "not_closed", "merged_already", "no_such_move",
        "conclude_first", "zone_first", "resident_first", "same_hands", "transfer_waits",
        "request_waits", "nothing_waits", "claimed_already", "told_already", "merge_circle",
        "merge_into_closed", "parent_circle", "outside_there", "follows_already", "not_done_yet",
        "answered_already", "reopen_asked_already", "already_so", "activity_has_case",
    }
)  # fmt: skip
_FORBIDDEN = frozenset({"not_yours", "not_a_lead"})


def refuse(code: str, **values: Any) -> NoReturn:
    """Raises the refusal of that code, of the kind that its page and status follow from."""
    said = str(REFUSALS[code])
    sentence = said % values if values else said
    if code == "not_found":
        raise NotHere(sentence, code=code)
    if code in _FORBIDDEN:
        raise Forbidden(sentence, code=code)
    if code in _CONFLICTS:
        raise Conflict(sentence, code=code)
    raise Refused(sentence, code=code)


def unless(allowed: bool, code: str = "not_yours") -> None:
    if not allowed:
        refuse(code)


def held(viewer: Viewer, case_id: UUID, *, version: int | None = None) -> Case:
    """The case, locked. `version` is the one that was on the screen: another one is a Conflict."""
    case = (
        Case.objects.for_viewer(viewer)
        .select_for_update(of=("self",))
        .select_related("dong", "tong", "holder_team", "holder_officer")
        .filter(pk=case_id)
        .first()
    )
    if case is None:
        refuse("not_found")
    if version is not None and version != case.version:
        refuse("changed_meanwhile")
    return case


def held_open(viewer: Viewer, case_id: UUID, *, version: int | None = None) -> Case:
    """As `held`; a case that is closed or has become part of another one is refused."""
    case = held(viewer, case_id, version=version)
    if case.merged_into_id is not None:
        refuse("merged_already")
    if case.state == CaseState.CLOSED:
        refuse("closed_already")
    return case


def change_state(case: Case, to: CaseState, *, outcome: str | None = None) -> None:
    """Refused where the table of states has no such edge. The row is not saved yet."""
    if to != case.state and to not in ALLOWED[CaseState(case.state)]:
        refuse("no_such_move")
    case.state = to
    if outcome is not None:
        case.outcome = outcome
    if to != CaseState.WAITING:
        case.waiting_for, case.waiting_until = "", None


def keep(
    viewer: Viewer,
    case: Case,
    *,
    action: str,
    now: datetime,
    before: str,
    fields: Sequence[str] = (),
    changes: Mapping[str, Any] | None = None,
    why: str = "",
) -> Case:
    """Save the named columns, with the next version, a row of the history where the state is
    another one, an audit row, and tell whoever listens. Inside the caller's transaction.
    """
    case.version += 1
    case.updated_at = case.moved_at = now
    usual: tuple[str, ...] = ("version", "updated_at", "moved_at")
    if before != case.state:
        usual += ("state", "outcome", "waiting_for", "waiting_until")
    case.save(update_fields=[*dict.fromkeys((*fields, *usual))])
    told = dict(changes or {})
    if before != case.state:
        move(viewer, case, before=before, why=why, now=now)
        told["state"] = [before, case.state]
    audit.record(viewer, action=action, subject=case, now=now, dong_id=case.dong_id, changes=told)
    case_changed.announce(CaseChanged(actor=viewer, case=case, what=action, before=before, now=now))
    return case


def move(viewer: Viewer, case: Case, *, before: str, why: str, now: datetime) -> None:
    Move(
        case=case,
        at=now,
        officer_id=viewer.officer_id,
        actor_kind=viewer.kind.value,
        actor_name=viewer.name,
        from_state=before,
        to_state=case.state,
        outcome=case.outcome,
        why=why,
        version=case.version,
    ).save(force_insert=True)


def said(viewer: Viewer, case: Case, row: Any, *, now: datetime, **texts: str) -> dict[str, str]:
    """The texts as they may be stored with `row`: telephone numbers are kept aside."""
    return without_numbers(
        viewer, subject=row, now=now, dong_id=case.dong_id, is_new=row is not case, **texts
    )


def is_welfare(case: Case) -> bool:
    """Ends when the resident was told directly (domain.md, outreach rule 8)."""
    return case.restricted or (
        case.holder_team is not None and case.holder_team.kind == TeamKind.WELFARE
    )


def standing_of(case: Case) -> rules.Standing:
    """One statement."""
    rows = list(
        Reporter.objects.for_viewer(SYSTEM).filter(case=case).values_list("reachable", "told_at")
    )
    return rules.Standing(
        state=case.state,
        outcome=case.outcome,
        held=case.holder_officer_id is not None,
        zone_first=not is_welfare(case),
        zone_told=case.zone_told_at is not None,
        untold=sum(1 for reachable, told in rows if reachable and told is None),
        unreachable=sum(1 for reachable, told in rows if not reachable and told is None),
    )


def concluded(case: Case) -> bool:
    return case.state == CaseState.DONE and case.outcome in {
        Outcome.SOLVED,
        Outcome.NOT_OURS,
        Outcome.NOT_POSSIBLE,
    }
