"""A letter of attorney is prepared without an account; whoever it names opens it by a code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import record
from dongne.foundation.gate.public import check_code, give_code
from dongne.foundation.messaging.public import Recipient
from dongne.foundation.scope.public import Viewer
from dongne.lib.reference_numbers import tidy_number
from dongne.lib.refusals import NotHere, Refused

from .. import rules
from ..queries.letters import named_in
from .drafts import LETTER, Written, open_draft
from .letters import make_letter
from .online import who_of

CODE = "applications.letter"


@transaction.atomic
def make_from_draft(viewer: Viewer, *, token: str, now: datetime) -> Written:
    """The letter of what was written, once. Raises NotHere, Refused."""
    written = open_draft(token, now=now, purpose=LETTER, lock=True)
    if written is None:
        raise NotHere(_("쓰던 위임장이 없습니다. 처음부터 다시 적어 주세요."), code="draft_gone")
    draft, given = written.draft, written.given
    if draft.sent_at:
        return written
    complete = given.services and given.until and given.principal.name and given.who.name
    if not complete:
        raise Refused(_("아직 알려 주시지 않은 것이 있습니다."), code="incomplete")
    letter = make_letter(
        viewer,
        given=rules.LetterGiven(
            id=draft.pk,
            dong_id=given.dong_id,
            principal=who_of(given.principal),
            proxy=who_of(given.who),
            services=tuple(
                rules.Wanted(service=code, copies=given.copies.get(code, 1))
                for code in given.services
            ),
            valid_until=date.fromisoformat(given.until),
            purpose=given.purposes.get("", ""),
            may_receive=given.takes_too,
        ),
        now=now,
    )
    draft.number, draft.sent_at = letter.number, now
    draft.save(update_fields=["number", "sent_at"])
    record(
        viewer, action="application.draft_sent", subject=draft, now=now,
        dong_id=given.dong_id, changes={"number": letter.number},
    )  # fmt: skip
    return written


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """A letter as somebody may see it whom it names: `role` is `principal` or `proxy`."""

    letter_id: UUID
    role: str


def send_letter_code(viewer: Viewer, *, number: str, phone: str, now: datetime) -> None:
    """To that telephone, if it is one of those whom the letter of that number names.

    Raises TooMany, for known ones and unknown ones alike.
    """
    named = named_in(number, phone)
    give_code(
        viewer,
        to=Recipient(phone=phone, language=named.language) if named.letter else None,
        purpose=CODE,
        subject=_subject(number, phone),
        dong_id=named.dong_id,
        now=now,
    )


def open_letter(
    viewer: Viewer, *, number: str, phone: str, code: str, now: datetime
) -> Errand | None:
    if not check_code(viewer, purpose=CODE, subject=_subject(number, phone), code=code, now=now):
        return None
    named = named_in(number, phone)
    return Errand(letter_id=named.letter.pk, role=named.role) if named.letter else None


def _subject(number: str, phone: str) -> str:
    digits = "".join(sign for sign in phone if sign.isdigit() or sign == "+")
    return f"{tidy_number(number) or number[:80]} {digits}"
