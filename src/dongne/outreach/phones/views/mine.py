"""Pages of phones: one's own, those of the dong, and ending one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dongne.foundation.organisations.public import StaffRequest, viewer_required
from dongne.lib.refusals import Conflict, Forbidden, NotHere

from ..forms import EndForm
from ..permissions import may_end, require_dong
from ..presenters import phones as present
from ..queries import (
    MOST_SILENT,
    PAGE,
    count_waiting,
    phone_for,
    phones_in,
    phones_of,
    silent_phones,
)
from ..services import end_phone
from .paging import begin_of, read_begin


@require_safe
@viewer_required()
def field_phones(request: StaffRequest) -> HttpResponse:
    require_dong(request.viewer)
    now = timezone.now()
    context = {
        "rows": [present.row_of(one, now=now) for one in phones_of(request.viewer)],
        "waiting": count_waiting(request.viewer),
        "runs": request.viewer.runs_outreach,
    }
    return render(request, "phones/mine.html", context)


@require_safe
@viewer_required()
def field_phones_dong(request: StaffRequest) -> HttpResponse:
    """For who runs the dong; `?after=` begins an older page."""
    require_dong(request.viewer)
    if not request.viewer.runs_outreach:
        raise Forbidden(_("행정팀장이나 동장만 볼 수 있습니다."), code="not_a_lead")
    rows = phones_in(request.viewer, after=read_begin(request.GET.get("after", "")))
    more, rows = len(rows) > PAGE, rows[:PAGE]
    now = timezone.now()
    silent = [] if request.GET.get("after") else silent_phones(request.viewer, now=now)
    context = {
        "rows": [present.row_of(one, now=now) for one in rows],
        "silent": [present.silent_row(one, now=now) for one in silent[:MOST_SILENT]],
        "more_silent": len(silent) > MOST_SILENT,
        "older": f"?after={begin_of(rows[-1].seen_at, rows[-1].pk)}" if more else "",
        "newer": "?" if request.GET.get("after") else "",
    }
    return render(request, "phones/dong.html", context)


@require_http_methods(["GET", "POST"])
@viewer_required()
def field_phone_end(request: StaffRequest, phone_id: UUID) -> HttpResponse:
    """Asks why, and says what happens then."""
    viewer = request.viewer
    phone = phone_for(viewer, phone_id)
    if phone is None:
        raise NotHere(_("휴대전화를 찾을 수 없습니다."), code="not_found")
    if not may_end(viewer, phone):
        raise Forbidden(
            _("내 휴대전화이거나, 행정팀장이나 동장일 때 끝낼 수 있습니다."), code="not_yours"
        )
    if phone.ended_at is not None:
        raise Conflict(_("이미 쓰기를 끝낸 휴대전화입니다."), code="ended_already")
    back = "field_phones" if phone.officer_id == viewer.officer_id else "field_phones_dong"
    form = EndForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        end_phone(viewer, phone_id=phone_id, reason=form.cleaned_data["reason"], now=timezone.now())
        messages.success(request, _("%(label)s: 쓰기를 끝냈습니다.") % {"label": phone.label})
        return redirect(back)
    context = {
        "phone": present.row_of(phone, now=timezone.now()),
        "own": phone.officer_id == viewer.officer_id,
        "form": form,
        "back": back,
    }
    return render(request, "phones/end.html", context)
