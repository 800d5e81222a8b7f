"""What residents do with their own case: follow, add, answer, ask to reopen, withdraw.

`reporter_id` is the one whom the secret, or a code, has opened. A resident's viewer sees no rows;
these services take the one row that they were let into.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from dongne.foundation.scope.public import SYSTEM, Viewer

from .. import rules
from ..models import Case, Note, Reporter
from ..states import CaseState, Publicity, ReporterRole
from .ending import withdraw
from .ground import held, held_open, keep, refuse, said
from .opening import add_reporter
from .working import add_photos_to, write_note

MOST_ADDED = 20
"""How often one resident can write to one case."""


@transaction.atomic
def follow(
    viewer: Viewer, *, case_id: UUID, contact: rules.Contact, now: datetime
) -> tuple[Reporter, bytes]:
    """Hear of somebody else's report instead of sending one's own. Answers the secret."""
    if not (contact.phone or contact.email or contact.person_id):
        refuse("contact_missing")
    case = held_open(SYSTEM, case_id)
    if case.public == Publicity.HIDDEN and not viewer.signed_in:
        refuse("not_found")
    follower = replace(contact, role=ReporterRole.FOLLOWER)
    row, secret = add_reporter(viewer, case, follower, now=now)
    keep(viewer, case, action="case.followed", now=now, before=case.state)
    return row, secret


@transaction.atomic
def add_from_resident(
    viewer: Viewer,
    *,
    reporter_id: UUID,
    text: str,
    now: datetime,
    photos: Sequence[tuple[str, str]] = (),
) -> Note:
    """More of the same matter, while it is open."""
    case, reporter = _own(reporter_id)
    if case.state == CaseState.CLOSED:
        refuse("closed_already")
    if Note.objects.for_viewer(SYSTEM).filter(case=case, reporter=reporter).count() >= MOST_ADDED:
        refuse("too_many")
    row = write_note(viewer, case, text, now=now, public=False, reporter_id=reporter.pk)
    add_photos_to(viewer, case, photos, now=now, reporter_id=reporter.pk)
    keep(
        viewer,
        case,
        action="case.added_to",
        now=now,
        before=case.state,
        changes={"note": str(row.pk), "photos": len(photos)},
    )
    return row


@transaction.atomic
def answer_solved(
    viewer: Viewer, *, reporter_id: UUID, solved: bool, now: datetime, text: str = ""
) -> Case:
    """Once, after it was closed. Not solved, with a text, asks for it to be opened again."""
    case, reporter = _own(reporter_id)
    if case.state != CaseState.CLOSED:
        refuse("not_done_yet")
    if reporter.answered_at is not None:
        refuse("answered_already")
    if not solved and not text.strip():
        refuse("text_missing")
    _keep_answer(viewer, case, reporter, text, now)
    reporter.solved = solved
    reporter.save(update_fields=["solved", "answered_at", "answer"])
    if not solved and case.reopen_asked_at is None:
        case.reopen_asked_at = now
    return keep(
        viewer,
        case,
        action="case.answered",
        now=now,
        before=case.state,
        fields=["reopen_asked_at"],
        changes={"solved": solved},
    )


@transaction.atomic
def ask_reopen(viewer: Viewer, *, reporter_id: UUID, text: str, now: datetime) -> Case:
    case, reporter = _own(reporter_id)
    if case.state != CaseState.CLOSED:
        refuse("not_done_yet")
    if case.reopen_asked_at is not None:
        refuse("reopen_asked_already")
    if not text.strip():
        refuse("text_missing")
    write_note(viewer, case, text, now=now, public=False, reporter_id=reporter.pk)
    case.reopen_asked_at = now
    return keep(
        viewer,
        case,
        action="case.reopening_asked",
        now=now,
        before=case.state,
        fields=["reopen_asked_at"],
    )


@transaction.atomic
def withdraw_own(viewer: Viewer, *, reporter_id: UUID, reason: str, now: datetime) -> Case:
    """The only reporter withdraws the case; one of several only stops hearing of it."""
    case, reporter = _own(reporter_id)
    if case.state == CaseState.CLOSED:
        refuse("closed_already")
    others = Reporter.objects.for_viewer(SYSTEM).filter(case=case).exclude(pk=reporter.pk)
    if reporter.role == ReporterRole.FOLLOWER or others.exists():
        return set_wants(viewer, reporter_id=reporter_id, wants=False, now=now)
    if case.state == CaseState.DONE:
        refuse("no_such_move")
    return withdraw(viewer, case_id=case.pk, reason=reason, now=now, case=case)


@transaction.atomic
def set_wants(viewer: Viewer, *, reporter_id: UUID, wants: bool, now: datetime) -> Case:
    """Messages on the way, or not."""
    case, reporter = _own(reporter_id)
    if reporter.wants == wants:
        refuse("already_so")
    reporter.wants = wants
    reporter.save(update_fields=["wants"])
    return keep(
        viewer,
        case,
        action="case.wishes_changed",
        now=now,
        before=case.state,
        changes={"wants": wants},
    )


@transaction.atomic
def verify_reporter(viewer: Viewer, *, reporter_id: UUID, now: datetime) -> Reporter:
    """A one-time code has shown that the number is theirs."""
    case, reporter = _own(reporter_id)
    if reporter.verified_at is None:
        reporter.verified_at = now
        reporter.save(update_fields=["verified_at"])
        keep(viewer, case, action="case.reporter_verified", now=now, before=case.state)
    return reporter


def _own(reporter_id: UUID) -> tuple[Case, Reporter]:
    found = Reporter.objects.for_viewer(SYSTEM).filter(pk=reporter_id).first()
    if found is None:
        refuse("not_found")
    case = held(SYSTEM, found.case_id)
    reporter = Reporter.objects.for_viewer(SYSTEM).get(pk=reporter_id)
    if reporter.case_id != case.pk:
        # Merged in between: the case that stays is theirs now.
        return _own(reporter_id)
    return case, reporter


def _keep_answer(viewer: Viewer, case: Case, reporter: Reporter, text: str, now: datetime) -> None:
    answer = text.strip()[: rules.ANSWER_LENGTH]
    reporter.answer = said(viewer, case, reporter, now=now, answer=answer)["answer"]
    reporter.answered_at = now
