"""전달: the receiver, or whoever holds their letter of attorney, has it at last."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from dongne.delivery.applications.public import (
    Application,
    Letter,
    LetterUse,
    items_of,
    mark_handed,
    service_of_item,
    use_letter,
)
from dongne.delivery.ways.public import Identity
from dongne.foundation.residents.public import blocked_from
from dongne.foundation.scope.public import SYSTEM, Viewer, ViewerKind
from dongne.lib.ids import new_id
from dongne.lib.reference_numbers import tidy_number
from dongne.lib.seoul import seoul_day

from ..events import ParcelHanded, parcel_handed
from ..models import IdentityCheck, Parcel, Transfer
from ..permissions import gives, holder_of
from ..rules import Holder, Shown
from ..states import (
    MOVING,
    AlarmKind,
    Confirmed,
    HolderKind,
    ParcelState,
    TakerKind,
    TransferState,
)
from .alarming import is_broken, raise_alarm
from .arriving import acting
from .coding import has_phone, wrong_taker_code
from .destroying import call_off_open
from .ground import (
    applications_in,
    by_whom,
    held,
    into_hands,
    keep,
    next_position,
    open_offer,
    refuse,
    setting_of,
    unless,
)
from .moving import ON_LINE, OnPhone

STRENGTH = {kind: rank for rank, kind in enumerate(Identity)}


def hand_to(
    viewer: Viewer,
    *,
    parcel_id: UUID,
    shown: Shown,
    now: datetime,
    deed_id: UUID | None = None,
    phone: OnPhone = ON_LINE,
    place: str = "",
) -> Parcel:
    """The last leg, by whoever has the parcel; the taker's identity is checked by its kind.

    A courier never confirms for the taker: CODE is checked here against what was sent to the
    receiver. `deed_id` is made by the phone: the same one twice is one. What comes so late that it
    contradicts what happened meanwhile is an alarm and a Conflict. Tries of codes are counted
    also where it is refused.
    """
    with transaction.atomic():
        done = _hand(viewer, parcel_id, shown, now, deed_id, phone, place)
    return done if isinstance(done, Parcel) else refuse(done)


def _hand(
    viewer: Viewer,
    parcel_id: UUID,
    shown: Shown,
    now: datetime,
    deed_id: UUID | None,
    phone: OnPhone,
    place: str,
) -> Parcel | str:
    parcel = held(viewer, parcel_id)
    if deed_id is not None and _done(parcel, deed_id):
        return parcel
    if not gives(viewer, parcel) or parcel.state not in MOVING:
        if phone.at is None:
            unless(gives(viewer, parcel) or parcel.state not in MOVING)
            return "is_lost" if parcel.state == ParcelState.LOST else "is_over"
        return _too_late(viewer, parcel, phone, now)
    if is_broken(parcel):
        return "seal_broken"
    applications = applications_in(parcel)
    letter = _letter(parcel, applications, shown, now)
    if isinstance(letter, str):
        return letter
    taker_id = letter.proxy_id if letter is not None else parcel.receiver_id
    if _kept_away(applications, taker_id):
        return "blocked"
    if wrong := _unproven(viewer, parcel, applications, shown, now):
        return wrong
    taker = Holder(kind=HolderKind.TAKER, key=str(taker_id or parcel.pk))
    transfer = Transfer(
        id=deed_id or new_id(),
        parcel=parcel,
        position=next_position(parcel),
        state=TransferState.TAKEN,
        giver_kind=parcel.holder_kind,
        giver_key=parcel.holder_key,
        taker_kind=taker.kind,
        taker_key=taker.key,
        place=" ".join(place.split())[:100],
        offered_at=now,
        offered_by_id=viewer.officer_id,
        ended_at=now,
        phone_at=phone.at,
        skew=phone.skew,
        device=phone.device[:60],
        confirmed=Confirmed(shown.confirmed),
        confirmed_by_id=viewer.officer_id,
    )
    if (offered := open_offer(parcel)) is not None:
        offered.state, offered.ended_at = TransferState.WITHDRAWN, now
        offered.save(update_fields=["state", "ended_at"])
    giver = into_hands(parcel, taker=taker, state=ParcelState.HANDED, now=now)
    transfer.save(force_insert=True)
    _write_check(viewer, parcel, transfer, shown, letter, now)
    keep(
        viewer,
        parcel,
        action="parcel.handed",
        now=now,
        fields={
            "handed_at": now,
            "ended_at": now,
            "leg_due": None,
            "keep_until": None,
            "window_starts": None,
            "window_ends": None,
        },
        changes={"identity": shown.kind, "taker": shown.taker, "from": str(giver)},
    )
    call_off_open(parcel)
    for application in applications:
        if letter is not None and application.letter_id != letter.pk:
            use_letter(viewer, letter, application=application, what="receive", now=now)
        mark_handed(
            acting(viewer),
            application_id=application.pk,
            now=now,
            to_person_id=taker_id,
            identity=shown.kind,
        )
    parcel_handed.announce(
        ParcelHanded(actor=viewer, parcel=parcel, giver=giver, identity=shown.kind, now=now)
    )
    return parcel


def _done(parcel: Parcel, deed_id: UUID) -> bool:
    legs = Transfer.objects.for_viewer(SYSTEM).filter(pk=deed_id, parcel=parcel)
    return legs.filter(state=TransferState.TAKEN).exists()


def _too_late(viewer: Viewer, parcel: Parcel, phone: OnPhone, now: datetime) -> str:
    raise_alarm(
        viewer,
        parcel,
        AlarmKind.UNEXPECTED,
        now=now,
        details={
            "what": "hand",
            "phone_at": phone.at.isoformat() if phone.at else "",
            "holder": str(holder_of(parcel)),
            "state": parcel.state,
        },
    )
    return "late_contradicts"


def _letter(
    parcel: Parcel, applications: Sequence[Application], shown: Shown, now: datetime
) -> Letter | str | None:
    """The proxy's letter, locked; a refusal's code where it does not hold for taking this."""
    if shown.taker != TakerKind.PROXY:
        return None
    number = tidy_number(shown.letter_number)
    if not number:
        return "letter_missing"
    rows = Letter.objects.for_viewer(SYSTEM).select_for_update(of=("self",))
    letter = rows.filter(number=number, dong=parcel.dong_id).first()
    if letter is None:
        return "letter_not_found"
    if any(one.principal_id != letter.principal_id for one in applications):
        return "letter_other"
    if letter.revoked_at is not None:
        return "letter_revoked"
    if letter.valid_until < seoul_day(now):
        return "letter_expired"
    if not letter.may_receive:
        return "letter_no_receiving"
    if letter.checked_at is None:
        return "letter_unchecked"
    own = {one.number for one in applications}
    uses = list(LetterUse.objects.for_viewer(SYSTEM).filter(letter=letter))
    received = any(use.what == "receive" for use in uses)
    elsewhere = any(use.application_number not in own for use in uses)
    if letter.single_use and (received or elsewhere):
        return "letter_used"
    return letter


def _kept_away(applications: Sequence[Application], taker_id: UUID | None) -> bool:
    """A relative who is kept from whoever it concerns holds on every channel."""
    return taker_id is not None and any(
        blocked_from(person_id=one.principal_id, by_person_id=taker_id)
        for one in applications
        if one.principal_id is not None and one.principal_id != taker_id
    )


def _unproven(
    viewer: Viewer,
    parcel: Parcel,
    applications: Sequence[Application],
    shown: Shown,
    now: datetime,
) -> str:
    """Why the taker's identity is not shown well enough; empty where it is."""
    if viewer.kind is ViewerKind.DEVICE:
        # A locker has checked the code that opened its own door.
        return "" if shown.confirmed == Confirmed.DOOR else "courier_for_taker"
    if parcel.holder_kind == HolderKind.POST:
        return ""
    if shown.kind == Identity.NONE:
        away = viewer.kind is ViewerKind.VOLUNTEER
        return "courier_for_taker" if away else "identity_missing"
    if STRENGTH[Identity(shown.kind)] < _needed(parcel, applications):
        return "identity_too_weak"
    if viewer.kind is ViewerKind.VOLUNTEER:
        if shown.kind == Identity.KNOWN or shown.taker == TakerKind.PROXY:
            return "not_for_couriers"
        if shown.kind == Identity.CARD:
            if has_phone(parcel.receiver):
                return "card_needs_no_phone"
            if not setting_of(parcel.dong_id).volunteers_see_cards:
                return "not_for_couriers"
    if shown.kind == Identity.CODE:
        wrong = wrong_taker_code(parcel, shown, now=now)
        if wrong == "taker_code_locked":
            raise_alarm(viewer, parcel, AlarmKind.WRONG_CODES, now=now)
        return wrong
    return ""


def _needed(parcel: Parcel, applications: Sequence[Application]) -> int:
    """How strong it has to be for all that is in the bag, by the catalogue's rows."""
    at = {HolderKind.OFFICE_DESK: "counter", HolderKind.VOLUNTEER: "volunteer"}
    channel = at.get(HolderKind(parcel.holder_kind), parcel.receive)
    ways = [
        service.receive.get(channel)
        for application in applications
        for item in items_of(application)
        if (service := service_of_item(item)) is not None
    ]
    return max((STRENGTH[way.identity] for way in ways if way is not None), default=0)


def _write_check(
    viewer: Viewer,
    parcel: Parcel,
    transfer: Transfer,
    shown: Shown,
    letter: Letter | None,
    now: datetime,
) -> None:
    who = by_whom(viewer)
    IdentityCheck(
        transfer=transfer,
        kind=shown.kind,
        taker=shown.taker,
        letter=letter,
        at=now,
        by_kind=who.kind,
        by_key=who.key,
    ).save(force_insert=True)
    if viewer.kind is ViewerKind.VOLUNTEER and shown.kind == Identity.CARD:
        # Nobody but the courier saw it: somebody of the office asks whether it arrived.
        raise_alarm(viewer, parcel, AlarmKind.CALL_BACK, now=now, transfer=transfer)
