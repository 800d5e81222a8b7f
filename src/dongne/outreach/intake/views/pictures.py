"""Pictures of one's own draft and of cases near by, and the land under the picker."""

from __future__ import annotations

import hashlib
import json

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dongne.foundation.media.public import PhotoState
from dongne.lib.refusals import NotHere

from ..queries.near import public_photo
from ..queries.photos import photos_of, thumb
from ..queries.places import land_of
from ..services.drafts import open_draft
from .frame import token_of


@require_safe
def own_photo(request: HttpRequest, number: int) -> HttpResponse:
    """A photo of the draft that this browser is writing."""
    report = open_draft(token_of(request), now=timezone.now())
    given = report.given if report else None
    if given is None or given.dong_id is None or not 1 <= number <= len(given.photos):
        raise NotHere(_("사진을 찾을 수 없습니다."), code="not_found")
    return _picture(given.dong_id, given.photos[number - 1], cache="no-store")


@require_safe
def near_photo(request: HttpRequest, number: str) -> HttpResponse:
    """The photo of a case that everybody may see."""
    found = public_photo(number)
    if found is None:
        raise NotHere(_("사진을 찾을 수 없습니다."), code="not_found")
    return _picture(*found, cache="private, max-age=600")


def _picture(dong_id: int, sha256: str, *, cache: str) -> HttpResponse:
    photo = photos_of(dong_id, [sha256]).get(sha256)
    picture = thumb(photo) if photo and photo.state == PhotoState.READY else None
    if picture is None:
        raise NotHere(_("사진을 찾을 수 없습니다."), code="not_found")
    response = HttpResponse(picture, content_type="image/jpeg")
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = cache
    return response


@require_safe
def land(request: HttpRequest) -> HttpResponse:
    """GeoJSON for the map on which a place is picked: of a dong, or of everything."""
    areas = land_of(request.GET.get("dong", "")[:40])
    body = json.dumps(areas, ensure_ascii=False, separators=(",", ":")).encode()
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    known = get_conditional_response(request, etag=etag)
    response = known or HttpResponse(body, content_type="application/geo+json")
    response["ETag"] = etag
    response["Cache-Control"] = "public, max-age=3600"
    return response
