"""The tables of the standard are sound: its own examples, reworded, pass them in both forms."""

from __future__ import annotations

import json
from urllib.parse import parse_qs

import pytest

from .conformance import ANSWERS, HERE, METHODS, TABLES, check_json, check_xml, is_moment

EXAMPLES = {
    "discovery": "discovery",
    "services": "services",
    "service_definition": "service_definition",
    "created": "created",
    "token": "token",
    "requests": "requests",
    "request": "requests",
    "errors": "errors",
}


@pytest.mark.parametrize(("example", "table"), EXAMPLES.items())
def test_every_example_of_the_standard_is_right_by_the_tables(example: str, table: str) -> None:
    # The second and third service of the standard's own example stand in another order.
    in_order = example != "services"
    body = (HERE / "examples" / f"{example}.xml").read_bytes()
    faults, from_xml = check_xml(table, body, in_order=in_order)
    assert (faults.told, faults.unknown) == ([], set())
    read = json.loads((HERE / "examples" / f"{example}.json").read_text())
    faults = check_json(table, read, in_order=in_order)
    assert (faults.told, faults.unknown) == ([], set())
    assert from_xml == read, "one follows from the other by the Spark convention"


def test_the_example_of_a_report_has_every_argument_of_the_table() -> None:
    sent = parse_qs((HERE / "examples" / "create.txt").read_text().strip())
    create = METHODS["create"]
    known = {*create["required"], *create["optional"]}
    plain = {name.split("[")[0] for name in sent}
    assert plain <= known
    assert known - plain == {"address_id"}


@pytest.mark.parametrize(
    ("table", "value", "fault"),
    [
        ("services", {}, "array"),
        ("errors", [], "no row"),
        ("token", [{"service_request_id": "1"}], "is missing"),
        ("token", [{"service_request_id": 1, "token": "1"}], "not a text"),
        ("created", [{"service_request_id": "1", "token": "1"}], "exactly one"),
        ("created", [{"service_notice": None}], "exactly one"),
        ("service", {"service_code": "1"}, "is missing"),
    ],
)
def test_what_is_not_as_the_standard_says_is_found(table: str, value: object, fault: str) -> None:
    assert any(fault in told for told in check_json(table, value).told)


def test_each_field_is_missed_when_it_goes_and_found_wrong_when_it_changes() -> None:
    row = json.loads((HERE / "examples" / "request.json").read_text())[0]
    for one in ANSWERS["request"]["fields"]:
        name = one["name"]
        without = {key: value for key, value in row.items() if key != name}
        assert bool(check_json("requests", [without]).told) is not one.get("missing", False), name
        assert check_json("requests", [{**row, name: ["x"]}]).told, name
    assert check_json("requests", [{**row, "extra": 1}]).unknown == {"request.extra"}


@pytest.mark.parametrize("body", [b"<services/>", b'<?xml version="1.0"?><services/>'])
def test_xml_says_which_encoding_it_has(body: bytes) -> None:
    assert check_xml("services", body)[0].told


def test_moments_have_a_zone() -> None:
    assert all(is_moment(text) for text in TABLES["moments"]["right"])
    assert not any(is_moment(text) for text in TABLES["moments"]["wrong"])
