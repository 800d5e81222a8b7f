"""Reads: a phone by its token, who it acts for, lists of phones and of what is kept."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from dongne.foundation.organisations.public import viewer_of_officer
from dongne.foundation.scope.public import SYSTEM, Level, Viewer, device_viewer
from dongne.lib.seoul import seoul_day
from dongne.outreach.fieldwork.public import Given

from .models import Kept, KeptPiece, OfficeKey, Phone
from .states import KeptState, PhoneState, Why

PAGE = 50
SILENT_DAYS = 14
MOST_SILENT = 20


# Phones ask these two with every request: words of SQL that the server plans once. Through the
# models each was half a millisecond, most of it for putting the statement together.
_PHONE = [
    field.attname
    for field in Phone._meta.concrete_fields
    if field.name not in ("share", "verifier")
]
_OF_PHONE = f"""
    SELECT {", ".join(_PHONE)} FROM {Phone._meta.db_table} WHERE id = %s
"""  # noqa: S608 - the names of table and columns are ours
_OF_KEY = f"""
    SELECT k.id, k.dong_id, k.private, EXISTS (
        SELECT FROM {Kept._meta.db_table} w
        WHERE w.phone_id = %(phone)s AND w.record = %(record)s AND w.state = %(open)s)
    FROM {OfficeKey._meta.db_table} k WHERE k.id = %(key)s AND k.dong_id = %(dong)s
"""  # noqa: S608 - the names of tables are ours


def phone_of_token(phone_id: UUID, token: str) -> Phone | None:
    """The phone whose token this is, also one that has ended. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(_OF_PHONE, [phone_id])
        row = cursor.fetchone()
    if row is None:
        return None
    phone = Phone.from_db("default", _PHONE, row)
    told = hashlib.sha256(token.encode()).digest()
    return phone if hmac.compare_digest(bytes(phone.digest), told) else None


def key_for_piece(phone: Phone, *, key: UUID, record: UUID) -> tuple[OfficeKey, bool] | None:
    """The key of the phone's dong by its id, and whether the record waits sealed, so that its
    photos wait with it. One statement."""
    asked: dict[str, Any] = {"key": key, "dong": phone.dong_id}
    asked |= {"phone": phone.pk, "record": record, "open": KeptState.OPEN.value}
    with connection.cursor() as cursor:
        cursor.execute(_OF_KEY, asked)
        row = cursor.fetchone()
    if row is None:
        return None
    *values, waits = row
    return OfficeKey.from_db("default", ["id", "dong_id", "private"], values), waits


@dataclass(frozen=True, slots=True)
class Standing:
    """For whom a phone acts. `why` is empty while it may enter records in its officer's name."""

    viewer: Viewer
    why: Why | None


def standing_of(phone: Phone, *, now: datetime, address: str) -> Standing:
    """At most one statement."""
    who = None
    if phone.ended_at is None:
        who = viewer_of_officer(phone.officer_id, now=now, address=address)
    if who is not None and who.dong_id == phone.dong_id:
        return Standing(who, None)
    # Nobody's viewer: it sees the rows of no officer, and files of its own dong only.
    device = device_viewer(device_id=phone.pk, name=f"phone {phone.pk}", address=address)
    device = replace(device, level=Level.DONG, dong_id=phone.dong_id)
    return Standing(device, Why.ACCOUNT_ENDED if phone.ended_at is None else Why.PHONE_ENDED)


def in_use(phone: Phone) -> PhoneState:
    """Of a row that `phones_of` or `phones_in` has read."""
    if phone.ended_at is not None:
        return PhoneState.ENDED
    officer = phone.officer
    account = officer.account
    works = officer.is_active and account is not None and account.is_active
    return PhoneState.ACTIVE if works else PhoneState.ACCOUNT_ENDED


def phones_of(viewer: Viewer) -> list[Phone]:
    """The viewer's own, those in use first. One statement."""
    own = Phone.objects.for_viewer(viewer).filter(officer_id=viewer.officer_key)
    rows = own.select_related("officer__account", "ended_by").defer("share", "verifier", "digest")
    return sorted(rows, key=lambda one: one.ended_at is not None)


def phones_in(viewer: Viewer, *, after: tuple[datetime, UUID] | None = None) -> list[Phone]:
    """Those of the viewer's dong, the latest seen first; one more than a page. One statement."""
    rows = Phone.objects.for_viewer(viewer).filter(dong_id=viewer.dong_key)
    if after is not None:
        seen, key = after
        rows = rows.filter(Q(seen_at__lt=seen) | Q(seen_at=seen, pk__lt=key))
    rows = rows.select_related("officer__account", "officer__team", "ended_by")
    return list(rows.defer("share", "verifier", "digest")[: PAGE + 1])


def silent_phones(viewer: Viewer, *, now: datetime) -> list[Phone]:
    """Of the viewer's dong: not ended, unheard of for two weeks, with records that were not sent.
    The longest first; one more than are shown. One statement."""
    rows = Phone.objects.for_viewer(viewer).filter(
        dong_id=viewer.dong_key,
        ended_at=None,
        unsent__gt=0,
        seen_at__lt=now - timedelta(days=SILENT_DAYS),
    )
    rows = rows.select_related("officer").defer("share", "verifier", "digest")
    return list(rows.order_by("seen_at", "pk")[: MOST_SILENT + 1])


def phone_for(viewer: Viewer, phone_id: UUID) -> Phone | None:
    rows = Phone.objects.for_viewer(viewer).select_related("officer__account", "ended_by")
    return rows.defer("share", "verifier", "digest").filter(pk=phone_id).first()


def kept_for(viewer: Viewer, kept_id: UUID) -> Kept | None:
    """One that the viewer may settle: of their dong for who runs it, else an own draft."""
    return _kept(viewer).filter(pk=kept_id).first()


def kept_waiting(viewer: Viewer, *, after: tuple[datetime, UUID] | None = None) -> list[Kept]:
    """What waits for the viewer, the latest first; one more than a page. One statement."""
    return _page(_kept(viewer).filter(state=KeptState.OPEN), after)


def kept_settled(viewer: Viewer, *, after: tuple[datetime, UUID] | None = None) -> list[Kept]:
    return _page(_kept(viewer).filter(state__in=(KeptState.TAKEN, KeptState.DISCARDED)), after)


def count_waiting(viewer: Viewer) -> int:
    """For a card or a badge. One statement."""
    return _kept(viewer).filter(state=KeptState.OPEN).count()


def pieces_of(viewer: Viewer, kept: Kept) -> list[KeptPiece]:
    rows = KeptPiece.objects.for_viewer(viewer).filter(record=kept.record, phone_id=kept.phone_id)
    return list(rows)


def piece_is_kept(phone: Phone, record: UUID, sha256: str) -> bool:
    rows = KeptPiece.objects.for_viewer(SYSTEM)
    return rows.filter(phone=phone, record=record, sha256=sha256).exists()


def receipts_given(viewer: Viewer, ids: Collection[UUID]) -> dict[UUID, Given]:
    """For whoever checks receipts: what is settled has its row still. One statement."""
    rows = Kept.objects.for_viewer(viewer).filter(pk__in=list(ids))
    return {
        key: Given(record=record, digest=bytes(digest), received_at=at)
        for key, record, digest, at in rows.values_list("pk", "record", "digest", "received_at")
    }


def keys_of(viewer: Viewer) -> list[OfficeKey]:
    """The keys of the viewer's dong, the one in use first."""
    rows = OfficeKey.objects.for_viewer(viewer).filter(dong_id=viewer.dong_key)
    return list(rows.defer("private"))


def days_waiting(kept: Kept, *, now: datetime) -> int:
    return (seoul_day(now) - seoul_day(kept.received_at)).days


def _kept(viewer: Viewer) -> QuerySet[Kept]:
    rows = Kept.objects.for_viewer(viewer).filter(dong_id=viewer.dong_key)
    if not viewer.runs_outreach:
        rows = rows.filter(officer_id=viewer.officer_key, why=Why.DRAFT)
    else:
        # A draft on somebody's phone is theirs to go on with, while they work here.
        here = Q(officer__is_active=True, officer__account__is_active=True)
        rows = rows.exclude(Q(why=Why.DRAFT) & here & ~Q(officer_id=viewer.officer_key))
    people = ("officer__team", "phone", "opened_by", "settled_by")
    return rows.select_related(*people).defer("phone__share", "phone__verifier", "phone__digest")


def _page(rows: QuerySet[Kept], after: tuple[datetime, UUID] | None) -> list[Any]:
    if after is not None:
        at, key = after
        rows = rows.filter(Q(received_at__lt=at) | Q(received_at=at, pk__lt=key))
    return list(rows.defer("body")[: PAGE + 1])
