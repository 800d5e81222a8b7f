"""Opening what lies sealed in a message: for a stated purpose, with a row in the log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from dongne.foundation.openings.public import record_opening
from dongne.foundation.residents.public import persons_for
from dongne.foundation.scope.public import Viewer
from dongne.foundation.vault.public import Broken, KeyGone

from ..models import Attempt, Message
from ..queries.pages import message_of
from .letters import whose_of


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedMessage:
    """What was opened, in the clear; what a lost key keeps closed is empty."""

    message: Message
    name: str
    to: str
    subject: str
    body: str

    def __repr__(self) -> str:
        return f"<OpenedMessage {self.message.pk}>"


CONTACT = ("name", "phone", "second_phone")


@transaction.atomic
def open_message(viewer: Viewer, *, message_id: UUID, purpose: str, now: datetime) -> OpenedMessage:
    """To whom it went and what it said. Raises NotHere, or Refused without a purpose."""
    message = message_of(viewer, message_id)
    person = _person(viewer, message)
    attempts = Attempt.objects.for_viewer(viewer).filter(message=message).exclude(sent_to=None)
    attempt = attempts.order_by("number").last()
    given = message.phone or message.email or message.address
    opened = OpenedMessage(
        message=message,
        name=_read(message.name) or (_read(person.name) if person else ""),
        to=_read(attempt.sent_to) if attempt is not None else _read(given),
        subject=_read(message.subject),
        body=_read(message.body),
    )
    record_opening(
        viewer,
        subject=message,
        whose=whose_of(message),
        columns=["name", "sent_to", "subject", "body"],
        purpose=purpose,
        now=now,
        dong_id=message.dong_id,
    )
    return opened


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedNumber:
    """Whom to telephone, and on which numbers."""

    name: str
    numbers: tuple[str, ...]

    def __repr__(self) -> str:
        return "<OpenedNumber>"


@transaction.atomic
def open_number(viewer: Viewer, *, message_id: UUID, now: datetime) -> OpenedNumber:
    """The telephone number of somebody whom nothing reached; logged with the purpose `contact`."""
    message = message_of(viewer, message_id)
    person = _person(viewer, message)
    numbers = [_read(message.phone)]
    if person is not None:
        numbers += [_read(person.phone), _read(person.second_phone)]
    name = _read(message.name) or (_read(person.name) if person else "")
    record_opening(
        viewer,
        subject=message,
        whose=whose_of(message),
        columns=CONTACT,
        purpose="contact",
        now=now,
        dong_id=message.dong_id,
    )
    return OpenedNumber(name=name, numbers=tuple(dict.fromkeys(n for n in numbers if n)))


def _person(viewer: Viewer, message: Message):  # type: ignore[no-untyped-def]
    if message.person_id is None:
        return None
    return persons_for(viewer).filter(pk=message.person_id).first()


def _read(sealed: object) -> str:
    if not sealed:
        return ""
    try:
        return str(sealed.reveal())  # type: ignore[attr-defined]
    except (KeyGone, Broken):
        return ""
