"""What stands in the list: who may see what, since when, page by page, at a constant cost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dongne.foundation.scope.public import SYSTEM
from dongne.lib.ids import new_id
from dongne.lib.reference_numbers import new_number
from dongne.outreach.casework.public import Case, Channel, Publicity
from dongne.outreach.casework.public import publish as publish_case
from tests.cast import Cast

from .conformance import Answer, Client, is_moment
from .conftest import LAT, LONG, Make

HOLE = {"service_code": "road", "lat": LAT, "long": LONG, "description": "A hole by gate 3"}
DAY = timedelta(days=1)
BESIDES = frozenset(f"request.{name}" for name in ("extended_attributes",))


def put(cast: Cast, count: int = 1, **values: Any) -> list[Case]:
    """Cases straight into the table: `age` days old, a second apart, the first the oldest."""
    now = timezone.now() - values.pop("age", 0) * DAY
    base: dict[str, Any] = {
        "dong": cast.own.dong,
        "category": "road",
        "channel": Channel.WEB,
        "public": Publicity.LISTED,
        "latitude": LAT,
        "longitude": LONG,
        "text": "x",
    } | values
    apart = values.pop("apart", timedelta(seconds=1))
    base.pop("apart", None)
    made = []
    for n in range(count):
        moment = now - (count - n) * apart
        moments = {"received_at": moment, "updated_at": moment, "moved_at": moment}
        made.append(Case(id=new_id(), number=new_number(), **(moments | base)))
    return list(Case.objects.bulk_create(made))


def numbers(answer: Answer) -> list[str]:
    return [one["service_request_id"] for one in answer.value]


@contextmanager
def counted() -> Iterator[CaptureQueriesContext]:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        yield queries


def test_of_cases_that_are_not_public_nothing_is_told(client: Client, land: Cast) -> None:
    hidden = [
        *put(land, public=Publicity.HIDDEN, channel=Channel.ACTIVITY),
        *put(land, restricted=True, category="welfare", channel=Channel.PHONE),
        *put(land, may_be_public=False, channel=Channel.COUNTER),
    ]
    shown = put(land)[0]
    assert numbers(client.ask("requests")) == [shown.number]
    asked = ",".join(case.number for case in [*hidden, shown])
    assert numbers(client.ask("requests", {"service_request_id": asked})) == [shown.number]
    for case in hidden:
        client.ask("request", service_request_id=case.number, expect=404)
        client.ask("token", token=case.number, expect=404)


def test_whoever_sent_something_hears_how_it_stands_though_it_is_not_listed(
    client: Client, land: Cast
) -> None:
    told = client.ask("create", {**HOLE, "service_code": "welfare"}).value[0]
    number = told["service_request_id"]
    assert numbers(client.ask("requests")) == []
    one = client.ask("request", service_request_id=number).value[0]
    assert one["status"] == "open"
    for name in ("description", "address", "lat", "long", "agency_responsible", "media_url"):
        assert one[name] is None, name


def test_words_are_withheld_until_the_office_has_read_them(client: Client, land: Cast) -> None:
    text = "A hole by gate 3, call 010-1234-5678 <3"
    address = "12 Sinwol-ro, 010-1234-5678"
    told = client.ask("create", {**HOLE, "description": text, "address_string": address})
    number = told.value[0]["service_request_id"]
    before = client.ask("request", service_request_id=number).value[0]
    assert before["description"] is None
    assert "Sinwol" not in before["address"]
    assert before["address"].startswith("2")
    case = Case.objects.for_viewer(SYSTEM).get(number=number)
    lead = land.viewer(land.own.lead)
    publish_case(lead, case_id=case.pk, publicity=Publicity.SHOWN, now=timezone.now())
    after = client.ask("request", service_request_id=number).value[0]
    assert after["description"].startswith("A hole by gate 3")
    assert after["description"].endswith("<3")
    assert after["address"].startswith("12 Sinwol-ro")
    assert b"5678" not in client.ask("request", service_request_id=number).body
    publish_case(lead, case_id=case.pk, publicity=Publicity.HIDDEN, now=timezone.now())
    gone = client.ask("request", service_request_id=number).value[0]
    assert gone["description"] is None
    assert gone["lat"] is None
    assert numbers(client.ask("requests")) == []


def test_a_place_that_could_be_a_home_is_told_roughly(client: Client, land: Cast) -> None:
    told = client.ask("create", {**HOLE, "service_code": "dumping"})
    number = told.value[0]["service_request_id"]
    one = client.ask("request", service_request_id=number).value[0]
    # The middle of the tong, the same for everything in it.
    assert one["lat"] != pytest.approx(LAT, abs=1e-4)
    assert abs(one["lat"] - LAT) < 0.012


def test_ninety_days_unless_another_range_is_named(client: Client, land: Cast) -> None:
    new, old = put(land, age=1)[0], put(land, age=100)[0]
    assert numbers(client.ask("requests")) == [new.number]
    now = timezone.now()

    def asked(**moments: datetime) -> list[str]:
        return numbers(
            client.ask("requests", {name: at.isoformat() for name, at in moments.items()})
        )

    assert asked(start_date=now - 110 * DAY) == [old.number], "ninety days from there"
    assert asked(end_date=now - 90 * DAY) == [old.number]
    assert asked(start_date=now - 101 * DAY, end_date=now - 99 * DAY) == [old.number]
    assert asked(start_date=now - 2 * DAY) == [new.number]
    assert asked(start_date=now) == []
    # Both ends belong to the range, and a second is told without its fraction.
    second = old.received_at.replace(microsecond=0)
    assert asked(start_date=second, end_date=second) == [old.number]
    assert asked(updated_after=now - 200 * DAY) == [old.number, new.number]


def test_filters_of_the_standard(client: Client, land: Cast) -> None:
    now = timezone.now()
    road = put(land)[0]
    tree = put(land, category="street_tree")[0]
    done = put(land, state="closed", outcome="solved", closed_at=now - DAY)[0]
    far = put(land, dong=land.far.dong)[0]

    def asked(**arguments: str) -> set[str]:
        return set(numbers(client.ask("requests", arguments)))

    everything = {road.number, tree.number, done.number, far.number}
    assert asked() == everything
    assert asked(status="open,closed") == everything
    assert asked(status="closed") == {done.number}
    assert asked(status="open") == everything - {done.number}
    assert asked(service_code="street_tree") == {tree.number}
    assert asked(service_code="street_tree, road,nothing") == everything
    assert asked(service_code="nothing") == set()
    assert asked(jurisdiction_id="mapo") == {far.number}
    assert asked(jurisdiction_id="seongsan2") == {far.number}
    assert asked(jurisdiction_id="seoul") == everything
    assert asked(jurisdiction_id="testserver") == everything
    # Every other argument is overridden, even a wrong one.
    spelled = tree.number.lower().replace("-", " ")
    overridden = {"status": "nonsense", "start_date": "yesterday", "page": "x"}
    told = client.ask("requests", {"service_request_id": f"{spelled},{road.number}", **overridden})
    assert numbers(told) == [tree.number, road.number]
    closed = client.ask("request", service_request_id=done.number).value[0]
    assert closed["status"] == "closed"
    assert closed["status_notes"]
    assert datetime.fromisoformat(closed["updated_datetime"]) == (now - DAY).replace(microsecond=0)


def test_a_merged_one_leads_to_the_other(client: Client, land: Cast) -> None:
    stays = put(land)[0]
    gone = put(
        land, state="closed", outcome="duplicate", closed_at=timezone.now(), merged_into=stays
    )[0]
    assert numbers(client.ask("requests")) == [stays.number]
    told = client.ask("request", service_request_id=gone.number).value[0]
    assert told["status"] == "closed"
    assert stays.number in told["status_notes"]


def walk(client: Client, arguments: dict[str, Any]) -> list[str]:
    """All pages, by the link to the next one."""
    seen: list[str] = []
    asked = dict(arguments)
    while True:
        answer = client.ask("requests", asked)
        seen += numbers(answer)
        link = re.fullmatch(r'<(.+)>; rel="next"', answer.headers.get("link", ""))
        if not link:
            return seen
        assert len(answer.value) == int(arguments["page_size"])
        asked = {name: value[0] for name, value in parse_qs(urlsplit(link[1]).query).items()}


def test_pages_lose_nothing_and_say_nothing_twice(client: Client, land: Cast) -> None:
    """Also where many came at the same moment, and where new ones come in between."""
    cases = [*put(land, 7), *put(land, 5, apart=timedelta())]
    newest = [c.number for c in sorted(cases, key=lambda c: (c.received_at, c.pk), reverse=True)]
    changed = [c.number for c in sorted(cases, key=lambda c: (c.updated_at, c.pk))]
    by_page = [
        number
        for page in range(1, 6)
        for number in numbers(client.ask("requests", {"page": page, "page_size": 3}))
    ]
    assert by_page == newest
    assert walk(client, {"page_size": 3}) == newest
    long_ago = (timezone.now() - 300 * DAY).isoformat()
    assert walk(client, {"page_size": 2, "updated_after": long_ago}) == changed
    first = client.ask("requests", {"page_size": 12})
    assert "link" not in first.headers
    # Whoever goes on from the last change that was told loses nothing either.
    seen: dict[str, None] = {}
    after = long_ago
    for _round in range(10):
        rows = client.ask("requests", {"updated_after": after, "page_size": 6}).value
        seen |= dict.fromkeys(one["service_request_id"] for one in rows)
        after = rows[-1]["updated_datetime"]
        assert is_moment(after)
    assert set(seen) == set(changed)


def test_a_list_of_a_thousand_costs_as_many_statements_as_one_of_ten(
    make: Make, land: Cast
) -> None:
    client = make("json")
    put(land, 1005)
    put(land, 5, dong=land.far.dong, category="dumping", public=Publicity.SHOWN)
    assert len(client.ask("requests").value) == 1000
    found = {}
    for size in (10, 1000):
        with counted() as queries:
            client.ask("requests", {"page_size": size})
        found[size] = len(queries)
    assert found[10] == found[1000] <= 6, found


def test_only_what_changed_is_sent_again(client: Client, land: Cast) -> None:
    put(land, 2)
    for method, named in (
        ("services", {}),
        ("discovery", {}),
        ("service_definition", {"service_code": "road"}),
        ("requests", {}),
    ):
        first = client.ask(method, **named)
        path = f"/{ {'service_definition': 'services/road'}.get(method, method) }.{client.form}"
        again = client.http.get(path, headers={"If-None-Match": first.headers["etag"]})
        assert again.status_code == 304, method
        assert again.content == b""
        assert again.headers["access-control-allow-origin"] == "*"
        assert ("max-age" in first.headers["cache-control"]) is (method != "requests")
        assert "accept-language" in first.headers["vary"].lower()
    etag = client.ask("requests").headers["etag"]
    put(land)
    fresh = client.http.get(f"/requests.{client.form}", headers={"If-None-Match": etag})
    assert fresh.status_code == 200


def test_pages_of_other_sites_may_read_and_not_write(client: Client) -> None:
    preflight = client.http.options(f"/requests.{client.form}")
    assert preflight.status_code == 204
    assert "POST" not in preflight.headers["access-control-allow-methods"]
    assert client.ask("requests").headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-origin" not in client.ask("create", HOLE).headers
    assert "set-cookie" not in client.ask("requests").headers
    head = client.http.head(f"/services.{client.form}")
    assert head.status_code == 200


def test_extensions_only_for_those_who_ask(client: Client) -> None:
    plain = client.ask("create", HOLE).value[0]
    told = client.ask(
        "create",
        {**HOLE, "extensions": "true"},
        extensions=frozenset({"created_row.extended_attributes"}),
    ).value[0]
    assert set(told) - set(plain) == {"extended_attributes"}
    assert len(told["extended_attributes"]["secret_words"].split()) == 6
    one = client.ask(
        "request",
        {"extensions": "true"},
        extensions=BESIDES,
        service_request_id=told["service_request_id"],
    ).value[0]
    assert one["extended_attributes"]["detailed_status"]
    assert one["extended_attributes"]["jurisdiction_id"] == "sinjeong4"


def test_a_number_that_was_not_given_out_is_nobodys(make: Make) -> None:
    client = make("json")
    for number in (new_number(), "1", "0" * 11, "x" * 300, str(UUID(int=0))):
        client.ask("request", service_request_id=number, expect=404)
