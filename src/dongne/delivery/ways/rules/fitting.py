"""Whether a pair of channels serves: the catalogue's rows and, on top, the channels' own limits."""

from __future__ import annotations

from collections.abc import Mapping

from ..states import Asking, Giving
from .services import (
    NO_PAIR,
    NOT_THIS_CHANNEL,
    Asker,
    Reason,
    Service,
    Verdict,
    may_apply,
    may_receive,
)
from .world import Channel

CHANNEL_OFF = "channel_off"
"""The dong has switched it off, or its folder is gone."""
ONLY_THERE = "only_there"
"""What is asked for there is received there."""
MADE_THERE = "made_there"
"""What is received there has to be asked for there."""
TOO_MANY = "too_many"
"""More than fits in one go."""
TOO_MANY_COPIES = "too_many_copies"
"""More than one may ask for at a time."""


def may_ask_there(
    channels: Mapping[str, Channel], service: Service, apply: str, asker: Asker
) -> Verdict:
    """Whether the person may ask for it there, by the rows and by the channel."""
    rows = may_apply(service, apply, asker).reasons
    channel = channels.get(apply)
    if channel is None or channel.asking is Asking.NO:
        return _absent(rows, channel, apply)
    own = channel.asks(service, asker) if channel.asks else ()
    return Verdict(reasons=rows + own)


def may_be_given_there(
    channels: Mapping[str, Channel],
    service: Service,
    receive: str,
    asker: Asker,
    *,
    copies: int = 1,
) -> Verdict:
    """Whether the person may be given it there, by the rows and by the channel."""
    rows = may_receive(service, receive, asker).reasons
    if copies > service.most_copies:
        rows += (Reason(code=TOO_MANY_COPIES, opener="copies", channel=receive),)
    channel = channels.get(receive)
    if channel is None or channel.giving is Giving.NO:
        return _absent(rows, channel, receive)
    own = channel.gives(service, asker) if channel.gives else ()
    if channel.most_copies and copies > channel.most_copies:
        own += (Reason(code=TOO_MANY, opener="copies", channel=receive),)
    return Verdict(reasons=rows + own)


def fits(
    channels: Mapping[str, Channel],
    service: Service,
    apply: str,
    receive: str,
    asker: Asker,
    *,
    copies: int = 1,
) -> Verdict:
    """Whether the person may ask there and be given it there: every reason against it.

    `channels` are those that there are in the dong (`World.channels`); one that is missing is
    switched off. Knows no hours, no places and no free compartments: that is the plan's.
    """
    reasons = (
        may_ask_there(channels, service, apply, asker).reasons
        + may_be_given_there(channels, service, receive, asker, copies=copies).reasons
    )
    reasons += between(channels, service, apply, receive)
    return Verdict(reasons=tuple(dict.fromkeys(reasons)))


def between(
    channels: Mapping[str, Channel], service: Service, apply: str, receive: str
) -> tuple[Reason, ...]:
    """What only speaks against the two together, whoever asks."""
    reasons: tuple[Reason, ...] = ()
    if (apply, receive) in service.pairs:
        reasons += (Reason(code=service.pairs[apply, receive], channel=receive),)
    from_there, there = channels.get(apply), channels.get(receive)
    if from_there is not None and there is not None and apply != receive:
        if from_there.results is not None and receive not in from_there.results:
            reasons += (Reason(code=ONLY_THERE, channel=apply),)
        if there.made_by is not None and apply not in there.made_by:
            reasons += (Reason(code=MADE_THERE, channel=receive),)
        elif there.giving is Giving.ON_THE_SPOT:
            reasons += (Reason(code=NO_PAIR, channel=receive),)
    return reasons


def _absent(rows: tuple[Reason, ...], channel: Channel | None, key: str) -> Verdict:
    """A channel that is not there, or does not do this at all; the rows may say so already."""
    code = CHANNEL_OFF if channel is None else NOT_THIS_CHANNEL
    reason = Reason(code=code, channel=key)
    return Verdict(reasons=rows if reason in rows else (*rows, reason))
