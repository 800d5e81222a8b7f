"""What waits sealed: opened with a reason, taken over, gone on with, or discarded."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from dongne.design.forms import refuse_numbers
from dongne.foundation.asides.public import take_out
from dongne.foundation.audit import public as audit
from dongne.foundation.openings.public import record_opening
from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import Conflict, Forbidden, NotHere, Refused
from dongne.outreach.fieldwork.public import Record, entry_of, record_activity, take_in

from ..jobs import ask_to_hand_on
from ..models import Kept
from ..permissions import is_own_draft
from ..queries import kept_for, pieces_of
from ..rules import sealing
from ..states import KeptState
from ..words import SENTENCES
from .enrolling import REASON_LENGTH
from .pieces import drop_kept_piece


@dataclass(frozen=True, slots=True)
class Opened:
    """A kept record in the clear, for the one page that shows it."""

    kept: Kept
    body: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What somebody says of their own draft on a page."""

    memo: str
    kind: str
    field: str
    happened_at: datetime
    address: str
    tong: int | None
    measure: str
    handover: bool


TYPED = tuple(one.name for one in fields(Typed))


@transaction.atomic
def open_kept(viewer: Viewer, *, kept_id: UUID, purpose: str, now: datetime) -> Opened:
    """What it says; the opening is logged. Raises Refused where the seal is broken."""
    kept = _held(viewer, kept_id)
    body = _body_of(kept)
    kept.opened_at, kept.opened_by_id = now, viewer.officer_id
    kept.save(update_fields=["opened_at", "opened_by"])
    record_opening(
        viewer,
        subject=kept,
        whose=f"officer:{kept.officer_id}",
        columns=["body"],
        purpose=purpose,
        now=now,
        dong_id=kept.dong_id,
    )
    return Opened(kept, body)


@transaction.atomic
def take_over(viewer: Viewer, *, kept_id: UUID, now: datetime) -> UUID:
    """Make an activity of it, held, in the name of who wrote it; the activity's id.

    Only by whoever has opened it: nobody answers for what they have not read.
    """
    kept = _held(viewer, kept_id)
    if kept.opened_by_id != viewer.officer_id:
        raise Conflict(_("기록을 열어 읽은 뒤에 올려 주세요."), code="not_opened")
    entry = entry_of(_body_of(kept))
    if entry.record is None:
        raise Refused(str(SENTENCES["unreadable"]), code="unreadable")
    activity = take_in(
        viewer,
        officer_id=kept.officer_id,
        record=entry.record,
        device=kept.phone.label,
        sent_at=kept.sent_at,
        received_at=kept.received_at,
        now=now,
    )
    _settle(viewer, kept, KeptState.TAKEN, now=now, activity=activity.pk)
    ask_to_hand_on(record=kept.record, phone=kept.phone_id)
    return activity.pk


@transaction.atomic
def take_up(viewer: Viewer, *, kept_id: UUID, typed: Typed, now: datetime) -> UUID:
    """One's own draft, finished: an activity as any other. Raises `Unacceptable`.

    Place, photos and sounds are those that the phone has sealed with it.
    """
    kept = _held(viewer, kept_id)
    if not is_own_draft(viewer, kept):
        raise Forbidden(_("내가 쓰던 기록만 이어 쓸 수 있습니다."), code="not_yours")
    texts = [typed.memo, typed.measure, typed.address]
    refuse_numbers(texts)
    sealed = _sealed_parts(_body_of(kept), kept)
    record = Record(id=kept.record, **sealed, **{one: getattr(typed, one) for one in TYPED})
    activity = record_activity(viewer, record=record, now=now)
    _settle(viewer, kept, KeptState.TAKEN, now=now, activity=activity.pk)
    ask_to_hand_on(record=kept.record, phone=kept.phone_id)
    return activity.pk


@transaction.atomic
def discard(viewer: Viewer, *, kept_id: UUID, reason: str, now: datetime) -> Kept:
    """Destroy it, with its photos; who did and why stays."""
    kept = _held(viewer, kept_id)
    reason = " ".join(reason.split())
    if not reason:
        raise Refused(_("버리는 까닭을 적어 주세요."), code="no_reason")
    refuse_numbers([reason])
    pieces = pieces_of(viewer, kept)
    kept.reason = take_out(reason).text[:REASON_LENGTH]
    _settle(viewer, kept, KeptState.DISCARDED, now=now)
    for piece in pieces:
        drop_kept_piece(viewer, piece=piece, now=now)
    return kept


def _held(viewer: Viewer, kept_id: UUID) -> Kept:
    """Still waiting, and locked until the end of the transaction. Raises NotHere, Conflict."""
    found = kept_for(viewer, kept_id)
    if found is None:
        raise NotHere(_("맡아 둔 기록을 찾을 수 없습니다."), code="not_found")
    kept = Kept.objects.for_viewer(viewer).select_for_update(of=("self",)).get(pk=found.pk)
    if kept.state != KeptState.OPEN:
        raise Conflict(_("이미 처리한 기록입니다."), code="settled_already")
    return kept


def _body_of(kept: Kept) -> dict[str, Any]:
    about = str(kept.record)
    try:
        private = sealing.private_from_text(kept.office_key.private.reveal())
        key = sealing.cipher(sealing.unwrap(bytes(kept.wrapped), private=private, record=about))
        body = json.loads(sealing.unseal(bytes(kept.body), key, about=about))
    except sealing.SealBroken:
        raise Refused(str(SENTENCES["seal_broken"]), code="seal_broken") from None
    except (ValueError, RecursionError):
        raise Refused(str(SENTENCES["unreadable"]), code="unreadable") from None
    if not isinstance(body, dict) or body.get("id") != about:
        raise Refused(str(SENTENCES["unreadable"]), code="unreadable")
    return body


def _sealed_parts(body: dict[str, Any], kept: Kept) -> dict[str, Any]:
    """What a page does not show: as far as it can be read, of a draft that may be half done."""
    whole = {"kind": "-", "field": "-", "happened_at": kept.received_at.isoformat()} | {
        name: body[name]
        for name in ("id", "latitude", "longitude", "outing", "photos", "sounds")
        if body.get(name) is not None
    }
    entry = entry_of(whole)
    if entry.record is None:
        return {}
    names = ("latitude", "longitude", "outing", "photos", "sounds")
    return {name: getattr(entry.record, name) for name in names}


def _settle(
    viewer: Viewer, kept: Kept, state: KeptState, *, now: datetime, activity: UUID | None = None
) -> None:
    """What was sealed goes; that it was there stays."""
    kept.state, kept.settled_at, kept.settled_by_id = state, now, viewer.officer_id
    kept.body, kept.wrapped, kept.activity = b"", b"", activity
    kept.save(
        update_fields=[
            "state",
            "settled_at",
            "settled_by",
            "body",
            "wrapped",
            "activity",
            "reason",
        ]
    )
    audit.record(
        viewer,
        action=f"kept.{state}",
        subject=kept,
        now=now,
        dong_id=kept.dong_id,
        changes={
            "record": kept.record,
            "officer": kept.officer_id,
            "activity": activity,
            "reason": kept.reason,
        },
    )
