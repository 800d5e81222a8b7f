"""What is refused: the status the standard has for it, and a list that names each argument."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.conf import LazySettings

from dongne.foundation.gate.public import Scope, make_key, revoke_key
from dongne.foundation.scope.public import SYSTEM
from dongne.outreach.casework.public import Case
from tests.cast import Cast

from .conformance import METHODS, TABLES, Client
from .conftest import LAT, LONG, Make

HOLE = {"service_code": "road", "lat": LAT, "long": LONG, "description": "A hole"}
NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


WRONG_REPORTS: list[tuple[dict[str, Any], str]] = [
    ({"lat": "", "long": ""}, "address_string"),
    ({"lat": "", "long": LONG}, "lat"),
    ({"lat": LAT, "long": ""}, "long"),
    ({"lat": "NaN", "long": "NaN"}, "lat"),
    ({"lat": "inf"}, "lat"),
    ({"lat": "1e1"}, "lat"),
    ({"lat": "37.5\u0663"}, "lat"),
    ({"lat": "37,5"}, "lat"),
    ({"lat": "37.76524078", "long": "-122.4212043"}, "lat, long"),
    ({"lat": LONG, "long": LAT}, "lat"),
    ({"lat": "35.1796", "long": "129.0756"}, "lat, long"),
    ({"description": "<script>alert(1)</script>"}, "description"),
    ({"description": "<b>bold</b>"}, "description"),
    ({"description": "x" * 4001}, "description"),
    ({"description": "a\x00b"}, "description"),
    ({"description": "a\x1bb"}, "description"),
    ({"description": "주민번호 940101-1234567"}, ""),
    ({"media_url": "javascript:alert(1)"}, "media_url"),
    ({"media_url": "http://"}, "media_url"),
    ({"media_url": "http://[::1"}, "media_url"),
    ({"email": "nobody"}, "email"),
    ({"first_name": "\U0001f600"}, "first_name"),
    ({"first_name": "x" * 61}, "first_name"),
    ({"address_string": "x" * 201}, "address_string"),
    ({"device_id": "x" * 201}, "device_id"),
    ({"attribute": "x"}, "attribute"),
    ({"attribute[a": "x"}, "attribute"),
    ({"attribute[danger]": "perhaps"}, "attribute[danger]"),
    ({"attribute[unasked]": "x" * 1001}, "attribute[unasked]"),
]
WRONG_QUESTIONS: list[tuple[dict[str, str], str]] = [
    *(({"start_date": text}, "start_date") for text in TABLES["moments"]["wrong"] if text),
    ({"end_date": "0001-01-01T00:00:00+14:00"}, "end_date"),
    ({"start_date": "2026-01-01T00:00:00Z", "end_date": "2026-04-02T00:00:01Z"}, "end_date"),
    ({"start_date": "2026-02-01T00:00:00Z", "end_date": "2026-01-01T00:00:00Z"}, "end_date"),
    ({"status": "pending"}, "status"),
    ({"status": "open,closed,other"}, "status"),
    ({"page": "0"}, "page"),
    ({"page": "-1"}, "page"),
    ({"page": "٣"}, "page"),
    ({"page": "999999"}, "page"),
    ({"page_size": "1001"}, "page_size"),
    ({"page_size": "ten"}, "page_size"),
    ({"page": "2000", "page_size": "1000"}, "page"),
    ({"cursor": "!"}, "cursor"),
    ({"cursor": "AAAA"}, "cursor"),
    ({"updated_after": "soon"}, "updated_after"),
    ({"extensions": "maybe"}, "extensions"),
    ({"service_request_id": ",".join(map(str, range(1001)))}, "service_request_id"),
    ({"service_code": "a\x00"}, "service_code"),
    ({"jurisdiction_id": "940101-1234567"}, ""),
]
BODIES = [
    ("application/json", b'{"service_code": "road"}'),
    ("text/xml", b"<request/>"),
    ("text/plain", b"service_code=road"),
    ("application/x-www-form-urlencoded; charset=euc-kr", b"service_code=road"),
    ("application/x-www-form-urlencoded", b"service_code=road&description=%ff%fe"),
    ("application/x-www-form-urlencoded", b"service_code=road&description=%ED%A0%80"),
    ("application/x-www-form-urlencoded", b"&".join(b"a%d=1" % n for n in range(3000))),
    ("application/x-www-form-urlencoded", b"description=" + b"x" * 1_000_000),
    ("application/x-www-form-urlencoded", b"description=" + b"x" * 6_000_000),
    ("multipart/form-data", b"no boundary"),
    ("multipart/form-data; boundary=x", b"--x\r\nnonsense"),
    ("", b""),
]
BOMBS = [
    '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r>&x;</r>',
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><l>&b;</l>',
]


def told(client: Client, method: str, expect: int, *about: str, **values: Any) -> list[Any]:
    """The errors of one call; each of `about` is named in one of them."""
    rows = client.ask(method, expect=expect, **values).value
    for name in about:
        assert any(name in row["description"] for row in rows), (name, rows)
    return rows


def opened() -> int:
    return Case.objects.for_viewer(SYSTEM).count()


def test_every_error_of_the_standards_tables(client: Client) -> None:
    """Each row of the tables is asked for; those about a jurisdiction that was not told can come
    up in one method only, since the argument is optional here."""
    number = client.ask("create", HOLE).value[0]["service_request_id"]
    wrong: dict[tuple[str, str, int], dict[str, Any]] = {
        ("services", "jurisdiction_id", 404): {"arguments": {"jurisdiction_id": "nowhere"}},
        ("service_definition", "service_code", 404): {"service_code": "no-such"},
        ("service_definition", "jurisdiction_id", 404): {
            "service_code": "road",
            "arguments": {"jurisdiction_id": "nowhere"},
        },
        ("service_definition", "service_code", 400): {"service_code": ""},
        ("create", "service_code", 404): {"arguments": {**HOLE, "service_code": "no-such"}},
        ("create", "jurisdiction_id", 404): {"arguments": {**HOLE, "jurisdiction_id": "nowhere"}},
        ("create", "service_code", 400): {"arguments": {**HOLE, "service_code": ""}},
        ("create", "jurisdiction_id", 400): {
            "arguments": {"service_code": "road", "address_string": "12 Somewhere Street"}
        },
        ("create", "api_key", 403): {"arguments": {**HOLE, "api_key": "xyz"}},
        ("token", "token", 404): {"token": "638344"},
        ("token", "jurisdiction_id", 404): {
            "token": number,
            "arguments": {"jurisdiction_id": "nowhere"},
        },
        ("token", "token", 400): {"token": ""},
        ("requests", "jurisdiction_id", 404): {"arguments": {"jurisdiction_id": "nowhere"}},
        ("request", "jurisdiction_id", 404): {
            "service_request_id": number,
            "arguments": {"jurisdiction_id": "nowhere"},
        },
        ("request", "service_request_id", 404): {"service_request_id": "638344"},
    }
    never = {
        (method, "jurisdiction_id", 400)
        for method in ("services", "service_definition", "requests")
    }
    rows = {
        (method, one["about"], one["status"])
        for method, row in METHODS.items()
        for one in row["errors"]
    }
    assert rows == set(wrong) | never
    before = opened()
    for (method, about, status), values in wrong.items():
        told(client, method, status, about, **values)
    assert opened() == before


def test_a_field_in_every_row_of_what_is_wrong(client: Client) -> None:
    rows = told(
        client, "create", 400, "service_code", "lat", "description", "media_url", "phone",
        arguments={
            "service_code": " ", "lat": "91", "long": LONG, "description": "x" * 4001,
            "media_url": "ftp://example.org/a.jpg", "phone": "12",
        },
    )  # fmt: skip
    assert len(rows) == 5
    assert {row["code"] for row in rows} == {400}
    assert opened() == 0


def test_what_cannot_be_taken_is_named(make: Make, subtests: pytest.Subtests) -> None:
    client = make("json")
    for change, about in WRONG_REPORTS:
        with subtests.test(str(change)[:60]):
            told(client, "create", 400, about, arguments={**HOLE, **change})
    assert opened() == 0


def test_a_required_question_is_to_be_answered(make: Make, land: Cast) -> None:
    from dongne.outreach.categories.public import categories_of

    client = make("json")
    asked = [
        (words.code, question.code)
        for words in categories_of(land.own.dong.pk, day=NOW.date())
        for question in words.questions
        if question.required
    ]
    for service, question in asked:
        told(
            client, "create", 400, f"attribute[{question}]",
            arguments={**HOLE, "service_code": service},
        )  # fmt: skip


def test_what_cannot_be_asked_is_named(make: Make, subtests: pytest.Subtests) -> None:
    client = make("json")
    for asked, about in WRONG_QUESTIONS:
        with subtests.test(str(asked)[:60]):
            told(client, "requests", 400, about, arguments=asked)


def test_moments_of_the_standard_are_read(make: Make) -> None:
    client = make("json")
    for text in TABLES["moments"]["right"]:
        client.ask("requests", {"start_date": text})
        # A plus sign that was not encoded comes as a space.
        client.ask("requests", {"updated_after": text.replace("+", " ")})


def test_what_is_sent_empty_is_as_if_it_were_not_sent(client: Client) -> None:
    row = METHODS["requests"]
    empty = dict.fromkeys([*row["optional"], *row["extensions"]], "")
    assert client.ask("requests", empty).value == client.ask("requests").value
    empty = dict.fromkeys(set(METHODS["create"]["optional"]) - {"attribute"}, "")
    client.ask("create", {**empty, **HOLE})


def test_an_unknown_ending_and_an_unknown_address(make: Make) -> None:
    xml, json = make("xml"), make("json")
    for path, status in (
        ("/services.html", 400),
        ("/services.", 400),
        ("/requests/7K3M.csv", 400),
        ("/nothing", 404),
        ("/requests/a/b", 404),
        ("/..%2f..%2fetc/passwd", 404),
    ):
        response = xml.http.get(path)
        assert response.status_code == status, path
        xml.read("errors", response)
    for path, about in (
        ("/services/.json", "service_code"),
        ("/tokens/.json", "token"),
        ("/requests/.json", "service_request_id"),
    ):
        response = json.http.get(path)
        assert response.status_code == 400
        assert about in json.read("errors", response).value[0]["description"]


def test_other_methods_are_refused_in_the_same_form(client: Client) -> None:
    for method in ("PUT", "DELETE", "PATCH", "POST"):
        response = client.http.request(method, f"/services.{client.form}")
        assert response.status_code == 405
        assert response.headers["allow"] == "GET, OPTIONS"
        client.read("errors", response)


def test_a_body_that_cannot_be_read(make: Make, subtests: pytest.Subtests) -> None:
    client = make("json")
    for kind, body in BODIES:
        with subtests.test(f"{kind} {body[:30]!r}"):
            headers = {"Content-Type": kind}
            response = client.http.post("/requests.json", content=body, headers=headers)
            assert response.status_code == 400, response.text
            client.read("errors", response)
    assert opened() == 0


def test_xml_that_is_sent_is_never_parsed(make: Make) -> None:
    """The standard takes forms only. As a text it is refused as code."""
    client = make("xml")
    headers = {"Content-Type": "text/xml; charset=utf-8"}
    for xml in BOMBS:
        response = client.http.post("/requests.xml", content=xml.encode(), headers=headers)
        assert response.status_code == 400
        client.read("errors", response)
        told(client, "create", 400, "description", arguments={**HOLE, "description": xml})


def test_what_looks_like_markup_and_is_none_stays(make: Make) -> None:
    client = make("xml")
    text = "높이 3 < 5m & 폭 > 2m, ]]> 'a' \"b\" 🕳️ 훈민정음 ᄒᆞᆫ글\n둘째 줄"
    number = client.ask("create", {**HOLE, "description": text}).value[0]["service_request_id"]
    assert Case.objects.for_viewer(SYSTEM).get(number=number).text == text


def test_a_key_holds_for_its_place_until_it_is_revoked(make: Make, land: Cast) -> None:
    new = make_key(
        SYSTEM, program="Park app", contact="Parks", scopes=[Scope.OPEN311],
        place=land.yangcheon, now=NOW,
    )  # fmt: skip
    for form in ("xml", "json"):
        client = make(form, key=new.text)
        client.ask("create", HOLE)
        # Mapo is not Yangcheon's.
        told(client, "create", 400, "lat, long", arguments={**HOLE, "lat": 37.52, "long": 126.905})
    last = Case.objects.for_viewer(SYSTEM).order_by("-received_at", "-pk")[0]
    assert last.moves.for_viewer(SYSTEM).order_by("at", "version")[0].actor_name == "Park app"
    revoke_key(SYSTEM, key_id=new.key.pk, now=NOW)
    told(make("json", key=new.text), "create", 403, "api_key", arguments=HOLE)
    other = make_key(
        SYSTEM, program="Figures", contact="x", scopes=[Scope.OPEN_DATA], place=None, now=NOW
    )
    told(make("json", key=other.text), "create", 403, "api_key", arguments=HOLE)


def test_a_key_in_the_address_is_read_as_well(make: Make) -> None:
    client = make("json")
    response = client.http.post("/requests.json?api_key=xyz", data=HOLE)
    assert response.status_code == 403
    client.read("errors", response)


def test_without_a_key_there_is_a_limit(make: Make, settings: LazySettings) -> None:
    settings.LIMITS = True
    from ..sending import FREE

    client = make("json")
    for _time in range(FREE):
        client.ask("create", HOLE)
    answer = client.ask("create", HOLE, expect=429)
    assert int(answer.headers["retry-after"]) > 0
    assert opened() == FREE
    # Reading goes on, and what is wrong is told before it is counted.
    client.ask("requests")
    told(client, "create", 400, "service_code", arguments={**HOLE, "service_code": ""})


def test_what_goes_wrong_inside_is_told_in_the_same_form(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    from .. import views

    def broken(*args: object, **values: object) -> None:
        raise RuntimeError("secret of the inside")

    monkeypatch.setattr(views, "page_of", broken)
    for form in ("xml", "json"):
        client = make(form)
        answer = client.ask("requests", expect=500)
        assert b"secret" not in answer.body
