"""What a dong decides of its part of the map, and what it looks like outside."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from dongne.foundation.organisations.public import StaffRequest, runs, viewer_required
from dongne.foundation.places.public import dong_of
from dongne.lib.refusals import Forbidden
from dongne.lib.seoul import seoul_day
from dongne.outreach.casework.public import setting_of
from dongne.outreach.categories.public import categories_of

from ..forms import PlacesForm
from ..queries.wanting import ground_of
from ..services import decide_places
from ..words import SHOWS


@viewer_required()
def places_shown(request: StaffRequest) -> HttpResponse:
    """How exactly the map tells where each kind of case is."""
    viewer = request.viewer
    dong = dong_of(viewer, "" if request.method == "POST" else request.GET.get("dong", ""))
    now = timezone.now()
    day = seoul_day(now)
    kinds = categories_of(dong.pk, day=day)
    ground = ground_of([dong.pk], day=day)
    may_set = runs(viewer, dong)
    if request.method == "POST" and not may_set:
        raise Forbidden(_("행정팀장과 동장만 바꿀 수 있습니다."), code="not_yours")
    shown = {words.code: ground.shows(dong.pk, words.code) for words in kinds}
    sent = request.POST if request.method == "POST" else None
    form = PlacesForm(sent, kinds=kinds, shown=shown)
    if request.method == "POST" and form.is_valid():
        if decide_places(viewer, dong_id=dong.pk, shows=form.shows(), now=now):
            messages.success(request, _("바꾸었습니다. 지도는 곧 새 기준을 따릅니다."))
        return redirect("places_shown")
    return render(
        request,
        "opendata/places.html",
        {
            "dong": dong,
            "form": form,
            "may_set": may_set,
            "on": setting_of(dong.pk).public_map,
            "facts": [(field.label, SHOWS[ground.shows(dong.pk, field.name)]) for field in form],
        },
        status=422 if form.errors else 200,
    )
