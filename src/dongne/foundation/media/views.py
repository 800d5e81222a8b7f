"""The pictures of photos and the voices of sounds, for whoever may see the dong."""

from __future__ import annotations

import logging
import re
from http import HTTPStatus
from uuid import UUID

from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dongne.foundation.organisations.public import StaffRequest, viewer_required

from .models import Photo, Sound
from .presenters import state_sentence
from .services.sounds import sound_bytes
from .states import SHOWN, SOUND_TYPES, PhotoState, Variant

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


@require_safe
@viewer_required()
def sound(request: StaffRequest, sound_id: UUID) -> HttpResponseBase:
    """The recording, whole or the one range that is asked for, as players do (RFC 9110, 14.2).

    Never shown as a page, whatever its bytes are: a file to keep, of its own type.
    """
    found = get_object_or_404(Sound.objects.for_viewer(request.viewer), pk=sound_id)
    voice = sound_bytes(found)
    if voice is None:
        log.error("sound %s: its file is gone", found.pk)
        return HttpResponse(
            _("소리를 읽을 수 없습니다."), content_type="text/plain", status=HTTPStatus.GONE
        )
    response = _ranged(request.headers.get("Range", ""), voice)
    response["Content-Type"] = SOUND_TYPES[found.format]
    response["Content-Disposition"] = (
        f'attachment; filename="sound-{found.received_at:%Y%m%d-%H%M%S}.{found.format}"'
    )
    response["Accept-Ranges"] = "bytes"
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _ranged(asked: str, voice: bytes) -> HttpResponse:
    """What is not one range of bytes is answered with all of them."""
    match = re.fullmatch(r"bytes=(\d{0,12})-(\d{0,12})", asked)
    if match is None or match.groups() == ("", ""):
        return HttpResponse(voice)
    first, last = match.groups()
    if first:
        start, end = int(first), min(int(last) if last else len(voice), len(voice) - 1)
    else:
        start, end = max(0, len(voice) - int(last)), len(voice) - 1
    if start > end:
        response = HttpResponse(status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
        response["Content-Range"] = f"bytes */{len(voice)}"
        return response
    response = HttpResponse(voice[start : end + 1], status=HTTPStatus.PARTIAL_CONTENT)
    response["Content-Range"] = f"bytes {start}-{end}/{len(voice)}"
    return response


def _instead(sentence: str, status: HTTPStatus) -> HttpResponse:
    """A picture that we draw, so that a page keeps its shape."""
    drawing = render_to_string("media/placeholder.svg", {"sentence": sentence})
    response = HttpResponse(drawing, content_type="image/svg+xml", status=status)
    response["Cache-Control"] = "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
