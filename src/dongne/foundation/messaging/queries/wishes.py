"""Whether somebody wants, and may get, a message."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from dongne.foundation.residents.public import blocked_from
from dongne.foundation.scope.public import SYSTEM

from ..models import Message, OptOut, QuietHours
from ..reasons import Addressee, is_stopped_for
from ..rules import WAITS_FOR_MORNING, quiet_until
from ..states import DUTY, Means


def has_opted_out(message: Message, *, phone: str = "", email: str = "") -> bool:
    """Whether the recipient of a held message, or the number it would go to, wants none of it."""
    if message.kind == DUTY or message.officer_id is not None or message.dong_id is None:
        return False
    who = Q()
    if message.person_id is not None:
        who |= Q(person_id=message.person_id)
    if phone:
        who |= Q(phone_key__in=OptOut.keyed("phone_key", phone))
    if email:
        who |= Q(email_key__in=OptOut.keyed("email_key", email))
    if not who:
        return False
    return (
        OptOut.objects.for_viewer(SYSTEM)
        .filter(who, dong_id=message.dong_id, kind__in=["", message.kind], until=None)
        .exists()
    )


def is_stopped(message: Message) -> bool:
    """Whether the recipient's data may not be worked with (개인정보 보호법 제37조).

    What an office must tell goes all the same (제37조제2항제1호), and what goes to staff.
    """
    if message.kind == DUTY or message.officer_id is not None:
        return False
    return is_stopped_for(
        Addressee(
            dong_id=message.dong_id,
            person_id=message.person_id,
            phone=message.phone.reveal() if message.phone else "",
            email=message.email.reveal() if message.email else "",
        )
    )


def is_kept_away(message: Message) -> bool:
    """Whether the recipient is a relative who must learn nothing of whom the message concerns."""
    if message.concerns is None or message.concerns == message.person_id:
        return False
    return blocked_from(
        person_id=message.concerns,
        by_person_id=message.person_id,
        officer_id=message.officer_id,
        name=message.name.reveal() if message.name else "",
        phone=message.phone.reveal() if message.phone else "",
    )


def waits_until(message: Message, moment: datetime) -> datetime | None:
    """The end of the quiet hours that hold the message back at `moment`; None where none do."""
    if message.urgent or Means(message.means) not in WAITS_FOR_MORNING:
        return None
    hours = QuietHours.objects.for_viewer(SYSTEM).filter(dong_id=message.dong_id or 0).first()
    hours = hours or QuietHours()
    return quiet_until(moment, starts=hours.starts, ends=hours.ends) if hours.is_on else None
