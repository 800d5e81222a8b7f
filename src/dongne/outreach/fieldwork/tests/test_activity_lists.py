"""Lists of activities and outings: narrowed by their address, however long they are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dongne.foundation.organisations.public import Officer
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.ids import new_id
from dongne.lib.seoul import seoul_day
from dongne.outreach.fieldwork.models import Outing
from dongne.outreach.fieldwork.services.outings import plan_outing
from tests.cast import Cast

from .sent import activities, recorded, text_of, typed

pytestmark = pytest.mark.usefixtures("media_root")


def test_the_list_costs_as_many_statements_for_fifty_as_for_one(
    cast: Cast, browser: Client, enter: Callable[[Officer], Client]
) -> None:
    lead = enter(cast.own.lead)

    def cost(client: Client) -> int:
        with CaptureQueriesContext(connection) as statements:
            assert client.get("/activities/?month=all").status_code == 200
        return len(statements)

    recorded(cast)
    one = {client: cost(client) for client in (browser, lead)}
    for n in range(60):
        recorded(cast, memo=f"{n}째", photos=((f"{n:064x}", "before"),))
    for client, before in one.items():
        # With more than a page there is one to count them all.
        assert cost(client) <= before + 1 <= 8


def test_pages_go_on_where_the_last_one_ended(cast: Cast, browser: Client) -> None:
    for n in range(120):
        recorded(cast, memo=f"활동{n:03d}", happened_at=timezone.now() - timedelta(hours=n))
    seen: list[str] = []
    address = "/activities/?month=all"
    while address:
        page = browser.get(address)
        seen += [row["title"] for _day, rows in page.context["days"] for row in rows]
        address = page.context["older"] and f"/activities/{page.context['older']}"
        assert page.context["page"].count == 120
        newer = page.context["newer"]
    assert len(seen) == len(set(seen)) == 120
    back = browser.get(f"/activities/{newer}")
    assert len([row for _day, rows in back.context["days"] for row in rows]) == 50


def test_the_list_is_narrowed_by_its_address(
    cast: Cast, browser: Client, enter: Callable[[Officer], Client]
) -> None:
    recorded(cast, memo="내 것")
    recorded(cast, cast.own.colleague, memo="동료 것", field="welfare", kind="reading", tong=3)

    def listed(client: Client, query: str) -> set[str]:
        page = client.get(f"/activities/?{query}")
        assert page.status_code == 200
        return {row["title"] for _day, rows in page.context["days"] for row in rows}

    assert listed(browser, "") == {"내 것"}
    assert listed(browser, "officer=all") == {"내 것", "동료 것"}
    assert listed(browser, "officer=all&field=welfare") == {"동료 것"}
    assert listed(browser, "officer=all&kind=reading") == {"동료 것"}
    assert listed(browser, "officer=all&tong=3") == {"동료 것"}
    assert listed(browser, "officer=all&state=complete&counted=1") == set()
    assert listed(browser, "officer=all&state=loose&counted=1") == {"내 것"}
    assert listed(browser, f"officer={cast.own.colleague.pk}") == {"동료 것"}
    assert listed(browser, "dong=sinjeong4&month=2017-03") == set()
    assert listed(enter(cast.own.lead), "") == {"내 것", "동료 것"}
    assert listed(enter(cast.district_desk), "dong=sinjeong4") == {"내 것", "동료 것"}
    assert listed(browser, "month=x&officer=-1&tong=²&older=zzz&day=9&kind=%00") == {"내 것"}
    assert enter(cast.far.officer).get("/activities/?dong=sinjeong4").status_code == 404


def test_an_outing_is_planned_once_and_activities_belong_to_it(cast: Cast, browser: Client) -> None:
    sent = {"id": str(new_id()), "day": str(seoul_day(timezone.now())), "purpose": "5통 순찰"}
    browser.post("/outings/new", sent)
    answer = browser.post("/outings/new", sent, follow=True)
    assert "5통 순찰" in text_of(answer)
    outing = Outing.objects.for_viewer(SYSTEM).get()
    form = text_of(browser.get(f"/activities/new?outing={outing.pk}"))
    assert f'value="{outing.pk}" selected' in form
    browser.post("/activities/new", typed(outing=str(outing.pk)))
    assert activities().get().outing_id == outing.pk
    assert browser.post("/outings/new", sent | {"id": str(new_id()), "starts_at": "15:00",
                                                "ends_at": "14:00"}).status_code == 422  # fmt: skip


def test_an_outing_of_somebody_else_is_not_offered(cast: Cast, browser: Client) -> None:
    theirs = plan_outing(
        cast.viewer(cast.own.colleague),
        day=seoul_day(timezone.now()),
        purpose="남의 출장",
        now=timezone.now(),
    )
    assert "남의 출장" not in text_of(browser.get("/activities/new"))
    assert browser.post("/activities/new", typed(outing=str(theirs.pk))).status_code == 422


def test_a_desk_without_a_dong_records_nothing(
    cast: Cast, enter: Callable[[Officer], Client]
) -> None:
    desk = enter(cast.district_desk)
    assert desk.get("/activities/new").status_code == 403
    assert desk.post("/activities/new", typed()).status_code == 403
    assert desk.get("/activities/").status_code == 200
    assert desk.get("/outings/new").status_code == 403
