"""What people are told of: events that modules register when the apps start, with their texts.

A text names its fields in braces: `{name}님, {document} 준비가 끝났습니다.`
"""

from __future__ import annotations

import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from .states import DUTY, Means


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """`body` is the short form (SMS, push, notice, e-mail); `letter` the long one, if it differs.

    `subject` heads e-mails, letters, pushes and notices.
    """

    subject: str
    body: str
    letter: str = ""

    def said(self, means: str) -> str:
        return (self.letter or self.body) if means == Means.LETTER else self.body


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageEvent:
    """An occasion on which somebody is told something.

    `fields` maps each field of the texts to a sample for the preview. `kind` is what one can opt
    out of (`register_kind`); "duty" is what an office must tell. `means` are tried in this order,
    where the recipient has them; empty: every means the recipient has, cheapest first.
    `good_for` ends its use: a code is of none after five minutes. `staff`: goes to officers, who
    may choose whether their devices are told.
    """

    code: str
    title: Any
    fields: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, Text]
    kind: str = DUTY
    urgent: bool = False
    means: Sequence[Means] = ()
    good_for: timedelta | None = None
    staff: bool = False

    def text(self, language: str) -> Text:
        return self.texts.get(language) or self.texts["ko"]


class Undeclared(ValueError):
    """A text names a field that its event does not have. A mistake in the program."""


_events: dict[str, MessageEvent] = {}
_kinds: dict[str, Any] = {}


def register_kind(code: str, title: Any) -> None:
    """A kind of message that one can opt out of, and what it is called in the settings."""
    _kinds[code] = title


def kinds() -> dict[str, Any]:
    """Every kind by its code; "duty" is none of them."""
    return dict(_kinds)


def register_event(event: MessageEvent) -> None:
    """Raises Undeclared where a text has a field that is not in `fields`."""
    for language, text in event.texts.items():
        for part in (text.subject, text.body, text.letter):
            if strange := fields_of(part) - set(event.fields):
                raise Undeclared(f"{event.code} ({language}): {sorted(strange)}")
    _events[event.code] = event


def event_of(code: str) -> MessageEvent:
    return _events[code]


def known_event(code: str) -> MessageEvent | None:
    """None for an event of a module that is gone; its messages stay."""
    return _events.get(code)


def events() -> list[MessageEvent]:
    """Every event in the order of its code."""
    return [_events[code] for code in sorted(_events)]


def fields_of(text: str) -> set[str]:
    """The names in braces. Raises ValueError where a brace is left open."""
    return {
        name for _before, name, _form, _way in string.Formatter().parse(text) if name is not None
    }


def filled(text: str, values: Mapping[str, str]) -> str:
    """`text` with its fields. Raises KeyError for a field without a value.

    Only plain names are replaced: `{name.__class__}` and `{name!r}` are left as they stand.
    """
    parts: list[str] = []
    for before, name, form, way in string.Formatter().parse(text):
        parts.append(before)
        if name is None:
            continue
        if not name.isidentifier() or form or way:
            parts.append("{" + name + "}")
        else:
            parts.append(values[name])
    return "".join(parts)
