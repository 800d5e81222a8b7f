"""One answer in two forms: XML, and JSON as the Spark convention makes it of that XML.

An answer is plain data: `rows` under a root, or one object. A list in it becomes an element for
each row, and the table below says how that element is called; the element around the rows is gone
in JSON (wiki.open311.org/JSON_and_XML_Conversion). There is no schema and no namespace.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any
from xml.sax.saxutils import escape

from django.http import HttpRequest

Value = Mapping[str, Any] | Sequence[Any] | str | int | float | bool | None


class Format(StrEnum):
    XML = "xml"
    JSON = "json"

    @property
    def content_type(self) -> str:
        return {
            Format.XML: "text/xml; charset=utf-8",
            Format.JSON: "application/json; charset=utf-8",
        }[self]


MIME_TYPES = ("text/xml", "application/json")
"""As the discovery file tells them."""

ROWS = {
    "discovery": "",
    "service_definition": "",
    "services": "service",
    "service_requests": "request",
    "errors": "error",
    "endpoints": "endpoint",
    "formats": "format",
    "attributes": "attribute",
    "values": "value",
    "photos": "photo",
}
"""How the element of one row in each list is called; none where the root holds one object."""

NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML 1.0 document may hold, not even escaped."""


def wanted(request: HttpRequest, ending: str | None) -> Format | None:
    """What the ending of the address asks for; without one the Accept header; None: not ours.

    XML is what every server of the standard has, so it is what comes where nobody asks.
    """
    if ending is not None:
        return Format(ending) if ending in set(Format) else None
    best = request.get_preferred_type(
        ["text/xml", "application/xml", "application/json", "application/problem+json"]
    )
    return Format.JSON if best and best.endswith("json") else Format.XML


def written(form: Format, root: str, value: Value) -> bytes:
    """The bytes of an answer."""
    if form is Format.JSON:
        return json.dumps(value, ensure_ascii=False, allow_nan=False).encode()
    parts = ['<?xml version="1.0" encoding="utf-8"?>\n', *_element(root, value), "\n"]
    return "".join(parts).encode()


def _element(name: str, value: Value) -> Iterator[str]:
    if value is None or value == "" or value == []:
        yield f"<{name}/>"
        return
    yield f"<{name}>"
    if isinstance(value, Mapping):
        for key, one in value.items():
            yield from _element(key, one)
    elif isinstance(value, str | bool | int | float):
        yield _text(value)
    else:
        for one in value:
            yield from _element(ROWS[name], one)
    yield f"</{name}>"


def _text(value: str | bool | int | float) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case float():
            # Seven digits are a centimetre. Never an exponent: not every reader of XML knows it.
            return f"{value:.7f}".rstrip("0").rstrip(".")
        case int():
            return str(value)
    return escape(NOT_IN_XML.sub("", value))
