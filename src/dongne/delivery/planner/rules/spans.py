"""When something of a length may begin: spans of minutes laid upon each other."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from dongne.delivery.ways.public import Span, Spans

ALWAYS: Spans = ((-(10**9), 10**9),)


class Starts:
    """Minutes at which something may begin, as closed intervals, sorted and apart."""

    __slots__ = ("begins", "ends")

    def __init__(self, intervals: Iterable[Span]) -> None:
        self.begins: list[int] = []
        self.ends: list[int] = []
        for begin, end in sorted(intervals):
            if self.ends and begin <= self.ends[-1]:
                self.ends[-1] = max(self.ends[-1], end)
            else:
                self.begins.append(begin)
                self.ends.append(end)

    def __bool__(self) -> bool:
        return bool(self.ends)

    def first(self, minute: int) -> int | None:
        """The first one that is not before `minute`."""
        at = bisect_left(self.ends, minute)
        if at == len(self.ends):
            return None
        return max(self.begins[at], minute)


def lying_in(opened: Spans, free: Spans, *, walk: int, length: int) -> list[Span]:
    """When a visit of `length` minutes may begin so that it lies within an opening, and the person
    has walked there and is home again within one of their free spans."""
    found: list[Span] = []
    at = 0
    for opens, closes in opened:
        while at < len(free) and free[at][1] - walk - length < opens:
            at += 1
        other = at
        while other < len(free) and free[other][0] + walk <= closes - length:
            begin = max(opens, free[other][0] + walk)
            end = min(closes, free[other][1] - walk) - length
            if begin <= end:
                found.append((begin, end))
            other += 1
    return found


def at_moments(moments: Sequence[int], within: Sequence[Span]) -> list[Span]:
    """Those of the moments that lie in the intervals, each as an interval of its own."""
    return [(one, one) for one in moments if any(begin <= one <= end for begin, end in within)]
