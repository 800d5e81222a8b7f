"""What a change does, for whom, in words: before it is published, and in the history."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from ..rules.changes import CellChange, Changes, What
from ..rules.content import service_from
from ..words import DIRECTIONS, FORMS, IDENTITIES, ISSUERS, KINDS, LETTERS, PARTS, QUESTIONS, won
from . import pages, parts

TONES = {What.OPENS: "success", What.CLOSES: "danger"}
ICONS = {What.OPENS: "check", What.CLOSES: "x"}


def cell_rows(found: Changes) -> list[dict[str, Any]]:
    """One row for each channel and direction: for whom, and what."""
    return [
        {
            "where": parts.channel_name(one.channel),
            "direction": DIRECTIONS[one.direction],
            "who": parts.circles_words(one.circles),
            "what": _what(one),
            "tone": TONES.get(one.what, "info"),
            "icon": ICONS.get(one.what, "pen"),
        }
        for one in found.cells
    ]


def _what(one: CellChange) -> str:
    if one.what is What.OPENS:
        return _("열림")
    if one.what is What.CLOSES:
        return _("닫힘")
    words: Mapping[Any, Any] = IDENTITIES if one.what is What.IDENTITY else LETTERS
    return _("%(before)s → %(after)s") % {"before": words[one.before], "after": words[one.after]}


def fee_rows(found: Changes) -> list[dict[str, Any]]:
    """Channels and groups with the same change share a row."""
    told: dict[tuple[str, int, int], list[str]] = {}
    for one in found.fees:
        told.setdefault((one.group, one.before, one.after), []).append(one.channel)
    return [
        {
            "who": parts.group_words(group),
            "where": ", ".join(map(parts.channel_name, parts.in_channel_order(where))),
            "before": won(before),
            "after": won(after),
            "more": after > before,
        }
        for (group, before, after), where in told.items()
    ]


def part_rows(
    found: Changes, before: Mapping[str, Any], after: Mapping[str, Any]
) -> list[dict[str, str]]:
    """Everything else that differs, each part as it was and as it would be."""
    old, new = service_from("any", before), service_from("any", after)
    return [
        {
            "part": str(PARTS[key]),
            "before": value_words(key, before, old),
            "after": value_words(key, after, new),
        }
        for key in found.parts
        if key not in ("position", "pairs") and not (key == "fee" and found.fees)
    ]


def value_words(key: str, content: Mapping[str, Any], service: Any) -> str:
    """A part's value as it is read."""
    value = content[key]
    if key in ("name", "help"):
        return " / ".join(text for text in value.values() if text)
    if key == "bring":
        return " · ".join(value.get(parts.language(), ()) or value.get("ko", ()))
    words: dict[str, Mapping[Any, Any]] = {
        "kind": KINDS,
        "form": FORMS,
        "letter": LETTERS,
        "issuer": ISSUERS,
    }
    if key in words:
        return str(words[key].get(value, value))
    return {
        "group": lambda: pages.group_name(value),
        "fee": lambda: won(value),
        "usual_minutes": lambda: parts.minutes_words(value),
        "limit": lambda: parts.limit_words(value) if value else "",
        "circles": lambda: parts.circles_words(value),
        "exemptions": lambda: pages.exempt_words(service),
        "basis": lambda: parts.basis_words(service.basis),
        "questions": lambda: ", ".join(str(QUESTIONS.get(one, one)) for one in value),
        "keywords": lambda: " ".join(value),
        "heeds_blocks": lambda: pages.heeds_words(service),
    }.get(key, lambda: _yes(value))()


def _yes(value: Any) -> str:
    if isinstance(value, bool):
        return _("예") if value else _("아니요")
    return str(value)
