"""One row of a table as values, and what is unclear in it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..states import ImportKind
from . import cells as reading
from .book import Cell
from .cells import DITTO, ERRORS, Unclear
from .kinds import COUNT, FIELDS, FieldSpec

Problem = dict[str, Any]
"""`{code, field?, suggestion?, …}`. `tells` says that nobody needs to do anything about it."""

_COUNTED = FieldSpec(spellings=(), reads="count")


@dataclass(slots=True)
class Read:
    """`values` by field; days and months as ISO text, tongs as a list of numbers."""

    values: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def ask(self, code: str, field: str = "", suggestion: str = "", **more: Any) -> None:
        self.problems.append({"code": code, "field": field, "suggestion": suggestion} | more)

    def tell(self, code: str, field: str = "", **more: Any) -> None:
        self.problems.append({"code": code, "field": field, "tells": True} | more)


def asks(problems: Sequence[Problem]) -> bool:
    return any(not problem.get("tells") for problem in problems)


def specs(kind: ImportKind, mapping: Mapping[int, str]) -> dict[str, FieldSpec]:
    """The fields of a table: those of its kind that it has, and the counts of a roll-up."""
    has = set(mapping.values())
    found = {slug: spec for slug, spec in FIELDS[kind].items() if slug in has or spec.required}
    return found | {slug: _COUNTED for slug in mapping.values() if slug.startswith(COUNT)}


class Reader:
    """Reads the rows of one table from top to bottom; what stands only once holds on below."""

    def __init__(self, kind: ImportKind, mapping: Mapping[int, str], unit: str = "통") -> None:
        self.kind, self.mapping, self.unit = kind, mapping, unit
        self.specs = specs(kind, mapping)
        self.columns = {slug: place for place, slug in mapping.items()}
        self.above: dict[str, str] = {}

    def read(self, cells: Sequence[Cell], mended: Mapping[str, str]) -> Read:
        read = Read()
        for slug, spec in self.specs.items():
            text = self._text(cells, slug, spec, mended, read)
            if text is None:
                continue
            if not text:
                if spec.required and not spec.blank:
                    read.ask("missing", slug)
                continue
            try:
                self._put(read, slug, spec, text)
            except Unclear as unclear:
                read.ask(unclear.code, slug, unclear.suggestion, said=text[:80])
        return read

    def _text(
        self,
        cells: Sequence[Cell],
        slug: str,
        spec: FieldSpec,
        mended: Mapping[str, str],
        read: Read,
    ) -> str | None:
        """The cell's text; None when it can't be read and somebody has been asked."""
        place = self.columns.get(slug)
        text = (cells[place] if place is not None and place < len(cells) else None) or ""
        if slug in mended:
            text = reading.clean_lines(mended[slug])
        elif text.startswith("="):
            # The office's own totals are added up again: nobody needs the formula's value.
            if slug != "total":
                read.ask("formula_empty", slug, said=text[:80])
                return None
            return ""
        elif text.upper() in ERRORS:
            read.ask("error_cell", slug, said=text)
            return None
        same = text.replace(" ", "") in DITTO and text != ""
        if same or (not text and spec.above and slug not in mended):
            text = self.above.get(slug, "")
        if text:
            self.above[slug] = text
        if reading.is_nothing(text) and spec.reads in ("text", "day", "name"):
            return ""
        return text

    def _put(self, read: Read, slug: str, spec: FieldSpec, text: str) -> None:
        match spec.reads:
            case "name" | "name_or_nobody":
                if spec.reads != "name" and reading.is_nothing(text):
                    return
                named = reading.name(text)
                read.values[slug] = named.name
                if named.title and slug == "name" and self.kind is ImportKind.OFFICERS:
                    read.values.setdefault("title", named.title)
                if named.stands_in and slug == "name":
                    read.tell("stands_in", slug)
            case "titles":
                titles, private = titles_in(text)
                read.values[slug] = titles
                if private:
                    read.tell("resident_number", slug)
            case "count":
                read.values[slug] = reading.count(text)
            case "tongs":
                read.values[slug] = reading.tongs(text, self.unit)
                if not read.values[slug] and spec.required and self.kind is ImportKind.TONGS:
                    read.ask("missing", slug)
            case "tong":
                numbers = reading.tongs(text, self.unit)
                if len(numbers) != 1:
                    raise Unclear("one_tong", str(numbers[0]) if numbers else "")
                read.values[slug] = numbers[0]
            case "day":
                if day := reading.day(text):
                    read.values[slug] = str(day)
            case "month":
                read.values[slug] = str(reading.month(text))
            case _:
                if len(text) > spec.longest:
                    raise Unclear("too_long", text[: spec.longest])
                text, private = reading.without_resident_numbers(text)
                if private:
                    read.tell("resident_number", slug)
                read.values[slug] = text


_BULLET = re.compile(r"(?:^|\n|\s)(?:[○●◎◦▪■□▶▷❍*]|\d{1,2}[.)](?!\d)|-(?=\s))\s*")


def titles_in(text: str) -> tuple[list[str], bool]:
    """Duties in one cell, each on its line or behind its bullet; whether a number was taken out."""
    text, private = reading.without_resident_numbers(text)
    lines = _BULLET.sub("\n", f"\n{text}").split("\n")
    titles = list(dict.fromkeys(filter(None, (reading.clean(line).strip(" ,;") for line in lines))))
    if not titles:
        raise Unclear("missing")
    for title in titles:
        if len(title) > 60:
            raise Unclear("too_long", title[:60])
    return titles, private
