"""Words of the register of papers (문서등록대장)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from dongne.foundation.scope.public import Viewer

from ..models import Line
from ..words import OPENNESS
from .boxes import day_text
from .inbox import cards_of, outside_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    number: str
    title: str
    url: str
    drafter: str
    registered: str
    openness: str
    outside: str


def entries(viewer: Viewer, lines: Sequence[Line]) -> list[Entry]:
    """One statement for each kind of paper."""
    cards = cards_of(viewer, lines)
    return [
        Entry(
            number=line.register_number,
            title=line.title or (cards[line.pk].title if line.pk in cards else ""),
            url=cards[line.pk].url if line.pk in cards else "",
            drafter=line.drafter_name,
            registered=day_text(line.registered_on) if line.registered_on else "",
            openness=openness_text(line),
            outside=outside_text(line) if line.outside_number else "",
        )
        for line in lines
    ]


def openness_text(line: Line) -> str:
    """`공개`, or `비공개(6호)` with the items of 정보공개법 제9조 제1항."""
    word = next(str(word) for value, word in OPENNESS if value == line.openness)
    if not line.openness_grounds:
        return word
    items = ", ".join(_("%(n)d호") % {"n": ground} for ground in line.openness_grounds)
    return f"{word}({items})"
