"""The dong's zone board of a day, its map and its paper; and the base map with one's own zone."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from dongne.foundation.organisations.public import StaffRequest, viewer_required
from dongne.foundation.papers.public import file_response
from dongne.foundation.places.public import base_map, dong_of
from dongne.lib.refusals import NotHere
from dongne.lib.seoul import seoul_day

from .. import queries
from ..papers import zone_document
from ..permissions import may_arrange
from ..presenters import board as present
from ..queries.areas import colours_of
from ..queries.responsible import responsible_on
from .ground import day_of, page

PAPER_FORMS = ("pdf", "hwpx", "xlsx")


@require_safe
@viewer_required()
def zones(request: StaffRequest) -> HttpResponse:
    """Who looks after which tongs on a day; a desk above names the dong with `?dong=`."""
    viewer = request.viewer
    asked = request.GET.get("dong", "")
    dong = dong_of(viewer, asked)
    today = seoul_day(timezone.now())
    day = day_of(request, today)
    found = queries.board(viewer, dong_id=dong.pk, day=day)
    may = may_arrange(viewer, dong.pk)
    tongs = queries.tongs_with_outlines(viewer, dong_id=dong.pk)
    outlines = {tong.number: tong.outline for tong in tongs if tong.outline}
    address = " ".join(request.GET.get("address", "").split())[:100]
    answers = responsible_on(viewer, found, dong_id=dong.pk, address=address)
    context = {
        "dong": dong,
        "asked": asked,
        "day": day,
        "today": today,
        "on": present.long_day(day),
        "board": found,
        "may": may,
        "drawn": bool(outlines),
        "warnings": present.warnings_of(found, dong, may=may),
        "teams": present.tables_of(found, dong, colours_of(found, outlines), may=may),
        "sentence": present.map_sentence(found, dong),
        "address": address,
        "answers": present.answers_of(answers, dong),
        "paper_forms": PAPER_FORMS,
    }
    return page(request, "zones/zones.html", context)


@require_safe
@gzip_page
@viewer_required()
def zone_map(request: StaffRequest) -> HttpResponseBase:
    """Tongs coloured by officer and the zones around them, on a day."""
    viewer = request.viewer
    dong = dong_of(viewer, request.GET.get("dong", ""))
    day = day_of(request, seoul_day(timezone.now()))
    found = queries.board(viewer, dong_id=dong.pk, day=day)
    return geojson(request, queries.board_map(viewer, dong=dong, board=found))


@require_safe
@viewer_required()
def zone_paper(request: StaffRequest, form: str) -> HttpResponse:
    """구역 현황 of a day as a paper."""
    viewer = request.viewer
    if form not in PAPER_FORMS:
        raise NotHere(_("문서를 찾을 수 없습니다."), code="not_found")
    dong = dong_of(viewer, request.GET.get("dong", ""))
    now = timezone.now()
    document = zone_document(viewer, dong=dong, day=day_of(request, seoul_day(now)))
    return file_response(document, form, now=now)  # type: ignore[arg-type]


@require_safe
@gzip_page
@viewer_required()
def base_geojson(request: StaffRequest) -> HttpResponseBase:
    """Outlines for the map; the tongs that the viewer looks after stand in a layer of their own.

    Here and not in `places`, which knows nothing of zones.
    """
    viewer = request.viewer
    dong = dong_of(viewer, request.GET.get("dong", ""))
    today = seoul_day(timezone.now())
    held = queries.charges(viewer, dong_id=dong.pk, first=today, last=today)
    own = held.get(viewer.officer_id or 0)
    return geojson(request, base_map(viewer, dong=dong, mine=own.tongs if own else ()), max_age=600)


def geojson(request: HttpRequest, areas: dict[str, Any], *, max_age: int = 0) -> HttpResponseBase:
    """Sent small, and only when it is not what the browser has already."""
    body = json.dumps(areas, ensure_ascii=False, separators=(",", ":")).encode()
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}-{get_language()}"'
    response = get_conditional_response(request, etag=etag) or HttpResponse(
        body, content_type="application/geo+json"
    )
    response["ETag"] = etag
    response["Cache-Control"] = f"private, max-age={max_age}" if max_age else "private, no-cache"
    patch_vary_headers(response, ["Cookie", "Accept-Language"])
    return response
