"""Proofs: work that a browser has done (ALTCHA), or the time that a ticket has waited.

Either holds for one thing, one network, once.
"""

from __future__ import annotations

import secrets
from datetime import datetime
from math import ceil
from typing import Any

import altcha
from django.core import signing

from dongne.foundation.vault.public import lasting_digests

from ..queries import digest_of
from ..rules import PROOF_UNTIL, TICKET_AFTER, TICKET_UNTIL, network_of
from .counting import once

ALGORITHM = "PBKDF2/SHA-256"
COST = 2000
"""Rounds for each try: one millisecond of a phone."""
FEWEST, MOST = 400, 1200
"""After how many tries the solution is found: about a second of a phone, and no long tail, since
the number is drawn here and not left to luck."""
LONGEST = 4000
"""Characters of a solution or ticket; ours are shorter."""
_SALT = "dongne.gate.ticket"


def new_challenge(name: str, *, who: str, now: datetime) -> dict[str, Any]:
    """For the worker of the page, as ALTCHA writes it. Costs a millisecond, and no statement."""
    sealed, keyed = _secrets()
    challenge = altcha.create_challenge(
        ALGORITHM,
        COST,
        counter=FEWEST + secrets.randbelow(MOST - FEWEST),
        # When it is over is told beside the rest: the library would ask a clock of its own.
        data=_told(name, who, int((now + PROOF_UNTIL).timestamp())),
        hmac_secret=sealed,
        hmac_key_secret=keyed,
    )
    return dict(challenge.to_dict())


def solved(text: str, name: str, *, who: str, now: datetime) -> bool:
    """Whether this is a challenge of ours for `name` and `who`, solved, in time, the first time."""
    if not text or len(text) > LONGEST:
        return False
    sealed, keyed = _secrets()
    try:
        payload = altcha.Payload.from_base64(text)
        asked = payload.challenge.parameters
        until = int((asked.data or {}).get("until", 0))
        if until <= now.timestamp() or asked.data != _told(name, who, until):
            return False
        found = altcha.verify_solution(payload, sealed, hmac_key_secret=keyed)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError):
        return False
    return found.verified and once("proof", str(asked.nonce), until=now + PROOF_UNTIL)


def _told(name: str, who: str, until: int) -> dict[str, Any]:
    return {"for": name, "who": _mark(name, who), "until": until}


def new_ticket(name: str, *, who: str, now: datetime) -> str:
    """Given with every form: by the time that it is filled in, the ticket has mostly waited."""
    told = [name, _mark(name, who), secrets.token_hex(8), int(now.timestamp())]
    return signing.dumps(told, salt=_SALT)


def ticket_waits(text: str, name: str, *, who: str, now: datetime) -> int | None:
    """Seconds that this ticket still has to wait; None where it is none, or too old."""
    if (told := _read(text, name, who)) is None:
        return None
    age = now.timestamp() - told[1]
    if not -5 <= age <= TICKET_UNTIL.total_seconds():
        return None
    return max(0, ceil(TICKET_AFTER.total_seconds() - age))


def waited(text: str, name: str, *, who: str, now: datetime) -> bool:
    """Whether this is a ticket of ours that has waited long enough, the first time it is shown."""
    if ticket_waits(text, name, who=who, now=now) != 0:
        return False
    told = _read(text, name, who)
    return told is not None and once("ticket", told[0], until=now + TICKET_UNTIL)


def _read(text: str, name: str, who: str) -> tuple[str, int] | None:
    """Its number and the second in which it was given."""
    if not text or len(text) > LONGEST:
        return None
    try:
        told: Any = signing.loads(text, salt=_SALT)
        named, mark, nonce, at = told
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return (nonce, at) if (named, mark) == (name, _mark(name, who)) else None


def _mark(name: str, who: str) -> str:
    return digest_of("proof.who", name, network_of(who)).hex()


def _secrets() -> tuple[bytes, bytes]:
    return (
        lasting_digests(b"challenge", use="gate.altcha")[0],
        lasting_digests(b"key", use="gate.altcha")[0],
    )
