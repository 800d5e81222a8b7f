"""The dong's zone board, and the base map with one's own zone on it."""

from __future__ import annotations

import hashlib
import json
from itertools import groupby

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from dongne.foundation.organisations.public import StaffRequest, viewer_required
from dongne.foundation.places.public import Dong, base_map
from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import NotHere
from dongne.lib.seoul import seoul_day

from ..queries import board, charges


@viewer_required()
def zones(request: StaffRequest) -> HttpResponse:
    """Who looks after which tongs today; a desk above names the dong with `?dong=`."""
    viewer = request.viewer
    dong = _dong(viewer, request.GET.get("dong", ""))
    found = board(viewer, dong_id=dong.pk, day=seoul_day(timezone.now()))
    teams = [
        (team, list(rows)) for team, rows in groupby(found.rows, key=lambda r: r.officer.team.name)
    ]
    return render(request, "zones/zones.html", {"dong": dong, "board": found, "teams": teams})


@require_safe
@gzip_page
@viewer_required()
def base_geojson(request: StaffRequest) -> HttpResponseBase:
    """Outlines for the map; the tongs that the viewer looks after stand in a layer of their own.

    Here and not in `places`, which knows nothing of zones.
    """
    viewer = request.viewer
    dong = _dong(viewer, request.GET.get("dong", ""))
    today = seoul_day(timezone.now())
    held = charges(viewer, dong_id=dong.pk, first=today, last=today)
    own = held.get(viewer.officer_id or 0)
    areas = base_map(viewer, dong=dong, mine=own.tongs if own else ())
    body = json.dumps(areas, ensure_ascii=False, separators=(",", ":")).encode()
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}-{get_language()}"'
    response = get_conditional_response(request, etag=etag) or HttpResponse(
        body, content_type="application/geo+json"
    )
    response["ETag"] = etag
    response["Cache-Control"] = "private, max-age=600"
    patch_vary_headers(response, ["Cookie", "Accept-Language"])
    return response


def _dong(viewer: Viewer, code: str) -> Dong:
    """The dong of that code, or the viewer's own."""
    dongs = Dong.objects.for_viewer(viewer)
    dong = (dongs.filter(code=code) if code else dongs.filter(pk=viewer.dong_key)).first()
    if dong is None:
        raise NotHere(_("동을 찾을 수 없습니다."), code="not_found")
    return dong
