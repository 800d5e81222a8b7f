"""A request in words: what it is, where it stands, by when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from dongne.foundation.deadlines.public import Deadline

from ..models import SubjectRequest
from ..services.requests import number_of
from ..states import RequestState
from ..words import (
    ASKERS,
    GROUNDS,
    OUTCOMES,
    PROOFS,
    REQUEST_LAWS,
    REQUEST_STATES,
    REQUESTS,
)

TONES = {
    RequestState.RECEIVED: "warning",
    RequestState.CHECKED: "info",
    RequestState.ANSWERED: "info",
    RequestState.CLOSED: "success",
    RequestState.WITHDRAWN: "neutral",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    url: str
    number: str
    kind: str
    law: str
    asker: str
    whose: str
    dong: str
    state: str
    tone: str
    outcome: str
    proof: str
    ground: str
    received_at: datetime
    due_at: datetime | None
    is_late: bool


def card_of(row: SubjectRequest, due: Deadline | None, now: datetime) -> Card:
    waits = due is not None and due.ended_at is None
    return Card(
        url=reverse("privacy_request", args=[row.pk]),
        number=number_of(row),
        kind=str(REQUESTS[row.kind]),
        law=str(REQUEST_LAWS[row.kind]),
        asker=str(ASKERS[row.asker]),
        whose=_whose(row),
        dong=row.dong.label,
        state=str(REQUEST_STATES[row.state]),
        tone=TONES[RequestState(row.state)],
        outcome=str(OUTCOMES.get(row.outcome, "")),
        proof=str(PROOFS.get(row.proof, "")),
        ground=str(GROUNDS[row.ground][1]) if row.ground else "",
        received_at=row.received_at,
        due_at=due.due_at if due else None,
        is_late=bool(waits and due and due.due_at and due.due_at < now),
    )


def steps_of(row: SubjectRequest) -> tuple[list[str], int]:
    """Labels, and the next step counted from 1; 0 for what was withdrawn."""
    order = [
        RequestState.RECEIVED,
        RequestState.CHECKED,
        RequestState.ANSWERED,
        RequestState.CLOSED,
    ]
    labels = [str(REQUEST_STATES[state]) for state in order]
    state = RequestState(row.state)
    # What is done is ticked: where it stands is the step that comes next.
    return labels, order.index(state) + 2 if state in order else 0


def _whose(row: SubjectRequest) -> str:
    if row.person is None:
        return _("등록되지 않은 사람")
    return str(row.person.name) if row.person.name else _("파기한 사람")
