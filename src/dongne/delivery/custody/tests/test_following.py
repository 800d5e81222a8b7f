"""A way of receiving that is changed reaches the bag, until it has set out."""

from __future__ import annotations

import pytest

from dongne.delivery.applications import public as applications
from dongne.delivery.custody import public as custody
from dongne.delivery.custody.models import Alarm, Content
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import Conflict
from tests.cast import NOW, Cast
from tests.making.parcels import AFTER, a_courier, as_courier, given, issued

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(cast: Cast) -> Viewer:
    return cast.viewer(cast.own.officer)


def sealed(clerk: Viewer, *inside: applications.Application) -> custody.Parcel:
    keys = [one.pk for one in inside]
    return custody.seal(clerk, application_ids=keys, bag_number="", pages=2, now=NOW)


def again(parcel: custody.Parcel) -> custody.Parcel:
    return custody.Parcel.objects.for_viewer(SYSTEM).get(pk=parcel.pk)


def turned(clerk: Viewer, one: applications.Application, receive: str) -> applications.Application:
    return applications.change_receive(clerk, application_id=one.pk, receive=receive, now=AFTER)


def test_a_sealed_bag_goes_the_new_way(cast: Cast, clerk: Viewer) -> None:
    one = issued(clerk, receive="volunteer")
    bag = sealed(clerk, one)
    turned(clerk, one, "counter")
    assert again(bag).receive == "counter"
    # It waits there, ready, as soon as it lies on the shelf.
    custody.place(clerk, parcel_id=bag.pk, to=custody.office_desk(bag.dong_id), now=AFTER)
    assert applications.find_application(clerk, one.pk).state == "ready"


def test_whoever_was_to_carry_it_the_old_way_is_asked_no_more(cast: Cast, clerk: Viewer) -> None:
    one, courier = issued(clerk, receive="volunteer"), a_courier(cast)
    bag = sealed(clerk, one)
    offer = custody.offer(clerk, parcel_id=bag.pk, to=custody.volunteer(courier.pk), now=NOW)
    turned(clerk, one, "counter")
    with pytest.raises(Conflict):
        custody.take(as_courier(courier), parcel_id=bag.pk, code=offer.code, now=AFTER)
    assert again(bag).holder_kind == "officer"


def test_back_on_the_shelf_it_is_ready_at_once_for_whoever_fetches_it_there(
    cast: Cast, clerk: Viewer
) -> None:
    one = issued(clerk, receive="locker")
    bag = sealed(clerk, one)
    custody.place(clerk, parcel_id=bag.pk, to=custody.office_desk(bag.dong_id), now=NOW)
    assert applications.find_application(clerk, one.pk).state == "issued"
    assert turned(clerk, one, "counter").state == "ready"


def test_two_ways_do_not_go_in_one_bag(cast: Cast, clerk: Viewer) -> None:
    one = issued(clerk, receive="volunteer")
    other = issued(clerk, receive="volunteer")
    assert one.principal_id == other.principal_id
    bag = sealed(clerk, one, other)
    turned(clerk, one, "counter")
    opened = again(bag)
    assert (opened.state, opened.receive) == ("opened", "volunteer")
    assert not Content.objects.for_viewer(SYSTEM).filter(parcel=bag, counts=True).exists()
    # Nobody carries the old bag, and each of them has a bag of its own now.
    with pytest.raises(Conflict) as refusal:
        custody.offer(clerk, parcel_id=bag.pk, to=custody.officer(cast.own.colleague.pk), now=AFTER)
    assert refusal.value.code == "is_over"
    fresh = [sealed(clerk, applications.find_application(clerk, x.pk)) for x in (one, other)]
    assert [bag.receive for bag in fresh] == ["counter", "volunteer"]


def test_what_has_set_out_goes_where_it_was_to_go(cast: Cast, clerk: Viewer) -> None:
    one, courier = issued(clerk, receive="volunteer"), a_courier(cast)
    bag = given(clerk, sealed(clerk, one), courier)
    with pytest.raises(Conflict) as refusal:
        turned(clerk, one, "counter")
    assert refusal.value.code == "underway"
    assert again(bag).receive == "volunteer"


def test_five_wrong_codes_are_looked_into_by_a_lead(cast: Cast, clerk: Viewer) -> None:
    courier = a_courier(cast)
    bag = sealed(clerk, issued(clerk, receive="volunteer"))
    alarms = Alarm.objects.for_viewer(SYSTEM).filter(parcel=bag)
    custody.offer(clerk, parcel_id=bag.pk, to=custody.volunteer(courier.pk), now=NOW)
    for wrong in range(5):
        assert not alarms.exists(), wrong
        with pytest.raises(Exception, match="확인번호"):
            custody.take(as_courier(courier), parcel_id=bag.pk, code="??????", now=NOW)
    [alarm] = alarms
    assert (alarm.kind, alarm.by_kind, alarm.by_key) == (
        "wrong_codes",
        "volunteer",
        str(courier.pk),
    )
    assert alarm.transfer is not None
    assert alarm.transfer.state == "locked"
    lead = cast.viewer(cast.own.lead)
    custody.end_alarm(
        lead, alarm_id=alarm.pk, end=custody.AlarmEnd.SOUND, finding="눈이 나쁨", now=AFTER
    )
    assert not alarms.filter(ended_at=None).exists()
