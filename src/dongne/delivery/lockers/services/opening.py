"""Asking for a door: by whoever loads, by a code, by the office. Allowed once, commanded once."""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from dongne.delivery.couriers.public import own_courier
from dongne.delivery.custody.public import (
    Holder,
    Parcel,
    compartment,
    find_parcel,
    offer,
    withdraw_offer,
)
from dongne.delivery.custody.public import officer as officer_holder
from dongne.delivery.custody.public import volunteer as volunteer_holder
from dongne.foundation.audit.public import record
from dongne.foundation.gate.public import may_try, tried_right
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import Conflict, Forbidden, NotHere, Refused

from ..models import Compartment, Grant, Locker, Opening, OpeningStep
from ..permissions import may_load, require_keeping
from ..queries import is_heard, locker_for, locker_of
from ..rules import PASS_DIGITS, RESERVED_FOR, digits_of
from ..states import LIVE, TAKES, Box, Denied, Size, Step, Why
from .granting import birth_digests, digests_of, end_grants, passes_of
from .ground import begin, change, device_of, held

TRIED = "lockers.code"
USED_LATELY = timedelta(days=1)
"""Whoever comes again with the same QR code on that day hears that the door was opened already."""
_BIG = (Size.SMALL, Size.MEDIUM, Size.LARGE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What became of a code that was typed: a door that opens, or why none does.

    `why` is for the office's pages; a screen says the same for all but `locked` and `offline`.
    """

    opening: Opening
    why: Denied | None = None
    wait_seconds: int = 0

    @property
    def allowed(self) -> bool:
        return self.why is None


@transaction.atomic
def reserve(
    viewer: Viewer,
    *,
    locker_id: UUID,
    parcel_id: UUID,
    now: datetime,
    size: str = Size.SMALL,
    low_reach: bool = False,
) -> Compartment:
    """A free compartment for this parcel, for a quarter of an hour, the smallest that fits.

    Two at the same moment are given two (SKIP LOCKED), and the last one goes to one of them. The
    same parcel again is the same compartment. Raises Conflict where none is left.
    """
    locker = _require_loading(viewer, locker_id)
    parcel = _parcel_in_hand(viewer, parcel_id)
    rows = Compartment.objects.for_viewer(SYSTEM)
    known = rows.filter(parcel=parcel.pk).select_for_update(of=("self",)).first()
    if known is not None:
        if known.locker_id != locker.pk or known.state != Box.RESERVED:
            raise Conflict(_("이미 다른 칸에 넣기로 한 봉투입니다."), code="reserved_elsewhere")
        return known
    fitting = [one for one in _BIG if _BIG.index(one) >= _BIG.index(Size(size))]
    free = rows.filter(locker=locker, state__in=TAKES, size__in=fitting)
    if low_reach:
        free = free.filter(low_reach=True)
    for wanted in fitting:
        # Low doors are kept for those who need them, as long as others are free.
        found = (
            free.filter(size=wanted)
            .order_by("low_reach", "number")
            .select_for_update(of=("self",), skip_locked=True)
            .first()
        )
        if found is not None:
            change(
                found,
                Box.RESERVED,
                now=now,
                parcel=parcel.pk,
                reserved_by=str(_hands(viewer)),
                reason="",
            )
            _tell(viewer, "lockers.reserved", found, now, parcel=parcel.number)
            return found
    raise Conflict(_("지금 비어 있는 칸이 없습니다."), code="no_free_compartment")


@transaction.atomic
def give_up(viewer: Viewer, *, compartment_id: UUID, now: datetime) -> Compartment:
    """Not put in after all: the compartment is free again, the parcel stays where it is."""
    box = held(compartment_id)
    _require_reserver(viewer, box)
    if _live(box) is not None:
        raise Conflict(_("문이 열려 있습니다. 닫은 뒤에 해 주세요."), code="door_busy")
    parcel_id = box.parcel
    change(box, Box.FREE, now=now, parcel=None, reserved_by="")
    if parcel_id is not None:
        _drop_offer(viewer, parcel_id, now)
    _tell(viewer, "lockers.given_up", box, now)
    return box


@transaction.atomic
def open_to_load(viewer: Viewer, *, compartment_id: UUID, now: datetime) -> Opening:
    """The giver confirms by this; the compartment confirms when its door was seen closed again."""
    box = held(compartment_id)
    _require_reserver(viewer, box)
    _require_ready(box, now)
    if box.state != Box.RESERVED or box.parcel is None:
        raise Conflict(_("먼저 칸을 정해 주세요."), code="not_reserved")
    parcel = _parcel_in_hand(viewer, box.parcel)
    try:
        with transaction.atomic():
            offer(
                viewer,
                parcel_id=parcel.pk,
                to=compartment(box.pk),
                now=now,
                place=f"{box.locker.name} {box.number}",
            )
    except Conflict as refusal:
        # Asked for a second time, after a command that was never fetched: the offer still stands.
        if refusal.code != "offer_waits":
            raise
    row = begin(viewer, box, Why.LOAD, now=now)
    _tell(viewer, "lockers.opened", box, now, why=Why.LOAD, parcel=parcel.number)
    return row


def open_by_code(
    viewer: Viewer, *, locker_id: UUID, code: str, birth_date: str, now: datetime
) -> Asked:
    """Whoever stands before it types a code and, where it is known, a date of birth.

    Everything that is wrong is answered alike and counted: five lock this screen for a quarter of
    an hour, also against the right one. Never raises for what somebody typed: the count stays.
    """
    with transaction.atomic():
        return _by_code(viewer, locker_of(locker_id), digits_of(code), digits_of(birth_date), now)


def _by_code(viewer: Viewer, locker: Locker, code: str, birth: str, now: datetime) -> Asked:
    subject = f"{locker.pk} {viewer.address}"
    if wait := may_try(TRIED, subject=subject, address="", now=now):
        return _denied(viewer, locker, Denied.LOCKED, now, wait=wait)
    if not is_heard(locker, now):
        return _denied(viewer, locker, Denied.OFFLINE, now)
    found = _meant(locker, code, now)
    if found is None:
        return _denied(viewer, locker, Denied.WRONG, now)
    if found.used_at is not None:
        # Nobody has to queue for a compartment that this code opens no more.
        return _denied(viewer, locker, Denied.USED, now, grant=found)
    box = held(found.compartment_id)
    # Only now: whoever was faster has used it while this one waited for the compartment.
    grant = Grant.objects.for_viewer(SYSTEM).select_related("person").get(pk=found.pk)
    if why := _unfit(grant, box, birth, now):
        return _denied(viewer, locker, why, now, box=box, grant=grant)
    grant.used_at = now
    grant.save(update_fields=["used_at"])
    change(box, Box.OPENING, now=now)
    row = begin(viewer, box, Why.FETCH, now=now, grant=grant)
    tried_right(TRIED, subject=subject, address="")
    _tell(viewer, "lockers.opened", box, now, why=Why.FETCH)
    return Asked(opening=row)


def _meant(locker: Locker, code: str, now: datetime) -> Grant | None:
    """The grant that a code was given for, or whose pass was scanned."""
    rows = Grant.objects.for_viewer(SYSTEM).filter(compartment__locker=locker)
    rows = rows.select_related("person")
    if len(code) != PASS_DIGITS:
        return rows.filter(digest__in=digests_of(locker.pk, code)).first()
    # A locker has some dozens of compartments: each grant that could be meant says its own pass.
    could = rows.filter(Q(used_at=None, revoked_at=None) | Q(used_at__gt=now - USED_LATELY))
    return next((one for one in could if _fits(code, passes_of(one.pk))), None)


def _fits(code: str, passes: Sequence[str]) -> bool:
    return any([hmac.compare_digest(code, one) for one in passes])


@transaction.atomic
def open_to_take_back(viewer: Viewer, *, compartment_id: UUID, now: datetime) -> Opening:
    """Out again: what was not fetched, or was put in by mistake. The compartment offers it; the
    one who takes it out confirms by the bag's code (`confirm_taken_back`)."""
    box = held(compartment_id)
    if not _may_take_back(viewer, box, now):
        raise Forbidden(_("그 칸에서 꺼낼 수 없습니다."), code="not_yours")
    _require_ready(box, now)
    if box.state != Box.LOADED or box.parcel is None:
        raise Conflict(_("비어 있는 칸입니다."), code="compartment_empty")
    _drop_offer(device_of(box.locker_id), box.parcel, now)
    offer(device_of(box.locker_id), parcel_id=box.parcel, to=_hands(viewer), now=now)
    change(box, Box.OPENING, now=now)
    end_grants(box, now=now, why="taken back")
    row = begin(viewer, box, Why.TAKE_BACK, now=now)
    _tell(viewer, "lockers.opened", box, now, why=Why.TAKE_BACK)
    return row


@transaction.atomic
def open_by_staff(viewer: Viewer, *, compartment_id: UUID, reason: str, now: datetime) -> Opening:
    """By the office, with a reason that stays: cleaning, looking, somebody in front of it."""
    box = held(compartment_id)
    require_keeping(viewer, box.locker.dong_id)
    if not reason.strip():
        raise Refused(_("여는 까닭을 적어 주세요."), code="no_reason")
    _require_ready(box, now)
    row = begin(viewer, box, Why.STAFF, now=now, reason=" ".join(reason.split()))
    _tell(viewer, "lockers.opened", box, now, why=Why.STAFF, reason=row.reason)
    return row


def _unfit(grant: Grant, box: Compartment, birth: str, now: datetime) -> Denied | None:
    if grant.revoked_at is not None:
        return Denied.REVOKED
    if grant.used_at is not None:
        return Denied.USED
    if not grant.good_from <= now < grant.good_until:
        return Denied.OVER
    # A date of birth of its own count: the code is right, so this is the last lock of this door.
    if may_try(f"{TRIED}.birth", subject=str(grant.pk), address="", now=now):
        return Denied.LOCKED
    if not _is_birth(grant, birth):
        return Denied.WRONG
    tried_right(f"{TRIED}.birth", subject=str(grant.pk), address="")
    if box.state != Box.LOADED or box.parcel != grant.parcel:
        return Denied.STATE
    return Denied.BUSY if _live(box) is not None else None


def _is_birth(grant: Grant, birth: str) -> bool:
    if grant.birth_digest is None:
        return True
    kept = bytes(grant.birth_digest)
    return any(hmac.compare_digest(kept, one) for one in birth_digests(grant.pk, birth))


def _denied(
    viewer: Viewer,
    locker: Locker,
    why: Denied,
    now: datetime,
    *,
    box: Compartment | None = None,
    grant: Grant | None = None,
    wait: int = 0,
) -> Asked:
    row = Opening(
        locker=locker,
        compartment=box,
        grant=grant,
        why=Why.FETCH,
        state=Step.DENIED,
        denied=why,
        asked_at=now,
        ended_at=now,
    )
    row.save(force_insert=True)
    for one in (Step.ASKED, Step.DENIED):
        OpeningStep(opening=row, step=one, at=now).save(force_insert=True)
    record(
        viewer,
        action="lockers.denied",
        subject=row,
        now=now,
        dong_id=locker.dong_id,
        changes={"why": why},
    )
    return Asked(opening=row, why=why, wait_seconds=wait)


def _require_loading(viewer: Viewer, locker_id: UUID) -> Locker:
    locker = locker_for(viewer, locker_id)
    own = own_courier(viewer) if viewer.courier_id else None
    if not may_load(viewer, locker, own.dong_id if own else None):
        raise Forbidden(_("이 택배함에는 넣을 수 없습니다."), code="not_yours")
    return locker


def _parcel_in_hand(viewer: Viewer, parcel_id: UUID) -> Parcel:
    parcel = find_parcel(viewer, parcel_id)
    hands = _hands(viewer)
    if (parcel.holder_kind, parcel.holder_key) != (hands.kind, hands.key):
        raise Conflict(
            _("지금 손에 있는 봉투만 넣을 수 있습니다. 먼저 넘겨받아 주세요."), code="not_in_hand"
        )
    return parcel


def _hands(viewer: Viewer) -> Holder:
    if viewer.courier_id is not None:
        return volunteer_holder(viewer.courier_id)
    return officer_holder(viewer.officer_key)


def _require_reserver(viewer: Viewer, box: Compartment) -> None:
    if box.reserved_by == str(_hands(viewer)):
        return
    require_keeping(viewer, box.locker.dong_id)


def _require_ready(box: Compartment, now: datetime) -> None:
    if not is_heard(box.locker, now):
        raise Conflict(
            _("택배함과 연결이 끊겨 문을 열 수 없습니다. 잠시 뒤에 다시 해 주세요."), code="offline"
        )
    if _live(box) is not None:
        raise Conflict(_("그 문은 지금 열리는 중입니다."), code="door_busy")


def _may_take_back(viewer: Viewer, box: Compartment, now: datetime) -> bool:
    """The office; a volunteer what they put in themselves within the last quarter of an hour."""
    if viewer.courier_id is None:
        require_keeping(viewer, box.locker.dong_id)
        return True
    own = own_courier(viewer)
    if own is None or own.dong_id != box.locker.dong_id:
        raise NotHere(_("그 칸을 찾을 수 없습니다."), code="compartment_not_found")
    mine = Opening.objects.for_viewer(SYSTEM).filter(
        compartment=box, courier=viewer.courier_id, why=Why.LOAD, parcel=box.parcel
    )
    return mine.filter(asked_at__gt=now - RESERVED_FOR).exists()


def _live(box: Compartment) -> Opening | None:
    rows = Opening.objects.for_viewer(SYSTEM).filter(compartment=box, state__in=LIVE)
    return rows.first()


def _drop_offer(viewer: Viewer, parcel_id: UUID, now: datetime) -> None:
    try:
        with transaction.atomic():
            withdraw_offer(viewer, parcel_id=parcel_id, now=now)
    except Refused:
        return


def _tell(viewer: Viewer, action: str, box: Compartment, now: datetime, **changes: object) -> None:
    record(
        viewer,
        action=action,
        subject=box,
        now=now,
        dong_id=box.locker.dong_id,
        changes={"locker": box.locker.name, "compartment": box.number, **changes},
    )
