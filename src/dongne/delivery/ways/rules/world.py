"""Channels and the world they stand in, as plain data: what a plan is reckoned from.

Moments are whole minutes since `World.starts` (a midnight in Seoul); spans are half open,
sorted and apart. Everything here is frozen: one world serves many plans.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from ..states import Ability, Asking, Feature, Giving
from .services import Asker, Reason, Service

Limit = Callable[[Service, Asker], tuple[Reason, ...]]
"""What a channel can't do whatever the catalogue's rows say, and why; empty where it can."""

Span = tuple[int, int]
"""`(from, until)` in minutes."""

Spans = tuple[Span, ...]

DAY = 24 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A way to apply, to receive, or both. `key` is the slug of its folder.

    `needs`: what somebody must be able to do; `eases`: abilities that a feature of the place makes
    up for. `accepts_within`: working minutes from asking to acceptance at the worst. `results`:
    channels through which what was asked for here can be received; None for all that take it.
    `made_by`: channels through which it must have been asked for to be received here; None for
    every one. `asks` and `gives` are its own limits on top of the catalogue's rows, `most_copies`
    what fits in one go (0: no limit). `fits` reads all of them.
    """

    key: str
    names: Mapping[str, str]
    icon: str
    order: int
    ours: bool
    asking: Asking = Asking.NO
    giving: Giving = Giving.NO
    needs_to_ask: frozenset[Ability] = frozenset()
    needs_to_receive: frozenset[Ability] = frozenset()
    eases: Mapping[Feature, frozenset[Ability]] = field(default_factory=dict)
    accepts_within: int = 0
    minutes_to_ask: int = 10
    minutes_to_receive: int = 5
    posting_days: tuple[int, int] = (0, 0)
    """Working days in the post: earliest, latest."""
    results: frozenset[str] | None = None
    made_by: frozenset[str] | None = None
    asks: Limit | None = None
    gives: Limit | None = None
    most_copies: int = 0
    handled_elsewhere: bool = False
    """Asked for with another authority: it needs no acceptance and no counter of ours."""

    def name(self, language: str = "ko") -> str:
        return self.names.get(language) or self.names["ko"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Somebody who carries things sets out: `takes` more can be given along. Whoever is on duty
    from `leaves` to `back` is there for errands in that time."""

    leaves: int
    back: int
    takes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """Something that is booked: from `begins` to `ends`, `left` places free."""

    begins: int
    ends: int
    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Where a channel is. Of channels that are nowhere (online, post) there is one, without a
    place. `free` compartments or the like; None where nothing is counted. With `slots` an
    appointment is needed. `services`: only these codes; None for all."""

    id: UUID
    channel: str
    names: Mapping[str, str]
    open: Spans
    latitude: float | None = None
    longitude: float | None = None
    address: str = ""
    free: int | None = None
    slots: tuple[Slot, ...] | None = None
    runs: tuple[Run, ...] = ()
    features: frozenset[Feature] = frozenset()
    services: frozenset[str] | None = None
    languages: frozenset[str] = frozenset({"ko"})

    def name(self, language: str = "ko") -> str:
        return self.names.get(language) or self.names["ko"]


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """A dong's channels over the next days, as of one moment.

    `work` are the office's working minutes as the statute counts them (lunch left out);
    `working_days` the days, counted from `starts`, on which it works at all.
    """

    dong_id: int
    starts: datetime
    days: int
    work: Spans
    working_days: tuple[int, ...]
    channels: Mapping[str, Channel]
    sites: tuple[Site, ...]
    services: Mapping[str, Service]
    latitude: float | None = None
    longitude: float | None = None

    @property
    def ends(self) -> int:
        return self.days * DAY

    def minute(self, moment: datetime) -> int:
        """The whole minute at or after the moment."""
        return -int((self.starts - moment) // timedelta(minutes=1))

    def moment(self, minute: int) -> datetime:
        return self.starts + timedelta(minutes=minute)
