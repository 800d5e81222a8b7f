"""Signing in without an account: a code to the telephone that the office knows.

Known and unknown numbers are answered alike, in the same time (`gate.give_code`).
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from dongne.foundation.audit.public import record
from dongne.foundation.gate.public import check_code, give_code
from dongne.foundation.messaging.public import Recipient
from dongne.foundation.residents.public import Unfit, tidy_phone
from dongne.foundation.scope.public import SYSTEM, Viewer, volunteer_viewer

from ..models import Courier, SignIn
from ..queries import couriers_of_phone, digest_of

PURPOSE = "couriers.sign_in"
_SEEN_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """`token` goes into the cookie and is nowhere else. `others`: couriers of the same number."""

    courier: Courier
    token: str
    others: tuple[Courier, ...] = ()


def send_code(viewer: Viewer, *, phone: str, now: datetime) -> None:
    """A code to that telephone if a courier's it is. Raises gate.TooMany, for all alike."""
    plain = plain_phone(phone)
    found = couriers_of_phone(plain)
    person = found[0].person if found else None
    give_code(
        viewer,
        to=Recipient(phone=plain, language=person.language) if person else None,
        purpose=PURPOSE,
        subject=plain,
        dong_id=found[0].dong_id if found else None,
        now=now,
    )


@transaction.atomic
def sign_in(viewer: Viewer, *, phone: str, code: str, now: datetime) -> SignedIn | None:
    """None for a wrong or used code, five of which lock the number for fifteen minutes."""
    plain = plain_phone(phone)
    if not check_code(viewer, purpose=PURPOSE, subject=plain, code=code, now=now):
        return None
    found = couriers_of_phone(plain)
    if not found:
        return None
    return _begin(viewer, found[0], tuple(found[1:]), now)


@transaction.atomic
def switch(viewer: Viewer, *, sign_in_id: UUID, courier_id: UUID, now: datetime) -> SignedIn | None:
    """The other of two who share a telephone. None where they do not."""
    current = (
        SignIn.objects.for_viewer(SYSTEM)
        .select_for_update(of=("self",))
        .select_related("courier__person")
        .get(pk=sign_in_id)
    )
    shared = sharing(current.courier)
    wanted = next((one for one in shared if one.pk == courier_id), None)
    if wanted is None or current.ended_at is not None:
        return None
    current.ended_at = now
    current.save(update_fields=["ended_at"])
    return _begin(viewer, wanted, (), now)


def sharing(courier: Courier) -> list[Courier]:
    """Couriers with the same telephone, without the one who asks."""
    person = courier.person
    if person is None or person.phone_key is None:
        return []
    return list(
        Courier.objects.for_viewer(SYSTEM)
        .filter(
            person__phone_key=bytes(person.phone_key),
            ended_at=None,
            consented_on__isnull=False,
        )
        .exclude(pk=courier.pk)
        .select_related("person", "dong")
    )


@transaction.atomic
def sign_out(viewer: Viewer, *, sign_in_id: UUID, now: datetime) -> None:
    """Ended at once; the cookie opens nothing any more."""
    rows = SignIn.objects.for_viewer(SYSTEM).filter(pk=sign_in_id, ended_at=None)
    found = rows.select_related("courier").first()
    if found is None:
        return
    rows.update(ended_at=now)
    record(
        viewer,
        action="couriers.signed_out",
        subject=found.courier,
        now=now,
        dong_id=found.courier.dong_id,
        changes={},
    )


def seen(found: SignIn, *, now: datetime) -> None:
    """Kept alive, written once a minute at most."""
    if now - found.seen_at >= _SEEN_EVERY:
        SignIn.objects.for_viewer(SYSTEM).filter(pk=found.pk).update(seen_at=now)


def plain_phone(text: str) -> str:
    """Digits as the list of persons has them; what is no number stays as it was typed."""
    try:
        return tidy_phone(text)
    except Unfit:
        return text.strip()[:40]


def _begin(
    viewer: Viewer, courier: Courier, others: tuple[Courier, ...], now: datetime
) -> SignedIn:
    token = secrets.token_urlsafe(32)
    SignIn(courier=courier, digest=digest_of(token), started_at=now, seen_at=now).save(
        force_insert=True
    )
    record(
        volunteer_viewer(courier_id=courier.pk, address=viewer.address),
        action="couriers.signed_in",
        subject=courier,
        now=now,
        dong_id=courier.dong_id,
        changes={},
    )
    return SignedIn(courier=courier, token=token, others=others)
