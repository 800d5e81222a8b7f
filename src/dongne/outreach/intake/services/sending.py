"""A draft becomes a case, or follows one that is there. Once, however often it is sent."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import record
from dongne.foundation.messaging.public import Means, Message, Recipient, ask
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.readable_secrets import Secret, new_secret, read_secret
from dongne.lib.refusals import Conflict, NotHere, Refused
from dongne.outreach.casework.public import (
    Channel,
    Contact,
    Opening,
    PhotoRole,
    add_from_resident,
    follow,
    open_case,
)

from .. import rules
from ..queries.categories import asked_of
from ..queries.near import may_follow
from .drafts import Report, open_draft

RECEIPT = "intake.receipt"
"""The message that tells number and words of a receipt."""
MOST_RECEIPTS = 2


@transaction.atomic
def send_report(viewer: Viewer, *, token: str, hidden: bool, now: datetime) -> Report:
    """Send what was written. Sent before, it answers as it did then.

    `hidden`: whoever reports does not want it on the map. Raises NotHere where the draft is gone,
    Refused where something is missing or does not hold any more.
    """
    report = open_draft(token, now=now, lock=True)
    if report is None:
        raise NotHere(_("쓰던 신고가 없습니다. 처음부터 다시 알려 주세요."), code="draft_gone")
    draft, given = report.draft, report.given
    if draft.sent_at:
        return report
    if rules.missing(given, asked_of(given, now=now)):
        raise Refused(_("아직 알려 주시지 않은 것이 있습니다."), code="incomplete")
    secret = new_secret()
    contact = _contact(given, secret)
    if given.followed:
        case = may_follow(given.followed, dong_id=given.dong_id or 0, category=given.category)
        if case is None:
            raise Conflict(
                _("함께 받아보려던 신고가 그사이 끝났습니다. 새로 알려 주세요."),
                code="followed_gone",
            )
        reporter, _bits = follow(viewer, case_id=case.pk, contact=contact, now=now)
        if given.text or given.photos:
            add_from_resident(
                viewer,
                reporter_id=reporter.pk,
                text=given.text or _("사진을 함께 보냅니다."),
                photos=_photos(given),
                now=now,
            )
    else:
        case = open_case(viewer, given=_opening(report, contact, hidden=hidden), now=now).case
    given.hidden = hidden
    draft.given, draft.secret = given.as_json(), secret.compact
    draft.case_number, draft.follows, draft.sent_at = case.number, bool(given.followed), now
    draft.save()
    record(
        viewer,
        action="draft.sent",
        subject=draft,
        now=now,
        dong_id=given.dong_id,
        changes={"number": case.number, "follows": draft.follows},
    )
    return report


def _contact(given: rules.Given, secret: Secret) -> Contact:
    by = given.contact
    return Contact(
        name=given.name if by != rules.Contact.NONE else "",
        phone=given.phone if by == rules.Contact.PHONE else "",
        email=given.email if by == rules.Contact.EMAIL else "",
        language=given.language or "ko",
        wants=by != rules.Contact.NONE,
        secret=secret.bits,
    )


def _opening(report: Report, contact: Contact, *, hidden: bool) -> Opening:
    given = report.given
    return Opening(
        id=report.draft.pk,
        category=given.category,
        text=given.text,
        channel=Channel.QR if given.sign else Channel.WEB,
        dong_id=given.dong_id,
        tong=None if given.has_point else given.tong,
        address=" · ".join(filter(None, [given.place, given.address]))[: rules.ADDRESS_LENGTH],
        latitude=given.latitude,
        longitude=given.longitude,
        answers={code: value for code, value in given.answers.items() if value not in ("", [])},
        photos=_photos(given),
        contacts=(contact,),
        may_be_public=not hidden,
    )


def _photos(given: rules.Given) -> tuple[tuple[str, str], ...]:
    return tuple((sha256, PhotoRole.BEFORE) for sha256 in given.photos)


def secret_of(report: Report) -> Secret | None:
    """What stands on the receipt."""
    bits = read_secret(report.draft.secret.reveal()) if report.draft.secret else None
    return Secret(bits) if bits else None


@transaction.atomic
def text_receipt(
    viewer: Viewer, *, token: str, phone: str, office: str, address: str, now: datetime
) -> None:
    """The receipt as a text message, to at most two numbers; the same number gets one.

    `address` is where one looks it up. Raises Refused.
    """
    report = open_draft(token, now=now, lock=True)
    secret = secret_of(report) if report else None
    if report is None or secret is None:
        raise NotHere(_("보낸 신고가 없습니다."), code="draft_gone")
    draft, given = report.draft, report.given
    sent = Message.objects.for_viewer(SYSTEM).filter(
        about_type=draft._meta.label_lower, about_id=str(draft.pk)
    )
    once = f"intake.receipt:{draft.pk}:{phone[-4:]}"
    if sent.exclude(once=once).count() >= MOST_RECEIPTS:
        raise Refused(_("접수증 문자는 두 번호까지 보낼 수 있습니다."), code="too_many_receipts")
    language = given.language or "ko"
    ask(
        viewer,
        event=RECEIPT,
        to=Recipient(phone=phone, language=language),
        values={
            "office": office,
            "number": draft.case_number,
            "words": secret.words(language),
            "address": address,
        },
        dong_id=given.dong_id,
        now=now,
        about=draft,
        once=once,
        by=[Means.SMS],
    )
