"""For everybody: where one can apply and fetch documents, and whether it is open now."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from dongne.foundation.places.public import Dong, base_map
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.refusals import NotHere

from .. import queries
from ..presenters import pages as present

KEPT = 3600
"""Seconds that a browser keeps the ground of the map."""
MOST_DONGS = 500


@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """`?dong=`; without one, of the only dong that there is, else dongs to choose from."""
    now = timezone.now()
    dongs = list(Dong.objects.for_viewer(SYSTEM).select_related("district")[:MOST_DONGS])
    dong = _chosen(request.GET.get("dong", ""), dongs)
    if dong is None:
        return render(request, "channels/places.html", {"dongs": dongs, "dong": None})
    world = queries.world_of(dong.pk, now=now)
    rows, settings = queries.rows_of(dong.pk)
    shown = present.shown(world=world, rows=rows, settings=settings, key="", now=now, linked=False)
    response = render(
        request,
        "channels/places.html",
        {
            "dong": dong,
            "dongs": dongs,
            "there": [one for one in shown if one.on and one.sites and one.new_url],
            "anywhere": [one for one in shown if one.on and one.sites and not one.new_url],
            "called": [one for one in shown if one.on and not one.sites and not one.new_url],
            "off": [one for one in shown if not one.on and one.why_off],
            "points": present.markers(world.sites, now=now, world=world, linked=False),
            "base_url": f"{reverse('service_places_map')}?dong={dong.code}",
        },
    )
    response["Cache-Control"] = "private, no-cache"
    return response


@require_safe
@gzip_page
def places_map(request: HttpRequest) -> HttpResponse:
    """Outlines of the dong and what is around it."""
    dong = Dong.objects.for_viewer(SYSTEM).filter(code=request.GET.get("dong", "")).first()
    if dong is None:
        raise NotHere(_("동네를 찾을 수 없습니다."), code="not_found")
    body = json.dumps(base_map(SYSTEM, dong=dong), ensure_ascii=False, separators=(",", ":"))
    response = HttpResponse(body.encode(), content_type="application/geo+json")
    response["Cache-Control"] = f"public, max-age={KEPT}"
    return response


def _chosen(code: str, dongs: list[Dong]) -> Dong | None:
    """Raises NotHere for a code that there is not."""
    if not code:
        return dongs[0] if len(dongs) == 1 else None
    found = next((one for one in dongs if one.code == code), None)
    if found is None:
        raise NotHere(_("동네를 찾을 수 없습니다."), code="not_found")
    return found
