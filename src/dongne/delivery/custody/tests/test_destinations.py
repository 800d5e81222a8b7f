"""Where one result is brought is kept with it, and shown to whoever brings it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from dongne.delivery.applications import public as applications
from dongne.delivery.custody import public as custody
from dongne.delivery.custody.services.visiting import open_way
from dongne.foundation.openings.public import Opening
from dongne.foundation.residents.public import note_contact
from dongne.foundation.scope.public import SYSTEM
from tests.cast import NOW, Cast
from tests.making.applications import SOMEBODY, at_the_counter
from tests.making.parcels import a_courier, as_courier, given

pytestmark = pytest.mark.django_db


def test_where_it_is_brought_is_what_was_typed_for_it(cast: Cast) -> None:
    clerk = cast.viewer(cast.own.officer)
    known = note_contact(
        clerk,
        dong_id=cast.own.dong.pk,
        name=SOMEBODY.name,
        phone=SOMEBODY.phone,
        address="포천시 왕방로 1",
        now=NOW,
    )
    assert known is not None
    there = replace(SOMEBODY, address="포천시 호국로 77", address_detail="딸네 집 2층")
    one = at_the_counter(clerk, principal=there, receive="volunteer")
    usual = {"application_id": one.pk, "now": NOW}
    assert (one.principal_id, str(known.address)) == (known.pk, str(known.address))
    applications.accept(clerk, identity="card", **usual)
    applications.issue_all(clerk, **usual)
    bag = custody.seal(clerk, application_ids=[one.pk], bag_number="", pages=2, now=NOW)
    courier = a_courier(cast)
    given(clerk, bag, courier)
    hours = {"starts": NOW, "ends": NOW + timedelta(hours=2)}
    custody.set_window(clerk, parcel_id=bag.pk, now=NOW, **hours)
    way = open_way(as_courier(courier), parcel_id=bag.pk, now=NOW)
    assert (way.name, way.address) == (SOMEBODY.name, "포천시 호국로 77 딸네 집 2층")
    opened = Opening.objects.for_viewer(SYSTEM).filter(subject_type="applications.destination")
    assert [one.columns for one in opened] == [["address", "address_detail"]]
    # Where they live stands as it stood, and what was typed goes with the application.
    known.refresh_from_db()
    assert known.address.reveal() == "포천시 왕방로 1"
    applications.mark_handed(clerk, identity="card", **usual)
    left = applications.open_destination(SYSTEM, application_ids=[one.pk], now=NOW)
    assert left is None
