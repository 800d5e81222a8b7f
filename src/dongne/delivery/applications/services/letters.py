"""위임장: made and printed, signed by hand, seen and checked, revoked."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from dongne.delivery.catalogue.public import services_of
from dongne.delivery.ways.public import Circle, Service
from dongne.delivery.ways.public import Letter as LetterRule
from dongne.foundation.audit import public as audit
from dongne.foundation.residents.public import blocked_from
from dongne.foundation.scope.public import SYSTEM, Viewer, ViewerKind
from dongne.lib.ids import new_id
from dongne.lib.reference_numbers import new_number
from dongne.lib.seoul import seoul_day

from .. import rules
from ..models import Letter
from ..permissions import is_applicant, works_at
from ..states import SignedHow
from .ground import held_letter, refuse, said, unless
from .letter_uses import require_valid
from .notices import tell_letter
from .submitting import Unacceptable, person_of

_SHA256 = re.compile(r"[0-9a-f]{64}")
LONGEST_SIGNATURE = 20_000


@transaction.atomic
def make_letter(viewer: Viewer, *, given: rules.LetterGiven, now: datetime) -> Letter:
    """A letter to print. Raises Refused where no proxy may ask for one of the services."""
    own = viewer.dong_id if viewer.kind is ViewerKind.OFFICER else None
    dong_id = own or given.dong_id
    if dong_id is None:
        raise Unacceptable([("dong", "no_dong")])
    if given.id is not None:
        made = Letter.objects.for_viewer(SYSTEM).filter(pk=given.id).first()
        if made is not None:
            return made
    services = _services(given, dong_id, now)
    today = seoul_day(now)
    unless(given.valid_until >= today, "day_over")
    unless(given.valid_until <= today + timedelta(days=366), "day_far")
    if not given.principal.is_somebody:
        raise Unacceptable([("principal", "no_principal")])
    if not given.proxy.is_somebody:
        raise Unacceptable([("applicant", "no_applicant")])
    principal = person_of(viewer, given.principal, dong_id, now)
    proxy = person_of(viewer, given.proxy, dong_id, now)
    if principal.pk == proxy.pk:
        refuse("own_as_proxy")
    if any(one.heeds_blocks for one in services) and blocked_from(
        person_id=principal.pk, by_person_id=proxy.pk
    ):
        refuse("blocked" if viewer.kind is ViewerKind.OFFICER else "ask_office")
    letter = Letter(
        id=given.id or new_id(),
        number=new_number(),
        dong_id=dong_id,
        principal=principal,
        proxy=proxy,
        courier=given.courier_id,
        services=[{"code": one.service, "copies": one.copies} for one in given.services],
        channel=given.channel,
        may_receive=given.may_receive,
        single_use=all(one.single_use for one in services),
        made_at=now,
        valid_until=given.valid_until,
    )
    texts = said(
        viewer, letter, dong_id=dong_id, now=now, is_new=True, purpose=given.purpose.strip()[:200]
    )
    letter.purpose = texts["purpose"][:200]
    letter.save(force_insert=True)
    _record(viewer, letter, "letter.made", now, services=[one.code for one in services])
    return letter


def _services(given: rules.LetterGiven, dong_id: int, now: datetime) -> list[Service]:
    if not given.services:
        raise Unacceptable([("items", "no_items")])
    if len(given.services) > rules.MOST_ITEMS:
        raise Unacceptable([("items", "too_many_items")])
    known = services_of(dong_id, day=seoul_day(now))
    found = []
    for place, wanted in enumerate(given.services):
        service = known.get(wanted.service)
        if service is None or not service.offered:
            raise Unacceptable([(f"items.{place}", "service_unknown")])
        if Circle.PROXY not in service.circles:
            raise Unacceptable([(f"items.{place}", "letter_never")])
        if not 1 <= wanted.copies <= service.most_copies:
            raise Unacceptable([(f"items.{place}.copies", "too_many_copies")])
        found.append(service)
    return found


@transaction.atomic
def sign_letter(viewer: Viewer, *, letter_id: UUID, signature: str, now: datetime) -> Letter:
    """On a screen, only where the catalogue's row of every service allows it."""
    letter = held_letter(viewer, letter_id)
    unless(is_applicant(viewer) or works_at(viewer, letter.dong_id))
    require_valid(letter, now=now)
    known = services_of(letter.dong_id, day=seoul_day(now))
    rows = [known.get(str(one["code"])) for one in letter.services]
    if any(one is None or one.letter is not LetterRule.SCREEN for one in rows):
        refuse("letter_by_hand")
    if not signature.strip() or len(signature) > LONGEST_SIGNATURE:
        refuse("text_missing")
    letter.signed, letter.signed_at, letter.signature = SignedHow.SCREEN, now, signature
    letter.version += 1
    letter.save(update_fields=["signed", "signed_at", "signature", "version"])
    _record(viewer, letter, "letter.signed", now, how="screen")
    return letter


@transaction.atomic
def check_letter(
    viewer: Viewer,
    *,
    letter_id: UUID,
    saw_principal_copy: bool,
    saw_proxy_card: bool,
    now: datetime,
    evidence: str = "",
) -> Letter:
    """An officer saw the signed letter, a copy of the principal's card and the proxy's card.
    `evidence` is the SHA-256 of the masked scan, if one is kept. No card is ever copied."""
    letter = held_letter(viewer, letter_id)
    unless(works_at(viewer, letter.dong_id))
    if letter.revoked_at is not None:
        refuse("letter_revoked")
    if letter.valid_until < seoul_day(now) and letter.used_up_at is None:
        refuse("letter_expired")
    if not (saw_principal_copy and saw_proxy_card):
        refuse("letter_not_seen")
    if evidence and not _SHA256.fullmatch(evidence):
        refuse("letter_not_seen")
    if letter.signed == SignedHow.NOT_YET:
        letter.signed, letter.signed_at = SignedHow.HAND, now
    letter.checked_at, letter.checked_by_id = now, viewer.officer_id
    letter.saw_principal_copy, letter.saw_proxy_card = True, True
    letter.evidence = evidence or letter.evidence
    letter.version += 1
    letter.save(
        update_fields=[
            "signed", "signed_at", "checked_at", "checked_by", "saw_principal_copy",
            "saw_proxy_card", "evidence", "version",
        ]
    )  # fmt: skip
    _record(viewer, letter, "letter.checked", now, evidence=bool(evidence))
    return letter


@transaction.atomic
def revoke_letter(viewer: Viewer, *, letter_id: UUID, why: str, now: datetime) -> Letter:
    """The principal takes it back: nobody can use it any more."""
    letter = held_letter(viewer, letter_id)
    unless(is_applicant(viewer) or works_at(viewer, letter.dong_id))
    if letter.revoked_at is not None:
        return letter
    texts = said(viewer, letter, dong_id=letter.dong_id, now=now, why_revoked=why.strip()[:2000])
    letter.revoked_at, letter.why_revoked = now, texts["why_revoked"]
    letter.version += 1
    letter.save(update_fields=["revoked_at", "why_revoked", "version"])
    _record(viewer, letter, "letter.revoked", now)
    tell_letter(letter, "revoked", now=now)
    return letter


def _record(viewer: Viewer, letter: Letter, action: str, now: datetime, **changes: object) -> None:
    audit.record(
        viewer, action=action, subject=letter, now=now, dong_id=letter.dong_id, changes=changes
    )
