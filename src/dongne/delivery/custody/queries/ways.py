"""Which ways of receiving have a bag: not what is a file, nor what is printed where it is taken."""

from __future__ import annotations

from dongne.delivery.channels.public import channels
from dongne.delivery.ways.public import Giving

WITHOUT = frozenset({Giving.NO, Giving.LINK, Giving.ON_THE_SPOT})
PRINTED_THERE = frozenset({"kiosk"})


def goes_in_a_bag(receive: str) -> bool:
    way = channels().get(receive)
    return receive not in PRINTED_THERE and (way is None or way.giving not in WITHOUT)


def without_a_bag() -> list[str]:
    return [key for key in channels() if not goes_in_a_bag(key)]
