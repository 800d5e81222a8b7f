"""Zone officer first, then the resident, then closed: in this order and no other (rule 8)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from dongne.foundation.messaging.public import Means, Recipient, ask
from dongne.foundation.organisations.public import administration_lead_of
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import Refused

from .. import occasions, rules
from ..models import Case, Reporter, Telling
from ..permissions import handles, own_officers
from ..queries.ground import category_of
from ..states import CaseState, Outcome, TellingMeans, Told
from .ground import change_state, held_open, keep, refuse, said, standing_of, unless
from .notices.ground import Circle
from .routing import zone_officer_of
from .searching import also_found_by

_BY = {TellingMeans.LETTER: (Means.LETTER,), TellingMeans.EMAIL: (Means.EMAIL,)}


@transaction.atomic
def inform_zone(
    viewer: Viewer,
    *,
    case_id: UUID,
    now: datetime,
    text: str = "",
    version: int | None = None,
) -> Telling:
    """Whoever looks after the place hears how it went, before the resident does.

    Where nobody does, the administration lead hears it; where the handler is the zone officer,
    they know already, and that is written down.
    """
    case = held_open(viewer, case_id, version=version)
    unless(handles(viewer, case))
    if why := rules.why_not_inform_zone(standing_of(case)):
        refuse(why)
    if case.zone_told_at is not None:
        refuse("told_already")
    officer = zone_officer_of(case, now=now) or administration_lead_of(SYSTEM, dong_id=case.dong_id)
    is_self = officer is not None and officer.pk in own_officers(viewer)
    row = Telling(
        case=case,
        who=Told.ZONE_OFFICER,
        to_officer=officer,
        officer_id=viewer.officer_id,
        actor_name=viewer.name,
        at=now,
        means=TellingMeans.SELF if is_self else TellingMeans.NOTICE,
    )
    row.text = said(viewer, case, row, now=now, text=text.strip()[: rules.NOTE_LENGTH])["text"]
    if officer is not None and not is_self:
        row.message_id = ask(
            viewer,
            event=occasions.ZONE_TOLD,
            to=Recipient(officer_id=officer.pk),
            values={
                "number": case.number,
                "title": case.title,
                "handler": viewer.name,
                "text": row.text or case.measure,
            },
            dong_id=case.dong_id,
            now=now,
            about=case,
            concerns=Circle(case).protected_from(officer_id=officer.pk),
            link=reverse("case", args=[case.pk]),
            once=f"zone:{case.pk}:{case.version}",
        ).pk
    row.save(force_insert=True)
    if row.text:
        also_found_by(case, row.text)
    case.zone_told_at = now
    case.zone_officer = officer or case.zone_officer
    keep(
        viewer,
        case,
        action="case.zone_told",
        now=now,
        before=case.state,
        fields=["zone_told_at", "zone_officer"],
        changes={"to": officer.name if officer else "", "means": row.means},
    )
    return row


@transaction.atomic
def tell(
    viewer: Viewer,
    *,
    case_id: UUID,
    means: str,
    text: str,
    now: datetime,
    reporter_id: UUID | None = None,
    why_oral: str = "",
    version: int | None = None,
) -> list[Telling]:
    """The residents hear the result from whoever has it in hand: one of them, or all who can be
    reached and were not told yet.

    In writing (법 제27조제1항), unless it is an other petition, urgent, or agreed to; then
    `why_oral` may say so. Raises Conflict where a step comes first, Refused.
    """
    case = held_open(viewer, case_id, version=version)
    unless(handles(viewer, case))
    if why := rules.why_not_tell(standing_of(case)):
        refuse(why)
    if means not in set(TellingMeans) - {TellingMeans.SELF, TellingMeans.NOTICE}:
        refuse("means_unknown")
    if not text.strip():
        refuse("text_missing")
    rows = _to_be_told(case, reporter_id)
    petition, circle = _petition(case), Circle(case)
    told = [
        _tell_one(viewer, circle, one, means, text, why_oral, petition=petition, now=now)
        for one in rows
    ]
    also_found_by(case, *{row.text for row in told})
    _all_told(case, now)
    keep(
        viewer,
        case,
        action="case.told",
        now=now,
        before=case.state,
        fields=["told_at"],
        changes={"means": means, "residents": len(told)},
    )
    return told


def _to_be_told(case: Case, reporter_id: UUID | None) -> list[Reporter]:
    rows = Reporter.objects.for_viewer(SYSTEM).filter(case=case).select_for_update()
    if reporter_id is not None:
        one = rows.filter(pk=reporter_id).first()
        if one is None:
            refuse("reporter_unknown")
        if one.told_at is not None:
            refuse("told_already")
        return [one]
    found = list(rows.filter(reachable=True, told_at=None))
    if not found:
        refuse("nobody_to_tell" if not rows.filter(reachable=True).exists() else "told_already")
    return found


def _tell_one(
    viewer: Viewer,
    circle: Circle,
    reporter: Reporter,
    means: str,
    text: str,
    why_oral: str,
    *,
    petition: str,
    now: datetime,
) -> Telling:
    case, written = circle.case, rules.is_written(means)
    agreed = reporter.agreed_oral or bool(why_oral.strip())
    if not written and rules.must_be_written(petition=petition, urgent=case.urgent, agreed=agreed):
        refuse("writing_needed")
    row = Telling(
        case=case,
        who=Told.RESIDENT,
        reporter=reporter,
        officer_id=viewer.officer_id,
        actor_name=viewer.name,
        at=now,
        means=means,
        in_writing=written,
    )
    kept = said(
        viewer,
        case,
        row,
        now=now,
        text=text.strip()[: rules.NOTE_LENGTH],
        why_oral=why_oral.strip()[:200],
    )
    row.text, row.why_oral = kept["text"], kept["why_oral"]
    if written:
        row.message_id = _sent(viewer, circle, reporter, means, text.strip(), now)
    row.save(force_insert=True)
    reporter.told_at = now
    reporter.save(update_fields=["told_at"])
    return row


def _sent(
    viewer: Viewer, circle: Circle, reporter: Reporter, means: str, text: str, now: datetime
) -> UUID:
    if reporter.person_id is None:
        refuse("no_way")
    case = circle.case
    words = category_of(case)
    try:
        message = ask(
            viewer,
            event=occasions.RESULT,
            to=Recipient(person_id=reporter.person_id, language=reporter.language),
            values={
                "office": str(case.dong),
                "number": case.number,
                "category": words.name(reporter.language) if words else case.category,
                "text": text,
                "handler": viewer.name,
                "unit": case.holder_team.name if case.holder_team else "",
            },
            dong_id=case.dong_id,
            now=now,
            about=case,
            concerns=circle.protected_from(person_id=reporter.person_id) or reporter.person_id,
            once=f"result:{reporter.pk}:{case.times_reopened}:{case.done_at}",
            by=_BY.get(TellingMeans(means)),
        )
    except Refused as problem:
        if problem.code == "no_way":
            refuse("no_way")
        raise
    return message.pk


def _all_told(case: Case, now: datetime) -> None:
    left = Reporter.objects.for_viewer(SYSTEM).filter(case=case, reachable=True, told_at=None)
    if not left.exists():
        case.told_at = now


def _petition(case: Case) -> str:
    words = category_of(case)
    return str(words.petition) if words else "other"


@transaction.atomic
def close(
    viewer: Viewer,
    *,
    case_id: UUID,
    now: datetime,
    reason: str = "",
    version: int | None = None,
) -> Case:
    """The end, once everybody was told. `reason` stands for residents who left no contact."""
    case = held_open(viewer, case_id, version=version)
    unless(handles(viewer, case))
    standing = standing_of(case)
    if why := rules.why_not_close(standing, reason=reason, without_contact=False):
        refuse("no_contact_reason_missing" if why == "reason_missing" else why)
    return _close(viewer, case, Outcome(case.outcome), reason, now)


@transaction.atomic
def close_without_contact(
    viewer: Viewer,
    *,
    case_id: UUID,
    reason: str,
    now: datetime,
    version: int | None = None,
) -> Case:
    """Nobody could be reached: with the reason, and as what it is."""
    case = held_open(viewer, case_id, version=version)
    unless(handles(viewer, case))
    standing = standing_of(case)
    if why := rules.why_not_close(standing, reason=reason, without_contact=True):
        refuse(why)
    outcome = Outcome.NO_CONTACT if standing.untold else Outcome(case.outcome)
    return _close(viewer, case, outcome, reason, now)


def _close(viewer: Viewer, case: Case, outcome: Outcome, reason: str, now: datetime) -> Case:
    before = case.state
    change_state(case, CaseState.CLOSED, outcome=outcome)
    case.closed_at, case.reopen_asked_at = now, None
    text = reason.strip()[: rules.REASON_LENGTH]
    why = said(viewer, case, case, now=now, closing=text)["closing"]
    return keep(
        viewer,
        case,
        action="case.closed",
        now=now,
        before=before,
        fields=["closed_at", "reopen_asked_at"],
        changes={"outcome": str(outcome), "why": why},
        why=why,
    )
