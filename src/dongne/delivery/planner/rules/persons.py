"""Who wants it: how far they walk and how fast, what they can't do there, when they have time."""

from __future__ import annotations

from math import asin, ceil, cos, radians, sin, sqrt

from dongne.delivery.ways.public import Ability, Channel, Reason, Site, World

from .wishes import Wish

PACE = 60
"""Metres a minute. Grown people walk 70 to 80; waits at crossings are taken off."""
SLOW_PACE = 40
"""People over eighty and those with a stick: about 0.7 m/s, with a rest on the way."""
REACH = 3_000
"""Metres one way: fifty minutes on foot. Whoever has a car or a bus says an hour more of time."""
SLOW_REACH = 1_500
DETOUR = 1.3
"""Streets are longer than the straight line; 1.2 to 1.4 in towns."""
EARTH = 6_371_000

TOO_FAR = "too_far"
COMPANION = "companion"
"""Somebody who goes along, or is there when it is brought."""
HELPER = "helper"
"""Somebody who lends a hand with the telephone or the computer, and their printer."""

EASED_BY: dict[str, frozenset[Ability]] = {
    COMPANION: frozenset(
        {
            Ability.GO_OUT,
            Ability.STAIRS,
            Ability.READ,
            Ability.SEE,
            Ability.HEAR,
            Ability.TOUCH_SCREEN,
        }
    ),
    HELPER: frozenset(
        {
            Ability.INTERNET,
            Ability.PRINT,
            Ability.READ,
            Ability.SEE,
            Ability.HEAR,
            Ability.TOUCH_SCREEN,
        }
    ),
}


def metres_between(latitude: float, longitude: float, other: float, another: float) -> int:
    """On foot, one way: the great circle with a detour, in whole metres."""
    half = (
        sin(radians(other - latitude) / 2) ** 2
        + cos(radians(latitude)) * cos(radians(other)) * sin(radians(another - longitude) / 2) ** 2
    )
    return ceil(2 * EARTH * asin(sqrt(half)) * DETOUR)


class Walking:
    """From the person's home; from the middle of the dong where they did not say where they live,
    and then nothing is too far. Without either, walking is not reckoned."""

    def __init__(self, world: World, wish: Wish) -> None:
        self.known = wish.latitude is not None and wish.longitude is not None
        self.latitude = wish.latitude if self.known else world.latitude
        self.longitude = wish.longitude if self.known else world.longitude
        self.pace = SLOW_PACE if wish.slow else PACE
        self.reach = SLOW_REACH if wish.slow else REACH

    def metres(self, site: Site) -> int:
        """One way."""
        if (
            self.latitude is None
            or self.longitude is None
            or site.latitude is None
            or site.longitude is None
        ):
            return 0
        return metres_between(self.latitude, self.longitude, site.latitude, site.longitude)

    def minutes(self, metres: int) -> int:
        return -(-metres // self.pace)

    def too_far(self, metres: int) -> bool:
        return self.known and metres > self.reach


def unable(
    channel: Channel, site: Site, needs: frozenset[Ability], lacks: frozenset[Ability]
) -> tuple[Reason, ...]:
    """What they would have to be able to do there and can't, minus what the place makes up for."""
    missing = needs & lacks
    if not missing:
        return ()
    for feature in site.features:
        missing -= channel.eases.get(feature, frozenset())
    return tuple(
        Reason(
            code=f"needs_{one}",
            opener=HELPER if one in (Ability.INTERNET, Ability.PRINT) else COMPANION,
            channel=channel.key,
        )
        for one in Ability
        if one in missing
    )
