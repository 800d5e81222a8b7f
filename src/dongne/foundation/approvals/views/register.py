"""문서등록대장: search, a month, pages, and the same as a file."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dongne.foundation.organisations.public import StaffRequest, viewer_required
from dongne.foundation.papers.public import Form, file_response
from dongne.foundation.places.public import Dong
from dongne.lib.refusals import Forbidden, NotHere
from dongne.lib.seoul import Month

from ..papers import FORMS, register_document
from ..presenters.register import entries
from ..queries.register import Wanted, register_months, register_page, register_rows
from ..queries.slices import read_mark


@viewer_required()
@require_safe
def register(request: StaffRequest) -> HttpResponse:
    refuse_without_dong(request)
    wanted = wanted_of(request)
    given = {"q": wanted.q, "month": str(wanted.month or "")}
    mark = read_mark(request.GET.get("after", ""), request.GET.get("before", ""), length=2)
    page = register_page(request.viewer, wanted, mark=mark)

    def address(**more: str) -> str:
        return f"?{urlencode({k: v for k, v in (given | more).items() if v})}"

    files = reverse("register_file", args=["pdf"])
    context = {
        "rows": entries(request.viewer, page.rows),
        "newer": address(before=page.before) if page.before else "",
        "older": address(after=page.after) if page.after else "",
        "months": [
            (str(month), _month_text(month), month == wanted.month)
            for month in register_months(request.viewer)
        ],
        "q": wanted.q,
        "month": wanted.month,
        "pdf_url": files + (address() if any(given.values()) else ""),
    }
    return render(request, "approvals/register.html", context)


@viewer_required()
@require_safe
def register_file(request: StaffRequest, shape: str) -> HttpResponse:
    refuse_without_dong(request)
    chosen: Form | None = next((one for one in FORMS if one == shape), None)
    if chosen is None:
        raise NotHere(_("이 모양으로는 받을 수 없습니다."), code="not_found")
    wanted = wanted_of(request)
    rows = entries(request.viewer, register_rows(request.viewer, wanted))
    dong = Dong.objects.for_viewer(request.viewer).get(pk=request.viewer.dong_key)
    span = _month_text(wanted.month) if wanted.month else ""
    document = register_document(rows, dong=dong.name, span=span)
    return file_response(document, chosen, now=timezone.now())


def refuse_without_dong(request: StaffRequest) -> None:
    if request.viewer.dong_id is None:
        raise Forbidden(_("문서등록대장은 동주민센터에서 봅니다."), code="not_in_a_dong")


def wanted_of(request: HttpRequest) -> Wanted:
    q = request.GET.get("q", "").replace("\x00", "").strip()[:60]
    try:
        month = Month.parse(request.GET.get("month", ""))
    except ValueError:
        month = None
    return Wanted(q, month)


def _month_text(month: Month) -> str:
    return date_format(month.first, _("Y년 n월"))
