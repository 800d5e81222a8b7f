"""How much is let through before somebody has to prove it or to wait, and whose address counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil

TICKET_AFTER = timedelta(seconds=20)
"""How long a waiting ticket has to wait, in place of the proof that a browser would work out."""
TICKET_UNTIL = timedelta(hours=2)
"""A form filled in slowly is still sent."""
PROOF_UNTIL = timedelta(minutes=20)

WRONG_MOST = 5
WRONG_PAUSE = timedelta(minutes=15)
"""Five wrong answers, then a quarter of an hour (quality.md, Safe)."""
CODE_UNTIL = timedelta(minutes=5)
CODE_DIGITS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """`free` times in `per` without further ado; up to `proven` times with a proof; no more.

    Windows stand still (12:00–13:00, not "the last hour"), so that one row holds a window.
    """

    free: int
    proven: int
    per: timedelta

    def __post_init__(self) -> None:
        if not 0 <= self.free <= self.proven or not self.per:
            raise ValueError("a limit lets through as much with a proof as without, or more")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether this one may pass, else after how many seconds, and whether a proof would do."""

    allowed: bool
    wait_seconds: int = 0
    must_prove: bool = False


PASSED = Verdict(allowed=True)


def window_end(now: datetime, per: timedelta) -> datetime:
    """When the window that holds `now` is over; windows begin at full multiples of `per`."""
    seconds = per.total_seconds()
    return datetime.fromtimestamp((now.timestamp() // seconds + 1) * seconds, tz=UTC)


def seconds_until(end: datetime, now: datetime) -> int:
    """Whole seconds, at least one."""
    return max(1, ceil((end - now).total_seconds()))


def verdict_of(
    limit: Limit, *, let: bool, count: int, proven: bool, end: datetime, now: datetime
) -> Verdict:
    """`count` is how many have passed in this window before."""
    if let:
        return PASSED
    if not proven and count < limit.proven:
        return Verdict(
            allowed=False, wait_seconds=ceil(TICKET_AFTER.total_seconds()), must_prove=True
        )
    return Verdict(allowed=False, wait_seconds=seconds_until(end, now))


def network_of(address: str) -> str:
    """Who counts as one: an IPv4 address, a /64 of IPv6 (a single line is given that many).

    What is no address counts as itself, so that nobody passes by having none.
    """
    try:
        found = ip_address(address.strip().partition("%")[0])
    except ValueError:
        return address.strip()[:64]
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped is not None:
            return str(found.ipv4_mapped)
        return str(ip_network((found, 64), strict=False))
    return str(found)


def address_behind(remote: str, forwarded: str, hops: int) -> str:
    """The address of the one who asks, behind `hops` proxies of our own.

    Each proxy of ours has written at the end of X-Forwarded-For where it was asked from. What
    stands before that was sent along by whoever asked, and may be made up.
    """
    if hops <= 0:
        return remote
    chain = [*(part.strip() for part in forwarded.split(",") if part.strip()), remote]
    told = chain[max(0, len(chain) - 1 - hops)]
    # Some proxies write the port along: `192.0.2.7:51823`, `[2001:db8::7]:51823`.
    if told.startswith("["):
        told = told[1:].partition("]")[0]
    elif told.count(":") == 1:
        told = told.partition(":")[0]
    try:
        return str(ip_address(told))
    except ValueError:
        return remote
