"""One-time codes: given to a telephone or mailbox, tried, used once."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import record
from dongne.foundation.messaging.public import Recipient, ask
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import Refused

from ..models import OneTimeCode
from ..queries import digest_of, digests_of
from ..rules import CODE_DIGITS, CODE_UNTIL, Limit
from .counting import limit, may_try, tried_right

CODE_GIVEN = "code.given"
PER_SUBJECT = Limit(free=3, proven=3, per=timedelta(minutes=15))
PER_ADDRESS = Limit(free=10, proven=10, per=timedelta(hours=1))
"""A message costs money, and wakes whoever it goes to: few, and no proof buys more."""
_NOBODY = Recipient(phone="010-0000-0000")


class TooMany(Refused):
    """For `wait_seconds` nothing more is let through."""

    status = 429  # type: ignore[assignment]

    def __init__(self, message: str, *, wait_seconds: int) -> None:
        super().__init__(message, code="too_many")
        self.wait_seconds = wait_seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeGiven:
    """The same whether anybody was told or not."""

    good_until: datetime


class _Undone(Exception):
    pass


@transaction.atomic
def give_code(
    viewer: Viewer,
    *,
    to: Recipient | None,
    purpose: str,
    subject: str,
    dong_id: int | None,
    now: datetime,
) -> CodeGiven:
    """Send a code of six digits that opens `subject` for `purpose` within five minutes.

    `subject` is whatever the page asks about: a case's number with a phone's. With `to` None
    nobody is known: everything happens as if, then nothing is sent, so that neither the answer
    nor its time tells which. Raises TooMany after three to a subject in fifteen minutes.
    """
    for name, who in (("code.subject", f"{purpose} {subject}"), ("code.address", viewer.address)):
        verdict = limit(
            name, who=digest_of("who", who).hex() if name == "code.subject" else who, now=now
        )
        if not verdict.allowed:
            raise TooMany(
                _("확인번호를 여러 번 보냈습니다. 잠시 뒤에 다시 해 주세요."),
                wait_seconds=verdict.wait_seconds,
            )
    code = "".join(secrets.choice("0123456789") for _digit in range(CODE_DIGITS))
    row = OneTimeCode(
        purpose=purpose,
        subject=digest_of("code.subject", purpose, subject),
        given_at=now,
        good_until=now + CODE_UNTIL,
    )
    row.digest = _digest(row, code)
    row.save(force_insert=True)
    dong = Dong.objects.for_viewer(SYSTEM).filter(pk=dong_id).first() if dong_id else None
    values = {"office": dong.label if dong else _("동네"), "code": code}
    try:
        with transaction.atomic():
            ask(
                viewer,
                event=CODE_GIVEN,
                to=to or _NOBODY,
                values=values,
                dong_id=dong_id,
                now=now,
                once=f"code:{row.pk}",
            )
            if to is None:
                raise _Undone
    except _Undone:
        pass
    record(
        viewer,
        action="code.given",
        subject=row,
        now=now,
        dong_id=dong_id,
        changes={"purpose": purpose},
    )
    return CodeGiven(good_until=row.good_until)


@transaction.atomic
def check_code(viewer: Viewer, *, purpose: str, subject: str, code: str, now: datetime) -> bool:
    """Whether this code was given for this subject, is still good and not used yet; then it is.

    Five wrong ones in a row lock the subject, and the address, for fifteen minutes, in which also
    the right one is wrong. The answer never says which. Never raises for what somebody typed.
    """
    if may_try(purpose, subject=subject, address=viewer.address, now=now):
        return False
    given = "".join(str(int(sign)) for sign in code[:40] if sign.isdecimal())
    rows = OneTimeCode.objects.select_for_update().filter(
        purpose=purpose,
        subject__in=digests_of("code.subject", purpose, subject),
        good_until__gt=now,
        used_at__isnull=True,
    )
    # All of them are looked at: messages overtake each other, and people type the first.
    right = [row for row in rows if _fits(row, given)]
    if not right:
        return False
    rows.update(used_at=now)
    tried_right(purpose, subject=subject, address=viewer.address)
    record(viewer, action="code.used", subject=right[0], now=now, changes={"purpose": purpose})
    return True


def _digest(row: OneTimeCode, code: str) -> bytes:
    return digest_of("code", str(row.pk), code)


def _fits(row: OneTimeCode, code: str) -> bool:
    return any(
        hmac.compare_digest(bytes(row.digest), digest)
        for digest in digests_of("code", str(row.pk), code)
    )
