"""What may become a stop, how an order is changed by hand, and which tick counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from .states import StopKind, TickStatus

MOST = 60
"""Stops of one outing: more than anybody walks in a day."""

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Something that an outing can stop at, as its module tells it.

    `note` says where or when in a few words. Without a place it comes last on the way. `roughly`:
    the place is the middle of its tong. `starts` and `ends`: when somebody is met there.
    """

    kind: StopKind
    of: str
    title: str
    note: str = ""
    latitude: float | None = None
    longitude: float | None = None
    tong: int | None = None
    roughly: bool = False
    urgent: bool = False
    href: str = ""
    starts: datetime | None = None
    ends: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """As it is sent: which stop (its `key` or id), whether it is done, when that was said."""

    outing: UUID
    key: str
    done: bool
    at: datetime


def moved(order: Sequence[Key], key: Key, to: int) -> list[Key]:
    """The order with that one at the place `to` (from 0), which may lie beyond either end."""
    rest = [one for one in order if one != key]
    at = max(0, min(to, len(rest)))
    return [*rest[:at], key, *rest[at:]]


def ticked(
    done_at: datetime | None, ticked_at: datetime | None, tick: Tick, now: datetime
) -> tuple[datetime | None, datetime | None, TickStatus]:
    """What a stop's `done_at` and `ticked_at` become: the latest word counts, whatever arrives
    first; of two words of one moment the one that it is done. A phone that is ahead of the server
    ticks now, so that nobody is kept from unticking until its hour has come.
    """
    at = min(tick.at, now)
    later = ticked_at is None or at > ticked_at
    at_once = ticked_at == at and tick.done and done_at is None
    if not (later or at_once):
        return done_at, ticked_at, TickStatus.SAME
    if tick.done:
        return at, at, TickStatus.DONE
    return None, at, TickStatus.UNDONE
