"""What pages for everybody share: cookies, who acts, nothing kept in a shared browser's store."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from dongne.foundation.scope.public import Viewer, resident_viewer

ask = require_http_methods(["GET", "HEAD", "POST"])
BOOK, OWN = "dongne_outreach", "dongne_outreach_own"
PATH = "/outreach"
IDLE = timedelta(minutes=15)
SALT = "dongne.counters.own"


def actor_of(request: HttpRequest) -> Viewer:
    """A resident, also where a member of staff tries the page out."""
    return resident_viewer(address=request.META.get("REMOTE_ADDR", ""))


def sent_form(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def token_of(request: HttpRequest) -> str:
    return request.COOKIES.get(BOOK, "")[:64]


def keep(request: HttpRequest, response: HttpResponse, name: str, value: str, age: int) -> None:
    response.set_cookie(
        name,
        value,
        max_age=age,
        path=PATH,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE or request.is_secure(),
    )
    response["Cache-Control"] = "no-store"


def show(request: HttpRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    form = context.get("form")
    wrong = bool(form is not None and form.is_bound and form.errors)
    code = 422 if wrong and status == 200 else status
    response = render(request, f"counters/{template}", context, status=code)
    response["Cache-Control"] = "no-store"
    return response


def let_in(key: UUID, *, now: datetime) -> str:
    return signing.dumps([str(key), int(now.timestamp())], salt=SALT)


def let_in_as(request: HttpRequest, *, now: datetime) -> UUID | None:
    """What the browser may show; None a quarter of an hour after it last did."""
    try:
        told, at = signing.loads(request.COOKIES.get(OWN, "")[:400], salt=SALT)
        key = UUID(told)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return key if 0 <= now.timestamp() - at < IDLE.total_seconds() else None
