"""What can be found by the search of the whole program. Modules register themselves at start."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from dongne.foundation.scope.public import Viewer

SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One thing that was found. `why` says in words what of it fits."""

    title: str
    url: str
    note: str = ""
    why: str = ""
    thumb: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """The first few; `more_url` is the list that has them all, if there are more."""

    hits: list[Hit]
    more_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """`find(viewer, text, day)` in a fixed number of statements; at most `SHOWN` hits."""

    name: str
    title: Callable[[], str]
    position: int
    find: Callable[[Viewer, str, date], Hits]


_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    _sources[source.name] = source


def sources() -> list[Source]:
    return sorted(_sources.values(), key=lambda source: source.position)
