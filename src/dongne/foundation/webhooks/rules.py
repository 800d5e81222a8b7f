"""How a request is signed, when it is tried again, which addresses it may go to. Times are aware.

Signatures: Standard Webhooks 1.0.0 (standardwebhooks.com), symmetric scheme `v1`.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

import httpx

SECRET_PREFIX = "whsec_"  # noqa: S105 - what every secret of the specification begins with
SECRET_BYTES = 32
OVERLAP = timedelta(hours=24)
"""So long the secret that was replaced signs as well."""

CALL_SECONDS = 10
LEASE = timedelta(seconds=60)
"""A delivery that has been on its way for longer was left by a dead worker."""

DRAIN_SECONDS = 20
"""After so long a worker lets others have a turn; it comes back to the same endpoint."""

PAUSES = (
    timedelta(seconds=5),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=13),
    timedelta(hours=16),
    timedelta(hours=18),
)
"""Between attempts of one delivery: 64.6 hours in all, longest 71: then it is given up."""

JITTER = 0.1
"""Each pause is longer or shorter by up to so much, so that not everything comes back at once."""

GIVEN_UP_AFTER = timedelta(days=3)
"""Also what was never tried, since its endpoint could not be reached all the while."""

RESTS = (
    timedelta(seconds=5),
    timedelta(seconds=30),
    timedelta(minutes=2),
    timedelta(minutes=10),
    timedelta(minutes=30),
    timedelta(hours=1),
)
"""An endpoint that can't be reached is left alone for so long; one delivery tries it then."""

ENOUGH_REFUSALS = 5
"""So many refusals one after the other are about the endpoint, not about what it was sent."""

LONGEST_WISH = timedelta(hours=6)
"""The longest `Retry-After` that is granted."""

WARNED_AFTER = timedelta(days=1)
OFF_AFTER = timedelta(days=5)
KEPT = timedelta(days=30)


HTTP, HTTPS = "http", "https"
INSIDE_NAMES = ("localhost", ".localhost", ".local", ".internal", ".home.arpa")
URL_LENGTH = 500


def url_fault(url: str, *, plain: bool, inside: bool) -> str:
    """What is wrong with an address that somebody types, as a slug; empty: nothing to be seen yet.

    `plain` lets http through. A name is looked up when something is sent, not here.
    """
    try:
        read = httpx.URL(url)
    except httpx.InvalidURL:
        return "not_an_address"
    if not read.host or read.scheme not in {HTTP, HTTPS} or len(url) > URL_LENGTH:
        return "not_an_address"
    if read.scheme == HTTP and not plain:
        return "not_secure"
    if read.userinfo or read.fragment:
        return "with_password"
    host = read.host.rstrip(".").lower()
    if not inside and (host in INSIDE_NAMES or host.endswith(INSIDE_NAMES) or "." not in host):
        return "" if ":" in host and may_be_called(host, inside=False) else "inside"
    if (host[-1].isdigit() or ":" in host) and not may_be_called(host, inside=inside):
        # Nothing but a network address ends in a figure; odd ways of writing one are none.
        return "inside"
    return ""


def new_secret() -> str:
    return SECRET_PREFIX + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def signature(secret: str, *, message_id: str, timestamp: int, body: str) -> str:
    """`v1,<base64>` of HMAC-SHA256 over `id.timestamp.body`."""
    key = base64.b64decode(secret.removeprefix(SECRET_PREFIX))
    told = f"{message_id}.{timestamp}.{body}".encode()
    return "v1," + base64.b64encode(hmac.new(key, told, hashlib.sha256).digest()).decode()


def headers_of(
    signing: Sequence[str], *, message_id: str, attempt_at: datetime, body: str
) -> dict[str, str]:
    """The three headers; one signature for each secret that holds, the newest first."""
    timestamp = int(attempt_at.timestamp())
    signed = [
        signature(secret, message_id=message_id, timestamp=timestamp, body=body)
        for secret in signing
    ]
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(signed),
    }


def pause_after(tries: int, *, chance: float) -> timedelta | None:
    """How long to wait after that many failed tries; None: no more. `chance` is in [0, 1)."""
    if not 1 <= tries <= len(PAUSES):
        return None
    return PAUSES[tries - 1] * (1 + JITTER * (2 * chance - 1))


def rest_after(failures: int) -> timedelta:
    """How long an endpoint is left alone after so many failures in a row."""
    return RESTS[min(max(failures, 1), len(RESTS)) - 1]


def wish_of(retry_after: str) -> timedelta | None:
    """What a `Retry-After` in seconds asks for, at most `LONGEST_WISH`. Dates are not read."""
    if not (retry_after.isascii() and retry_after.isdigit()) or len(retry_after) > 9:
        return None
    return min(timedelta(seconds=int(retry_after)), LONGEST_WISH)


_NAT64 = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))
_METADATA = frozenset({ip_address("169.254.169.254"), ip_address("fd00:ec2::254")})


def may_be_called(text: str, *, inside: bool) -> bool:
    """Whether a request may go to this network address.

    Public ones only; `inside` lets in the office's own network and this machine, but never what
    is no receiver: link-local addresses (where clouds keep their keys), groups, "any".
    """
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return False
    carried = _carried(address)
    if any(
        one.is_link_local or one.is_multicast or one.is_unspecified or one in _METADATA
        for one in carried
    ):
        return False
    if inside:
        return not any(one.is_reserved and not one.is_loopback for one in carried[-1:])
    return all(one.is_global for one in carried)


def _carried(
    address: IPv4Address | IPv6Address,
) -> list[IPv4Address | IPv6Address]:
    """The address, and the IPv4 ones that are wrapped in it."""
    found: list[IPv4Address | IPv6Address] = [address]
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            # Only another way of writing it.
            return [address.ipv4_mapped]
        if address.sixtofour is not None:
            found.append(address.sixtofour)
        if address.teredo is not None:
            found += address.teredo
        if any(address in network for network in _NAT64):
            found.append(IPv4Address(int(address) & 0xFFFFFFFF))
    return found
