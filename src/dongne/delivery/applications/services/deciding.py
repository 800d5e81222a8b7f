"""Accepted, and decided item by item: issued, or refused with a reason and what can be done."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from dongne.delivery.ways.public import Circle
from dongne.foundation.deadlines.public import Outcome
from dongne.foundation.scope.public import Viewer

from ..models import Application, Item
from ..queries.ground import items_of
from ..states import ApplicationState, ItemState, Made
from . import clocks
from .ground import change_state, held_item, held_running, keep, refuse, said
from .matching import require_matched, require_unblocked


@transaction.atomic
def accept(
    viewer: Viewer,
    *,
    application_id: UUID,
    now: datetime,
    identity: str = "",
    version: int | None = None,
) -> Application:
    """접수: the second stamp; the statutory time runs from here. Never refused or put off
    (민원처리법 제9조): what is missing is asked for afterwards.

    `identity` says how the applicant showed who they are (`ways.Identity`). A proxy's letter has to
    have been seen, and a principal whom somebody else typed to be matched with a person. Accepting
    twice is one acceptance. Raises NotHere, Forbidden, Conflict.
    """
    application = held_running(viewer, application_id, version=version)
    if application.state != ApplicationState.SUBMITTED:
        return application
    letter = application.letter
    if application.circle == Circle.PROXY and letter is not None:
        if letter.revoked_at is not None:
            refuse("letter_revoked")
        if letter.checked_at is None:
            refuse("letter_unchecked")
    require_matched(application)
    before = application.state
    change_state(application, ApplicationState.ACCEPTED)
    application.accepted_at = now
    application.identity_seen = identity
    if application.officer_id is None:
        application.officer_id = viewer.officer_id
    fields = ["accepted_at", "identity_seen", "officer", "due_at"]
    if application.made == Made.ELSEWHERE:
        # It is decided there; what is left for us is to bring it.
        application.settled = True
        fields.append("settled")
    else:
        clocks.begin(application, items_of(application), now=now)
    return keep(
        viewer,
        application,
        "application.accepted",
        now=now,
        before=before,
        fields=fields,
        changes={"identity": identity},
    )


@transaction.atomic
def issue_item(
    viewer: Viewer,
    *,
    application_id: UUID,
    item_id: UUID,
    now: datetime,
    pages: int = 1,
    document_number: str = "",
    version: int | None = None,
) -> Application:
    """발급: the result of one service exists, `pages` sheets of it. The last one decided issues the
    application. Raises NotHere, Forbidden, Conflict, Refused."""
    application = _working(viewer, application_id, version)
    item = held_item(application, item_id)
    if item.state != ItemState.PENDING:
        refuse("item_decided")
    require_unblocked(viewer, application)
    if pages < 0 or pages > 10_000:
        refuse("pages_missing")
    texts = said(
        viewer, item, dong_id=application.dong_id, now=now, document_number=document_number[:60]
    )
    item.state, item.issued_at, item.pages = ItemState.ISSUED, now, pages
    item.document_number, item.decided_by_id = texts["document_number"][:60], viewer.officer_id
    item.save(update_fields=["state", "issued_at", "pages", "document_number", "decided_by"])
    clocks.end(item, now=now)
    return _decided(viewer, application, item, "application.item_issued", now, pages=pages)


@transaction.atomic
def refuse_item(
    viewer: Viewer,
    *,
    application_id: UUID,
    item_id: UUID,
    reason: str,
    remedy: str,
    now: datetime,
    version: int | None = None,
) -> Application:
    """거부: with the reason and what can be done about it, in writing (법 제27조제3항)."""
    application = _working(viewer, application_id, version)
    item = held_item(application, item_id)
    if item.state != ItemState.PENDING:
        refuse("item_decided")
    if not reason.strip():
        refuse("reason_missing")
    if not remedy.strip():
        refuse("remedy_missing")
    texts = said(
        viewer,
        item,
        dong_id=application.dong_id,
        now=now,
        reason=reason.strip(),
        remedy=remedy.strip(),
    )
    item.state, item.decided_by_id = ItemState.REFUSED, viewer.officer_id
    item.reason, item.remedy = texts["reason"], texts["remedy"]
    item.save(update_fields=["state", "decided_by", "reason", "remedy"])
    clocks.end(item, outcome=Outcome.RETURNED, now=now)
    return _decided(viewer, application, item, "application.item_refused", now)


def issue_all(
    viewer: Viewer, *, application_id: UUID, now: datetime, pages: int = 1
) -> Application:
    """Everything that is not decided yet, so many pages each."""
    with transaction.atomic():
        application = _working(viewer, application_id, None)
        for item in items_of(application):
            if item.state == ItemState.PENDING:
                application = issue_item(
                    viewer,
                    application_id=application_id,
                    item_id=item.pk,
                    pages=pages * item.copies,
                    now=now,
                )
        return application


def _working(viewer: Viewer, application_id: UUID, version: int | None) -> Application:
    application = held_running(viewer, application_id, version=version)
    if application.state == ApplicationState.SUBMITTED:
        refuse("accept_first")
    if application.state == ApplicationState.SUPPLEMENT:
        refuse("supplement_first")
    if application.state != ApplicationState.ACCEPTED:
        refuse("item_decided")
    return application


def _decided(
    viewer: Viewer,
    application: Application,
    item: Item,
    action: str,
    now: datetime,
    *,
    pages: int = 0,
) -> Application:
    """With the last one the application is decided too: issued, if anything of it was."""
    before = application.state
    states = {one.state for one in items_of(application)}
    fields: list[str] = []
    if ItemState.PENDING not in states:
        issued = ItemState.ISSUED in states
        change_state(application, ApplicationState.ISSUED if issued else ApplicationState.REFUSED)
        application.issued_at = now
        fields = ["issued_at"]
    told = {"service": item.service} | ({"pages": pages} if pages else {})
    return keep(viewer, application, action, now=now, before=before, fields=fields, changes=told)


def may_be_taken(application: Application) -> bool:
    """Whether nothing is left to pay. What was exempt or waived is settled."""
    return application.settled or application.fee == 0
