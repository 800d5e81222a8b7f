"""Ends without a measure, and beginnings after the end: withdrawn, reopened, joined, parted."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.seoul import seoul_day
from dongne.outreach.categories.public import categories_of, due_of

from .. import rules
from ..models import Case, CaseActivity, CasePhoto, Note, Reporter
from ..permissions import handles, leads, takes_part
from ..states import CaseState, Outcome
from .ground import change_state, held, held_open, keep, refuse, said, unless
from .handing import revoke_waiting
from .searching import found_anew
from .working import untold_again, write_note


@transaction.atomic
def withdraw(
    viewer: Viewer,
    *,
    case_id: UUID,
    reason: str,
    now: datetime,
    version: int | None = None,
    case: Case | None = None,
) -> Case:
    """The resident no longer wants it. `case` is handed in, locked, where a secret opened it."""
    if not reason.strip():
        refuse("reason_missing")
    if case is None:
        case = held_open(viewer, case_id, version=version)
        unless(handles(viewer, case))
    before = case.state
    change_state(case, CaseState.CLOSED, outcome=Outcome.WITHDRAWN)
    case.closed_at = now
    revoke_waiting(case, now=now, by=viewer)
    return keep(
        viewer,
        case,
        action="case.withdrawn",
        now=now,
        before=before,
        fields=["closed_at"],
        why=_why(viewer, case, reason, now),
    )


@transaction.atomic
def reopen(
    viewer: Viewer, *, case_id: UUID, reason: str, now: datetime, version: int | None = None
) -> Case:
    """Closed is not solved: back to whoever had it, with new due dates. The promise that was made
    at first stays as it was made."""
    if not reason.strip():
        refuse("reason_missing")
    case = held(viewer, case_id, version=version)
    unless(takes_part(viewer, case))
    if case.merged_into_id is not None:
        refuse("merged_already")
    if case.state != CaseState.CLOSED:
        refuse("not_closed")
    before = case.state
    has_hands = case.holder_officer is not None and case.holder_officer.is_active
    if not has_hands:
        case.holder_officer = None
    change_state(case, CaseState.ASSIGNED if has_hands else CaseState.RECEIVED, outcome="")
    fields = untold_again(case)
    case.closed_at = case.reopen_asked_at = None
    case.times_reopened += 1
    fields += set_due(case, now=now)
    Reporter.objects.for_viewer(SYSTEM).filter(case=case).update(
        asked_at=None, solved=None, answered_at=None
    )
    return keep(
        viewer,
        case,
        action="case.reopened",
        now=now,
        before=before,
        fields=[*fields, "closed_at", "reopen_asked_at", "times_reopened", "holder_officer"],
        why=_why(viewer, case, reason, now),
    )


@transaction.atomic
def decline_reopening(
    viewer: Viewer, *, case_id: UUID, answer: str, now: datetime, version: int | None = None
) -> Case:
    """It stays closed, and the resident reads why."""
    case = held(viewer, case_id, version=version)
    if case.state != CaseState.CLOSED or case.reopen_asked_at is None:
        refuse("no_such_move")
    unless(handles(viewer, case))
    if not answer.strip():
        refuse("reason_missing")
    write_note(viewer, case, answer, now=now, public=True)
    case.reopen_asked_at = None
    return keep(
        viewer,
        case,
        action="case.reopening_declined",
        now=now,
        before=case.state,
        fields=["reopen_asked_at"],
    )


def set_due(case: Case, *, now: datetime) -> list[str]:
    """Counted anew from now, by what the category says today; the columns that changed."""
    category = categories_of(case.dong_id, day=seoul_day(now)).get(case.category)
    if category is None:
        return []
    petition = Reporter.objects.for_viewer(SYSTEM).filter(case=case).exists()
    due = due_of(category, received_at=now, dong_id=case.dong_id, petition=petition)
    case.statutory_due_at, case.target_at = due.statutory_due_at, due.target_at
    case.due_at, case.category_version = due.due_at, category.version_id
    case.counted_from = now
    return ["statutory_due_at", "target_at", "due_at", "category_version", "counted_from"]


@transaction.atomic
def merge(
    viewer: Viewer,
    *,
    case_id: UUID,
    into_id: UUID,
    now: datetime,
    version: int | None = None,
) -> Case:
    """`case_id` becomes part of `into_id`: everybody who reported it hears of that one.

    Answers the one that stays. Raises Conflict for a circle.
    """
    if case_id == into_id:
        refuse("merge_itself")
    # In one order, so that two who merge the same two at once wait for each other.
    both = {key: held(viewer, key) for key in sorted((case_id, into_id))}
    gone, kept = both[case_id], both[into_id]
    if version is not None and version != gone.version:
        refuse("changed_meanwhile")
    if gone.merged_into_id is not None:
        refuse("merged_already")
    if kept.merged_into_id == gone.pk:
        refuse("merge_circle")
    if kept.merged_into_id is not None:
        refuse("merge_circle" if _leads_to(kept, gone.pk) else "merged_already")
    if gone.dong_id != kept.dong_id:
        refuse("merge_other_dong")
    if kept.state == CaseState.CLOSED:
        refuse("merge_into_closed")
    if gone.state == CaseState.CLOSED:
        refuse("closed_already")
    unless(handles(viewer, gone) or leads(viewer, gone))
    unless(takes_part(viewer, kept))
    _carry_over(gone, kept)
    before = gone.state
    change_state(gone, CaseState.CLOSED, outcome=Outcome.DUPLICATE)
    gone.merged_into, gone.closed_at = kept, now
    revoke_waiting(gone, now=now, by=viewer)
    keep(
        viewer,
        gone,
        action="case.merged",
        now=now,
        before=before,
        fields=["merged_into", "closed_at"],
        changes={"into": kept.number},
        why=kept.number,
    )
    kept.told_at = None
    keep(
        viewer,
        kept,
        action="case.joined",
        now=now,
        before=kept.state,
        fields=["told_at"],
        changes={"from": gone.number},
    )
    found_anew(kept)
    return kept


def _carry_over(gone: Case, kept: Case) -> None:
    """Reporters, photos and what residents added go along; who is in both stays once."""
    mine = Reporter.objects.for_viewer(SYSTEM).filter(case=gone)
    there = set(
        Reporter.objects.for_viewer(SYSTEM)
        .filter(case=kept, person__isnull=False)
        .values_list("person_id", flat=True)
    )
    mine.exclude(person__in=there).update(case=kept, merged_from=gone, told_at=None)
    photos = CasePhoto.objects.for_viewer(SYSTEM)
    known = set(photos.filter(case=kept).values_list("sha256", flat=True))
    photos.filter(case=gone).exclude(sha256__in=known).update(
        case=kept, position=F("position") + 100
    )
    Note.objects.for_viewer(SYSTEM).filter(case=gone, reporter__isnull=False).update(case=kept)
    linked = CaseActivity.objects.for_viewer(SYSTEM)
    known_activities = set(linked.filter(case=kept).values_list("activity_id", flat=True))
    linked.filter(case=gone).exclude(activity__in=known_activities).update(case=kept)


def _leads_to(case: Case, target: UUID) -> bool:
    seen: set[UUID] = set()
    key = case.merged_into_id
    while key is not None and key not in seen:
        if key == target:
            return True
        seen.add(key)
        key = (
            Case.objects.for_viewer(SYSTEM)
            .filter(pk=key)
            .values_list("merged_into_id", flat=True)
            .first()
        )
    return False


@transaction.atomic
def set_parent(
    viewer: Viewer,
    *,
    case_id: UUID,
    parent_id: UUID | None,
    now: datetime,
    version: int | None = None,
) -> Case:
    """One piece of work of a larger one; None parts them. Raises Conflict for a circle."""
    keys = sorted(key for key in (case_id, parent_id) if key is not None)
    both = {key: held(viewer, key) for key in keys}
    case = both[case_id]
    if version is not None and version != case.version:
        refuse("changed_meanwhile")
    unless(handles(viewer, case))
    parent = both[parent_id] if parent_id is not None else None
    if parent is not None:
        if parent.pk == case.pk or _is_above(case.pk, parent):
            refuse("parent_circle")
        if parent.dong_id != case.dong_id:
            refuse("merge_other_dong")
    case.parent = parent
    return keep(
        viewer,
        case,
        action="case.put_under",
        now=now,
        before=case.state,
        fields=["parent"],
        changes={"parent": parent.number if parent else ""},
    )


def _is_above(key: UUID, case: Case) -> bool:
    above, seen = case.parent_id, set()
    while above is not None and above not in seen:
        if above == key:
            return True
        seen.add(above)
        above = (
            Case.objects.for_viewer(SYSTEM)
            .filter(pk=above)
            .values_list("parent_id", flat=True)
            .first()
        )
    return False


def _why(viewer: Viewer, case: Case, why: str, now: datetime) -> str:
    text = why.strip()[: rules.REASON_LENGTH]
    return said(viewer, case, case, now=now, why=text)["why"]
