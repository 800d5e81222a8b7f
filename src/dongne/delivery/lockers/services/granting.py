"""Codes: given when something was put in, sent once, never shown; taken back by the office."""

from __future__ import annotations

import secrets
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dongne.delivery.custody.public import Parcel, find_parcel
from dongne.foundation.audit.public import record
from dongne.foundation.messaging.public import Recipient, ask
from dongne.foundation.residents.public import Person
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.foundation.vault.public import Broken, KeyGone, lasting_digests
from dongne.lib.refusals import Conflict, NotHere, Refused
from dongne.lib.seoul import seoul_day

from ..models import Compartment, Grant
from ..occasions import CODE
from ..permissions import require_keeping
from ..rules import CODE_DIGITS, GRANT_FOR, PASS_DIGITS, digits_of, grouped
from ..states import Box
from .ground import held

_USE = "lockers.code"


def digests_of(locker_id: UUID, code: str) -> list[bytes]:
    """By every key of the log, the newest first; a code is worth nothing at another locker."""
    return lasting_digests(f"{locker_id}:{code}".encode(), use=_USE)


def passes_of(grant_id: UUID) -> list[str]:
    """What the QR code of a grant may say, by every key, the newest first: as good as its code, for
    as long. Reckoned from the grant each time, so that it is kept nowhere."""
    found = lasting_digests(grant_id.bytes, use=f"{_USE}.pass")
    return [f"{int.from_bytes(one[:16]) % 10**PASS_DIGITS:0{PASS_DIGITS}d}" for one in found]


def pass_for(parcel_id: UUID, person_id: UUID | None, *, now: datetime) -> Grant | None:
    """The grant by which that person may fetch the parcel now; nobody else is shown its pass."""
    if person_id is None:
        return None
    return (
        Grant.objects.for_viewer(SYSTEM)
        .filter(parcel=parcel_id, person=person_id, used_at=None, revoked_at=None)
        .filter(good_from__lte=now, good_until__gt=now, compartment__state=Box.LOADED)
        .select_related("compartment__locker")
        .first()
    )


def birth_digests(grant_id: UUID, birth: str) -> list[bytes]:
    """Bound to the grant: equal dates of two people look different."""
    return lasting_digests(f"{grant_id}:{birth}".encode(), use=f"{_USE}.birth")


@transaction.atomic
def grant_fetching(viewer: Viewer, *, compartment_id: UUID, now: datetime) -> Grant:
    """Whoever it is for may open that compartment once; the code goes out to them.

    A grant before it is of no use any more. For callers that hold the compartment, loaded.
    """
    box = held(compartment_id)
    if box.state != Box.LOADED or box.parcel is None:
        raise Conflict(_("비어 있는 칸입니다."), code="compartment_empty")
    parcel = find_parcel(SYSTEM, box.parcel)
    person = parcel.receiver
    Grant.objects.for_viewer(SYSTEM).filter(compartment=box, used_at=None, revoked_at=None).update(
        revoked_at=now, revoked_by=viewer.officer_id, why_revoked="replaced"
    )
    code, digest = _new_code(box.locker_id)
    row = Grant(
        compartment=box,
        parcel=parcel.pk,
        person=person,
        digest=digest,
        granted_at=now,
        granted_by_id=viewer.officer_id,
        courier=viewer.courier_id,
        good_from=now,
        good_until=now + GRANT_FOR,
    )
    if birth := _birth_of(person):
        row.birth_digest = birth_digests(row.pk, birth)[0]
    if person is not None and _tell(viewer, box, parcel, person, row, code, now):
        row.told_at = now
    row.save(force_insert=True)
    record(
        viewer,
        action="lockers.granted",
        subject=row,
        now=now,
        dong_id=box.locker.dong_id,
        changes={"compartment": box.number, "parcel": parcel.number},
    )
    return row


@transaction.atomic
def send_again(viewer: Viewer, *, grant_id: UUID, now: datetime) -> Grant:
    """Another code to the same person; the one before opens nothing any more."""
    row = grant_of(viewer, grant_id)
    if row.used_at is not None or row.revoked_at is not None:
        raise Conflict(_("이미 쓰거나 거둔 번호입니다."), code="grant_over")
    return grant_fetching(viewer, compartment_id=row.compartment_id, now=now)


@transaction.atomic
def revoke_grant(viewer: Viewer, *, grant_id: UUID, why: str, now: datetime) -> Grant:
    """From now on that code opens nothing. What lies there is taken out by the office."""
    row = grant_of(viewer, grant_id)
    held(row.compartment_id)
    row.refresh_from_db()
    if row.used_at is not None or row.revoked_at is not None:
        raise Conflict(_("이미 쓰거나 거둔 번호입니다."), code="grant_over")
    if not why.strip():
        raise Refused(_("거두는 까닭을 적어 주세요."), code="no_reason")
    row.revoked_at, row.revoked_by_id = now, viewer.officer_id
    row.why_revoked = " ".join(why.split())[:200]
    row.save(update_fields=["revoked_at", "revoked_by", "why_revoked"])
    record(
        viewer,
        action="lockers.revoked",
        subject=row,
        now=now,
        dong_id=row.compartment.locker.dong_id,
        changes={"compartment": row.compartment.number, "why": row.why_revoked},
    )
    return row


def grant_of(viewer: Viewer, grant_id: UUID) -> Grant:
    """Raises NotHere, Forbidden."""
    row = (
        Grant.objects.for_viewer(viewer)
        .select_related("compartment__locker__dong", "person")
        .filter(pk=grant_id)
        .first()
    )
    if row is None:
        raise NotHere(_("그 열림번호를 찾을 수 없습니다."), code="grant_not_found")
    require_keeping(viewer, row.compartment.locker.dong_id)
    return row


def end_grants(box: Compartment, *, now: datetime, why: str) -> None:
    """What was in it is there no more: no code leads to it. Inside the caller's transaction."""
    Grant.objects.for_viewer(SYSTEM).filter(compartment=box, used_at=None, revoked_at=None).update(
        revoked_at=now, why_revoked=why
    )


def _birth_of(person: Person | None) -> str:
    """Eight digits; empty where the office does not know them, or can't read them any more."""
    try:
        return digits_of(person.birth_date.reveal()) if person and person.birth_date else ""
    except (KeyGone, Broken):
        return ""


def _new_code(locker_id: UUID) -> tuple[str, bytes]:
    """One that no other grant has or had: of a hundred million, hardly ever a second try."""
    while True:
        code = "".join(secrets.choice("0123456789") for _digit in range(CODE_DIGITS))
        digests = digests_of(locker_id, code)
        if not Grant.objects.for_viewer(SYSTEM).filter(digest__in=digests).exists():
            return code, digests[0]


def _tell(
    viewer: Viewer,
    box: Compartment,
    parcel: Parcel,
    person: Person,
    row: Grant,
    code: str,
    now: datetime,
) -> bool:
    """False where nothing leads to them: then the office calls, or takes it to the counter."""
    locker = box.locker
    until = parcel.keep_until or seoul_day(row.good_until)
    values = {
        "office": locker.dong.label,
        "place": locker.place or locker.name,
        "code": grouped(code),
        "until": _day_words(until, person.language),
    }
    try:
        with transaction.atomic():
            ask(
                viewer,
                event=CODE,
                to=Recipient(person_id=person.pk, language=person.language),
                values=values,
                dong_id=locker.dong_id,
                now=now,
                concerns=person.pk,
                once=f"locker.code:{row.pk}",
            )
    except Refused:
        return False
    return True


def _day_words(day: date, language: str) -> str:
    """In the language of the message, whatever that of the page is."""
    with translation.override(language):
        return date_format(day, _("n월 j일"))
