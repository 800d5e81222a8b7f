"""What the pages of messages show: a list by filters, one message's history, who to telephone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Prefetch, Q
from django.utils.translation import gettext as _

from dongne.foundation.residents.public import Person, persons_for
from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import NotHere
from dongne.lib.seoul import at_seoul

from ..models import Attempt, Call, Message, Move, Receipt
from ..states import MISSED, MessageState
from .messages import residents_messages

PAGE_LENGTH = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a list is narrowed by; empty: everything. `about` is `<type>:<id>` of a subject."""

    state: str = ""
    event: str = ""
    means: str = ""
    day: date | None = None
    about: str = ""
    person_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Messages of one page, newest first, and the ids where its neighbours begin, or None."""

    rows: list[Message]
    newer: UUID | None = None
    older: UUID | None = None


def message_page(
    viewer: Viewer,
    wanted: Wanted,
    *,
    after: UUID | None = None,
    before: UUID | None = None,
    length: int = PAGE_LENGTH,
) -> Page:
    """One page by keyset: ids are made in the order of time. One statement."""
    rows = residents_messages(viewer).filter(_narrow(wanted))
    if before is not None:
        found = list(rows.filter(pk__gt=before).order_by("id")[: length + 1])
        more, found = len(found) > length, found[:length][::-1]
        return Page(
            rows=found,
            newer=found[0].pk if found and more else None,
            older=found[-1].pk if found else None,
        )
    if after is not None:
        rows = rows.filter(pk__lt=after)
    found = list(rows.order_by("-id")[: length + 1])
    more, found = len(found) > length, found[:length]
    return Page(
        rows=found,
        newer=found[0].pk if found and after is not None else None,
        older=found[-1].pk if found and more else None,
    )


def _narrow(wanted: Wanted) -> Q:
    found = Q()
    for name in ("state", "event", "means"):
        if value := getattr(wanted, name):
            found &= Q(**{name: value})
    if wanted.day is not None:
        start = at_seoul(wanted.day)
        found &= Q(asked_at__gte=start, asked_at__lt=start + timedelta(days=1))
    if wanted.about:
        kind, _colon, key = wanted.about.partition(":")
        found &= Q(about_type=kind, about_id=key)
    if wanted.person_id is not None:
        found &= Q(person_id=wanted.person_id)
    return found


def names_of(viewer: Viewer, messages: list[Message]) -> dict[UUID, str]:
    """Whom each message is to, masked, by its id. At most one statement."""
    keys = {one.person_id for one in messages if one.person_id and not one.name}
    people: dict[UUID, Person] = {}
    if keys:
        people = {person.pk: person for person in persons_for(viewer).filter(pk__in=keys)}
    found: dict[UUID, str] = {}
    for one in messages:
        person = people.get(one.person_id) if one.person_id else None
        sealed = one.name or (person.name if person else None) or one.phone or one.email
        found[one.pk] = str(sealed) if sealed else ""
    return found


def todo_counts(viewer: Viewer) -> tuple[int, int, int]:
    """How many are unknown, were missed, and are letters to print. One statement."""
    rows = residents_messages(viewer).aggregate(
        unknown=Count("pk", filter=Q(state=MessageState.UNKNOWN)),
        missed=Count("pk", filter=Q(state__in=MISSED)),
        letters=Count("pk", filter=Q(means="letter", state="sent", printed_at=None)),
    )
    return rows["unknown"], rows["missed"], rows["letters"]


def message_of(viewer: Viewer, message_id: UUID) -> Message:
    """Raises NotHere."""
    rows = residents_messages(viewer).select_related("asked_by", "decided_by", "again_of", "slip")
    if (message := rows.select_related("slip__batch").filter(pk=message_id).first()) is None:
        raise NotHere(_("메시지를 찾을 수 없습니다."), code="not_found")
    return message


def history_of(viewer: Viewer, message: Message) -> list[Any]:
    """Moves, calls of providers, receipts and telephone calls, in the order of time."""
    found: list[Any] = [
        *Move.objects.for_viewer(viewer).filter(message=message),
        *Attempt.objects.for_viewer(viewer).filter(message=message),
        *Receipt.objects.filter(message=message),
        *Call.objects.for_viewer(viewer).filter(message=message).select_related("officer"),
    ]
    return sorted(found, key=lambda one: getattr(one, "at", None) or one.started_at)


def unknown_messages(viewer: Viewer) -> list[Message]:
    """Those of which nobody knows, the oldest first. One statement."""
    rows = residents_messages(viewer).filter(state=MessageState.UNKNOWN).order_by("id")
    return list(rows[:PAGE_LENGTH])


def missed_messages(viewer: Viewer, *, today: date) -> list[Message]:
    """Those whom nothing reached, with their calls (`calls_made`): due ones first, the oldest
    first; those to be tried on a later day last. Two statements.
    """
    calls = Call.objects.for_viewer(viewer).select_related("officer").order_by("id")
    rows = residents_messages(viewer).filter(state__in=MISSED).order_by("id")
    with_calls = rows.prefetch_related(Prefetch("telephoned", calls, to_attr="calls_made"))
    found = list(with_calls[: PAGE_LENGTH * 4])
    return sorted(found, key=lambda one: (next_try(one) or today) > today)


def next_try(message: Message) -> date | None:
    """The day that the last call of a message from `missed_messages` set for the next."""
    made: list[Call] = message.calls_made  # type: ignore[attr-defined]
    return made[-1].again_on if made else None


def used_events(viewer: Viewer) -> Iterator[str]:
    """Events of which the office has messages, for the filter. One statement by the index."""
    yield from (
        residents_messages(viewer).order_by("event").values_list("event", flat=True).distinct()
    )
