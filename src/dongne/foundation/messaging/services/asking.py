"""Asking for a message: one row and one job in the caller's transaction."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import record
from dongne.foundation.jobs.public import defer
from dongne.foundation.residents.public import Person
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import Refused

from ..channels import Envelope
from ..models import Message
from ..occasions import MessageEvent, event_of
from ..queries.notices import wants_push
from ..queries.routes import routes_of
from ..queries.texts import own_templates, words_of
from ..queries.wishes import has_opted_out, is_kept_away, is_stopped, waits_until
from ..states import STATE_AFTER, Means, MessageState
from .moving import began, move

SEND = "messaging.send"
"""The job that hands one message over."""

USUAL = (Means.ALIMTALK, Means.SMS, Means.EMAIL, Means.LETTER)
"""Cheapest first; a means that does not lead to the recipient is passed over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """A person, an officer, or addresses given by hand. `name` goes on an envelope."""

    person_id: UUID | None = None
    officer_id: int | None = None
    phone: str = ""
    email: str = ""
    address: str = ""
    name: str = ""
    language: str = "ko"


@transaction.atomic
def ask(
    viewer: Viewer,
    *,
    event: str,
    to: Recipient,
    values: Mapping[str, str],
    dong_id: int | None,
    now: datetime,
    about: models.Model | None = None,
    concerns: UUID | None = None,
    link: str = "",
    once: str = "",
    by: Sequence[Means] | None = None,
    urgent: bool = False,
) -> Message:
    """The message that tells `to` of `event`; a job sends it after the transaction.

    The same `once` answers the same message, never a second one, also when two ask at the same
    moment. `concerns` is the person of whom it tells: relatives who are kept from them get
    nothing. Where `about` is a person, or a row of one (`person_id`), it is that person unless
    another is named. `link` is a path inside the program, for officers. Raises Refused where a
    field of the text is missing, or nothing leads to the recipient.
    """
    if once and (known := _known(dong_id, once)):
        return known
    occasion = event_of(event)
    ways = _ways(occasion, to, by)
    if not ways:
        raise Refused(
            _("받는 분의 연락처가 없습니다. 전화번호나 주소를 넣어 주세요."), code="no_way"
        )
    words = words_of(
        occasion,
        means=ways[0],
        language=to.language,
        values=values,
        own=own_templates(dong_id=dong_id, event=event, language=to.language),
    )
    message = Message(
        dong_id=dong_id,
        event=event,
        kind=occasion.kind,
        person_id=to.person_id,
        concerns=concerns or _person_of(about),
        officer_id=to.officer_id,
        name=to.name,
        phone=to.phone,
        email=to.email,
        address=to.address,
        language=to.language,
        means=ways[0],
        ways=ways[1:],
        subject=words.subject,
        body=words.body,
        values=json.dumps(dict(values), ensure_ascii=False),
        template_version=words.version,
        once=once,
        about_type=about._meta.label_lower if about is not None else "",
        about_id=str(about.pk) if about is not None else "",
        link=link,
        urgent=urgent or occasion.urgent,
        asked_at=now,
        asked_by_id=viewer.officer_id,
        changed_at=now,
        good_until=now + occasion.good_for if occasion.good_for else None,
    )
    return store(viewer, message, now=now)


def store(viewer: Viewer, message: Message, *, now: datetime) -> Message:
    """The row, its first moves, its audit row, and the job or the hour that it waits for."""
    states = [MessageState.ASKED]
    if is_kept_away(message):
        states.append(MessageState.CANCELLED)
        message.why = "kept_away"
    elif is_stopped(message):
        states.append(MessageState.CANCELLED)
        message.why = "stopped"
    elif has_opted_out(
        message,
        phone=message.phone.reveal() if message.phone else "",
        email=message.email.reveal() if message.email else "",
    ):
        states.append(MessageState.CANCELLED)
        message.why = "opted_out"
    elif (morning := waits_until(message, now)) is not None:
        message.not_before = message.due_at = morning
        message.why = "quiet_hours"
    else:
        states.append(MessageState.QUEUED)
        message.due_at = now
    message.state = states[-1]
    if message.once:
        # Of two that ask at the same moment the second waits here for the first, then has none.
        rows = Message.objects.bulk_create([message], ignore_conflicts=True)
        if not (Message.objects.for_viewer(SYSTEM).filter(pk=rows[0].pk).exists()):
            return _known(message.dong_id, message.once) or message
    else:
        message.save(force_insert=True)
    began(message, now=now, by=viewer, states=states)
    record(
        viewer,
        action="message.asked",
        subject=message,
        now=now,
        dong_id=message.dong_id,
        changes={"event": message.event, "means": message.means, "about": message.about_id},
    )
    if message.state == MessageState.QUEUED:
        if message.means == Means.NOTICE:
            _into_the_list(message, now=now)
            _beside_it(viewer, message, now=now)
        else:
            defer(SEND, message_id=message.pk)
    return message


def _into_the_list(message: Message, *, now: datetime) -> None:
    """A notice is a row: it is there with the transaction that asks for it."""
    for route in routes_of(message.dong_id)[Means.NOTICE]:
        move(message, MessageState.SENDING, why="", now=now)
        answer = route.channel.send(in_house_envelope(message), now=now)
        message.provider, message.sent_at = route.channel.name, now
        move(
            message,
            STATE_AFTER[answer.outcome],
            why=answer.code,
            now=now,
            columns=("provider", "sent_at"),
        )
        return


def in_house_envelope(message: Message) -> Envelope:
    """What a provider in the house is given: it reads the rest from the row."""
    return Envelope(
        id=message.pk,
        means=Means(message.means),
        to="",
        subject="",
        body="",
        officer_id=message.officer_id,
        asked_at=message.asked_at,
    )


def _beside_it(viewer: Viewer, notice: Message, *, now: datetime) -> None:
    """The same as a push to the browsers that the officer has registered, if any."""
    if notice.officer_id is None or not wants_push(notice.officer_id, notice.event):
        return
    push = Message(
        dong_id=notice.dong_id,
        event=notice.event,
        kind=notice.kind,
        concerns=notice.concerns,
        officer_id=notice.officer_id,
        language=notice.language,
        means=Means.PUSH,
        ways=[],
        subject=notice.subject.reveal() if notice.subject else "",
        body=notice.body.reveal() if notice.body else "",
        values=notice.values.reveal(),
        once=f"push:{notice.pk}",
        about_type=notice.about_type,
        about_id=notice.about_id,
        link=notice.link,
        urgent=notice.urgent,
        asked_at=now,
        asked_by_id=notice.asked_by_id,
        changed_at=now,
        good_until=notice.good_until,
    )
    store(viewer, push, now=now)


def _person_of(about: models.Model | None) -> UUID | None:
    """The person that the subject of a message is, or belongs to."""
    found = about.pk if isinstance(about, Person) else getattr(about, "person_id", None)
    return found if isinstance(found, UUID) else None


def _known(dong_id: int | None, once: str) -> Message | None:
    return Message.objects.for_viewer(SYSTEM).filter(Q(dong_id=dong_id), once=once).first()


def _ways(event: MessageEvent, to: Recipient, by: Sequence[Means] | None) -> list[Means]:
    """The means that may lead to the recipient, in order. A person's are looked up when sending."""
    if to.officer_id is not None:
        return list(by or [Means.NOTICE])
    wanted = list(by or event.means or USUAL)
    if to.person_id is not None:
        return wanted
    given = {
        Means.SMS: to.phone,
        Means.ALIMTALK: to.phone,
        Means.EMAIL: to.email,
        Means.LETTER: to.address,
    }
    return [means for means in wanted if given.get(means, means is Means.OUTBOX)]
