"""Taking a message for one call of a provider: by one worker, written down before the call."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from dongne.foundation.residents.public import reveal_contact
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import NotHere

from ..channels import Channel, Envelope
from ..models import Attempt, Message
from ..occasions import event_of
from ..queries.routes import Route, routes_of
from ..queries.texts import Words, own_templates, words_of
from ..queries.wishes import has_opted_out, is_kept_away, is_stopped, waits_until
from ..rules import TRIAL_AFTER
from ..states import Means, MessageState
from .health import may_be_called
from .moving import move

POSTPONED = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Claimed:
    """A message that this worker, and nobody else, may hand over, once."""

    channel: Channel
    account: str
    envelope: Envelope
    attempt_id: UUID
    number: int


@transaction.atomic
def claim(viewer: Viewer, *, message_id: UUID, now: datetime) -> Claimed | None:
    """Take a queued message: SENDING and its attempt are stored when this returns.

    None where it is not to be sent (now): another worker has it, it waits, or it has ended.
    """
    message = _queued(message_id)
    if message is None:
        return None
    if why := _why_never(message, now):
        move(message, MessageState.CANCELLED, why=why, now=now)
        return None
    if (morning := waits_until(message, now)) is not None:
        message.not_before = message.due_at = morning
        columns = ("not_before", "due_at")
        move(message, MessageState.ASKED, why="quiet_hours", now=now, columns=columns)
        return None
    routes = routes_of(message.dong_id)
    chosen = _choose(message, routes, now)
    if isinstance(chosen, str):
        _none_chosen(message, chosen, now)
        return None
    return _begin(message, chosen, now)


@transaction.atomic
def postpone(viewer: Viewer, *, message_id: UUID, why: str, now: datetime) -> None:
    """Try a queued message again later."""
    message = _queued(message_id)
    if message is not None:
        message.due_at = now + POSTPONED
        move(message, MessageState.TEMPORARY_FAILURE, why=why, now=now, columns=("due_at",))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chosen:
    means: Means
    left: list[Means]
    route: Route
    to: str
    words: Words


def _queued(message_id: UUID) -> Message | None:
    """Held, unless another worker holds it, or it is not in the queue."""
    return (
        Message.objects.for_viewer(SYSTEM)
        .select_for_update(of=("self",), no_key=True, skip_locked=True)
        .filter(pk=message_id, state=MessageState.QUEUED)
        .first()
    )


def _why_never(message: Message, now: datetime) -> str:
    if message.good_until is not None and message.good_until <= now:
        return "expired"
    if is_kept_away(message):
        return "kept_away"
    if is_stopped(message):
        return "stopped"
    if has_opted_out(message):
        return "opted_out"
    return ""


def _choose(message: Message, routes: dict[Means, list[Route]], now: datetime) -> _Chosen | str:
    """The first means with an address and a provider that is well; else why there is none.

    A letter takes days and money: it is no way around a provider that is down for an hour.
    """
    own = None
    waiting = ""
    ways = [Means(message.means), *(Means(way) for way in message.ways)]
    for place, means in enumerate(ways):
        if waiting and means is Means.LETTER:
            break
        to = _address(message, means, now)
        if to is None:
            continue
        if means in {Means.SMS, Means.ALIMTALK} and has_opted_out(message, phone=to):
            return "opted_out"
        if means is Means.EMAIL and has_opted_out(message, email=to):
            return "opted_out"
        if own is None:
            own = own_templates(
                dong_id=message.dong_id, event=message.event, language=message.language
            )
        words = words_of(
            event_of(message.event),
            means=means,
            language=message.language,
            values=json.loads(message.values.reveal()),
            own=own,
        )
        if means is Means.ALIMTALK and not words.code:
            # Business messages go by texts that were approved beforehand, or not at all.
            continue
        for route in routes[means]:
            if may_be_called(route, now=now):
                return _Chosen(means=means, left=ways[place + 1 :], route=route, to=to, words=words)
        waiting = "providers_down"
    return waiting or "no_way"


def _address(message: Message, means: Means, now: datetime) -> str | None:
    """Where the means leads to; None where it leads nowhere."""
    if means in {Means.NOTICE, Means.PUSH}:
        return "" if message.officer_id is not None else None
    if means is Means.OUTBOX:
        return ""
    given = {
        Means.SMS: message.phone,
        Means.ALIMTALK: message.phone,
        Means.EMAIL: message.email,
        Means.LETTER: message.address,
    }[means]
    if given:
        return str(given.reveal())
    if message.person_id is None:
        return None
    asked = Means.SMS if means is Means.ALIMTALK else means
    try:
        return reveal_contact(SYSTEM, person_id=message.person_id, means=asked, now=now) or None
    except NotHere:
        return None


def _none_chosen(message: Message, why: str, now: datetime) -> None:
    if why == "providers_down":
        message.due_at = now + TRIAL_AFTER
        move(message, MessageState.TEMPORARY_FAILURE, why=why, now=now, columns=("due_at",))
    elif why == "opted_out":
        move(message, MessageState.CANCELLED, why=why, now=now)
    else:
        move(message, MessageState.PERMANENT_FAILURE, why=why, now=now)


def _begin(message: Message, chosen: _Chosen, now: datetime) -> Claimed:
    channel = chosen.route.channel
    if message.means != chosen.means:
        message.means, message.tries = chosen.means, 0
    message.ways = chosen.left
    message.subject, message.body = chosen.words.subject, chosen.words.body
    message.template_version = chosen.words.version
    message.provider, message.reference = channel.name, ""
    message.attempts += 1
    message.tries += 1
    message.claimed_at = now
    move(
        message,
        MessageState.SENDING,
        why="",
        now=now,
        columns=(
            "means",
            "ways",
            "subject",
            "body",
            "template_version",
            "provider",
            "reference",
            "attempts",
            "tries",
            "claimed_at",
        ),
    )
    attempt = Attempt.objects.create(
        message=message,
        number=message.attempts,
        means=chosen.means,
        provider=chosen.route.account,
        sent_to=chosen.to,
        started_at=now,
    )
    return Claimed(
        channel=channel,
        account=chosen.route.account,
        envelope=envelope_of(message, to=chosen.to, route=chosen.route, code=chosen.words.code),
        attempt_id=attempt.pk,
        number=attempt.number,
    )


def envelope_of(message: Message, *, to: str, route: Route, code: str = "") -> Envelope:
    """What the provider is given for this message."""
    return Envelope(
        id=message.pk,
        means=Means(message.means),
        to=to,
        name=message.name.reveal() if message.name else "",
        subject=message.subject.reveal() if message.subject else "",
        body=message.body.reveal() if message.body else "",
        language=message.language,
        link=message.link,
        template=code,
        values=json.loads(message.values.reveal()),
        sender=route.sender,
        options=route.options,
        secret=route.secret,
        officer_id=message.officer_id,
        asked_at=message.asked_at,
    )
