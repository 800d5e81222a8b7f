"""A value in every form in which it could lie about: letters, escapes, hex, base64, UTF-16."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

# Shorter pieces of base64 stand in any picture by chance.
SHORTEST_BASE64 = 10


@dataclass(frozen=True)
class Hit:
    """Which value was found where, in which form. The value itself is not told."""

    label: str
    form: str
    place: str

    def __str__(self) -> str:
        return f"{self.label} as {self.form} in {self.place}"


class Needles:
    """`values` by a label that says what they are, since the value is not to be printed."""

    def __init__(self, values: dict[str, str]) -> None:
        self._what: dict[bytes, tuple[str, str]] = {}
        for label, value in values.items():
            for form, raw in forms(value):
                self._what.setdefault(raw, (label, form))
        longest_first = sorted(self._what, key=len, reverse=True)
        self._pattern = re.compile(b"|".join(map(re.escape, longest_first)))
        self.overlap = max(map(len, longest_first))

    def __len__(self) -> int:
        return len(self._what)

    def hits(self, hay: bytes, place: str) -> Iterator[Hit]:
        for found in self._pattern.finditer(hay):
            label, form = self._what[found.group()]
            yield Hit(label, form, place)

    def hits_in(self, parts: Iterable[bytes], place: str) -> Iterator[Hit]:
        """In a long file, read part by part: what lies over a border is found as well."""
        before = b""
        for part in parts:
            yield from self.hits(before + part, place)
            before = part[-self.overlap + 1 :]


def forms(value: str) -> Iterator[tuple[str, bytes]]:
    for spelling in dict.fromkeys(_spellings(value)):
        utf8 = spelling.encode()
        yield "UTF-8", utf8
        for name in ("utf-16-le", "utf-16-be"):
            yield name.upper(), spelling.encode(name)
        if not spelling.isascii():
            escaped = json.dumps(spelling)[1:-1].encode()
            yield "JSON escapes", escaped
            yield "JSON escapes", escaped.upper().replace(b"\\U", b"\\u")
            yield "HTML escapes", "".join(f"&#{ord(c)};" for c in spelling).encode()
            yield "percent escapes", b"".join(b"%%%02X" % byte for byte in utf8)
        for raw in (utf8, spelling.encode("utf-16-le")):
            yield "hex", raw.hex().encode()
            yield "hex", raw.hex().upper().encode()
            yield from (("base64", piece) for piece in _base64(raw))


def _spellings(value: str) -> Iterator[str]:
    """A telephone number and a date are found however they are written."""
    yield value
    digits = re.sub(r"\D", "", value)
    if re.fullmatch(r"0\d{8,10}", digits):
        yield digits
        yield f"+82{digits[1:]}"
        yield f"{digits[:3]}-{digits[3:7]}-{digits[7:]}"
        yield f"{digits[:3]}.{digits[3:7]}.{digits[7:]}"
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        yield value.replace("-", ".")


def _base64(raw: bytes) -> Iterator[bytes]:
    """Wherever in a longer text it begins: its letters that depend on nothing beside it."""
    for shift in range(3):
        coded = base64.b64encode(b"\0" * shift + raw)
        first = (shift * 8 + 5) // 6
        last = (shift + len(raw)) * 8 // 6
        piece = coded[first:last]
        if len(piece) >= SHORTEST_BASE64:
            yield piece
            yield piece.replace(b"+", b"-").replace(b"/", b"_")
