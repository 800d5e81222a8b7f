"""Who comes to a page of couriers: a volunteer by the cookie of their sign-in, or an officer."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from dongne.foundation.scope.public import Viewer, volunteer_viewer

from .models import SignIn
from .queries import sign_in_of
from .rules import LONGEST
from .services.signing_in import seen

COOKIE = "dongne_courier"
_SALT = "dongne.couriers"


class CourierRequest(HttpRequest):
    """A request that passed `courier_required`. `courier_viewer` is whom services take: of kind
    VOLUNTEER with `courier_id`, or the officer who is signed in."""

    viewer: Viewer
    courier_viewer: Viewer


def viewer_of_request(request: HttpRequest) -> Viewer | None:
    """The volunteer whose telephone is signed in, else an officer of a dong; None for others.

    At most one statement a request; the sign-in is kept alive by it.
    """
    known: Any = request
    if not hasattr(known, "_courier_viewer"):
        known._courier_viewer = _volunteer(request) or _officer(request)
    found: Viewer | None = known._courier_viewer
    return found


def sign_in_of_request(request: HttpRequest) -> SignIn | None:
    try:
        token = signing.loads(request.COOKIES.get(COOKIE, "")[:300], salt=_SALT, max_age=LONGEST)
    except signing.BadSignature:
        return None
    return sign_in_of(str(token), timezone.now())


def _volunteer(request: HttpRequest) -> Viewer | None:
    if COOKIE not in request.COOKIES:
        return None
    found = sign_in_of_request(request)
    if found is None:
        return None
    seen(found, now=timezone.now())
    return volunteer_viewer(
        courier_id=found.courier_id,
        # Names stay sealed: logs tell one volunteer from another by the key.
        name=f"courier {found.courier_id}",
        address=str(request.META.get("REMOTE_ADDR", "")),
    )


def _officer(request: HttpRequest) -> Viewer | None:
    viewer: Viewer | None = getattr(request, "viewer", None)
    if viewer is None or not viewer.signed_in or viewer.dong_id is None:
        return None
    return viewer


def courier_required(view: Callable[..., Any]) -> Callable[..., Any]:
    """Only for volunteers who are signed in by a code, and officers of a dong. Others are sent to
    `/courier/sign-in` and come back; nothing of these pages is kept by browsers on the way."""

    @wraps(view)
    def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        viewer = viewer_of_request(request)
        if viewer is None:
            if request.method in ("GET", "HEAD"):
                back = urlencode({"next": request.get_full_path()})
                return redirect(f"{reverse('courier_sign_in')}?{back}")
            return redirect("courier_sign_in")
        request.courier_viewer = viewer
        response: HttpResponseBase = view(request, *args, **kwargs)
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = "private, no-store"
        return response

    guarded.courier_required = True  # type: ignore[attr-defined]
    return guarded


def keep_cookie(request: HttpRequest, response: HttpResponseBase, token: str) -> None:
    response.set_cookie(
        COOKIE,
        signing.dumps(token, salt=_SALT),
        max_age=int(LONGEST.total_seconds()),
        path="/",
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE or request.is_secure(),
    )


def drop_cookie(response: HttpResponseBase) -> None:
    response.delete_cookie(COOKIE, path="/")
