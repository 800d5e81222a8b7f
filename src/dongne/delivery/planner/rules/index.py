"""What is reckoned once for a world and serves every plan in it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from threading import Lock

from dongne.delivery.ways.public import (
    Asker,
    Asking,
    Channel,
    Giving,
    Reason,
    Service,
    Site,
    Span,
    World,
    between,
    may_ask_there,
    may_be_given_there,
)

from .clock import Clock
from .spans import Starts

MOST_WORLDS = 16
"""So many are kept: a few dongs at once, or the scenarios of one analysis."""
MOST_LAWS = 2_000
MOST_STARTS = 5_000


class Index:
    """Sites by channel, sums of working time, and what the rows allow."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.clock = Clock(world)
        self.asking = _in_order(world, lambda one: one.asking is not Asking.NO)
        self.giving = _in_order(world, lambda one: one.giving is not Giving.NO)
        sites: dict[str, list[Site]] = {key: [] for key in world.channels}
        for site in world.sites:
            if site.channel in sites:
                sites[site.channel].append(site)
        self.sites: Mapping[str, list[Site]] = sites
        self._starts: dict[Hashable, Starts] = {}
        self._laws: dict[tuple[str, Asker, int], dict[tuple[str, str], tuple[Reason, ...]]] = {}

    def starts(self, key: Hashable, lying: Callable[[], list[Span]]) -> Starts:
        """When something may begin, kept: many wishes share people's hours."""
        found = self._starts.get(key)
        if found is None:
            if len(self._starts) > MOST_STARTS:
                self._starts.clear()
            found = self._starts[key] = Starts(lying())
        return found

    def law(
        self, service: Service, asker: Asker, copies: int
    ) -> dict[tuple[str, str], tuple[Reason, ...]]:
        """Every pair of channels with what the rows and the channels' own limits say against it."""
        key = (service.code, asker, copies)
        found = self._laws.get(key)
        if found is None:
            if len(self._laws) > MOST_LAWS:
                self._laws.clear()
            channels = self.world.channels
            asks = [
                (one.key, may_ask_there(channels, service, one.key, asker).reasons)
                for one in self.asking
            ]
            gives = [
                (
                    one.key,
                    may_be_given_there(channels, service, one.key, asker, copies=copies).reasons,
                )
                for one in self.giving
            ]
            # As `ways.fits` says of each pair, with its parts asked for once.
            found = self._laws[key] = {
                (apply, receive): against + back + between(channels, service, apply, receive)
                for apply, against in asks
                for receive, back in gives
            }
        return found


def _in_order(world: World, which: object) -> tuple[Channel, ...]:
    assert callable(which)
    return tuple(sorted(filter(which, world.channels.values()), key=lambda one: one.order))


_kept: OrderedDict[int, Index] = OrderedDict()
_lock = Lock()


def index_of(world: World) -> Index:
    """By the world's identity: a world is never changed."""
    with _lock:
        found = _kept.get(id(world))
        if found is None or found.world is not world:
            found = _kept[id(world)] = Index(world)
            while len(_kept) > MOST_WORLDS:
                _kept.popitem(last=False)
        _kept.move_to_end(id(world))
        return found
