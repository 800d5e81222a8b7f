"""How it goes to whoever asked for it, and how it ends."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from dongne.delivery.channels.public import channels_of
from dongne.delivery.ways.public import (
    Circle,
    fits,
    may_be_given_there,
)
from dongne.foundation.deadlines.public import Outcome
from dongne.foundation.residents.public import blocked_from
from dongne.foundation.scope.public import Viewer, ViewerKind

from .. import rules
from ..models import Application
from ..permissions import is_applicant
from ..queries.ground import items_of, service_of_item
from ..queries.receiving import asker_of
from ..states import ON_ITS_WAY, ApplicationState, Made
from ..subjects import is_underway
from . import clocks
from .destinations import keep_destination
from .ground import change_state, held, held_running, keep, refuse, said
from .letter_uses import use_letter
from .submitting import person_of

NOBODY = rules.Who()


@transaction.atomic
def change_receive(
    viewer: Viewer,
    *,
    application_id: UUID,
    receive: str,
    now: datetime,
    receive_site: UUID | None = None,
    receiver: rules.Who = NOBODY,
    promised_at: datetime | None = None,
    version: int | None = None,
) -> Application:
    """Another way to have it, until it is on its way. By staff or by the applicant."""
    application = held_running(viewer, application_id, version=version, own=True)
    if application.state in ON_ITS_WAY and is_underway(application.pk):
        refuse("underway")
    if application.state in (ApplicationState.HANDED_OVER, ApplicationState.REFUSED):
        refuse("over")
    known = channels_of(application.dong_id)
    if receive not in known:
        refuse("receive_unknown")
    takes = asker_of(
        application.channel,
        Circle(application.circle),
        letter=application.letter_id is not None,
    )
    for item in items_of(application):
        service = service_of_item(item)
        if service is None:
            refuse("not_this_way")
        if application.made == Made.ELSEWHERE:
            verdict = may_be_given_there(known, service, receive, takes, copies=item.copies)
        else:
            verdict = fits(known, service, application.channel, receive, takes, copies=item.copies)
        if not verdict.allowed:
            refuse("not_this_way")
    fields = ["receive", "receive_site", "promised_at"]
    before = (application.receive, application.receive_site)
    application.receive, application.receive_site = receive, receive_site
    if promised_at is not None:
        application.promised_at = promised_at
    if receiver.is_somebody:
        person = person_of(
            viewer, receiver, application.dong_id, now, language=application.language
        )
        if application.principal_id and blocked_from(
            person_id=application.principal_id, by_person_id=person.pk
        ):
            refuse("blocked" if viewer.kind is ViewerKind.OFFICER else "ask_office")
        application.receiver = person
        fields.append("receiver")
    elif before == (receive, receive_site):
        refuse("same_way")
    keep_destination(application, receiver, now=now)
    state = application.state
    if state == ApplicationState.READY:
        change_state(application, ApplicationState.ISSUED)
    keep(
        viewer,
        application,
        "application.receive_changed",
        now=now,
        before=state,
        fields=fields,
        changes={"receive": [before[0], receive]},
    )
    # Its bag may lie where it is fetched from now: then it is ready again.
    application.refresh_from_db(fields=["state", "ready_at", "version", "updated_at"])
    return application


@transaction.atomic
def withdraw(
    viewer: Viewer,
    *,
    application_id: UUID,
    reason: str,
    now: datetime,
    version: int | None = None,
) -> Application:
    """취하, at the applicant's wish, until it was handed over (법 제22조제2항)."""
    application = held_running(viewer, application_id, version=version, own=True)
    if not reason.strip() and not is_applicant(viewer):
        refuse("reason_missing")
    if application.state in ON_ITS_WAY and is_underway(application.pk):
        refuse("underway")
    before = application.state
    change_state(application, ApplicationState.WITHDRAWN)
    texts = said(
        viewer, application, dong_id=application.dong_id, now=now, reason=reason.strip()[:2000]
    )
    application.reason, application.closed_at = texts["reason"], now
    for item in items_of(application):
        clocks.end(item, outcome=Outcome.WITHDRAWN, now=now)
    return keep(
        viewer,
        application,
        "application.withdrawn",
        now=now,
        before=before,
        fields=["reason", "closed_at"],
        why=application.reason,
    )


@transaction.atomic
def mark_ready(viewer: Viewer, *, application_id: UUID, now: datetime) -> Application:
    """It lies at the chosen place. Told by whoever carries it; again does nothing."""
    application = held(viewer, application_id, own=True)
    if application.state == ApplicationState.READY:
        return application
    before = application.state
    change_state(application, ApplicationState.READY)
    application.ready_at = now
    return keep(
        viewer, application, "application.ready", now=now, before=before, fields=["ready_at"]
    )


@transaction.atomic
def mark_back(viewer: Viewer, *, application_id: UUID, now: datetime, why: str = "") -> Application:
    """It was not fetched there and lies in the office again."""
    application = held(viewer, application_id, own=True)
    if application.state == ApplicationState.ISSUED:
        return application
    before = application.state
    change_state(application, ApplicationState.ISSUED)
    return keep(viewer, application, "application.back", now=now, before=before, why=why)


@transaction.atomic
def mark_handed(
    viewer: Viewer,
    *,
    application_id: UUID,
    now: datetime,
    to_person_id: UUID | None = None,
    identity: str = "",
) -> Application:
    """Whoever may be given it has it; with it the application is over. Again does nothing."""
    application = held(viewer, application_id, own=True)
    if application.handed_at is not None:
        return application
    before = application.state
    change_state(application, ApplicationState.HANDED_OVER)
    application.handed_at = now
    letter = application.letter
    if letter is not None and letter.may_receive:
        use_letter(viewer, letter, application=application, what="receive", now=now)
    keep(
        viewer,
        application,
        "application.handed_over",
        now=now,
        before=before,
        fields=["handed_at"],
        changes={"identity": identity},
    )
    return close(viewer, application_id=application_id, now=now)


@transaction.atomic
def close(viewer: Viewer, *, application_id: UUID, now: datetime) -> Application:
    """Handed over, refused and told, or destroyed: nothing is left to do."""
    application = held(viewer, application_id, own=True)
    before = application.state
    if before == ApplicationState.CLOSED:
        return application
    change_state(application, ApplicationState.CLOSED)
    application.closed_at = now
    return keep(
        viewer, application, "application.closed", now=now, before=before, fields=["closed_at"]
    )


@transaction.atomic
def mark_destroyed(viewer: Viewer, *, application_id: UUID, now: datetime) -> Application:
    """Not fetched fifteen days after it was due, and destroyed with a record (영 제25조제4항)."""
    application = held(viewer, application_id)
    before = application.state
    change_state(application, ApplicationState.UNCOLLECTED)
    keep(viewer, application, "application.destroyed", now=now, before=before)
    return close(viewer, application_id=application_id, now=now)
