"""Providers behind one form. Each folder of `providers/` registers what it carries.

A provider is given the message's id with every call: its reference, and its key against doubles.
Whatever it raises, other than `NotReached`, may have come after the message was handed over: the
message is unknown then.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from .states import Means, Outcome


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Envelope:
    """What a provider is given. Never printed: it holds who and what in the clear.

    `to` is a number, an e-mail address, a postal address or empty (officers); `template` the
    number of an approved business message, `values` its variables; `options` and `secret` are the
    office's settings of this provider.
    """

    id: UUID
    means: Means
    to: str
    name: str = ""
    subject: str
    body: str
    language: str = "ko"
    link: str = ""
    template: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    sender: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)
    secret: str = ""
    officer_id: int | None = None
    asked_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came of a call. `code` is a slug or the provider's own number; `cost` in won."""

    outcome: Outcome
    code: str = ""
    reference: str = ""
    cost: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One thing told afterwards: of the message `message_id` (ours) or `reference` (theirs).

    `told_id` names the telling itself, so that it counts once.
    """

    told_id: str
    outcome: Outcome
    code: str = ""
    message_id: UUID | None = None
    reference: str = ""
    cost: int | None = None


class NotReached(Exception):
    """Nothing was handed over: no connection, no setting. The message can be tried again."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Nonsense(Exception):
    """What came as a receipt is none."""


class NotSigned(Exception):
    """A receipt that does not come from the provider."""


class Channel(Protocol):
    """One provider.

    `in_house` ones only write rows: their `send` runs inside the transaction and cannot be
    unknown. `tells_later`: receipts follow. `can_be_asked`: `status` knows a message by our id.
    `usual_for` are the means that it carries where an office has set nothing.
    """

    name: str
    title: Any
    means: frozenset[Means]
    usual_for: frozenset[Means]
    in_house: bool
    tells_later: bool
    can_be_asked: bool

    def send(self, envelope: Envelope, *, now: datetime) -> Answer:
        """Hand it over. Raises NotReached where surely nothing was."""

    def status(self, envelope: Envelope, *, now: datetime) -> Answer | None:
        """What the provider knows by our id; None where it has never seen it."""

    def receipts(self, *, headers: Mapping[str, str], body: bytes) -> Sequence[Told]:
        """Read what the provider told. Raises NotSigned or Nonsense."""


_channels: dict[str, Channel] = {}


def register(channel: Channel) -> None:
    _channels[channel.name] = channel


def channel_of(name: str) -> Channel | None:
    """None for a provider whose folder is gone."""
    return _channels.get(name)


def channels() -> list[Channel]:
    return [_channels[name] for name in sorted(_channels)]
