"""Taking in what phones have sealed: opened and entered in the officer's name, or kept as it came.

However many envelopes come, the number of statements is the same, and there is one commit. What is
wrong with one of them keeps no other back.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from django.db import DataError, IntegrityError, transaction

from dongne.foundation.audit import public as audit
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import Refused
from dongne.outreach.fieldwork.public import (
    Answer,
    Entry,
    SyncStatus,
    entry_of,
    signed_receipt,
    sync,
)

from ..jobs import ask_to_hand_on
from ..models import Kept, Phone
from ..rules import sealing
from ..rules.envelopes import Envelope, Misfit, envelope_of
from ..states import KeptState, Why
from ..words import SENTENCES
from .enrolling import forgotten, see
from .keys import private_keys

MOST_KEPT = 500
"""Of one phone, waiting for a person: many times what a phone ever holds."""
KEPT = "kept"
_LANDED = frozenset(
    {SyncStatus.CREATED, SyncStatus.UPDATED, SyncStatus.SAME, SyncStatus.HELD, SyncStatus.CONFLICT}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What became of one envelope. `missing`: sha256 of photos and sounds still to be sent."""

    id: str
    revision: int
    status: str
    receipt: UUID | None = None
    signed: str = ""
    reason: str = ""
    message: str = ""
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Batch:
    """In the order in which they came. `skew`: seconds by which the phone's clock is ahead."""

    results: list[Result]
    skew: int
    wipe: bool


@transaction.atomic(savepoint=False)
def receive(
    viewer: Viewer,
    *,
    phone: Phone,
    why: Why | None,
    envelopes: Sequence[Any],
    sent_at: datetime | None,
    now: datetime,
    unsent: int | None = None,
) -> Batch:
    """Answer every envelope. `why` the phone may only be kept for; None: it acts for `viewer`.
    `unsent` others stay on the phone."""
    read = [envelope_of(one) for one in envelopes]
    named = {one.office_key for one in read if isinstance(one, Envelope)}
    keys = private_keys(phone.dong_id, named)
    results: dict[int, Result] = {}
    entries: dict[int, Entry] = {}
    aside: dict[int, Envelope] = {}
    for i, one in enumerate(read):
        if isinstance(one, Misfit):
            results[i] = _rejected(one.id, one.revision, one.reason)
        elif (key := keys.get(one.office_key)) is None:
            results[i] = _rejected(str(one.id), one.revision, "office_key_unknown")
        elif why is not None or one.draft:
            aside[i] = one
        else:
            opened = _opened(one, key)
            if isinstance(opened, str):
                results[i] = _rejected(str(one.id), one.revision, opened)
            else:
                entries[i] = opened
    if entries:
        answers = _entered(viewer, phone, list(entries.values()), sent_at=sent_at, now=now)
        revisions = [one.revision for one in read]
        for i, answer in zip(entries, answers, strict=True):
            results[i] = _answered(answer, revisions[i])
        _drop_drafts(viewer, phone, [a for a in answers if a.status in _LANDED], now=now)
    if aside:
        results |= _put_aside(viewer, phone, why, aside, sent_at=sent_at, now=now)
    skew = round((sent_at - now).total_seconds()) if sent_at else 0
    if unsent is not None:
        unsent += sum(one.status == SyncStatus.REJECTED for one in results.values())
    see(phone, now=now, skew=max(-(2**31), min(skew, 2**31 - 1)), unsent=unsent)
    wipe = why is not None
    if why is not None and phone.wiped_at is None:
        forgotten(viewer, phone=phone, why=why, now=now)
    return Batch([results[i] for i in range(len(read))], skew, wipe)


def _opened(one: Envelope, key: EllipticCurvePrivateKey) -> Entry | str:
    """The record as fieldwork takes it, or why it can't be opened."""
    about = str(one.id)
    try:
        cipher = sealing.cipher(sealing.unwrap(one.office, private=key, record=about))
        body = json.loads(sealing.unseal(one.body, cipher, about=about))
    except sealing.SealBroken:
        return "seal_broken"
    except (ValueError, RecursionError):
        return "unreadable"
    if not isinstance(body, dict):
        return "unreadable"
    if body.get("id") != about:
        return "not_itself"
    return entry_of(body)


def _entered(
    viewer: Viewer, phone: Phone, entries: list[Entry], *, sent_at: datetime | None, now: datetime
) -> list[Answer]:
    """What fieldwork answers. Should one of them break all, each goes by itself."""
    device = f"{phone.label} ({str(phone.pk)[-4:]})"

    def enter(some: list[Entry]) -> list[Answer]:
        return sync(viewer, device=device, sent_at=sent_at, entries=some, now=now)

    try:
        return enter(entries)
    except (DataError, IntegrityError, Refused, ValueError):
        return [_alone(one, enter) for one in entries]


def _alone(entry: Entry, enter: Any) -> Answer:
    try:
        answers: list[Answer] = enter([entry])
        return answers[0]
    except Refused as refused:
        return Answer(id=entry.raw_id, status=SyncStatus.REJECTED, reason=refused.code)
    except (DataError, IntegrityError, ValueError):
        return Answer(id=entry.raw_id, status=SyncStatus.REJECTED, reason="unreadable")


def _answered(answer: Answer, revision: int) -> Result:
    try:
        message = answer.message
    except KeyError:
        message = str(SENTENCES["unreadable"])
    return Result(
        id=answer.id,
        revision=revision,
        status=answer.status.value,
        receipt=answer.receipt,
        signed=getattr(answer, "signed", ""),
        reason=answer.reason,
        message=message,
        missing=tuple(getattr(answer, "missing", ())),
    )


def _rejected(id_: str, revision: int, reason: str) -> Result:
    return Result(
        id=id_,
        revision=revision,
        status=SyncStatus.REJECTED.value,
        reason=reason,
        message=str(SENTENCES[reason]),
    )


def _drop_drafts(viewer: Viewer, phone: Phone, answers: Sequence[Answer], *, now: datetime) -> None:
    """The record itself has come: drafts of it that were kept have had their time, and photos that
    waited with them go where the record is. One statement where there are none."""
    drafts = Kept.objects.for_viewer(SYSTEM).filter(
        officer_id=phone.officer_id, why=Why.DRAFT, state=KeptState.OPEN
    )
    # An officer has a handful at most: less to read than a hundred ids are to ask for.
    landed = {answer.id for answer in answers}
    waiting = drafts.values_list("pk", "record") if landed else ()
    found = [pk for pk, record in waiting if str(record) in landed]
    if not found:
        return
    rows = list(drafts.filter(pk__in=found).select_for_update().defer("body", "wrapped"))
    _replace(viewer, rows, now=now)
    for record, phone_id in {(row.record, row.phone_id) for row in rows}:
        ask_to_hand_on(record=record, phone=phone_id)


def _replace(viewer: Viewer, rows: Sequence[Kept], *, now: datetime) -> None:
    Kept.objects.for_viewer(SYSTEM).filter(pk__in=[row.pk for row in rows]).update(
        state=KeptState.REPLACED, settled_at=now, body=b"", wrapped=b""
    )
    audit.record_many(
        viewer,
        action="kept.replaced",
        subjects=[(row, {"record": row.record, "revision": row.revision}) for row in rows],
        now=now,
        dong_id=rows[0].dong_id,
    )


def _put_aside(
    viewer: Viewer,
    phone: Phone,
    why: Why | None,
    envelopes: Mapping[int, Envelope],
    *,
    sent_at: datetime | None,
    now: datetime,
) -> dict[int, Result]:
    """Keep them sealed as they came; the same bytes again are the same row. Five statements."""
    made = {
        i: Kept(
            dong_id=phone.dong_id,
            phone_id=phone.pk,
            officer_id=phone.officer_id,
            record=one.id,
            revision=one.revision,
            why=why or Why.DRAFT,
            office_key_id=one.office_key,
            wrapped=one.office,
            body=one.body,
            digest=hashlib.sha256(one.body).digest(),
            sent_at=sent_at,
            received_at=now,
        )
        for i, one in envelopes.items()
    }
    waiting = Kept.objects.for_viewer(SYSTEM).filter(phone=phone, state=KeptState.OPEN)
    if waiting.count() + len(made) > MOST_KEPT:
        return {i: _rejected(str(r.record), r.revision, "too_much_kept") for i, r in made.items()}
    Kept.objects.bulk_create(made.values(), ignore_conflicts=True)
    rows = {
        (row.record, bytes(row.digest)): row
        for row in Kept.objects.for_viewer(SYSTEM)
        .filter(phone=phone, record__in={one.record for one in made.values()})
        .defer("body", "wrapped")
    }
    ours = {one.pk for one in made.values()}
    new = [row for row in rows.values() if row.pk in ours]
    audit.record_many(
        viewer,
        action="kept.received",
        subjects=[(row, {"record": row.record, "why": row.why}) for row in new],
        now=now,
        dong_id=phone.dong_id,
    )
    latest: dict[UUID, int] = {}
    for row in new:
        latest[row.record] = max(row.revision, latest.get(row.record, 0))
    older = [
        row
        for row in rows.values()
        if row.state == KeptState.OPEN and row.revision < latest.get(row.record, 0)
    ]
    if older:
        _replace(viewer, older, now=now)
    return {i: _kept(rows[one.record, bytes(one.digest)], one.revision) for i, one in made.items()}


def _kept(row: Kept, revision: int) -> Result:
    return Result(
        id=str(row.record),
        revision=revision,
        status=KEPT,
        receipt=row.pk,
        signed=signed_receipt(
            record=row.record,
            receipt=row.pk,
            digest=bytes(row.digest),
            received_at=row.received_at,
        ),
        reason=row.why,
        message=str(SENTENCES[row.why]),
    )
