"""At the door: when it can be, and what was found there."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from dongne.foundation.asides.public import without_numbers
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.ids import new_id
from dongne.lib.seoul import seoul_day

from ..models import Attempt, Parcel
from ..permissions import deals, gives, holder_of
from ..states import AlarmKind, AttemptWhy, HolderKind
from .alarming import raise_alarm
from .ground import held, keep, moving, refuse, setting_of, unless
from .moving import ON_LINE, OnPhone


@transaction.atomic
def set_window(
    viewer: Viewer, *, parcel_id: UUID, starts: datetime, ends: datetime, now: datetime
) -> Parcel:
    """When its receiver can be met; only then does the courier see where. By the office."""
    parcel = moving(held(viewer, parcel_id))
    unless(deals(viewer, parcel.dong_id))
    if not starts < ends or ends <= now:
        refuse("window_unfit")
    return keep(
        viewer,
        parcel,
        action="parcel.window",
        now=now,
        fields={"window_starts": starts, "window_ends": ends},
    )


def nobody_at_home(
    viewer: Viewer,
    *,
    parcel_id: UUID,
    now: datetime,
    why: str = AttemptWhy.NOBODY,
    next_on: date | None = None,
    note: str = "",
    deed_id: UUID | None = None,
    phone: OnPhone = ON_LINE,
) -> Parcel:
    """Nothing was given: another try on `next_on`, or None, back to the office. The parcel stays
    with whoever has it. The same `deed_id` twice is one; told too late it is an alarm and a
    Conflict. Refused after as many tries as the office allows.
    """
    with transaction.atomic():
        done = _write_down(viewer, parcel_id, now, why, next_on, note, deed_id, phone)
    return done if isinstance(done, Parcel) else refuse(done)


def _write_down(
    viewer: Viewer,
    parcel_id: UUID,
    now: datetime,
    why: str,
    next_on: date | None,
    note: str,
    deed_id: UUID | None,
    phone: OnPhone,
) -> Parcel | str:
    parcel = held(viewer, parcel_id)
    known = Attempt.objects.for_viewer(SYSTEM).filter(pk=deed_id or new_id(), parcel=parcel)
    if deed_id is not None and known.exists():
        return parcel
    if not gives(viewer, parcel):
        if phone.at is None:
            return "not_with_courier"
        raise_alarm(
            viewer,
            parcel,
            AlarmKind.UNEXPECTED,
            now=now,
            details={
                "what": "nobody",
                "phone_at": phone.at.isoformat(),
                "holder": str(holder_of(parcel)),
            },
        )
        return "late_contradicts"
    moving(parcel)
    if parcel.holder_kind not in (HolderKind.VOLUNTEER, HolderKind.OFFICER):
        return "not_with_courier"
    if next_on is not None:
        if next_on < seoul_day(now):
            return "no_next_day"
        if parcel.tries + 1 >= setting_of(parcel.dong_id).most_tries:
            return "tries_over"
    attempt = Attempt(
        id=deed_id or new_id(),
        parcel=parcel,
        at=now,
        phone_at=phone.at,
        why=AttemptWhy(why) if why in set(AttemptWhy) else AttemptWhy.OTHER,
        by_kind=parcel.holder_kind,
        by_key=parcel.holder_key,
        next_on=next_on,
    )
    attempt.note = without_numbers(
        viewer,
        subject=attempt,
        now=now,
        dong_id=parcel.dong_id,
        is_new=True,
        note=note.strip()[:200],
    )["note"][:200]
    attempt.save(force_insert=True)
    return keep(
        viewer,
        parcel,
        action="parcel.nobody",
        now=now,
        fields={"tries": parcel.tries + 1, "window_starts": None, "window_ends": None},
        changes={"why": attempt.why, "next_on": next_on},
    )
