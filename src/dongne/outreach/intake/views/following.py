"""Ways into a report from elsewhere: following a case of the map, or telling of something near."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dongne.foundation.places.public import spot_at
from dongne.lib.reference_numbers import tidy_number
from dongne.lib.refusals import NotHere
from dongne.outreach.casework.public import public_case

from ..presenters import reporting as present
from ..queries.near import may_follow
from ..rules import Given, Step
from ..services.drafts import begin_draft, forget_draft, open_draft
from .frame import actor_of, keep_token, token_of


@require_POST
def follow_case(request: HttpRequest, public_number: str) -> HttpResponse:
    """함께 받아보기: nothing is asked but how to reach whoever follows."""
    case = public_case(public_number)
    found = may_follow(tidy_number(public_number), dong_id=case.dong_id, category=case.category)
    if found is None:
        raise NotHere(_("이미 마친 건이라 함께 받아볼 것이 없습니다."), code="not_found")
    given = Given(
        dong_id=found.dong_id, category=found.category, followed=found.number, seen_near=True
    )
    return _begin(request, given, Step.CONTACT)


@require_POST
def report_here(request: HttpRequest) -> HttpResponse:
    """With the place that a map showed already; it is looked at once more before anything else."""
    try:
        latitude = float(request.POST.get("latitude", ""))
        longitude = float(request.POST.get("longitude", ""))
    except ValueError:
        return redirect("report_start")
    spot = spot_at(latitude, longitude)
    if spot is None:
        return redirect("report_start")
    given = Given(
        dong_id=spot.dong_id, tong=spot.tong_number, latitude=latitude, longitude=longitude
    )
    return _begin(request, given, Step.WHERE)


def _begin(request: HttpRequest, given: Given, step: Step) -> HttpResponse:
    now = timezone.now()
    actor = actor_of(request)
    if open_draft(token_of(request), now=now):
        forget_draft(actor, token=token_of(request), now=now)
    token, _draft = begin_draft(actor, given=given, now=now)
    response = redirect(present.address_of(step))
    keep_token(request, response, token)
    return response
