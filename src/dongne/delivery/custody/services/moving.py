"""인수인계: the giver offers, the taker confirms; both, or it did not happen."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from dongne.foundation.calendar.public import calendar_of
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.foundation.vault.public import lasting_digests
from dongne.lib.ids import new_id
from dongne.lib.reference_numbers import ALPHABET, tidy_number
from dongne.lib.seoul import seoul_day

from .. import rules
from ..events import ParcelMoved, parcel_moved
from ..models import Parcel, Transfer
from ..permissions import deals, gives, holder_of, takes
from ..rules import Holder
from ..states import (
    MOVING,
    AlarmKind,
    Confirmed,
    HolderKind,
    ParcelState,
    TransferState,
)
from ..subjects import info_of
from .alarming import is_broken, raise_alarm
from .arriving import arrived
from .destroying import call_off_open
from .ground import (
    held,
    into_hands,
    keep,
    moving,
    next_position,
    open_offer,
    refuse,
    setting_of,
    unless,
)

EASY = ALPHABET.replace("0", "").replace("1", "")
"""No sign that is taken for another one when it is read out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What the giver's screen shows: the code is nowhere else."""

    transfer: Transfer
    code: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class OnPhone:
    """When a phone held it to have happened, and by how many seconds its clock was off."""

    at: datetime | None = None
    skew: int | None = None
    device: str = ""


ON_LINE = OnPhone()


@transaction.atomic
def offer(
    viewer: Viewer,
    *,
    parcel_id: UUID,
    to: Holder,
    now: datetime,
    place: str = "",
    window: tuple[datetime, datetime] | None = None,
) -> Offer:
    """The giver confirms. The parcel stays where it is until the taker confirms with the code.

    `window`: when its receiver can be met, for a courier. Raises NotHere, Forbidden, Conflict.
    """
    parcel = moving(held(viewer, parcel_id))
    unless(gives(viewer, parcel))
    _require_taker(parcel, to)
    if open_offer(parcel) is not None:
        refuse("offer_waits")
    if window is not None and not window[0] < window[1]:
        refuse("window_unfit")
    code = "".join(secrets.choice(EASY) for _sign in range(rules.CODE_SIGNS))
    transfer = _leg(viewer, parcel, to, now=now, place=place)
    transfer.code_digest = _digests(transfer.pk, code)[0]
    transfer.save(force_insert=True)
    fields: dict[str, Any] = {}
    if window is not None:
        fields = {"window_starts": window[0], "window_ends": window[1]}
    keep(
        viewer,
        parcel,
        action="parcel.offered",
        now=now,
        fields=fields,
        changes={"to": [str(holder_of(parcel)), str(to)], "transfer": str(transfer.pk)},
    )
    return Offer(transfer=transfer, code=code)


def take(
    viewer: Viewer,
    *,
    parcel_id: UUID,
    now: datetime,
    code: str = "",
    bag: str = "",
    transfer_id: UUID | None = None,
    phone: OnPhone = ON_LINE,
    seal_seen: str = "",
    broken: bool = False,
    confirmed: Confirmed = Confirmed.CODE,
) -> Parcel:
    """The taker confirms, by the giver's code or by scanning the bag; devices by DOOR.

    With a `transfer_id` the same confirmation sent twice is one; one that comes so late that it
    contradicts what happened meanwhile is an alarm for a person, and a Conflict. Five wrong codes
    end the offer. What a refusal leaves behind (a counted try, an alarm) stays.
    """
    with transaction.atomic():
        done = _take(viewer, parcel_id, now, code, bag, transfer_id, phone, seal_seen, broken,
                     confirmed)  # fmt: skip
    return done if isinstance(done, Parcel) else refuse(done)


def _take(
    viewer: Viewer,
    parcel_id: UUID,
    now: datetime,
    code: str,
    bag: str,
    transfer_id: UUID | None,
    phone: OnPhone,
    seal_seen: str,
    broken: bool,
    confirmed: Confirmed,
) -> Parcel | str:
    parcel = held(viewer, parcel_id)
    transfer = open_offer(parcel)
    if transfer_id is not None and (transfer is None or transfer.pk != transfer_id):
        return _too_late(viewer, parcel, transfer_id, phone, now)
    if transfer is None:
        return "is_over" if parcel.state not in {*MOVING, ParcelState.LOST} else "no_offer"
    taker = Holder(kind=transfer.taker_kind, key=transfer.taker_key)
    unless(takes(viewer, parcel, taker))
    if parcel.state not in MOVING:
        return "is_lost"
    if viewer.device_id is None or confirmed is not Confirmed.DOOR:
        if bag:
            confirmed = Confirmed.BAG
            if tidy_number(bag) != parcel.code:
                return "bag_wrong"
        elif code:
            confirmed = Confirmed.CODE
            if wrong := _wrong_code(viewer, parcel, transfer, code, now):
                return wrong
        else:
            return "confirm_how"
    transfer.confirmed, transfer.confirmed_by_id = confirmed, viewer.officer_id
    transfer.phone_at, transfer.skew, transfer.device = phone.at, phone.skew, phone.device[:60]
    transfer.seal_seen, transfer.broken = seal_seen[:30], broken
    return _change_hands(viewer, parcel, transfer, now=now)


@transaction.atomic
def place(
    viewer: Viewer,
    *,
    parcel_id: UUID,
    to: Holder,
    now: datetime,
    bag: str = "",
    where: str = "",
    seal_seen: str = "",
    broken: bool = False,
) -> Parcel:
    """Both in one, where one side has nobody of its own: onto the office's shelf and from it, to
    the outreach counter that the officer runs, into the post. The viewer signs for both.

    Raises Forbidden where either side is not theirs to sign for.
    """
    parcel = moving(held(viewer, parcel_id))
    unless(gives(viewer, parcel) and takes(viewer, parcel, to))
    _require_taker(parcel, to)
    sides = (info_of(parcel.holder_kind), info_of(to.kind))
    if not any(side is not None and side.own for side in sides):
        refuse("give_first")
    if open_offer(parcel) is not None:
        refuse("offer_waits")
    if bag and tidy_number(bag) != parcel.code:
        refuse("bag_wrong")
    transfer = _leg(viewer, parcel, to, now=now, place=where)
    transfer.confirmed = Confirmed.BAG if bag else Confirmed.SIGN
    transfer.confirmed_by_id = viewer.officer_id
    transfer.seal_seen, transfer.broken = seal_seen[:30], broken
    return _change_hands(viewer, parcel, transfer, now=now, new=True)


@transaction.atomic
def withdraw_offer(viewer: Viewer, *, parcel_id: UUID, now: datetime, why: str = "") -> Parcel:
    """By the giver, or whoever leads the office: nothing has happened."""
    parcel = held(viewer, parcel_id)
    transfer = open_offer(parcel)
    if transfer is None:
        refuse("no_offer")
    unless(gives(viewer, parcel) or deals(viewer, parcel.dong_id))
    return end_offer(viewer, parcel, transfer, TransferState.WITHDRAWN, now=now, why=why)


@transaction.atomic
def decline_offer(viewer: Viewer, *, parcel_id: UUID, now: datetime, why: str = "") -> Parcel:
    """By the taker: it stays with the giver, who reads why."""
    parcel = held(viewer, parcel_id)
    transfer = open_offer(parcel)
    if transfer is None:
        refuse("no_offer")
    taker = Holder(kind=transfer.taker_kind, key=transfer.taker_key)
    unless(takes(viewer, parcel, taker))
    return end_offer(viewer, parcel, transfer, TransferState.DECLINED, now=now, why=why)


def end_offer(
    viewer: Viewer,
    parcel: Parcel,
    transfer: Transfer,
    state: TransferState,
    *,
    now: datetime,
    why: str = "",
) -> Parcel:
    """Inside the caller's transaction, the parcel held."""
    transfer.state, transfer.ended_at, transfer.why = state, now, why.strip()[:200]
    transfer.save(update_fields=["state", "ended_at", "why", "wrong_codes"])
    return keep(
        viewer,
        parcel,
        action=f"parcel.offer_{state}",
        now=now,
        changes={"transfer": str(transfer.pk)},
    )


def _require_taker(parcel: Parcel, to: Holder) -> None:
    if to.kind == HolderKind.TAKER:
        refuse("hand_over_instead")
    info = info_of(to.kind)
    if info is None or to.key not in info.words([to.key]):
        refuse("no_such_holder")
    if to == holder_of(parcel):
        refuse("same_hands")
    if to.kind not in (HolderKind.OFFICER, HolderKind.OFFICE_DESK) and is_broken(parcel):
        refuse("seal_broken")


def _leg(viewer: Viewer, parcel: Parcel, to: Holder, *, now: datetime, place: str) -> Transfer:
    giver = holder_of(parcel)
    return Transfer(
        id=new_id(),
        parcel=parcel,
        position=next_position(parcel),
        giver_kind=giver.kind,
        giver_key=giver.key,
        taker_kind=to.kind,
        taker_key=to.key,
        place=" ".join(place.split())[:100],
        offered_at=now,
        offered_by_id=viewer.officer_id,
    )


def _change_hands(
    viewer: Viewer, parcel: Parcel, transfer: Transfer, *, now: datetime, new: bool = False
) -> Parcel:
    taker = Holder(kind=transfer.taker_kind, key=transfer.taker_key)
    info = info_of(taker.kind)
    if info is None:
        refuse("no_such_holder")
    giver = into_hands(parcel, taker=taker, state=info.puts, now=now)
    transfer.state, transfer.ended_at = TransferState.TAKEN, now
    transfer.save(force_insert=new)
    keep(
        viewer,
        parcel,
        action="parcel.moved",
        now=now,
        fields=_dates(parcel, taker, info.puts, now),
        changes={
            "holder": [str(giver), str(taker)],
            "confirmed": transfer.confirmed,
            "transfer": str(transfer.pk),
        },
    )
    if transfer.broken or (transfer.seal_seen and not _same_seal(parcel, transfer.seal_seen)):
        raise_alarm(viewer, parcel, AlarmKind.BROKEN, now=now, transfer=transfer)
    call_off_open(parcel)
    arrived(viewer, parcel, now=now)
    parcel_moved.announce(
        ParcelMoved(actor=viewer, parcel=parcel, giver=giver, taker=taker, now=now)
    )
    return parcel


def _dates(parcel: Parcel, taker: Holder, state: ParcelState, now: datetime) -> Mapping[str, Any]:
    """Until when it may be on its way, or lie where it lies now."""
    setting = setting_of(parcel.dong_id)
    fields: dict[str, Any] = {"leg_due": None, "keep_until": None, "reminded": 0}
    if taker.kind == HolderKind.COMPARTMENT:
        calendar = calendar_of(parcel.dong_id, hold=True)
        fields["keep_until"] = rules.keep_until(
            seoul_day(now), setting.compartment_days, calendar.is_working_day
        )
    if state == ParcelState.ON_THE_WAY and taker.kind != HolderKind.POST:
        fields["leg_due"] = max(now + setting.leg_hours * rules.HOUR, parcel.window_ends or now)
    if taker.kind not in (HolderKind.VOLUNTEER, HolderKind.OFFICER):
        fields |= {"window_starts": None, "window_ends": None}
    return fields


def _same_seal(parcel: Parcel, seen: str) -> bool:
    return rules.signs(seen) == rules.signs(parcel.seal)


def _digests(transfer_id: UUID, code: str) -> list[bytes]:
    told = f"{transfer_id}:{rules.signs(code)}".encode()
    return [digest[:32] for digest in lasting_digests(told, use="custody.offer")]


def _wrong_code(
    viewer: Viewer, parcel: Parcel, transfer: Transfer, code: str, now: datetime
) -> str:
    """Empty where it is right. The fifth wrong one ends the offer, and a lead looks into it."""
    kept = bytes(transfer.code_digest or b"")
    if kept and any(secrets.compare_digest(kept, one) for one in _digests(transfer.pk, code)):
        return ""
    transfer.wrong_codes += 1
    if transfer.wrong_codes < rules.MOST_WRONG:
        transfer.save(update_fields=["wrong_codes"])
        return "code_wrong"
    end_offer(viewer, parcel, transfer, TransferState.LOCKED, now=now)
    raise_alarm(viewer, parcel, AlarmKind.WRONG_CODES, now=now, transfer=transfer)
    return "code_locked"


def _too_late(
    viewer: Viewer, parcel: Parcel, transfer_id: UUID, phone: OnPhone, now: datetime
) -> Parcel | str:
    """A confirmation that a phone kept until now, of a leg that is open no more."""
    leg = Transfer.objects.for_viewer(SYSTEM).filter(pk=transfer_id, parcel=parcel).first()
    if leg is None:
        return "no_offer"
    taker = Holder(kind=leg.taker_kind, key=leg.taker_key)
    unless(takes(viewer, parcel, taker))
    if leg.state == TransferState.TAKEN:
        return parcel
    if leg.state == TransferState.LOCKED:
        return "code_locked"
    raise_alarm(
        viewer,
        parcel,
        AlarmKind.UNEXPECTED,
        now=now,
        transfer=leg,
        details={
            "what": "take",
            "offer": leg.state,
            "phone_at": phone.at.isoformat() if phone.at else "",
            "holder": str(holder_of(parcel)),
        },
    )
    return "late_contradicts"
