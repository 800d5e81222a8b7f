"""Work on a case: begun, noted, put off to a day, concluded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from dongne.foundation.media.public import photos_by_sha
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.seoul import seoul_day

from .. import rules
from ..models import Case, CasePhoto, Note
from ..permissions import handles, takes_part
from ..states import CaseState, PhotoRole, Waiting
from .ground import change_state, held_open, keep, refuse, said, unless
from .handing import revoke_waiting
from .searching import also_found_by, found_anew

Photos = Sequence[tuple[str, str]]


@transaction.atomic
def start_work(viewer: Viewer, *, case_id: UUID, now: datetime, version: int | None = None) -> Case:
    """Whoever has it begins; what nobody had is taken by it."""
    case = held_open(viewer, case_id, version=version)
    unless(handles(viewer, case))
    before = case.state
    if before == CaseState.IN_PROGRESS:
        refuse("already_so")
    if before == CaseState.DONE:
        # Only by `work_again`: whoever was told has to be told anew.
        refuse("no_such_move")
    fields = _taken(viewer, case)
    change_state(case, CaseState.IN_PROGRESS)
    return keep(viewer, case, action="case.begun", now=now, before=before, fields=fields)


@transaction.atomic
def note_progress(
    viewer: Viewer,
    *,
    case_id: UUID,
    text: str,
    now: datetime,
    public: bool = False,
    photos: Photos = (),
    version: int | None = None,
) -> Note:
    """A note of whoever takes part. `public`: the residents of the case read it, so only whoever
    handles it writes that; and writing it is working on it."""
    case = held_open(viewer, case_id, version=version)
    unless(handles(viewer, case) if public else takes_part(viewer, case))
    before, fields = case.state, []
    if handles(viewer, case) and before in (CaseState.ASSIGNED, CaseState.RECEIVED):
        fields = _taken(viewer, case)
        change_state(case, CaseState.IN_PROGRESS)
    row = write_note(viewer, case, text, now=now, public=public)
    add_photos_to(viewer, case, photos, now=now)
    keep(
        viewer,
        case,
        action="case.noted",
        now=now,
        before=before,
        fields=fields,
        changes={"note": str(row.pk), "public": public, "photos": len(photos)},
    )
    return row


@transaction.atomic
def wait(
    viewer: Viewer,
    *,
    case_id: UUID,
    for_what: str,
    until: date,
    why: str,
    now: datetime,
    version: int | None = None,
) -> Case:
    """It waits for a resident, another office, or a planned day; never without a day and a
    reason. Waiting again moves the day."""
    case = held_open(viewer, case_id, version=version)
    unless(handles(viewer, case))
    if for_what not in set(Waiting):
        refuse("waiting_for_unknown")
    if until <= seoul_day(now):
        refuse("waiting_until_missing")
    if not why.strip():
        refuse("reason_missing")
    before = case.state
    fields = _taken(viewer, case)
    change_state(case, CaseState.WAITING)
    case.waiting_for, case.waiting_until = for_what, until
    told = _why(viewer, case, why, now)
    return keep(
        viewer,
        case,
        action="case.put_off",
        now=now,
        before=before,
        fields=[*fields, "waiting_for", "waiting_until"],
        changes={"for": for_what, "until": until, "why": told},
        why=told,
    )


@transaction.atomic
def go_on(viewer: Viewer, *, case_id: UUID, now: datetime, version: int | None = None) -> Case:
    case = held_open(viewer, case_id, version=version)
    unless(handles(viewer, case))
    if case.state != CaseState.WAITING:
        refuse("no_such_move")
    before = case.state
    change_state(case, CaseState.IN_PROGRESS)
    return keep(viewer, case, action="case.gone_on", now=now, before=before)


@transaction.atomic
def finish(
    viewer: Viewer,
    *,
    case_id: UUID,
    outcome: str,
    measure: str,
    now: datetime,
    responsible: str = "",
    remedy: str = "",
    photos: Photos = (),
    version: int | None = None,
) -> Case:
    """The measure was taken, or it is not ours, or not possible. Nobody has been told yet.

    `measure` is what was done, or why nothing can be; `responsible` who is, where it is not ours;
    `remedy` what the resident can do about a refusal.
    """
    case = held_open(viewer, case_id, version=version)
    unless(handles(viewer, case))
    if case.state == CaseState.DONE:
        refuse("already_so")
    if why := rules.why_not_conclude(
        outcome, measure=measure, responsible=responsible, remedy=remedy
    ):
        refuse(why)
    before = case.state
    fields = _taken(viewer, case)
    if before == CaseState.RECEIVED:
        change_state(case, CaseState.ASSIGNED)
    change_state(case, CaseState.DONE, outcome=outcome)
    told = said(
        viewer,
        case,
        case,
        now=now,
        measure=measure.strip()[: rules.TEXT_LENGTH],
        responsible=responsible.strip()[:200],
        remedy=remedy.strip()[: rules.TEXT_LENGTH],
    )
    case.measure, case.responsible, case.remedy = (
        told["measure"],
        told["responsible"],
        told["remedy"],
    )
    case.done_at = now
    revoke_waiting(case, now=now, by=viewer)
    add_photos_to(viewer, case, photos, now=now)
    keep(
        viewer,
        case,
        action="case.concluded",
        now=now,
        before=before,
        fields=[*fields, "measure", "responsible", "remedy", "done_at"],
        changes={"outcome": outcome, "photos": len(photos)},
        why=case.measure,
    )
    found_anew(case)
    return case


@transaction.atomic
def work_again(
    viewer: Viewer, *, case_id: UUID, why: str, now: datetime, version: int | None = None
) -> Case:
    """What was concluded was not the end of it; who was told is told anew."""
    case = held_open(viewer, case_id, version=version)
    unless(handles(viewer, case))
    if case.state != CaseState.DONE:
        refuse("no_such_move")
    if not why.strip():
        refuse("reason_missing")
    before = case.state
    change_state(case, CaseState.IN_PROGRESS, outcome="")
    fields = untold_again(case)
    told = _why(viewer, case, why, now)
    return keep(
        viewer, case, action="case.taken_up_again", now=now, before=before, fields=fields, why=told
    )


@transaction.atomic
def add_photos(
    viewer: Viewer,
    *,
    case_id: UUID,
    photos: Photos,
    now: datetime,
    version: int | None = None,
) -> Case:
    case = held_open(viewer, case_id, version=version)
    unless(takes_part(viewer, case))
    add_photos_to(viewer, case, photos, now=now)
    return keep(
        viewer,
        case,
        action="case.pictured",
        now=now,
        before=case.state,
        changes={"photos": len(photos)},
    )


def write_note(
    viewer: Viewer,
    case: Case,
    text: str,
    *,
    now: datetime,
    public: bool,
    reporter_id: UUID | None = None,
) -> Note:
    if not text.strip():
        refuse("text_missing")
    if len(text) > rules.NOTE_LENGTH:
        refuse("too_long")
    row = Note(
        case=case,
        at=now,
        officer_id=viewer.officer_id,
        actor_name=viewer.name,
        reporter_id=reporter_id,
        public=public,
    )
    row.text = said(viewer, case, row, now=now, text=text.strip())["text"]
    row.save(force_insert=True)
    also_found_by(case, row.text)
    return row


def add_photos_to(
    viewer: Viewer,
    case: Case,
    photos: Photos,
    *,
    now: datetime,
    reporter_id: UUID | None = None,
) -> None:
    """New ones only. Raises Refused for what was never sent."""
    wanted = dict(photos)
    if not wanted:
        return
    if any(role not in set(PhotoRole) for role in wanted.values()):
        refuse("not_a_role")
    there = set(
        CasePhoto.objects.for_viewer(SYSTEM).filter(case=case).values_list("sha256", flat=True)
    )
    new = {sha: role for sha, role in wanted.items() if sha not in there}
    if len(there) + len(new) > 3 * rules.MOST_PHOTOS:
        refuse("too_many_photos")
    known = photos_by_sha(SYSTEM, new, dong_id=case.dong_id)
    if any(sha not in known for sha in new):
        refuse("photo_unknown")
    CasePhoto.objects.bulk_create(
        [
            CasePhoto(
                case=case,
                sha256=sha,
                role=role,
                position=len(there) + position,
                officer_id=viewer.officer_id,
                reporter_id=reporter_id,
                added_at=now,
            )
            for position, (sha, role) in enumerate(new.items())
        ]
    )


def untold_again(case: Case) -> list[str]:
    """Columns that say who was told, emptied; the reporters' too. What was told stays told."""
    case.zone_told_at = case.told_at = case.done_at = None
    case.reporters.for_viewer(SYSTEM).update(told_at=None)
    return ["zone_told_at", "told_at", "done_at"]


def _taken(viewer: Viewer, case: Case) -> list[str]:
    """What nobody of the unit had is in the hands of whoever begins to work on it."""
    if case.holder_officer_id is not None or viewer.officer_id is None or viewer.team_id is None:
        return []
    if case.holder_team_id not in (None, viewer.team_id) and viewer.dong_id != case.dong_id:
        return []
    case.holder_team_id, case.holder_officer_id = viewer.team_id, viewer.officer_id
    return ["holder_team", "holder_officer"]


def _why(viewer: Viewer, case: Case, why: str, now: datetime) -> str:
    text = why.strip()[: rules.REASON_LENGTH]
    return said(viewer, case, case, now=now, why=text)["why"]
