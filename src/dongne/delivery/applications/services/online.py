"""A draft becomes an application: the telephone is shown to be theirs, then it is sent, once."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dongne.delivery.ways.public import Circle, Identity
from dongne.foundation.audit.public import record
from dongne.foundation.gate.public import check_code, give_code
from dongne.foundation.messaging.public import Recipient
from dongne.foundation.scope.public import Viewer
from dongne.lib.readable_secrets import Secret, read_secret
from dongne.lib.refusals import NotHere, Refused

from .. import rules
from ..models import Draft
from ..queries.offering import ONLINE, asked_of, chosen, letter_of_number
from ..queries.receiving import Way
from ..queries.steps import Given, Somebody, missing
from .drafts import APPLY, Written, change_draft, open_draft
from .submitting import submit

CODE = "applications.phone"
"""What a code is for, in the counts of the gate."""


def send_code(viewer: Viewer, *, written: Written, now: datetime) -> None:
    """Six digits to the telephone of whoever applies. Raises gate.TooMany."""
    given = written.given
    give_code(
        viewer,
        to=Recipient(phone=given.who.phone, language=given.language or "ko"),
        purpose=CODE,
        subject=_subject(written),
        dong_id=given.dong_id,
        now=now,
    )


def verify(viewer: Viewer, *, token: str, code: str, now: datetime, purpose: str = APPLY) -> bool:
    """Whether it is the code that was sent; then the telephone is theirs."""
    written = open_draft(token, now=now, purpose=purpose)
    if written is None or not check_code(
        viewer, purpose=CODE, subject=_subject(written), code=code, now=now
    ):
        return False
    phone = written.given.who.phone

    def put(given: Given) -> None:
        given.verified, given.verified_at = phone, now.isoformat()

    return change_draft(viewer, token=token, change=put, now=now, purpose=purpose) is not None


def _subject(written: Written) -> str:
    digits = "".join(sign for sign in written.given.who.phone if sign.isdigit() or sign == "+")
    return f"{written.draft.pk} {digits}"


@transaction.atomic
def send_application(viewer: Viewer, *, token: str, way: Way, now: datetime) -> Written:
    """Hand in what was written, to be had that way. Sent before, it answers as it did then.

    Raises NotHere where the draft is gone, Refused where something is missing or does not hold.
    """
    written = open_draft(token, now=now, lock=True)
    if written is None:
        raise NotHere(_("쓰던 신청이 없습니다. 처음부터 다시 적어 주세요."), code="draft_gone")
    draft, given = written.draft, written.given
    if draft.sent_at:
        return written
    if missing(given, asked_of(given, offices=1, now=now)):
        raise Refused(_("아직 알려 주시지 않은 것이 있습니다."), code="incomplete")
    given.promised_at = way.in_hand_at.isoformat()
    given.receive, given.receive_site = way.channel.key, str(way.site.id) if way.site else ""
    submitted = submit(viewer, given=_request(draft, given, way, now), now=now)
    application = submitted.application
    given.fee = application.fee
    draft.given = given.as_json()
    if submitted.secret:
        draft.secret = Secret(submitted.secret).compact
    draft.number, draft.sent_at = application.number, now
    draft.save()
    record(
        viewer, action="application.draft_sent", subject=draft, now=now,
        dong_id=given.dong_id, changes={"number": application.number},
    )  # fmt: skip
    return written


def secret_of(written: Written) -> Secret | None:
    """What stands on the receipt."""
    bits = read_secret(written.draft.secret.reveal()) if written.draft.secret else None
    return Secret(bits) if bits else None


def _request(draft: Draft, given: Given, way: Way, now: datetime) -> rules.Request:
    services = chosen(given, now=now)
    applicant = who_of(given.who)
    principal, asks, letter_id = applicant, rules.Who(), None
    if given.circle != Circle.SELF:
        asks = applicant
        principal = who_of(given.principal)
    if given.letter and (letter := letter_of_number(given.dong_id, given.letter)):
        # Whose matter it is stands on the letter and is not asked again.
        letter_id, principal = letter.pk, rules.Who(person_id=letter.principal_id)
    return rules.Request(
        id=draft.pk,
        dong_id=given.dong_id,
        items=tuple(
            rules.Wanted(
                service=service.code,
                copies=given.copies.get(service.code, 1),
                purpose=given.purposes.get(service.code, ""),
                answers=given.answers.get(service.code, {}),
            )
            for service in services
        ),
        principal=principal,
        applicant=asks,
        circle=given.circle,
        channel=ONLINE,
        receive=way.channel.key,
        receive_site=way.site.id if way.site else None,
        letter_id=letter_id,
        groups=tuple(given.groups),
        language=given.language or "ko",
        identity=Identity.CODE,
        verified_at=datetime.fromisoformat(given.verified_at) if given.verified_at else None,
        promised_at=way.in_hand_at,
    )


def who_of(one: Somebody) -> rules.Who:
    return rules.Who(
        name=one.name,
        phone=one.phone,
        address=one.address,
        address_detail=one.address_detail,
        birth_date=date.fromisoformat(one.birth_date) if one.birth_date else None,
    )
