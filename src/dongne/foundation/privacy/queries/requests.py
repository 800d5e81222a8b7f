"""Requests of persons: lists, one of them, when it is due, and all that is held of a person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from dongne.foundation.deadlines.public import Deadline, deadlines_for
from dongne.foundation.messaging.public import Addressee
from dongne.foundation.openings.public import Deed, Opening
from dongne.foundation.residents.public import Held, Person, held_of
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import NotHere

from ..models import SubjectRequest
from ..states import Outcome, RequestKind, RequestState

KIND = "privacy.request"
"""The kind of its time-limit."""
WAITING = (RequestState.RECEIVED, RequestState.CHECKED, RequestState.ANSWERED)
OPEN = (RequestState.RECEIVED, RequestState.CHECKED)


def requests_for(viewer: Viewer) -> QuerySet[SubjectRequest]:
    return SubjectRequest.objects.for_viewer(viewer).select_related(
        "dong__district", "person", "received_by", "checked_by", "answered_by"
    )


def find_request(viewer: Viewer, request_id: Any) -> SubjectRequest:
    """Raises NotHere; also where the person is kept from the viewer."""
    found = requests_for(viewer).filter(pk=request_id).first()
    if found is None:
        raise NotHere(_("요구를 찾을 수 없습니다."), code="request_not_found")
    return found


def dues_of(viewer: Viewer, requests: Iterable[SubjectRequest]) -> dict[UUID, Deadline]:
    """The running time of each, by the request's key. One statement."""
    keys = [str(row.pk) for row in requests]
    rows = (
        deadlines_for(viewer)
        .filter(kind=KIND, subject_type=SubjectRequest._meta.label_lower, subject_id__in=keys)
        .order_by("received_at", "id")
    )
    return {UUID(row.subject_id): row for row in rows}


def overdue_requests(viewer: Viewer, now: datetime) -> int:
    """How many wait longer than the statute allows. One statement."""
    return deadlines_for(viewer).filter(kind=KIND, ended_at=None, due_at__lt=now).count()


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldOfPerson:
    """What the office holds besides the person's own columns, and who looked at those."""

    things: Sequence[tuple[str, Sequence[Held]]]
    openings: Sequence[Opening]
    more_openings: int
    sent: Sequence[Opening]


MOST_OPENINGS = 200


def held_of_person(viewer: Viewer, person_id: UUID) -> HeldOfPerson:
    """For the answer to a request: every registered holder, and the log of this person."""
    rows = (
        Opening.objects.for_viewer(SYSTEM)
        .filter(whose=f"resident:{person_id}")
        .order_by("-at", "-id")
    )
    looked = rows.exclude(deed__in=[Deed.SENT, Deed.EXPORTED])
    seen = list(looked[: MOST_OPENINGS + 1])
    return HeldOfPerson(
        things=held_of(viewer, person_id),
        openings=seen[:MOST_OPENINGS],
        more_openings=max(0, looked.count() - MOST_OPENINGS) if len(seen) > MOST_OPENINGS else 0,
        sent=list(rows.filter(deed__in=[Deed.SENT, Deed.EXPORTED])[:MOST_OPENINGS]),
    )


def stopped(viewer: Viewer, person_ids: Iterable[UUID]) -> set[UUID]:
    """Whose data may not be worked with, because they asked for it and it was granted."""
    rows = _stops(viewer).filter(person__in=list(person_ids))
    return {key for key in rows.values_list("person", flat=True) if key}


def has_stopped(to: Addressee) -> bool:
    """The same for whom a message would go to; a number or address given by hand is looked for
    among the persons of the dong. At most one statement."""
    who = Q(person=to.person_id) if to.person_id is not None else Q()
    if to.person_id is None and to.phone:
        for column in ("phone_key", "second_phone_key"):
            who |= Q(**{f"person__{column}__in": Person.keyed(column, to.phone)})
    if to.person_id is None and to.email:
        who |= Q(person__email_key__in=Person.keyed("email_key", to.email))
    if not who:
        return False
    rows = _stops(SYSTEM).filter(who)
    return rows.filter(dong=to.dong_id).exists() if to.person_id is None else rows.exists()


def _stops(viewer: Viewer) -> QuerySet[SubjectRequest]:
    return SubjectRequest.objects.for_viewer(viewer).filter(
        kind=RequestKind.STOP,
        state=RequestState.CLOSED,
        outcome__in=[Outcome.GRANTED, Outcome.PARTLY],
    )
