"""At the door: when it can be, and what was found there."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localtime

from dongne.delivery.applications.public import open_destination
from dongne.foundation.asides.public import without_numbers
from dongne.foundation.openings.public import record_opening
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.ids import new_id
from dongne.lib.seoul import at_seoul, seoul_day

from ..models import Attempt, Parcel
from ..permissions import deals, gives, holder_of
from ..states import AlarmKind, AttemptWhy, HolderKind
from .alarming import raise_alarm
from .ground import applications_in, held, keep, moving, refuse, setting_of, unless
from .moving import ON_LINE, OnPhone

BEFORE = timedelta(hours=1)


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
        fields={"tries": parcel.tries + 1, **_next_window(parcel, next_on)},
        changes={"why": attempt.why, "next_on": next_on},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Whom to ask for, and where: no more than the errand needs."""

    name: str = field(repr=False)
    address: str = field(repr=False)


@transaction.atomic
def open_way(viewer: Viewer, *, parcel_id: UUID, now: datetime) -> Way:
    """For whoever carries it; a volunteer sees it only in the hours of the visit. Each look is
    logged as an opening. Raises Forbidden, Refused outside of the hours, NotHere."""
    parcel = moving(held(viewer, parcel_id))
    unless(gives(viewer, parcel))
    if viewer.courier_id is not None and not in_window(parcel, now=now):
        refuse("not_now")
    person = parcel.receiver
    if person is None:
        return Way(name="", address="")
    # What they typed for this one comes before where they live.
    keys = [one.pk for one in applications_in(parcel)]
    typed = open_destination(viewer, application_ids=keys, now=now)
    values = {
        name: sealed.reveal()
        for name in (("name",) if typed else ("name", "address", "address_detail"))
        if (sealed := getattr(person, name))
    }
    record_opening(
        viewer,
        subject=person,
        whose=person.whose,
        columns=list(values),
        purpose="delivery",
        now=now,
        dong_id=parcel.dong_id,
    )
    where = (typed or values.get("address", ""), values.get("address_detail", ""))
    return Way(name=values.get("name", ""), address=" ".join(filter(None, where)))


def in_window(parcel: Parcel, *, now: datetime) -> bool:
    """Whoever sets out a little before the hours has to know where."""
    if parcel.window_starts is None or parcel.window_ends is None:
        return False
    return parcel.window_starts - BEFORE <= now <= parcel.window_ends


def _next_window(parcel: Parcel, next_on: date | None) -> dict[str, datetime | None]:
    """The same hours of another day; none where it goes back."""
    if next_on is None:
        return {"window_starts": None, "window_ends": None}
    starts = localtime(parcel.window_starts).time() if parcel.window_starts else time(9)
    ends = localtime(parcel.window_ends).time() if parcel.window_ends else time(20)
    return {"window_starts": at_seoul(next_on, starts), "window_ends": at_seoul(next_on, ends)}
