"""What higher modules tell: which words were recorded, and how a form would look on their pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.functional import Promise

from dongne.foundation.scope.public import Viewer
from dongne.lib.seoul import Month

from .document import Vocabulary


@dataclass(frozen=True, slots=True)
class Used:
    """Slugs that records have."""

    kinds: frozenset[str] = field(default_factory=frozenset)
    fields: frozenset[str] = field(default_factory=frozenset)

    def __bool__(self) -> bool:
        return bool(self.kinds or self.fields)

    def __or__(self, other: Used) -> Used:
        return Used(self.kinds | other.kinds, self.fields | other.fields)


Usage = Callable[[Iterable[int], date], Used]
"""(keys of dongs, first day) → what was recorded there on that day and later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A page or paper as it would look. `make` answers a template and what it needs, or None
    where there is nothing to show: (viewer, the words, key of a dong or None, a past month)."""

    name: str
    title: str | Promise
    text: str | Promise
    make: Callable[[Viewer, Vocabulary, int | None, Month], tuple[str, dict[str, Any]] | None]


_usages: list[Usage] = []
_previews: dict[str, Preview] = {}


def register_usage(usage: Usage) -> None:
    _usages.append(usage)


def register_preview(preview: Preview) -> None:
    """Shown in the order in which the apps start: lower modules first."""
    _previews[preview.name] = preview


def used(dong_ids: Iterable[int], since: date) -> Used:
    """All words recorded in these dongs on `since` or later."""
    keys = list(dong_ids)
    found = Used()
    for usage in _usages:
        found |= usage(keys, since)
    return found


def previews() -> list[Preview]:
    return list(_previews.values())
