"""The receipt: number, secret, when it is in hand, what happens next."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dongne.delivery.channels.public import sites_of
from dongne.foundation.organisations.public import office_phone
from dongne.lib.refusals import Refused

from ...presenters.resident import applying as present
from ...presenters.resident.words import calendar_of
from ...queries.offering import chosen, dong_named
from ...services.drafts import Written, open_draft
from ...services.online import secret_of
from .frame import show, token_of


@require_safe
def receipt(request: HttpRequest) -> HttpResponse:
    written = _sent(request)
    if written is None:
        # Its day is over, or it was never sent: what one has in hand leads on.
        return redirect("apply_start")
    draft, given = written.draft, written.given
    secret = secret_of(written)
    if secret is None or draft.sent_at is None:
        raise Refused(_("접수증을 다시 만들 수 없습니다."), code="no_receipt")
    shown = present.receipt(
        given=given,
        number=draft.number,
        secret=secret,
        services=chosen(given, now=draft.sent_at),
        dong=dong_named(given.dong_id) if given.dong_id else None,
        place=_place(written),
        status_url=request.build_absolute_uri("/status"),
    )
    phone = office_phone(given.dong_id) if given.dong_id else None
    return show(request, "receipt.html", receipt=shown, phone=phone)


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """When it will be in hand, for one's own calendar."""
    written = _sent(request)
    if written is None or not written.given.promised_at:
        return redirect("apply_start")
    number = written.draft.number
    body = calendar_of(
        uid=number,
        summary=_("신청한 서류를 받는 때 (%(number)s)") % {"number": number},
        place=_place(written),
        start=datetime.fromisoformat(written.given.promised_at),
        now=timezone.now(),
    )
    return calendar_answer(body, number)


def calendar_answer(body: bytes, number: str) -> HttpResponse:
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{number}.ics"'
    response["Cache-Control"] = "no-store"
    return response


def _place(written: Written) -> str:
    given = written.given
    if not given.receive_site:
        return ""
    return present.place_words(given, sites_of(given.dong_id or 0, channel=given.receive))


def _sent(request: HttpRequest) -> Written | None:
    written = open_draft(token_of(request), now=timezone.now())
    return written if written and written.draft.sent_at else None
