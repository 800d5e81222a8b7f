"""One's own appointment: found by number and secret, or by number and telephone."""

from __future__ import annotations

import hmac
from uuid import UUID

from django.db.models import QuerySet

from dongne.foundation.gate.public import Reached
from dongne.foundation.residents.public import Person
from dongne.foundation.scope.public import SYSTEM
from dongne.foundation.vault.public import lasting_digests
from dongne.lib.reference_numbers import tidy_number

from ..models import Appointment

USE = "counters.appointment"


def digest_of(secret: bytes, appointment_id: UUID) -> bytes:
    """32 bytes; with the key that holds now."""
    return digests_of(secret, appointment_id)[0]


def digests_of(secret: bytes, appointment_id: UUID) -> list[bytes]:
    return lasting_digests(appointment_id.bytes + secret, use=USE)


def appointments() -> QuerySet[Appointment]:
    return Appointment.objects.for_viewer(SYSTEM).select_related(
        "session__outreach__site", "session__outreach__dong__district", "person"
    )


def own_appointment(appointment_id: UUID) -> Appointment | None:
    return appointments().filter(pk=appointment_id).first()


def key_by_secret(number: str, secret: bytes) -> UUID | None:
    found = _numbered(number)
    key = found.pk if found else UUID(int=0)
    stored = bytes(found.digest) if found and found.digest else b""
    fits = [hmac.compare_digest(stored, one) for one in digests_of(secret, key)]
    return key if found is not None and any(fits) else None


def reached_by(number: str, contact: str) -> Reached | None:
    """None where that is not the telephone that was left."""
    found = _numbered(number)
    keys = {bytes(key) for key in Person.keyed("phone_key", contact)} if contact else set()
    if found is None or found.person is None or found.person.phone_key is None:
        return None
    if bytes(found.person.phone_key) not in keys:
        return None
    return Reached(
        key=found.pk,
        dong_id=found.session.outreach.dong_id,
        phone=contact,
        language=found.language,
    )


def _numbered(text: str) -> Appointment | None:
    number = tidy_number(text)
    return appointments().filter(number=number).first() if number else None
