"""Every method of the standard, in XML and in JSON, held against the tables of the standard."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs

import pytest

from dongne.foundation.places.public import LegalDong, Tong
from dongne.foundation.scope.public import SYSTEM
from dongne.outreach.casework.public import Case, Channel
from tests.cast import Cast

from .conformance import HERE, Client
from .conftest import LAT, LONG, Make

HOLE = {"service_code": "road", "lat": LAT, "long": LONG, "description": "맨홀이 꺼졌습니다."}

PLACES: list[tuple[dict[str, Any], str]] = [
    ({"lat": LAT, "long": LONG}, "own"),
    ({"address_string": "서울 양천구 신정4동 신월로 12"}, "own"),
    ({"address_string": "성산2동 주민센터 앞"}, "far"),
    ({"address_string": "마포구 어딘가"}, "far"),
    ({"address_string": "12 Sinwol-ro", "jurisdiction_id": "sinjeong3"}, "near"),
    ({"address_id": "1144012700100010000000001", "jurisdiction_id": "mapo"}, "far"),
    ({"address_string": "12 Sinwol-ro", "address_id": "", "lat": LAT, "long": LONG}, "own"),
]
ACCEPTS = [
    ("application/json", "json"),
    ("text/xml", "xml"),
    ("application/xml", "xml"),
    ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "xml"),
    ("application/json, text/xml;q=0.5", "json"),
    ("image/png", "xml"),
    ("*/*", "xml"),
]


def test_discovery_leads_to_the_endpoint(client: Client) -> None:
    told = client.ask("discovery").value
    endpoint = told["endpoints"][0]
    assert endpoint["specification"] == "http://wiki.open311.org/GeoReport_v2"
    assert endpoint["url"] == "http://testserver/open311/v2"
    assert endpoint["type"] == "production"
    assert endpoint["formats"] == ["text/xml", "application/json"]
    assert told["changeset"] == endpoint["changeset"]
    # The standard leaves the root open; the discovery file stands there too.
    accept = {"Accept": "text/xml" if client.form == "xml" else "application/json"}
    for path in ("", "/"):
        root = client.http.get(f"http://testserver/open311/v2{path}", headers=accept)
        assert client.read("discovery", root).value == told


def test_services_and_their_definitions_agree(client: Client) -> None:
    services = client.ask("services").value
    codes = [one["service_code"] for one in services]
    assert {"road", "street_tree", "dumping", "other"} <= set(codes)
    assert len(set(codes)) == len(codes)
    for one in services:
        assert one["type"] == "realtime"
        assert one["group"]
        told = client.ask("service_definition", service_code=one["service_code"]).value
        assert told["service_code"] == one["service_code"]
        assert one["metadata"] is bool(told["attributes"])
        orders = [attribute["order"] for attribute in told["attributes"]]
        assert len(set(orders)) == len(orders)
        for attribute in told["attributes"]:
            lists = attribute["datatype"] in {"singlevaluelist", "multivaluelist"}
            assert bool(attribute.get("values")) is lists
            keys = [value["key"] for value in attribute.get("values") or []]
            assert len(set(keys)) == len(keys)


def test_what_was_posted_is_there_at_once_and_first(client: Client) -> None:
    older = client.ask("create", HOLE).value[0]
    newer = client.ask("create", HOLE).value[0]
    number = newer["service_request_id"]
    assert newer["service_notice"]
    assert newer["account_id"] is None
    listed = client.ask("requests").value
    assert [one["service_request_id"] for one in listed] == [
        number,
        older["service_request_id"],
    ]
    one = client.ask("request", service_request_id=number).value
    assert one == listed[:1]
    assert one[0]["status"] == "open"
    assert one[0]["service_code"] == "road"
    assert one[0]["description"] is None, "nobody of the office has read it"
    assert one[0]["lat"] == pytest.approx(LAT, abs=1e-5)
    assert one[0]["long"] == pytest.approx(LONG, abs=1e-5)
    assert one[0]["expected_datetime"]
    token = client.ask("token", token=number).value
    assert token == [{"service_request_id": number, "token": number}]


def test_the_standards_own_example_of_a_report_is_taken(client: Client, land: Cast) -> None:
    """Every argument that the standard knows, posted as its example is; only what an office has of
    its own (code, place, key, jurisdiction) stands in another value."""
    example = (HERE / "examples" / "create.txt").read_text().strip()
    body = example.replace("api_key=xyz&", "").replace(
        "example.org&service_code=001", "sinjeong4&service_code=road"
    )
    told = client.ask("create", body=body.encode()).value[0]
    case = Case.objects.for_viewer(SYSTEM).get(number=told["service_request_id"])
    sent = {name: values[0] for name, values in parse_qs(body).items()}
    assert case.channel == Channel.OPEN311
    assert case.dong_id == land.own.dong.pk
    assert case.tong is not None
    assert case.tong.number == 2
    assert case.text == sent["description"]
    assert case.address == sent["address_string"]
    assert (case.latitude, case.longitude) == (float(sent["lat"]), float(sent["long"]))
    assert case.answers["media_url"] == sent["media_url"]
    assert case.answers["WHISPAWN"] == "123456", "nobody asked it, and it is not lost"
    assert case.answers["WHISDORN"] == "COISL001"
    person = case.reporters.for_viewer(SYSTEM).get().person
    assert person is not None
    assert person.name.reveal() == "john smith"
    assert person.email.reveal() == "kim333@example.org"
    # 111111111 can be dialled nowhere here. The answer says so; the e-mail address is enough.
    assert person.phone is None or not person.phone.reveal()
    assert "phone" in told["service_notice"]


def test_a_place_is_told_in_one_of_three_ways(make: Make, land: Cast) -> None:
    client = make("json")
    for place, dong in PLACES:
        told = client.ask("create", {"service_code": "road", **place}).value[0]
        case = Case.objects.for_viewer(SYSTEM).get(number=told["service_request_id"])
        assert case.dong_id == getattr(land, dong).dong.pk, place


def test_an_office_that_has_drawn_nothing_yet_is_told_by_name(make: Make, land: Cast) -> None:
    LegalDong.objects.all().delete()
    Tong.objects.for_viewer(SYSTEM).update(outline=None)
    client = make("json")
    told = client.ask("create", {**HOLE, "jurisdiction_id": "sinjeong3"}).value[0]
    case = Case.objects.for_viewer(SYSTEM).get(number=told["service_request_id"])
    assert case.dong_id == land.near.dong.pk
    assert case.address.startswith(str(LAT))
    client.ask("create", HOLE, expect=400)


def test_both_forms_say_the_same(make: Make) -> None:
    xml, json = make("xml"), make("json")
    number = json.ask("create", HOLE).value[0]["service_request_id"]
    json.ask("create", {**HOLE, "service_code": "dumping"})
    for method, named in (
        ("discovery", {}),
        ("services", {}),
        ("service_definition", {"service_code": "road"}),
        ("requests", {}),
        ("request", {"service_request_id": number}),
        ("token", {"token": number}),
    ):
        assert xml.ask(method, **named).value == json.ask(method, **named).value, method


def test_without_an_ending_the_accept_header_decides(make: Make) -> None:
    for accept, form in ACCEPTS:
        client = make(form)
        client.read("services", client.http.get("/services", headers={"Accept": accept}))


def test_in_the_readers_language(make: Make) -> None:
    korean = make("json", language="ko").ask("services")
    english = make("json", language="en").ask("services")
    assert korean.headers["content-language"] == "ko"
    assert english.headers["content-language"] == "en"
    assert korean.value[0]["service_name"] != english.value[0]["service_name"]
    assert all(one["service_name"].isascii() for one in english.value)
