"""JSON: what is done with a case. A step that comes too early is a 409 that says which is first."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Schema

from dongne.foundation.organisations.public import Officer, Team
from dongne.foundation.scope.public import SYSTEM, Viewer

from ..models import Case
from ..permissions import leads
from ..services import (
    accept,
    claim,
    close,
    close_without_contact,
    finish,
    go_on,
    hand_over,
    inform_zone,
    merge,
    note_progress,
    register_outside,
    reopen,
    send_back,
    start_work,
    tell,
    wait,
    withdraw,
)
from ..services.ground import refuse
from ..states import CaseState, HandoverKind, Outcome, OutsideSystem, TellingMeans, Told, Waiting
from .cases import PhotoIn
from .ground import CaseWholeOut, case_of, router, viewer_of, whole


class Deed(Schema):
    """`version` is the one that was on the screen; another one is a 409."""

    version: int | None = None


class HandoverIn(Deed):
    """To whom: `to` is an account's name, `team` a key or the name of one; `to_body` somebody
    outside the program; `system` and `number` another system that it was registered in."""

    kind: HandoverKind | None = None
    to: str = ""
    officer: int | None = None
    team: int | str | None = None
    to_body: str = Field("", max_length=120)
    reason: str = Field("", max_length=2000)
    system: OutsideSystem | None = None
    number: str = Field("", max_length=60)


class Answer(Deed):
    handover: UUID | None = None


class ReturnIn(Answer):
    reason: str = Field("", max_length=2000)
    responsible: str = Field("", max_length=200)


class ProgressIn(Deed):
    """A note (`text`), and where `state` is named, the step: `in_progress`, `waiting` with `until`
    and `waiting_for`, or `done` with `outcome` and `measure`."""

    state: Literal["in_progress", "waiting", "done"] | None = None
    text: str = Field("", max_length=20_000)
    public: bool = False
    outcome: Outcome = Outcome.SOLVED
    measure: str = Field("", max_length=20_000)
    responsible: str = Field("", max_length=200)
    remedy: str = Field("", max_length=20_000)
    waiting_for: Waiting = Waiting.OFFICE
    until: date | None = None
    photos: list[PhotoIn] = Field([], max_length=50)


class ToldIn(Deed):
    """Who was told: the zone officer first, then the resident."""

    who: Told = Told.RESIDENT
    text: str = Field("", max_length=20_000)
    means: TellingMeans = TellingMeans.MESSAGE
    reporter: UUID | None = None
    why_oral: str = Field("", max_length=200)


class CloseIn(Deed):
    reason: str = Field("", max_length=2000)
    without_contact: bool = False


class ReasonIn(Deed):
    reason: str = Field("", max_length=2000)


class MergeIn(Deed):
    into: str


def _told(viewer: Viewer, key: str) -> dict[str, Any]:
    return whole(viewer, case_of(viewer, key))


def _photos(given: list[PhotoIn]) -> tuple[tuple[str, str], ...]:
    return tuple((one.sha256, one.role) for one in given)


@router.post("/cases/{key}/handover", response=CaseWholeOut)
def case_hand_over(request: HttpRequest, key: str, given: HandoverIn) -> dict[str, Any]:
    """Assign, transfer, refer or ask for it; or register it in another system.

    Without a `kind`: to somebody of the same office by whoever leads it, it is assigned; to
    anybody else it is offered.
    """
    viewer, now = viewer_of(request), timezone.now()
    case = case_of(viewer, key)
    if given.system is not None:
        register_outside(
            viewer,
            case_id=case.pk,
            system=given.system,
            number=given.number,
            now=now,
            version=given.version,
        )
        return _told(viewer, str(case.pk))
    officer_id, team_id = _receiver(given)
    kind = given.kind or _usual_kind(viewer, case, officer_id, given)
    hand_over(
        viewer,
        case_id=case.pk,
        kind=kind,
        to_officer_id=officer_id,
        to_team_id=team_id,
        to_body=given.to_body,
        reason=given.reason,
        now=now,
        version=given.version,
    )
    return _told(viewer, str(case.pk))


def _receiver(given: HandoverIn) -> tuple[int | None, int | None]:
    if given.officer is not None:
        return given.officer, None
    if given.to:
        officer = (
            Officer.objects.for_viewer(SYSTEM)
            .filter(account__username=given.to, is_active=True)
            .first()
        )
        if officer is None:
            refuse("officer_unknown")
        if officer.dong_id is None:
            # A department is handed a case as a unit; one of its people takes it.
            return None, officer.team_id
        return officer.pk, None
    if isinstance(given.team, int):
        return None, given.team
    if given.team:
        teams = Team.objects.for_viewer(SYSTEM).filter(name=given.team, closed_on=None)
        found = list(teams.values_list("pk", flat=True)[:2])
        if len(found) != 1:
            refuse("team_unknown")
        return None, found[0]
    return None, None


def _usual_kind(
    viewer: Viewer, case: Case, officer_id: int | None, given: HandoverIn
) -> HandoverKind:
    if given.to_body:
        return HandoverKind.REFERRAL
    if officer_id is not None and leads(viewer, case):
        return HandoverKind.ASSIGN
    return HandoverKind.TRANSFER


@router.post("/cases/{key}/accept", response=CaseWholeOut)
def case_accept(request: HttpRequest, key: str, given: Answer) -> dict[str, Any]:
    """Take what was offered."""
    viewer = viewer_of(request)
    case = case_of(viewer, key)
    accept(
        viewer,
        case_id=case.pk,
        handover_id=given.handover,
        now=timezone.now(),
        version=given.version,
    )
    return _told(viewer, str(case.pk))


@router.post("/cases/{key}/return", response=CaseWholeOut)
def case_return(request: HttpRequest, key: str, given: ReturnIn) -> dict[str, Any]:
    """Not accepted: with the reason, and who is responsible where that is known.

    The answer shows the case as it was handed back, once, also to whom it no longer is.
    """
    viewer = viewer_of(request)
    case = case_of(viewer, key)
    send_back(
        viewer,
        case_id=case.pk,
        reason=given.reason,
        responsible=given.responsible,
        handover_id=given.handover,
        now=timezone.now(),
        version=given.version,
    )
    case.refresh_from_db(from_queryset=Case.objects.for_viewer(SYSTEM))
    return whole(viewer, case)


@router.post("/cases/{key}/claim", response=CaseWholeOut)
def case_claim(request: HttpRequest, key: str, given: Deed) -> dict[str, Any]:
    """Take what a unit has and nobody of it."""
    viewer = viewer_of(request)
    case = case_of(viewer, key)
    claim(viewer, case_id=case.pk, now=timezone.now(), version=given.version)
    return _told(viewer, str(case.pk))


@router.post("/cases/{key}/progress", response=CaseWholeOut)
def case_progress(request: HttpRequest, key: str, given: ProgressIn) -> dict[str, Any]:
    """A note, a beginning, a wait, or the measure that was taken."""
    viewer, now = viewer_of(request), timezone.now()
    case = case_of(viewer, key)
    asked: dict[str, Any] = {"case_id": case.pk, "now": now, "version": given.version}
    match given.state:
        case "done":
            finish(
                viewer,
                outcome=given.outcome,
                measure=given.measure or given.text,
                responsible=given.responsible,
                remedy=given.remedy,
                photos=_photos(given.photos),
                **asked,
            )
        case "waiting":
            if given.until is None:
                refuse("waiting_until_missing")
            wait(
                viewer,
                for_what=given.waiting_for,
                until=given.until,
                why=given.text,
                **asked,
            )
        case "in_progress" if not given.text:
            if case.state == CaseState.WAITING:
                go_on(viewer, **asked)
            else:
                start_work(viewer, **asked)
        case _:
            note_progress(
                viewer,
                text=given.text,
                public=given.public,
                photos=_photos(given.photos),
                **asked,
            )
    return _told(viewer, str(case.pk))


@router.post("/cases/{key}/told", response=CaseWholeOut)
def case_told(request: HttpRequest, key: str, given: ToldIn) -> dict[str, Any]:
    """The zone officer, then the resident, was told of the result."""
    viewer, now = viewer_of(request), timezone.now()
    case = case_of(viewer, key)
    if given.who == Told.ZONE_OFFICER:
        inform_zone(viewer, case_id=case.pk, text=given.text, now=now, version=given.version)
    else:
        tell(
            viewer,
            case_id=case.pk,
            means=given.means,
            text=given.text,
            reporter_id=given.reporter,
            why_oral=given.why_oral,
            now=now,
            version=given.version,
        )
    return _told(viewer, str(case.pk))


@router.post("/cases/{key}/close", response=CaseWholeOut)
def case_close(request: HttpRequest, key: str, given: CloseIn) -> dict[str, Any]:
    """The end, once zone officer and resident were told; or with the reason why nobody could be."""
    viewer = viewer_of(request)
    case = case_of(viewer, key)
    end = close_without_contact if given.without_contact else close
    end(viewer, case_id=case.pk, reason=given.reason, now=timezone.now(), version=given.version)
    return _told(viewer, str(case.pk))


@router.post("/cases/{key}/reopen", response=CaseWholeOut)
def case_reopen(request: HttpRequest, key: str, given: ReasonIn) -> dict[str, Any]:
    viewer = viewer_of(request)
    case = case_of(viewer, key)
    reopen(viewer, case_id=case.pk, reason=given.reason, now=timezone.now(), version=given.version)
    return _told(viewer, str(case.pk))


@router.post("/cases/{key}/withdraw", response=CaseWholeOut)
def case_withdraw(request: HttpRequest, key: str, given: ReasonIn) -> dict[str, Any]:
    """The resident no longer wants it."""
    viewer = viewer_of(request)
    case = case_of(viewer, key)
    withdraw(
        viewer, case_id=case.pk, reason=given.reason, now=timezone.now(), version=given.version
    )
    return _told(viewer, str(case.pk))


@router.post("/cases/{key}/merge", response=CaseWholeOut)
def case_merge(request: HttpRequest, key: str, given: MergeIn) -> dict[str, Any]:
    """Make it part of another case; answers the one that stays."""
    viewer = viewer_of(request)
    case, into = case_of(viewer, key), case_of(viewer, given.into)
    kept = merge(
        viewer, case_id=case.pk, into_id=into.pk, now=timezone.now(), version=given.version
    )
    return _told(viewer, str(kept.pk))
