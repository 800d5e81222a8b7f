"""The receipt: number, secret, until when, by whom, what happens next."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dongne.foundation.gate.public import guard_form
from dongne.lib.refusals import Refused

from ..forms.reporting import TextReceiptForm
from ..presenters import receipts as present
from ..queries.categories import chosen
from ..queries.places import calls, dong_named
from ..queries.responsible import who_takes
from ..services.drafts import Report, open_draft
from ..services.sending import secret_of, text_receipt
from .frame import actor_of, token_of

RECEIPTS = "intake.receipt_text"


@require_http_methods(["GET", "HEAD"])
def receipt(request: HttpRequest) -> HttpResponse:
    report = open_draft(token_of(request), now=timezone.now())
    if report is None or report.draft.sent_at is None:
        # Its day is over, or it was never sent: what one has in hand leads on.
        return redirect("report_start")
    return _page(request, report, TextReceiptForm(initial={"phone": report.given.phone}))


@require_POST
def receipt_text(request: HttpRequest) -> HttpResponse:
    """The receipt as a text message."""
    now = timezone.now()
    report = open_draft(token_of(request), now=now)
    if report is None or report.draft.sent_at is None:
        return redirect("report_start")
    if answer := guard_form(request, RECEIPTS):
        return answer
    form = TextReceiptForm(request.POST)
    if not form.is_valid():
        return _page(request, report, form, status=422)
    dong = dong_named(report.given.dong_id) if report.given.dong_id else None
    try:
        text_receipt(
            actor_of(request),
            token=token_of(request),
            phone=form.cleaned_data["phone"],
            office=dong.label if dong else "",
            address=request.build_absolute_uri("/status"),
            now=now,
        )
    except Refused as problem:
        form.add_error("phone", problem.message)
        return _page(request, report, form, status=422)
    return _page(request, report, form, texted=True)


def _page(
    request: HttpRequest,
    report: Report,
    form: TextReceiptForm,
    *,
    status: int = 200,
    texted: bool = False,
) -> HttpResponse:
    draft, given = report.draft, report.given
    secret = secret_of(report)
    if secret is None or draft.sent_at is None:
        raise Refused(_("접수증을 다시 만들 수 없습니다."), code="no_receipt")
    words = chosen(given, now=draft.sent_at)
    dong = dong_named(given.dong_id) if given.dong_id else None
    shown = present.receipt(
        number=draft.case_number,
        secret=secret,
        given=given,
        words=words,
        dong=dong,
        who=who_takes(given, words, now=draft.sent_at) if words else None,
        status_url=request.build_absolute_uri("/status"),
        follows=draft.follows,
        sent_at=draft.sent_at,
    )
    call = calls().get(given.dong_id or 0)
    response = render(
        request,
        "intake/receipt.html",
        {
            "receipt": shown,
            "rows": present.rows(shown),
            "form": form,
            "texted": texted,
            "call": call,
            "demo": settings.DEMO,
            "sent_at": draft.sent_at,
        },
        status=status,
    )
    response["Cache-Control"] = "no-store"
    return response
