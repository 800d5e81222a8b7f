"""The receiver's own code: sent to their telephone, said to whoever brings the parcel."""

from __future__ import annotations

import hmac
import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from dongne.foundation.audit import public as audit
from dongne.foundation.messaging.public import Recipient, ask
from dongne.foundation.residents.public import Person
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.foundation.vault.public import Broken, KeyGone, lasting_digests

from .. import rules
from ..models import Parcel, TakerCode
from ..occasions import CODE
from ..permissions import deals, gives
from .ground import held, moving, refuse, unless

MOST_CODES = 3
PER = timedelta(minutes=15)


@transaction.atomic
def give_taker_code(viewer: Viewer, *, parcel_id: UUID, now: datetime) -> TakerCode:
    """Send the receiver a new code; the one before is of no use any more. By whoever has the
    parcel, or somebody of the office. Raises Refused without a telephone, or after three."""
    parcel = moving(held(viewer, parcel_id))
    unless(gives(viewer, parcel) or deals(viewer, parcel.dong_id))
    if not has_phone(parcel.receiver):
        refuse("no_phone")
    recent = TakerCode.objects.for_viewer(SYSTEM).filter(parcel=parcel, given_at__gt=now - PER)
    if recent.count() >= MOST_CODES:
        refuse("too_many_codes")
    return send_code(viewer, parcel, now=now)


def send_code(viewer: Viewer, parcel: Parcel, *, now: datetime) -> TakerCode:
    """Inside the caller's transaction, the parcel held and its receiver with a telephone."""
    person = parcel.receiver
    assert person is not None
    code = f"{secrets.randbelow(1_000_000):06d}"
    birth = _birth_date(person)
    TakerCode.objects.for_viewer(SYSTEM).filter(parcel=parcel, over=False).update(over=True)
    row = TakerCode(
        parcel=parcel,
        with_birth=bool(birth),
        given_at=now,
        good_until=now + rules.TAKER_CODE_DAYS * rules.DAY,
    )
    row.digest = _digests(rules.proof_of(parcel.pk, code, birth))[0]
    row.save(force_insert=True)
    ask(
        viewer,
        event=CODE,
        to=Recipient(person_id=person.pk, language=person.language),
        values={"office": parcel.dong.label, "code": f"{code[:3]} {code[3:]}"},
        dong_id=parcel.dong_id,
        now=now,
        concerns=person.pk,
        once=f"parcel.code:{row.pk}",
    )
    audit.record(
        viewer,
        action="parcel.code_given",
        subject=parcel,
        now=now,
        dong_id=parcel.dong_id,
        changes={"number": parcel.number},
    )
    return row


def good_code(parcel: Parcel, *, now: datetime) -> TakerCode | None:
    rows = TakerCode.objects.for_viewer(SYSTEM).filter(parcel=parcel, over=False)
    return rows.filter(good_until__gt=now).first()


def wrong_taker_code(parcel: Parcel, shown: rules.Shown, *, now: datetime) -> str:
    """Empty where the code and the date of birth are right; then they are used. Counted, so the
    caller commits; the fifth wrong one ends the code."""
    row = good_code(parcel, now=now)
    if row is None:
        return "taker_code_none"
    birth = rules.digits(shown.birth_date) if row.with_birth else ""
    proof = shown.proof or rules.proof_of(parcel.pk, rules.digits(shown.code), birth)
    kept = bytes(row.digest)
    if any(hmac.compare_digest(kept, one) for one in _digests(proof)):
        row.used_at, row.over = now, True
        row.save(update_fields=["used_at", "over"])
        return ""
    row.wrong += 1
    row.over = row.wrong >= rules.MOST_WRONG
    row.save(update_fields=["wrong", "over"])
    return "taker_code_locked" if row.over else "taker_code_wrong"


def has_phone(person: Person | None) -> bool:
    return person is not None and bool(person.phone or person.second_phone)


def _birth_date(person: Person) -> str:
    """Its digits; empty where the office does not know it, or can't read it any more."""
    try:
        return rules.digits(person.birth_date.reveal()) if person.birth_date else ""
    except (KeyGone, Broken):
        return ""


def _digests(proof: str) -> list[bytes]:
    return [one[:32] for one in lasting_digests(proof.encode()[:200], use="custody.taker")]
