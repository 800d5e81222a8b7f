"""What every write of a parcel begins and ends with: the row held, the change kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NoReturn
from uuid import UUID

from django.db.models import Max

from dongne.delivery.applications.public import Application
from dongne.foundation.audit import public as audit
from dongne.foundation.scope.public import SYSTEM, Viewer, ViewerKind
from dongne.lib.refusals import Conflict, Forbidden, NotHere, Refused

from ..models import Content, CustodySetting, Parcel, Transfer
from ..permissions import gives, holder_of, takes
from ..queries.parcels import office_of
from ..rules import Holder
from ..states import ALLOWED, MOVING, HolderKind, ParcelState, TransferState
from ..words import REFUSALS

_CONFLICTS = frozenset(
    {
        "changed_meanwhile", "sealed_already", "bag_used", "is_over", "is_lost", "same_hands",
        "offer_waits", "no_offer", "code_locked", "late_contradicts", "seal_broken",
        "taker_code_locked", "taker_code_none", "letter_used", "letter_revoked", "letter_expired",
        "letter_unchecked", "tries_over", "alarm_over", "alarm_waits", "not_back", "too_early",
        "destroy_waits", "not_proposed", "not_issued", "give_first",
    }
)  # fmt: skip
_FORBIDDEN = frozenset(
    {"not_yours", "not_a_lead", "not_for_couriers", "courier_for_taker", "destroy_by_two"}
)
_NOT_HERE = frozenset({"not_found", "no_such_holder", "letter_not_found"})


def refuse(code: str) -> NoReturn:
    """Raises the refusal of that code, of the kind that its page and status follow from."""
    sentence = str(REFUSALS[code])
    if code in _NOT_HERE:
        raise NotHere(sentence, code=code)
    if code in _FORBIDDEN:
        raise Forbidden(sentence, code=code)
    if code in _CONFLICTS:
        raise Conflict(sentence, code=code)
    raise Refused(sentence, code=code)


def unless(allowed: bool, code: str = "not_yours") -> None:
    if not allowed:
        refuse(code)


def held(viewer: Viewer, parcel_id: UUID) -> Parcel:
    """The parcel, locked until the transaction ends; every write of a parcel begins with it.

    A courier or a device sees only what is in their hands or offered to them; raises NotHere.
    """
    away = viewer.kind in {ViewerKind.VOLUNTEER, ViewerKind.DEVICE}
    rows = Parcel.objects.for_viewer(SYSTEM if away else office_of(viewer))
    parcel = (
        rows.select_for_update(of=("self",))
        .select_related("dong", "receiver")
        .filter(pk=parcel_id)
        .first()
    )
    if parcel is None or (away and not concerns(viewer, parcel)):
        refuse("not_found")
    return parcel


def concerns(viewer: Viewer, parcel: Parcel) -> bool:
    """In their hands, offered to them, or once taken by them: what a phone sends late is still
    theirs to tell."""
    if gives(viewer, parcel):
        return True
    legs = Transfer.objects.for_viewer(SYSTEM).filter(parcel=parcel)
    return any(
        takes(viewer, parcel, Holder(kind=kind, key=key))
        for kind, key in legs.values_list("taker_kind", "taker_key").distinct()
    )


def moving(parcel: Parcel) -> Parcel:
    """Raises Conflict where it is over, or lost."""
    if parcel.state == ParcelState.LOST:
        refuse("is_lost")
    if parcel.state not in MOVING:
        refuse("is_over")
    return parcel


def open_offer(parcel: Parcel) -> Transfer | None:
    return (
        Transfer.objects.for_viewer(SYSTEM)
        .select_for_update()
        .filter(parcel=parcel, state=TransferState.OFFERED)
        .first()
    )


def next_position(parcel: Parcel) -> int:
    legs = Transfer.objects.for_viewer(SYSTEM).filter(parcel=parcel)
    return (legs.aggregate(last=Max("position"))["last"] or 0) + 1


def into_hands(parcel: Parcel, *, taker: Holder, state: ParcelState, now: datetime) -> Holder:
    """One conditional UPDATE: it changes hands only if nobody else was faster. Answers the giver.

    The row is locked by every write that comes this way; the condition holds also against one
    that does not.
    """
    giver = holder_of(parcel)
    if state not in ALLOWED[ParcelState(parcel.state)]:
        refuse("changed_meanwhile")
    moved = (
        Parcel.objects.for_viewer(SYSTEM)
        .filter(
            pk=parcel.pk,
            holder_kind=giver.kind,
            holder_key=giver.key,
            state=parcel.state,
            version=parcel.version,
        )
        .update(holder_kind=taker.kind, holder_key=taker.key, holder_since=now, state=state)
    )
    if moved != 1:
        refuse("changed_meanwhile")
    parcel.holder_kind, parcel.holder_key = taker.kind, taker.key
    parcel.holder_since, parcel.state = now, state
    return giver


def keep(
    viewer: Viewer,
    parcel: Parcel,
    *,
    action: str,
    now: datetime,
    fields: Mapping[str, Any] | None = None,
    changes: Mapping[str, Any] | None = None,
) -> Parcel:
    """Save the named columns, the next version and an audit row, in the caller's transaction."""
    for name, value in (fields or {}).items():
        setattr(parcel, name, value)
    parcel.version += 1
    parcel.updated_at = now
    parcel.save(update_fields=[*(fields or {}), "version", "updated_at"])
    audit.record(
        viewer,
        action=action,
        subject=parcel,
        now=now,
        dong_id=parcel.dong_id,
        changes={"number": parcel.number, **(changes or {})},
    )
    return parcel


def applications_in(parcel: Parcel) -> list[Application]:
    """What it holds. One statement."""
    keys = Content.objects.for_viewer(SYSTEM).filter(parcel=parcel).values("application_id")
    return list(
        Application.objects.for_viewer(SYSTEM)
        .filter(pk__in=keys)
        .select_related("principal", "applicant", "receiver", "letter")
        .order_by("arrived_at", "id")
    )


def setting_of(dong_id: int) -> CustodySetting:
    """The dong's, or the defaults. One statement."""
    kept = CustodySetting.objects.for_viewer(SYSTEM).filter(pk=dong_id).first()
    return kept or CustodySetting(dong_id=dong_id)


def by_whom(viewer: Viewer) -> Holder:
    """Who acts, as a holder is named; the program has no key."""
    if viewer.courier_id is not None:
        return Holder(kind=HolderKind.VOLUNTEER, key=str(viewer.courier_id))
    if viewer.officer_id is not None:
        return Holder(kind=HolderKind.OFFICER, key=str(viewer.officer_id))
    if viewer.device_id is not None:
        return Holder(kind=HolderKind.COMPARTMENT, key=str(viewer.device_id))
    return Holder(kind="", key="")
