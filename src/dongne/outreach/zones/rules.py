"""Spans of days, and the colours of a map of neighbours. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Protocol

DAY = timedelta(days=1)


class Span(Protocol):
    """What holds from its first to its last day, both included; without a last day it holds on."""

    starts_on: date
    ends_on: date | None


def holds(span: Span, day: date) -> bool:
    return span.starts_on <= day and (span.ends_on is None or span.ends_on >= day)


def last_day_from(spans: Iterable[Span], day: date) -> date | None:
    """Until when something new holds that begins on `day`: until what holds then would have ended,
    but at most to the day before the next one that is already planned.
    """
    spans = list(spans)
    held = [span for span in spans if holds(span, day)]
    until = None
    if held and all(span.ends_on for span in held):
        until = max(span.ends_on for span in held if span.ends_on)
    later = [span.starts_on - DAY for span in spans if span.starts_on > day]
    ends = [end for end in (until, min(later, default=None)) if end is not None]
    return min(ends, default=None)


def colours(neighbours: Mapping[int, Iterable[int]], count: int) -> dict[int, int]:
    """A colour (0 … count - 1) for each, no two neighbours alike as far as the colours go round.

    Those with most neighbours choose first; the same land always gets the same colours.
    """
    sides = {key: set(others) for key, others in neighbours.items()}
    for key, others in list(sides.items()):
        for other in others:
            sides.setdefault(other, set()).add(key)
    chosen: dict[int, int] = {}
    used = [0] * count
    for key in sorted(sides, key=lambda k: (-len(sides[k]), k)):
        around = {chosen[other] for other in sides[key] if other in chosen}
        free = [c for c in range(count) if c not in around] or list(range(count))
        colour = min(free, key=lambda c: (used[c], c))
        chosen[key] = colour
        used[colour] += 1
    return chosen
