"""What was found for a pair of channels, in minutes of the world."""

from __future__ import annotations

from dataclasses import dataclass

from dongne.delivery.ways.public import Channel

from .sides import Ask, Give


@dataclass(frozen=True, slots=True)
class Asked:
    """It was asked for at `begins`; they are at home again at `home`."""

    ask: Ask
    begins: int
    home: int
    accepted: int
    ready: int


@dataclass(frozen=True, slots=True)
class Found:
    """The best of one pair of channels. `visit`: in the same visit. `metres` there and back."""

    apply: Channel
    receive: Channel
    asked: Asked
    give: Give
    in_hand: int
    metres: int
    visit: bool
