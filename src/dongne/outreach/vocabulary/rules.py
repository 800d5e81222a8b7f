"""Pure rules about the content of a form: what is refused, what changed, what would vanish.

Content is plain data: lists of words (`kinds`, `fields`, `report_kinds`), of columns
(`report_columns`, `rollup_columns`, `summary_columns`) and of `titles`, each in its order. A part
is named `fields/school-roads`, a whole list of columns by its own name.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from typing import Any

from .standard import (
    OPENNESS,
    REPORT_COLUMNS,
    ROLLUP_COLUMNS,
    STANDARD_FIELDS,
    SUMMARY_COLUMNS,
    TITLES,
    WAYS,
)

Content = dict[str, Any]
NEW = "+"
WORDS = ("kinds", "fields", "report_kinds")
COLUMNS = {
    "report_columns": tuple(key for key, *_ in REPORT_COLUMNS),
    "rollup_columns": tuple(key for key, *_ in ROLLUP_COLUMNS),
    "summary_columns": tuple(key for key, *_ in SUMMARY_COLUMNS),
}
NEEDED = {"report_columns": {"text"}, "rollup_columns": {"name"}, "summary_columns": {"field"}}
"""Columns without which a table says nothing."""
LIMITS = {"name": 40, "name_en": 40, "label": 40, "label_en": 40, "help": 200, "help_en": 200,
          "title": 60, "title_en": 60}  # fmt: skip
"""Characters, counted as a reader counts them: composed (NFC)."""
AT_MOST = {"kinds": 20, "fields": 20, "report_kinds": 10}
_NO_TEXT = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Why content cannot hold. `part` and `name` say where, `given` what is to be filled in."""

    part: str
    name: str = ""
    code: str
    given: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference. `what` is added, removed, retired, restored, moved, or a name of a value."""

    part: str
    said: str
    what: str
    before: Any = None
    after: Any = None


def tidy(value: Any) -> Any:
    """Text as it is kept: composed, without space around it, one space for several."""
    if not isinstance(value, str):
        return value
    text = unicodedata.normalize("NFC", value)
    return " ".join(text.split(" ")).strip() if "  " in text else text.strip()


def digest(part: Any) -> str:
    """Short and equal for equal parts: what a page sends back to say which state it showed."""
    text = json.dumps(part, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:20]


def part_of(content: Content, part: str) -> Any:
    """A word, a list of columns, or None where there is no such part (yet)."""
    section, _, slug = part.partition("/")
    if section in WORDS:
        return next((word for word in content[section] if word["slug"] == slug), None)
    return content.get(section)


def slug_from(name_en: str, section: str, taken: Collection[str]) -> str:
    """A lasting identity for a new word; never one that any form has ever used."""
    plain = unicodedata.normalize("NFKD", name_en).encode("ascii", "ignore").decode().lower()
    root = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:30].strip("-")
    root = root or {"kinds": "kind", "fields": "field", "report_kinds": "report"}[section]
    number, slug = 1, root
    while slug in taken:
        number += 1
        slug = f"{root}-{number}"
    return slug


def faults(content: Content) -> list[Fault]:
    """Everything that keeps the content from being published; empty if it can be."""
    found = [
        fault
        for section in WORDS
        for word in content[section]
        for fault in word_faults(content, section, word)
    ]
    for section in WORDS:
        live = [word for word in content[section] if not word["retired"]]
        if not live:
            found.append(Fault(part=section, code=f"no_{section}"))
        if len(live) > AT_MOST[section]:
            given = (("limit", AT_MOST[section]),)
            found.append(Fault(part=section, code="too_many_words", given=given))
    for section in COLUMNS:
        found += column_faults(section, content[section])
    for title in content["titles"]:
        found += _text_faults("titles", title, ("title", "title_en"), needed=("title",))
    if {title["key"] for title in content["titles"]} != {key for key, *_ in TITLES}:
        found.append(Fault(part="titles", code="unknown_part"))
    return found


def word_faults(content: Content, section: str, word: Mapping[str, Any]) -> list[Fault]:
    """What is wrong with one word among the others of its list."""
    part = f"{section}/{word['slug']}"
    names = ("name", "name_en", "help", "help_en", "title", "title_en")
    needed = ("name", "title") if section == "report_kinds" else ("name",)
    found = _text_faults(part, word, [n for n in names if n in word], needed=needed)
    for name in ("name", "name_en"):
        mine = _same(word[name])
        for other in content[section]:
            if other["slug"] == word["slug"] or not mine or mine != _same(other[name]):
                continue
            if word["retired"] or (name == "name_en" and other["retired"]):
                continue
            code = "used_before" if other["retired"] else "twice"
            found.append(Fault(part=part, name=name, code=code, given=(("name", word[name]),)))
            break
    if section == "fields" and word["standard"] not in STANDARD_FIELDS:
        found.append(Fault(part=part, name="standard", code="no_standard"))
    if section == "report_kinds":
        if word["way"] not in WAYS:
            found.append(Fault(part=part, name="way", code="unknown_part"))
        if word["openness"] not in OPENNESS:
            found.append(Fault(part=part, name="openness", code="unknown_part"))
    return found


def column_faults(section: str, columns: list[dict[str, Any]]) -> list[Fault]:
    found: list[Fault] = []
    if sorted(column["key"] for column in columns) != sorted(COLUMNS[section]):
        return [Fault(part=section, code="unknown_part")]
    seen: set[str] = set()
    for column in columns:
        key = column["key"]
        for fault in _text_faults(section, column, ("label", "label_en"), needed=("label",)):
            found.append(
                Fault(part=section, name=f"{fault.name}-{key}", code=fault.code, given=fault.given)
            )
        if key in NEEDED[section] and not column["shown"]:
            given = (("name", column["label"]),)
            found.append(
                Fault(part=section, name=f"shown-{key}", code="column_needed", given=given)
            )
        if column["shown"] and _same(column["label"]) in seen:
            given = (("name", column["label"]),)
            found.append(Fault(part=section, name=f"label-{key}", code="twice", given=given))
        if column["shown"]:
            seen.add(_same(column["label"]))
    return found


def _text_faults(
    part: str, values: Mapping[str, Any], names: Collection[str], *, needed: Collection[str]
) -> list[Fault]:
    found = []
    for name in names:
        text = values[name]
        if name in needed and not text.strip():
            found.append(Fault(part=part, name=name, code=f"{name}_missing"))
        if len(text) > LIMITS[name]:
            given = (("limit", LIMITS[name]), ("n", len(text)))
            found.append(Fault(part=part, name=name, code="too_long", given=given))
        if any(unicodedata.category(one) in _NO_TEXT for one in text):
            found.append(Fault(part=part, name=name, code="not_text"))
    return found


def _same(text: str) -> str:
    return "".join(text.split()).casefold()


def changes(before: Content, after: Content) -> Iterator[Change]:
    """What `after` does differently, part by part in the order of the form."""
    for section in WORDS:
        yield from _word_changes(section, before[section], after[section])
    for section in COLUMNS:
        yield from _column_changes(section, before[section], after[section])
    was = {one["key"]: one for one in before["titles"]}
    for one in after["titles"]:
        for name in ("title", "title_en"):
            if one[name] != was[one["key"]][name]:
                yield Change(part="titles", said=one["key"], what=name,
                             before=was[one["key"]][name], after=one[name])  # fmt: skip


def _word_changes(
    section: str, before: list[dict[str, Any]], after: list[dict[str, Any]]
) -> Iterator[Change]:
    was = {word["slug"]: word for word in before}
    now = {word["slug"]: word for word in after}
    for word in after:
        part, old = f"{section}/{word['slug']}", was.get(word["slug"])
        if old is None:
            if not word["retired"]:
                yield Change(part=part, said=word["name"], what="added", after=word)
            continue
        if old["retired"] != word["retired"]:
            what = "retired" if word["retired"] else "restored"
            yield Change(part=part, said=old["name"], what=what)
        for name in sorted(word.keys() - {"slug", "retired"}):
            if old.get(name) != word[name]:
                yield Change(part=part, said=old["name"], what=name,
                             before=old.get(name), after=word[name])  # fmt: skip
    for word in before:
        if word["slug"] not in now:
            part = f"{section}/{word['slug']}"
            yield Change(part=part, said=word["name"], what="removed", before=word)
    kept = [w["slug"] for w in after if not w["retired"] and not was.get(w["slug"], w)["retired"]
            and w["slug"] in was]  # fmt: skip
    order = [word["slug"] for word in before if word["slug"] in kept]
    if kept != order:
        yield Change(part=section, said="", what="moved",
                     before=[was[slug]["name"] for slug in order],
                     after=[now[slug]["name"] for slug in kept])  # fmt: skip


def _column_changes(
    section: str, before: list[dict[str, Any]], after: list[dict[str, Any]]
) -> Iterator[Change]:
    was = {column["key"]: column for column in before}
    for column in after:
        old = was[column["key"]]
        if old["shown"] != column["shown"]:
            what = "added" if column["shown"] else "retired"
            yield Change(part=section, said=column["label"], what=what)
        for name in ("label", "label_en"):
            if old[name] != column[name]:
                yield Change(part=section, said=old["label"], what=name,
                             before=old[name], after=column[name])  # fmt: skip
    shown = [c["key"] for c in after if c["shown"] and was[c["key"]]["shown"]]
    order = [c["key"] for c in before if c["key"] in shown]
    if shown != order:
        now = {column["key"]: column["label"] for column in after}
        yield Change(part=section, said="", what="moved",
                     before=[was[key]["label"] for key in order],
                     after=[now[key] for key in shown])  # fmt: skip


def gone(before: Content, after: Content, section: str) -> set[str]:
    """Slugs in use before and not after: what would vanish from the month."""
    live = {word["slug"] for word in after[section] if not word["retired"]}
    return {word["slug"] for word in before[section] if not word["retired"]} - live


def remapped(before: Content, after: Content) -> set[str]:
    """Fields that count under another standard one than before."""
    was = {word["slug"]: word["standard"] for word in before["fields"]}
    return {
        word["slug"]
        for word in after["fields"]
        if was.get(word["slug"], word["standard"]) != word["standard"]
    }


def taken_from(content: Content, own: Content | None) -> Content:
    """A copy to work on; words of one's own form that it lacks are kept as retired ones, so that
    what was recorded with them can be read."""
    copy = deepcopy(content)
    for section in WORDS if own else ():
        there = {word["slug"] for word in copy[section]}
        copy[section] += [
            {**word, "retired": True}
            for word in deepcopy(own[section])  # type: ignore[index]
            if word["slug"] not in there
        ]
    return copy


def moved(words: list[dict[str, Any]], slug: str, by: int, key: str = "slug") -> None:
    """Move one entry among those that are in use, in place; at the ends nothing happens."""
    order = [i for i, word in enumerate(words) if not word.get("retired")]
    here = next((n for n, i in enumerate(order) if words[i][key] == slug), None)
    if here is None or not 0 <= here + by < len(order):
        return
    one, other = order[here], order[here + by]
    words[one], words[other] = words[other], words[one]


def first_days(today: date, number: int = 12) -> list[date]:
    """The first days of this month and of the coming ones."""
    at = today.year * 12 + today.month - 1
    return [date((at + n) // 12, (at + n) % 12 + 1, 1) for n in range(number)]
