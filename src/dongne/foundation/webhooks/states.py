"""What a delivery can be, and why one did not arrive."""

from __future__ import annotations

from enum import StrEnum


class DeliveryState(StrEnum):
    WAITING = "waiting"
    """Its time is `due_at`."""
    SENDING = "sending"
    DELIVERED = "delivered"
    GIVEN_UP = "given_up"
    """Three days of attempts were in vain."""
    STOPPED = "stopped"
    """The receiver was switched off, or its place no longer holds, before it arrived."""


AGAIN = frozenset({DeliveryState.DELIVERED, DeliveryState.GIVEN_UP, DeliveryState.STOPPED})
"""What a person may send again."""

MISSED = frozenset({DeliveryState.GIVEN_UP, DeliveryState.STOPPED})


class Failure(StrEnum):
    """Why an attempt failed; an answer of the receiver's server is REFUSED, with its status."""

    REFUSED = "refused"
    REDIRECTED = "redirected"
    GONE = "gone"
    TIMED_OUT = "timed_out"
    NO_CONNECTION = "no_connection"
    NOT_FOUND = "not_found"
    CERTIFICATE = "certificate"
    NOT_ALLOWED = "not_allowed"
    BROKEN_OFF = "broken_off"
    WORKER_DIED = "worker_died"


UNREACHABLE = frozenset(
    {Failure.TIMED_OUT, Failure.NO_CONNECTION, Failure.NOT_FOUND, Failure.CERTIFICATE}
)
"""What is about the receiver, not about one delivery: the next would fail as well."""


class Off(StrEnum):
    """Why an endpoint is switched off."""

    PERSON = "person"
    FAILING = "failing"
    GONE = "gone"


TRIAL = "webhook.trial"
"""The event that a trial sends."""
