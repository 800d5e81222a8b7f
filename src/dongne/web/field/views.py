"""The page itself holds nothing of anybody: it opens without network and before signing in."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_POST, require_safe

from dongne.foundation.accounts.public import in_the_field, work_in_the_field
from dongne.lib.refusals import NotHere
from dongne.lib.seoul import seoul_day

from .taken_along import first_screen, install_card, version, worker_source
from .today import today_of

SIGNED_IN = "dongne_field_in"
"""Known by this name to frontend/src/offline/hints.ts."""


@require_safe
@gzip_page
@cache_control(no_cache=True)
def shell(request: HttpRequest) -> HttpResponse:
    """The same for everybody who speaks the language: the phone keeps it."""
    first = first_screen(settings.BUILD_DIR / "frontend")
    known = {"languages": settings.LANGUAGES, "first": first}
    response = render(request, "field/shell.html", known)
    response["X-Field-Version"] = version()
    response._csp_update = first.policy  # type: ignore[attr-defined]
    viewer = request.viewer  # type: ignore[attr-defined]
    _hint(request, response, is_in=viewer.signed_in and viewer.dong_id is not None)
    return response


def _hint(request: HttpRequest, response: HttpResponse, *, is_in: bool) -> None:
    """Whether the first screen may ask for a PIN at once: a guess, no permission."""
    if is_in:
        # Read by the page's own script, hence not HttpOnly; it says nothing else.
        response.set_cookie(
            SIGNED_IN, "1", path=reverse("field"), secure=request.is_secure(), samesite="Strict"
        )
    elif SIGNED_IN in request.COOKIES:
        response.delete_cookie(SIGNED_IN, path=reverse("field"), samesite="Strict")


@require_safe
@cache_control(no_cache=True)
def manifest(request: HttpRequest) -> JsonResponse:
    return JsonResponse(install_card(), content_type="application/manifest+json")


@require_safe
@gzip_page
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """Below /field/, so that it serves this page and no other of the program."""
    try:
        source = worker_source(settings.BUILD_DIR / "frontend")
    except FileNotFoundError:
        raise NotHere(_("현장 기록 화면이 아직 만들어지지 않았습니다."), code="not_built") from None
    return HttpResponse(source, content_type="text/javascript; charset=utf-8")


@require_safe
@cache_control(private=True, no_store=True)
def today_json(request: HttpRequest) -> JsonResponse:
    """What an officer takes along. 401 and 403 with a sentence: the page goes on without it."""
    viewer = request.viewer  # type: ignore[attr-defined]
    if not viewer.signed_in:
        told = {"code": "signed_out", "message": _("로그인하면 오늘 할 일을 새로 받습니다.")}
        return JsonResponse(told, status=401)
    if viewer.dong_id is None:
        message = _("현장 기록은 동주민센터 주무관이 씁니다.")
        return JsonResponse({"code": "not_in_a_dong", "message": message}, status=403)
    if "Mobi" in request.headers.get("User-Agent", "") and not in_the_field(request.session):
        work_in_the_field(request.session)
    now = timezone.now()
    found = today_of(viewer, day=seoul_day(now), now=now)
    return JsonResponse({**found, "csrf": get_token(request)})


@csrf_exempt
@require_POST
def share(request: HttpRequest) -> HttpResponse:
    """The phone's own worker takes what is shared and never asks the network.

    Only a phone whose worker is gone comes here. What it sends is not read: the page opens and
    says that it has to be shared once more.
    """
    return HttpResponseRedirect(f"{reverse('field')}#/share/again")
