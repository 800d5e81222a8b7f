"""The pictures of photos, for whoever may see the dong."""

from __future__ import annotations

import logging
from http import HTTPStatus

from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dongne.foundation.organisations.public import StaffRequest, viewer_required

from .models import Photo
from .presenters import state_sentence
from .states import SHOWN, PhotoState, Variant

log = logging.getLogger(__name__)

# The bytes behind an address never change, but a browser on a shared desk should forget them.
CACHE = "private, max-age=86400, immutable"


@require_safe
@viewer_required()
def photo(request: StaffRequest, photo_id: int, variant: str) -> HttpResponseBase:
    if variant not in SHOWN:
        raise Http404
    found = get_object_or_404(Photo.objects.for_viewer(request.viewer), pk=photo_id)
    if found.state == PhotoState.RECEIVED:
        return _instead(state_sentence(found), HTTPStatus.ACCEPTED)
    if found.state == PhotoState.BROKEN:
        return _instead(state_sentence(found), HTTPStatus.GONE)
    return _picture(request, found, Variant(variant))


def _picture(request: StaffRequest, found: Photo, variant: Variant) -> HttpResponseBase:
    etag = f'"{found.sha256[:32]}-{variant}"'
    if unchanged := get_conditional_response(request, etag=etag):
        unchanged["Cache-Control"] = CACHE
        return unchanged
    try:
        file = found.path(variant).open("rb")
    except FileNotFoundError:
        log.error("photo %s: the file of its %s is gone", found.pk, variant)
        return _instead(_("사진을 읽을 수 없습니다."), HTTPStatus.GONE)
    response = FileResponse(
        file, content_type="image/jpeg", filename=f"photo-{found.pk}-{variant}.jpg"
    )
    response["ETag"] = etag
    response["Cache-Control"] = CACHE
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _instead(sentence: str, status: HTTPStatus) -> HttpResponse:
    """A picture that we draw, so that a page keeps its shape."""
    drawing = render_to_string("media/placeholder.svg", {"sentence": sentence})
    response = HttpResponse(drawing, content_type="image/svg+xml", status=status)
    response["Cache-Control"] = "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
