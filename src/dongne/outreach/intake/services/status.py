"""Opening one's own report: by the words of the receipt, or by a code to one's telephone.

A number that is not a case's is asked of the other kinds that are registered at the gate, always
of all of them. Whatever does not fit is answered alike, and counted: five wrong ones lock for
fifteen minutes.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.core import signing

from dongne.foundation.gate.public import (
    Door,
    check_code,
    door_by_contact,
    door_by_secret,
    give_code,
    may_try,
    tried_right,
)
from dongne.foundation.messaging.public import Recipient
from dongne.foundation.scope.public import Viewer
from dongne.lib.readable_secrets import read_secret
from dongne.lib.reference_numbers import tidy_number
from dongne.outreach.casework.public import Reporter, case_by_secret, verify_reporter

from ..queries.status import plain_contact, reached_by

STATUS = "intake.status"
"""What is tried here, in the counts of the gate."""
IDLE = timedelta(minutes=15)
_SALT = "dongne.intake.status"
_NO_SECRET = bytes(6)


def open_by_secret(
    actor: Viewer, *, number: str, secret: str, now: datetime
) -> Reporter | Door | None:
    """None where number and words don't belong together, and for a while after five tries.

    Tries are counted for the number as seen from one address: numbers stand on the map, and
    nobody shall be able to lock somebody else out of their own report.
    """
    subject = f"{tidy_number(number) or number[:80]} {actor.address}"
    if may_try(STATUS, subject=subject, address=actor.address, now=now):
        return None
    bits = read_secret(secret)
    found = case_by_secret(number, bits or _NO_SECRET)
    door = door_by_secret(number, bits or _NO_SECRET)
    if (found is None and door is None) or bits is None:
        return None
    tried_right(STATUS, subject=subject, address=actor.address)
    return found.reporter if found else door


def send_code(actor: Viewer, *, number: str, contact: str, now: datetime) -> None:
    """A code to that telephone or mailbox, if it was left with the report of that number.

    Raises TooMany, for known ones and unknown ones alike.
    """
    reached = reached_by(number, contact)
    reporter, other = reached.reporter, door_by_contact(number, contact)
    to, dong_id = None, reached.dong_id
    if reporter:
        to = Recipient(phone=reached.phone, email=reached.email, language=reporter.language)
    elif other:
        at = other[1]
        to = Recipient(phone=at.phone, email=at.email, language=at.language)
        dong_id = at.dong_id
    give_code(
        actor,
        to=to,
        purpose=STATUS,
        subject=_subject(number, contact),
        dong_id=dong_id,
        now=now,
    )


def open_by_code(
    actor: Viewer, *, number: str, contact: str, code: str, now: datetime
) -> Reporter | Door | None:
    """The report, where the code is the one that was sent; that number is verified then."""
    if not check_code(actor, purpose=STATUS, subject=_subject(number, contact), code=code, now=now):
        return None
    reporter = reached_by(number, contact).reporter
    if reporter:
        return verify_reporter(actor, reporter_id=reporter.pk, now=now)
    other = door_by_contact(number, contact)
    return other[0] if other else None


def _subject(number: str, contact: str) -> str:
    return f"{tidy_number(number) or number[:80]} {plain_contact(contact)}"


def let_in(reporter_id: UUID, *, now: datetime) -> str:
    """What the browser keeps while somebody looks at their report."""
    return signing.dumps([str(reporter_id), int(now.timestamp())], salt=_SALT)


def let_in_as(token: str, *, now: datetime) -> UUID | None:
    """Whose report the browser may show; None a quarter of an hour after it last did."""
    try:
        told, at = signing.loads(token[:300], salt=_SALT)
        reporter_id = UUID(told)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return reporter_id if 0 <= now.timestamp() - at < IDLE.total_seconds() else None
