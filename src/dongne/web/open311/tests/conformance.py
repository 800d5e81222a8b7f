"""An Open311 client of our own that believes nothing: it holds every answer against the tables of
`specification/`, which were written from the standard and not from the program.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import httpx
from defusedxml.ElementTree import fromstring

HERE = Path(__file__).with_name("specification")
TABLES: dict[str, Any] = tomllib.loads((HERE / "georeport_v2.toml").read_text())
ANSWERS: dict[str, Any] = TABLES["answers"]
METHODS: dict[str, Any] = TABLES["methods"]
TRANSPORT: dict[str, Any] = TABLES["transport"]

W3C = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})", re.ASCII)
"""http://www.w3.org/TR/NOTE-datetime with hours, and so with a zone."""


def is_moment(text: str) -> bool:
    if not W3C.fullmatch(text):
        return False
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def is_address(text: str) -> bool:
    parts = urlsplit(text)
    return parts.scheme in {"http", "https"} and bool(parts.netloc) and " " not in text


@dataclass
class Faults:
    """What is wrong, and where; and which fields the standard does not know."""

    told: list[str] = field(default_factory=list)
    unknown: set[str] = field(default_factory=set)

    def add(self, where: str, what: str) -> None:
        self.told.append(f"{where}: {what}")


def check_json(name: str, value: Any, *, in_order: bool = True) -> Faults:
    """An answer as JSON read it, against the table `name`."""
    faults, table = Faults(), ANSWERS[name]
    if table.get("rows"):
        if not isinstance(value, list):
            faults.add(name, f"an array was to come, not {type(value).__name__}")
        else:
            if len(value) < table.get("at_least", 0):
                faults.add(name, "no row")
            for place, row in enumerate(value):
                _object(table["of"], row, f"{name}[{place}]", faults, in_order)
    else:
        _object(name, value, name, faults, in_order)
    return faults


def _object(name: str, value: Any, where: str, faults: Faults, in_order: bool) -> None:
    table = ANSWERS[name]
    if not isinstance(value, dict):
        faults.add(where, f"an object was to come, not {type(value).__name__}")
        return
    known = [one["name"] for one in table["fields"]]
    faults.unknown |= {f"{name}.{key}" for key in value if key not in known}
    order = [key for key in value if key in known]
    if in_order and order != [key for key in known if key in value]:
        faults.add(where, f"out of order: {order}")
    for one in table["fields"]:
        place = f"{where}.{one['name']}"
        if one["name"] not in value:
            if not one.get("missing"):
                faults.add(place, "is missing")
            continue
        given = value[one["name"]]
        if given is None:
            if not one.get("empty"):
                faults.add(place, "may not be null")
            continue
        if problem := _value(one, given, place, faults, in_order):
            faults.add(place, f"{problem}: {given!r}")
    if alternatives := table.get("exactly_one_of"):
        found = [key for key in alternatives if value.get(key) is not None]
        if len(found) != 1:
            faults.add(where, f"exactly one of {alternatives}, found {found}")


def _value(one: Mapping[str, Any], given: Any, where: str, faults: Faults, in_order: bool) -> str:
    """What is wrong with a value that is there; empty if nothing."""
    match one["type"]:
        case "text" | "choice" | "moment" | "address":
            if not isinstance(given, str):
                return "not a text"
            if not given and not one.get("empty"):
                return "empty"
            if given != given.strip():
                return "space around it"
            if one["type"] == "choice" and given not in one["choices"]:
                return "not one of the choices"
            if one["type"] == "moment" and not is_moment(given):
                return "not a W3C moment with a zone"
            if one["type"] == "address" and not is_address(given):
                return "not an address"
            return "too long" if len(given) > one.get("longest", len(given)) else ""
        case "true_false":
            return "" if isinstance(given, bool) else "not true or false"
        case "count":
            whole = isinstance(given, int) and not isinstance(given, bool)
            return "" if whole and given > 0 else "not a positive whole number"
        case "figure":
            number = isinstance(given, int | float) and not isinstance(given, bool)
            return "" if number and abs(given) <= 180 else "not a figure in degrees"
        case "code":
            return "" if isinstance(given, int | str) and str(given) else "no code"
        case "rows":
            if not isinstance(given, list):
                return "not an array"
            for place, row in enumerate(given):
                _object(one["of"], row, f"{where}[{place}]", faults, in_order)
            return ""
        case "texts":
            if not isinstance(given, list):
                return "not an array"
            return "" if all(isinstance(row, str) and row for row in given) else "not texts"
    raise AssertionError(one["type"])


def read_xml(name: str, body: bytes, faults: Faults) -> Any:
    """The answer as JSON would have it, by the Spark convention and the types of the table."""
    if not re.match(rb"<\?xml version=[\"']1\.0[\"'] encoding=[\"'](?i:utf-8)[\"']", body):
        faults.add(name, "no declaration that names UTF-8")
    if b"xmlns" in body or b"<!DOCTYPE" in body or b"<!ENTITY" in body:
        faults.add(name, "a namespace or a document type")
    root, table = fromstring(body.decode("utf-8")), ANSWERS[name]
    if root.tag != table["root"]:
        faults.add(name, f"root {root.tag}, not {table['root']}")
    if table.get("rows"):
        return _rows(root, table["of"], table["element"], faults)
    return _fields(root, name, faults)


def _rows(parent: Element, of: str, element: str, faults: Faults) -> list[Any]:
    for child in parent:
        if child.tag != element:
            faults.add(parent.tag, f"{child.tag} among {element}")
    return [_fields(child, of, faults) for child in parent]


def _fields(parent: Element, name: str, faults: Faults) -> dict[str, Any]:
    known = {one["name"]: one for one in ANSWERS[name]["fields"]}
    found: dict[str, Any] = {}
    for child in parent:
        if child.attrib:
            faults.add(f"{name}.{child.tag}", "attributes on an element")
        if child.tag in found:
            faults.add(f"{name}.{child.tag}", "twice")
        one = known.get(child.tag, {"type": "text"})
        found[child.tag] = _typed(child, one, faults)
    return found


def _typed(child: Element, one: Mapping[str, Any], faults: Faults) -> Any:
    if one["type"] == "rows":
        return _rows(child, one["of"], one["element"], faults)
    if one["type"] == "texts":
        return [(row.text or "").strip() for row in child if row.tag == one["element"]]
    if len(child):
        return {inner.tag: (inner.text or "").strip() or None for inner in child}
    text = (child.text or "").strip()
    if not text:
        return None
    if one["type"] == "true_false":
        return {"true": True, "false": False}.get(text, text)
    if one["type"] in {"count", "code"} and re.fullmatch(r"\d+", text, re.ASCII):
        return int(text)
    if one["type"] == "figure":
        # Plain decimal notation: an exponent is more than many readers of XML expect.
        return float(text) if re.fullmatch(r"-?\d+(\.\d+)?", text, re.ASCII) else text
    return text


def check_xml(name: str, body: bytes, *, in_order: bool = True) -> tuple[Faults, Any]:
    faults = Faults()
    value = read_xml(name, body, faults)
    more = check_json(name, value, in_order=in_order)
    faults.told += more.told
    faults.unknown |= more.unknown
    return faults, value


@dataclass(frozen=True)
class Answer:
    """What came, read, and found to be as the standard has it."""

    status: int
    value: Any
    headers: httpx.Headers
    body: bytes


class Client:
    """Asks one server, in one format, and raises AssertionError at the first fault."""

    def __init__(
        self,
        base: str,
        form: str,
        *,
        key: str = "",
        language: str = "en",
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self.form = form
        self.key = key
        # One that keeps nothing between two questions, as the standard knows no sessions.
        self.http = httpx.Client(
            base_url=base,
            headers={"Accept-Language": language},
            timeout=20,
            transport=transport,
            follow_redirects=False,
        )

    def ask(
        self,
        method: str,
        arguments: Mapping[str, Any] | None = None,
        *,
        expect: int = 200,
        extensions: frozenset[str] = frozenset(),
        body: bytes | None = None,
        files: Any = None,
        **in_path: str,
    ) -> Answer:
        """One call of the standard. `extensions` are fields beyond it that were asked for."""
        row = METHODS[method]
        path = "/" + row["path"].format(**in_path) + f".{self.form}"
        if row["verb"] == "POST":
            given = dict(arguments or {}) | ({"api_key": self.key} if self.key else {})
            if body is not None:
                kind = {"Content-Type": TRANSPORT["posted"]}
                response = self.http.post(path, content=body, headers=kind)
            elif files is not None:
                response = self.http.post(path, data=given, files=files)
            else:
                response = self.http.post(path, data=given)
        else:
            response = self.http.get(path, params=dict(arguments or {}))
        self.http.cookies.clear()
        name = row["answer"] if response.status_code == 200 else "errors"
        assert response.status_code == expect, (response.status_code, response.text)
        return self.read(name, response, extensions)

    def read(
        self, name: str, response: httpx.Response, extensions: frozenset[str] = frozenset()
    ) -> Answer:
        kind = response.headers["content-type"]
        assert kind == TRANSPORT[self.form], kind
        if self.form == "xml":
            faults, value = check_xml(name, response.content)
        else:
            value = json.loads(response.content.decode("utf-8"))
            faults = check_json(name, value)
        assert not faults.told, faults.told
        assert faults.unknown <= extensions, faults.unknown - extensions
        if name == "errors":
            codes = {str(row["code"]) for row in value}
            assert str(response.status_code) in codes, (codes, response.status_code)
        return Answer(response.status_code, value, response.headers, response.content)
