"""The post: what goes out today, cover letters, numbers, what came of it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dongne.foundation.organisations.public import StaffRequest, viewer_required
from dongne.foundation.places.public import dong_of
from dongne.lib.refusals import Forbidden, Refused

from .. import queries
from ..forms import RETURNED, NumberForm
from ..permissions import require_working
from ..services import came_back, delivered, hand_to_post, print_letters
from ..words import STATES


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def dispatch(request: StaffRequest) -> HttpResponse:
    """`deed` is `post` (with `parcel` and `number`) or `told` (with the form). Seven statements."""
    viewer = request.viewer
    dong = dong_of(viewer, request.GET.get("dong", ""))
    form = NumberForm(request.POST if request.POST.get("deed") == "told" else None)
    refusal = ""
    if request.method == "POST":
        require_working(viewer, dong.pk)
        try:
            if _deed(request, form, timezone.now()):
                return redirect("dispatch")
        except Forbidden:
            raise
        except Refused as problem:
            refusal = problem.message
    context = {
        "dong": dong,
        "out": queries.out_today(viewer, dong.pk),
        "under_way": queries.in_post(viewer, dong.pk),
        "settled": [(one, STATES[one.state]) for one in queries.settled(viewer, dong.pk)],  # type: ignore[index]
        "form": form,
        "refusal": refusal,
        "works": viewer.dong_id == dong.pk,
    }
    wrong = bool(refusal or form.errors)
    return render(request, "dispatch/dispatch.html", context, status=422 if wrong else 200)


def _deed(request: StaffRequest, form: NumberForm, now: datetime) -> bool:
    viewer = request.viewer
    if request.POST.get("deed") == "post":
        row = hand_to_post(
            viewer,
            parcel_id=_key(request.POST.get("parcel", "")),
            number=request.POST.get("number", ""),
            now=now,
        )
        messages.success(request, _("우체국에 맡겼습니다. 등기 %(n)s") % {"n": row.number})
        return True
    if not form.is_valid():
        return False
    said = form.cleaned_data
    if said["what"] == RETURNED:
        came_back(viewer, number=said["number"], reason=said["reason"], now=now)
        messages.success(request, _("돌아온 것으로 적었습니다. 봉투를 보관함에 두세요."))
    else:
        delivered(viewer, number=said["number"], now=now)
        messages.success(request, _("배달된 것으로 적었습니다."))
    return True


@require_POST
@viewer_required()
def dispatch_letters(request: StaffRequest) -> HttpResponse:
    """Cover letters of the chosen parcels as one PDF."""
    viewer, now = request.viewer, timezone.now()
    dong = dong_of(viewer, "")
    keys = [_key(text) for text in request.POST.getlist("parcel")]
    try:
        body = print_letters(viewer, dong_id=dong.pk, parcel_ids=keys, now=now)
    except Forbidden:
        raise
    except Refused as problem:
        messages.error(request, problem.message)
        return redirect("dispatch")
    response = HttpResponse(body, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="letters.pdf"'
    response["Cache-Control"] = "no-store"
    return response


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)
