"""Parcels and couriers for tests, in one line."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from dongne.delivery.applications import public as applications
from dongne.delivery.couriers.public import Courier, Task, add_courier
from dongne.delivery.custody import public as custody
from dongne.foundation.residents.public import note_contact
from dongne.foundation.scope.public import Viewer, volunteer_viewer
from tests.cast import NOW, Cast
from tests.making.applications import at_the_counter

AFTER = NOW + timedelta(minutes=10)


def issued(clerk: Viewer, **values: Any) -> applications.Application:
    """Asked for, accepted and issued; it waits for a bag."""
    one = at_the_counter(clerk, **values)
    applications.accept(clerk, application_id=one.pk, identity="card", now=NOW)
    return applications.issue_all(clerk, application_id=one.pk, now=NOW)


def a_parcel(clerk: Viewer, *, bag: str = "", now: datetime = NOW, **values: Any) -> custody.Parcel:
    """Sealed by the clerk, who has it in hand."""
    one = issued(clerk, **values)
    return custody.seal(clerk, application_ids=[one.pk], bag_number=bag, pages=2, now=now)


def a_courier(cast: Cast, name: str = "박봉사", phone: str = "010-7777-0001") -> Courier:
    """Somebody of the corps, who may deliver."""
    lead = cast.viewer(cast.own.lead)
    person = note_contact(lead, dong_id=cast.own.dong.pk, name=name, phone=phone, now=NOW)
    assert person is not None
    return add_courier(
        lead,
        person_id=person.pk,
        tasks=[Task.DELIVER],
        since=date(2026, 1, 1),
        consented_on=date(2026, 1, 1),
        now=NOW,
    )


def as_courier(courier: Courier) -> Viewer:
    return volunteer_viewer(courier_id=courier.pk, name=f"courier {courier.pk}")


def given(clerk: Viewer, parcel: custody.Parcel, courier: Courier) -> custody.Parcel:
    """From the clerk to the courier, both confirming."""
    made = custody.offer(clerk, parcel_id=parcel.pk, to=custody.volunteer(courier.pk), now=NOW)
    return custody.take(as_courier(courier), parcel_id=parcel.pk, code=made.code, now=NOW)
