"""The same for staff, with somebody at the counter or on the telephone: one page, nothing kept."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dongne.delivery.ways.public import Circle
from dongne.foundation.organisations.public import StaffRequest, viewer_required
from dongne.foundation.places.public import Dong
from dongne.lib.refusals import NotHere

from .. import forms, words
from ..presenters.ways import Shown
from ..queries import offered_in, planned
from ..rules.answers import Answers


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def ways(request: StaffRequest) -> HttpResponse:
    """`?service=` and `&who=` fill the form; `?dong=` is one below a district or a city. A POST
    shows the ways: what somebody finds hard stands in no address."""
    now, language = timezone.now(), get_language() or "ko"
    places = list(
        Dong.objects.for_viewer(request.viewer)
        .select_related("district__city")
        .order_by("district__name", "name")
    )
    if not places:
        raise NotHere(_("동을 찾을 수 없습니다."), code="not_found")
    told = request.POST if request.method == "POST" else request.GET
    asked = told.get("dong", "")
    dong = next((one for one in places if one.code == asked), None)
    if dong is None:
        if asked:
            raise NotHere(_("동을 찾을 수 없습니다."), code="not_found")
        dong = places[0]
    services = offered_in(dong, now=now)
    shown: Shown | None = None
    if request.method == "POST":
        form = forms.StaffForm(request.POST, services=services, language=language)
        if form.is_valid():
            answers = form.put(Answers(dong=dong.code))
            found = planned(answers, now=now, language=language)
            # Staff enter what is asked for on a page of their own.
            shown = Shown(found, now=now, apply_url=False)
    else:
        initial: dict[str, Any] = {"who": request.GET.get("who", Circle.SELF.value), "copies": 1}
        if request.GET.get("service", "") in services:
            initial["service"] = request.GET["service"]
        form = forms.StaffForm(services=services, language=language, initial=initial)
    context = {
        "form": form,
        "dong": dong,
        "places": places,
        "shown": shown,
        "when_icons": words.WHEN_ICONS,
    }
    response = render(request, "planner/office.html", context, status=422 if form.errors else 200)
    response["Cache-Control"] = "no-store"
    return response
