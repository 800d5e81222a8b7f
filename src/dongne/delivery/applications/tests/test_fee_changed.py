"""A fee that changes between asking and paying: whoever asked pays what they were told then."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dongne.delivery.applications import public as applications
from dongne.delivery.applications.presenters.resident import own
from dongne.delivery.applications.queries.own import mine_of
from dongne.delivery.catalogue.public import publish, services_of
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.refusals import Refused
from dongne.lib.seoul import seoul_day
from tests.cast import NOW, Cast
from tests.making.applications import at_the_counter

pytestmark = pytest.mark.django_db
BEFORE, SINCE = 400, 300
TOMORROW = NOW + timedelta(days=1)


@pytest.fixture
def cheaper(cast: Cast) -> None:
    """From tomorrow on a copy costs less: no office may ask more than the statute says."""
    lead = cast.viewer(cast.own.lead)
    publish(
        lead,
        place=cast.own.dong,
        code="resident_copy",
        values={"fee": SINCE},
        valid_from=seoul_day(TOMORROW),
        reason="조례 개정",
        now=NOW,
    )


def shown(one: applications.Application) -> str:
    fresh = applications.find_application(SYSTEM, one.pk)
    return own.shown(mine_of(fresh), now=TOMORROW).fee_words


def test_what_was_asked_for_yesterday_costs_what_it_cost_then(cast: Cast, cheaper: None) -> None:
    clerk = cast.viewer(cast.own.officer)
    one = at_the_counter(clerk)
    usual = {"application_id": one.pk, "now": TOMORROW}
    assert services_of(cast.own.dong.pk, day=seoul_day(TOMORROW))["resident_copy"].fee == SINCE
    assert one.fee == BEFORE
    # What the person reads, what the clerk is asked to take, and what is kept are one sum.
    assert "400" in shown(one)
    applications.accept(clerk, identity="card", **usual)
    with pytest.raises(Refused, match="다릅니다"):
        applications.pay(clerk, means="cash", amount=SINCE, **usual)
    paid = applications.pay(clerk, means="cash", amount=BEFORE, **usual)
    assert paid.amount == BEFORE
    assert applications.find_application(SYSTEM, one.pk).settled
    assert "400" in shown(one)


def test_what_is_asked_for_from_its_day_on_costs_the_new_sum(cast: Cast, cheaper: None) -> None:
    clerk = cast.viewer(cast.own.officer)
    given = applications.Request(
        items=(applications.Wanted(service="resident_copy", copies=2),),
        principal=applications.Who(name="김하나", phone="010-1234-5691"),
        channel="counter",
        receive="counter",
        identity="card",
    )
    today = applications.submit(clerk, given=given, now=NOW).application
    later = applications.submit(clerk, given=given, now=TOMORROW).application
    assert (today.fee, later.fee) == (2 * BEFORE, 2 * SINCE)
    assert [item.fee for item in applications.items_of(later)] == [2 * SINCE]
