"""The map of cases for everybody, the list that says the same, and the page of one case."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from dongne.foundation.media.public import Variant, picture_bytes
from dongne.foundation.places.public import Dong, base_map
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.refusals import NotHere
from dongne.lib.seoul import seoul_day
from dongne.outreach.categories.public import categories_in, categories_of

from ..forms import Asked, MapForm, box_text, read_choice
from ..presenters import cases as present
from ..presenters.geojson import markers_text
from ..queries.listing import Where, dongs_on_map, listing, told_case
from ..queries.markers import markers
from ..rules.cells import box_of
from ..rules.framing import centre_of
from .sending import publicly

MARKERS_KEPT, BASE_KEPT, PHOTO_KEPT = 30, 3600, 600
"""Seconds. What is taken off the map is in nobody's cache for longer."""


@require_safe
def public_map(request: HttpRequest) -> HttpResponse:
    """All cases that may be seen, or a dong's: map and list, by the same filters."""
    today = seoul_day(timezone.now())
    asked = Asked.read(request.GET)
    dongs = dongs_on_map()
    dong = next((one for one in dongs if one.code == asked.dong), None)
    if dong is None and len(dongs) == 1:
        dong = dongs[0]
    if asked.dong and dong is None:
        raise NotHere(_("지도를 공개하는 동네를 찾을 수 없습니다."), code="not_found")
    kinds = categories_of(dong.pk if dong else None, day=today)
    narrowed = asked.box is not None or asked.cell is not None
    where = Where(
        # What the map shows may reach into the next dong.
        dong_id=dong.pk if dong and not narrowed else None,
        box=asked.box,
        cell=asked.cell,
    )
    found = listing(
        asked.choice,
        where,
        day=today,
        older_than=request.GET.get("older", ""),
        newer_than=request.GET.get("newer", ""),
    )
    names = categories_in({row.dong_id for row in found.rows}, day=today)
    response = render(
        request,
        "opendata/map.html",
        {
            "title": _("%(place)s 민원 지도") % {"place": dong.label} if dong else _("민원 지도"),
            "form": MapForm(asked, dongs=dongs, kinds=kinds),
            "asked": asked,
            "dong": dong,
            "dongs": dongs,
            "rows": present.rows(found.rows, names, several=dong is None or narrowed),
            "count": present.count_words(found),
            "older": f"?{asked.address(older=found.older)}" if found.older else "",
            "newer": f"?{asked.address(newer=found.newer)}" if found.newer else "",
            "words": present.map_words(kinds),
            "markers_query": Asked(choice=asked.choice).address(),
            "list_query": Asked(dong=asked.dong, choice=asked.choice).address(),
            "whole": f"?{Asked(dong=asked.dong).address()}",
            "frame": box_text(asked.box) if asked.box else "",
            "centre": centre_of(asked.cell) if asked.cell else None,
            "base_query": f"?dong={dong.code}" if dong else "",
        },
    )
    response["Cache-Control"] = "private, no-cache"
    return response


@require_safe
@gzip_page
def map_cases(request: HttpRequest) -> HttpResponseBase:
    """Markers of a box as GeoJSON: at most 2,000 of them at any zoom."""
    box = box_of(request.GET.get("bbox", ""))
    try:
        zoom = float(request.GET.get("zoom", "12"))
    except ValueError:
        zoom = -1.0
    if box is None or not 0 <= zoom <= 30:
        return JsonResponse(
            {"detail": _("bbox=서,남,동,북(도)과 zoom=0~30을 적어 주세요.")},
            status=400,
            json_dumps_params={"ensure_ascii": False},
        )
    today = seoul_day(timezone.now())
    found = markers(box, zoom=zoom, choice=read_choice(request.GET), day=today)
    return publicly(
        request,
        markers_text(found).encode(),
        content_type="application/geo+json",
        seconds=MARKERS_KEPT,
    )


@require_safe
@gzip_page
def map_base(request: HttpRequest) -> HttpResponseBase:
    """Outlines and names of a dong's surroundings, or of every district there is a dong in."""
    code = request.GET.get("dong", "")
    dongs = dongs_on_map()
    dong = next((one for one in dongs if one.code == code), None)
    if code and dong is None:
        raise NotHere(_("지도를 공개하는 동네를 찾을 수 없습니다."), code="not_found")
    areas = base_map(SYSTEM, dong=dong) if dong else _outlines(dongs)
    body = json.dumps(areas, ensure_ascii=False, separators=(",", ":")).encode()
    return publicly(request, body, content_type="application/geo+json", seconds=BASE_KEPT)


MOST_DONGS = 20
"""Of more, the outlines would be heavier than the map: then one of them is chosen first."""


def _outlines(dongs: list[Dong]) -> dict[str, object]:
    """Districts and dongs without their tongs, each once."""
    features: dict[tuple[object, ...], object] = {}
    for dong in dongs if len(dongs) <= MOST_DONGS else []:
        for feature in base_map(SYSTEM, dong=dong)["features"]:
            told = feature["properties"]
            if told["layer"] != "tong":
                features[dong.district_id, told["layer"], told["name"]] = feature
    return {"type": "FeatureCollection", "features": list(features.values())}


@require_safe
def public_case(request: HttpRequest, public_number: str) -> HttpResponse:
    """What everybody may read of one case."""
    told = told_case(public_number)
    if told is None:
        raise NotHere(
            _("공개된 건을 찾을 수 없습니다. 번호를 다시 확인해 주세요."), code="not_found"
        )
    kinds = categories_of(told.row.dong_id, day=seoul_day(timezone.now()))
    row = told.row
    near = reverse("public_map")
    response = render(
        request,
        "opendata/case.html",
        present.case_page(told, kinds) | {"row": row, "near": near, "dong": row.dong},
    )
    # Not for search engines' stores: what is taken back must be gone.
    response["X-Robots-Tag"] = "noarchive"
    response["Cache-Control"] = "private, no-cache"
    return response


@require_safe
def public_photo(
    request: HttpRequest, public_number: str, shown_id: str, variant: str
) -> HttpResponseBase:
    """A photo that somebody of the office has looked at and released."""
    told = told_case(public_number)
    found = (
        next((p for shown, p in told.photos if str(shown.pk) == shown_id), None) if told else None
    )
    body = picture_bytes(found, Variant(variant)) if found else None
    if body is None:
        raise NotHere(_("사진을 찾을 수 없습니다."), code="not_found")
    return publicly(request, body, content_type="image/jpeg", seconds=PHOTO_KEPT)
