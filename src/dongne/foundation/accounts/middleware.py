"""Ends a session in which nothing was done, and holds whoever has to set up a second factor."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from .queries import idle_of, seen_of
from .rules import SEEN_EVERY, is_over
from .services import see

# What works while a second factor has to be set up first.
OPEN_MEANWHILE = frozenset(
    {
        "account",
        "account_app",
        "account_codes",
        "account_confirm",
        "account_passkey_new",
        "account_left",
        "account_stay",
        "set_display",
        "set_language",
        "sign_out",
    }
)


class SessionMiddleware:
    """Costs no statement of its own, but one update a minute for each session in use.

    Looks when a view is about to run: by then the body has been read, so that no slow phone holds
    a database connection.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return None
        seen = seen_of(request.session)
        if seen is None:
            return None
        now = timezone.now()
        route = request.resolver_match.url_name if request.resolver_match else ""
        if is_over(seen=seen, now=now, idle=idle_of(request.session)):
            return self._end(request)
        # Asking how much time is left is not work.
        if route != "account_left" and now - seen >= SEEN_EVERY:
            see(request.session, now=now)
        if self._held(request, now) and route not in OPEN_MEANWHILE:
            messages.warning(
                request, _("2단계 인증을 설정한 뒤에 쓸 수 있습니다. 지금 설정해 주세요.")
            )
            return redirect("account")
        return None

    def _end(self, request: HttpRequest) -> HttpResponse | None:
        route = request.resolver_match.url_name if request.resolver_match else ""
        logout(request)
        if route in ("sign_in", "sign_out", "healthz", "account_left", "account_stay"):
            return None
        minutes = settings.IDLE_MINUTES
        messages.info(
            request,
            _(
                "%(minutes)s분 동안 쓰지 않아 로그아웃했습니다. "
                "다시 로그인하면 하던 화면으로 돌아갑니다."
            )
            % {"minutes": minutes},
        )
        return redirect_to_login(_where(request))

    def _held(self, request: HttpRequest, now: datetime) -> bool:
        until: str | None = request.session.get("factor_until")
        return until is not None and datetime.fromisoformat(until) < now


def _where(request: HttpRequest) -> str:
    """The page to come back to: the one asked for, or the one a form stood on."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    referer = request.headers.get("Referer", "")
    host = request.get_host()
    if url_has_allowed_host_and_scheme(referer, allowed_hosts={host}):
        return referer.partition(host)[2] or "/"
    return "/"
