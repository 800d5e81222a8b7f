"""The router, the viewer, and a case as it is told."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema

from dongne.foundation.media.public import full_url, photos_by_sha
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import NotHere
from dongne.lib.seoul import iso_seoul

from .. import rules
from ..models import Case, Handover, Move, Note, OutsideEntry, Telling
from ..queries.ground import find_case, reporters_of
from ..services.ground import standing_of
from ..words import REFUSALS, STATES

router = Router(tags=["cases"])


class PersonOut(Schema):
    """`id` is the person's, to be opened for a purpose by `POST /persons/{id}/open`; none where
    nothing was left, or where the viewer may not know. `reporter` names the row."""

    id: UUID | None
    reporter: UUID
    role: str
    name: str
    phone: str
    reachable: bool
    told_at: str | None
    solved: bool | None


class HandoverOut(Schema):
    id: UUID
    kind: str
    state: str
    from_team: str
    from_officer: str
    to_team: str
    to_officer: str
    to_body: str
    reason: str
    returned_reason: str
    responsible: str
    result: str
    asked_at: str
    due_at: str | None
    answered_at: str | None


class MoveOut(Schema):
    at: str
    by: str
    from_state: str
    to_state: str
    outcome: str
    why: str
    version: int


class NoteOut(Schema):
    at: str
    by: str
    text: str
    public: bool
    from_resident: bool


class TellingOut(Schema):
    at: str
    by: str
    who: str
    means: str
    text: str
    in_writing: bool


class OutsideOut(Schema):
    id: UUID
    system: str
    number: str
    registered_at: str
    result: str
    ended_at: str | None


class PhotoOut(Schema):
    sha256: str
    role: str
    public: bool
    url: str


class CaseOut(Schema):
    """`next` is what the case waits for; steps have an order that nobody may turn round."""

    id: UUID
    number: str
    dong: str
    tong: int | None
    category: str
    title: str
    text: str
    answers: dict[str, Any]
    address: str
    latitude: float | None
    longitude: float | None
    state: str
    state_in_words: str
    outcome: str
    next: str
    measure: str
    responsible: str
    remedy: str
    urgent: bool
    public: str
    channel: str
    holder_team: str
    holder_officer: str
    zone_officer: str
    received_at: str
    due_at: str | None
    statutory_due_at: str | None
    target_at: str | None
    promised_at: str | None
    waiting_for: str
    waiting_until: str | None
    zone_told_at: str | None
    told_at: str | None
    closed_at: str | None
    reopen_asked_at: str | None
    merged_into: str | None
    parent: str | None
    version: int


class CaseWholeOut(CaseOut):
    persons: list[PersonOut]
    handovers: list[HandoverOut]
    moves: list[MoveOut]
    notes: list[NoteOut]
    tellings: list[TellingOut]
    outside: list[OutsideOut]
    photos: list[PhotoOut]
    activities: list[UUID]


def viewer_of(request: HttpRequest) -> Viewer:
    viewer: Viewer = request.auth  # type: ignore[attr-defined]
    return viewer


def key_of(text: str) -> UUID | str:
    """A key or a public number."""
    try:
        return UUID(text)
    except ValueError:
        return text


def case_of(viewer: Viewer, key: str) -> Case:
    return find_case(viewer, key_of(key))


def dong_id_of(viewer: Viewer, code: str) -> int | None:
    """Raises NotHere for a code that is none, or not for this viewer."""
    if not code:
        return None
    found = Dong.objects.for_viewer(viewer).filter(code=code).values_list("pk", flat=True).first()
    if found is None:
        raise NotHere(str(REFUSALS["not_found"]), code="not_found")
    return found


def brief(case: Case, *, standing: rules.Standing | None = None) -> dict[str, Any]:
    """Without a statement, where the row came with its officers and teams."""
    now_at = standing or rules.Standing(state=case.state, held=bool(case.holder_officer_id))
    return {
        "id": case.pk,
        "number": case.number,
        "dong": case.dong.code,
        "tong": case.tong.number if case.tong else None,
        "category": case.category,
        "title": case.title,
        "text": case.text,
        "answers": case.answers,
        "address": case.address,
        "latitude": case.latitude,
        "longitude": case.longitude,
        "state": case.state,
        "state_in_words": str(STATES[case.state]),
        "outcome": case.outcome,
        "next": rules.next_step(now_at),
        "measure": case.measure,
        "responsible": case.responsible,
        "remedy": case.remedy,
        "urgent": case.urgent,
        "public": case.public,
        "channel": case.channel,
        "holder_team": case.holder_team.name if case.holder_team else "",
        "holder_officer": case.holder_officer.name if case.holder_officer else "",
        "zone_officer": case.zone_officer.name if case.zone_officer else "",
        "received_at": iso_seoul(case.received_at),
        "due_at": _at(case.due_at),
        "statutory_due_at": _at(case.statutory_due_at),
        "target_at": _at(case.target_at),
        "promised_at": _at(case.promised_at),
        "waiting_for": case.waiting_for,
        "waiting_until": case.waiting_until.isoformat() if case.waiting_until else None,
        "zone_told_at": _at(case.zone_told_at),
        "told_at": _at(case.told_at),
        "closed_at": _at(case.closed_at),
        "reopen_asked_at": _at(case.reopen_asked_at),
        "merged_into": case.merged_into.number if case.merged_into else None,
        "parent": case.parent.number if case.parent else None,
        "version": case.version,
    }


def whole(viewer: Viewer, case: Case) -> dict[str, Any]:
    """Everything of a case that `find_case` has let the viewer read. A fixed number of
    statements."""
    people = ("from_team", "from_officer", "to_team", "to_officer")
    handovers = Handover.objects.for_viewer(SYSTEM).filter(case=case).select_related(*people)
    photos = list(case.photos.for_viewer(SYSTEM))
    stored = photos_by_sha(SYSTEM, [one.sha256 for one in photos], dong_id=case.dong_id)
    return brief(case, standing=standing_of(case)) | {
        "persons": [_person(row) for row in reporters_of(viewer, case)],
        "handovers": [_handover(row) for row in handovers],
        "moves": [_move(row) for row in Move.objects.for_viewer(SYSTEM).filter(case=case)],
        "notes": [_note(row) for row in Note.objects.for_viewer(SYSTEM).filter(case=case)],
        "tellings": [_telling(row) for row in Telling.objects.for_viewer(SYSTEM).filter(case=case)],
        "outside": [
            _outside(row) for row in OutsideEntry.objects.for_viewer(SYSTEM).filter(case=case)
        ],
        "photos": [
            {
                "sha256": one.sha256,
                "role": one.role,
                "public": one.public,
                "url": full_url(stored[one.sha256]) if one.sha256 in stored else "",
            }
            for one in photos
        ],
        "activities": [row.activity_id for row in case.activities.for_viewer(SYSTEM)],
    }


def _at(moment: Any) -> str | None:
    return iso_seoul(moment) if moment else None


def _person(row: Any) -> dict[str, Any]:
    person = row.person
    return {
        "id": person.pk if person else None,
        "reporter": row.pk,
        "role": row.role,
        "name": str(person.name or "") if person else "",
        "phone": str(person.phone or "") if person else "",
        "reachable": row.reachable,
        "told_at": _at(row.told_at),
        "solved": row.solved,
    }


def _handover(row: Handover) -> dict[str, Any]:
    named = {
        name: getattr(row, name).name if getattr(row, name) else ""
        for name in ("from_team", "from_officer", "to_team", "to_officer")
    }
    plain = ("kind", "state", "to_body", "reason", "returned_reason", "responsible", "result")
    return (
        {name: getattr(row, name) for name in plain}
        | named
        | {
            "id": row.pk,
            "asked_at": iso_seoul(row.asked_at),
            "due_at": _at(row.due_at),
            "answered_at": _at(row.answered_at),
        }
    )


def _move(row: Move) -> dict[str, Any]:
    names = ("from_state", "to_state", "outcome", "why", "version")
    told = {name: getattr(row, name) for name in names}
    return told | {"at": iso_seoul(row.at), "by": row.actor_name}


def _note(row: Note) -> dict[str, Any]:
    return {
        "at": iso_seoul(row.at),
        "by": row.actor_name,
        "text": row.text,
        "public": row.public,
        "from_resident": row.reporter_id is not None,
    }


def _telling(row: Telling) -> dict[str, Any]:
    names = ("who", "means", "text", "in_writing")
    told = {name: getattr(row, name) for name in names}
    return told | {"at": iso_seoul(row.at), "by": row.actor_name}


def _outside(row: OutsideEntry) -> dict[str, Any]:
    return {
        "id": row.pk,
        "system": row.system,
        "number": row.number,
        "registered_at": iso_seoul(row.registered_at),
        "result": row.result,
        "ended_at": _at(row.ended_at),
    }
