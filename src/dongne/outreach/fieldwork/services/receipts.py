"""The server's word that it has a record: kept, signed when given, checked whenever asked for.

A receipt says `v1.<key id>.<HMAC-SHA256, base64url>` over record, receipt, digest and moment
(docs/decisions/0036). Who holds one can show years later what the office had, and when; nobody can
make one up who does not have the office's keys.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID

from dongne.foundation.media import public as media
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.foundation.vault.public import (
    KeyGone,
    lasting_digests,
    lasting_seal,
    lasting_seal_fits,
)

from .. import rules
from ..models import ActivityPhoto, ActivitySound, Receipt
from ..states import Settled
from ..subjects import Given, given_elsewhere
from .writing import insert

KNOWN_BY = "fieldwork.receipt"
USE = "fieldwork.receipt.signed"
VERSION = "v1"


class NewReceipt(NamedTuple):
    """What of a receipt differs within a batch. `digest` is one of `digests_of`; `body` is a
    version that lost a conflict."""

    id: str
    activity_id: str
    digest: bytes
    status: str
    reason: str
    body: dict[str, Any] | None = None


def digests_of(record: rules.Record, base: UUID | None) -> list[bytes]:
    """By which a record that comes again is known; the first is the one to be stored.

    Keyed: the text of an activity says `****-5678`, and a digest that anybody can make would let
    whoever has the table try out the four digits that are missing.
    """
    return lasting_digests(record.digest(base), use=KNOWN_BY)


def digest_of(record: rules.Record, base: UUID | None) -> bytes:
    """The first of them."""
    _key_id, digest = lasting_seal(record.digest(base), use=KNOWN_BY)
    return digest


def write_receipts(
    receipts: Iterable[NewReceipt], *, device: str, sent_at: datetime | None, now: datetime
) -> None:
    """Answers as rows, so that the same records get them again. One statement, or none."""
    rows = [one._asdict() | {"body": one.body and json.dumps(one.body)} for one in receipts]
    same = {
        "device": device,
        "sent_at": sent_at,
        "received_at": now,
        "skew": rules.skew_of(sent_at, now=now),
        "settled": Settled.OPEN.value,
    }
    insert(Receipt, rows, same)


def signed_receipt(
    *, record: UUID | str, receipt: UUID, digest: bytes, received_at: datetime
) -> str:
    key_id, seal = lasting_seal(_told(record, receipt, digest, received_at), use=USE)
    return f"{VERSION}.{key_id}.{base64.urlsafe_b64encode(seal).decode().rstrip('=')}"


def receipt_fits(
    signed: str, *, record: UUID, receipt: UUID, digest: bytes, received_at: datetime
) -> bool:
    """Whether this installation has signed exactly this. A key that is gone fits nothing."""
    version, _dot, rest = signed.partition(".")
    key_id, _dot, text = rest.partition(".")
    try:
        seal = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        told = _told(record, receipt, digest, received_at)
        return version == VERSION and lasting_seal_fits(told, use=USE, key_id=key_id, seal=seal)
    except (KeyGone, binascii.Error, ValueError):
        return False


def _told(record: UUID | str, receipt: UUID, digest: bytes, received_at: datetime) -> bytes:
    at = received_at.astimezone(UTC).isoformat()
    return f"dongne receipt|{record}|{receipt}|{digest.hex()}|{at}".encode()


class Finding(StrEnum):
    """What is wrong with a receipt, if anything."""

    SOUND = "sound"
    NO_ROW = "no_row"
    """Nothing here knows of it: the database is older than the receipt, or it was made up."""
    NOT_OURS = "not_ours"
    """The row is there, but the signature does not fit it."""
    FILES_MISSING = "files_missing"
    """A photo or sound of the record has no file, or was never sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A receipt as somebody holds it; without `signed` only the row and its files are looked at."""

    record: UUID
    receipt: UUID
    signed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    claim: Claim
    finding: Finding
    missing: tuple[str, ...] = ()
    """The sha256 of pieces that are not here."""


def check_receipts(viewer: Viewer, claims: Iterable[Claim]) -> list[Checked]:
    """Signature, row and files of each, in their order. A handful of statements for any number."""
    asked = list(claims)
    rows = _given(viewer, {claim.receipt for claim in asked})
    files = _files_missing(viewer, {claim.record for claim in asked})
    return [_checked(one, rows.get(one.receipt), files.get(one.record, ())) for one in asked]


def all_claims(viewer: Viewer, *, after: UUID | None, limit: int) -> list[Claim]:
    """The receipts that were given, in the order of their keys: what there is to be checked."""
    rows = Receipt.objects.for_viewer(viewer).order_by("pk")
    if after is not None:
        rows = rows.filter(pk__gt=after)
    return [
        Claim(record=record, receipt=receipt)
        for record, receipt in rows.values_list("activity_id", "pk")[:limit]
    ]


def _checked(claim: Claim, row: Given | None, missing: tuple[str, ...]) -> Checked:
    finding = Finding.SOUND
    if row is None or row.record != claim.record:
        return Checked(claim=claim, finding=Finding.NO_ROW)
    if claim.signed and not receipt_fits(
        claim.signed,
        record=claim.record,
        receipt=claim.receipt,
        digest=row.digest,
        received_at=row.received_at,
    ):
        finding = Finding.NOT_OURS
    elif missing:
        finding = Finding.FILES_MISSING
    return Checked(claim=claim, finding=finding, missing=missing)


def _given(viewer: Viewer, ids: set[UUID]) -> dict[UUID, Given]:
    rows = Receipt.objects.for_viewer(viewer).filter(pk__in=ids)
    found = {
        pk: Given(record=record, digest=bytes(digest), received_at=received_at)
        for pk, record, digest, received_at in rows.values_list(
            "pk", "activity_id", "digest", "received_at"
        )
    }
    return found | given_elsewhere(viewer, ids - found.keys())


def _files_missing(viewer: Viewer, records: set[UUID]) -> dict[UUID, tuple[str, ...]]:
    named: dict[UUID, set[tuple[int, str]]] = {}
    for model in (ActivityPhoto, ActivitySound):
        rows = model.objects.for_viewer(viewer).filter(activity__in=records)
        for record, dong_id, sha256 in rows.values_list(
            "activity_id", "activity__dong_id", "sha256"
        ):
            named.setdefault(record, set()).add((dong_id, sha256))
    lost = media.without_file({piece for pieces in named.values() for piece in pieces})
    return {
        record: tuple(sorted(sha256 for dong_id, sha256 in pieces if (dong_id, sha256) in lost))
        for record, pieces in named.items()
        if pieces & lost
    }


def check_all(*, batch: int = 1000) -> Iterable[Checked]:
    """Every receipt of the installation; for the command line."""
    after: UUID | None = None
    while claims := all_claims(SYSTEM, after=after, limit=batch):
        yield from check_receipts(SYSTEM, claims)
        after = claims[-1].receipt
