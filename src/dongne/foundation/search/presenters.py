"""Words of the search page, and when two addresses ask for the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qsl

from dongne.foundation.scope.public import Viewer
from dongne.lib.bigrams import SEARCH_LENGTH, searched

from .services import PASSING
from .sources import Hits, sources


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    name: str
    title: str
    hits: Hits


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the whole program has on `text`, a section for each kind of thing that was found."""

    text: str
    words: list[str]
    sections: list[Section]

    @property
    def count(self) -> int:
        return sum(len(section.hits.hits) for section in self.sections)


def found(viewer: Viewer, asked: Mapping[str, str], *, day: date) -> Found:
    """As many statements as the sources take, whatever is found."""
    text = " ".join(asked.get("q", "").replace("\x00", "").split())[:SEARCH_LENGTH]
    words = searched(text)
    sections = [
        Section(name=source.name, title=source.title(), hits=hits)
        for source in (sources() if words else [])
        if (hits := source.find(viewer, text, day)).hits
    ]
    return Found(text=text, words=words, sections=sections)


def same_query(one: str, other: str) -> bool:
    return _asked(one) == _asked(other)


def _asked(query: str) -> set[tuple[str, str]]:
    return {(key, value) for key, value in parse_qsl(query) if key not in PASSING}
