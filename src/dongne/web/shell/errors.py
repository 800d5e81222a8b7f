"""What somebody sees when something is refused or went wrong: a sentence, and a way on."""

from __future__ import annotations

import sys
from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views import defaults
from psycopg_pool import PoolTimeout

from dongne.lib.refusals import Refused

# What psycopg, its pool and Django raise while the database is away.
AWAY = (OperationalError, InterfaceError, PoolTimeout)


def error_page(request: HttpRequest, *, status: int, title: str, text: str) -> HttpResponse:
    return render(
        request, "shell/error.html", {"title": title, "text": text, "status": status}, status=status
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return error_page(
        request,
        status=403,
        title=_("화면이 오래되었습니다"),
        text=_(
            "앞 화면으로 돌아가 새로 고친 뒤 다시 보내 주세요. 적은 내용은 앞 화면에 남아 있습니다."
        ),
    )


class RefusalMiddleware:
    """Turns what the program refuses into a page with that sentence and the right status."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        if isinstance(problem, Refused):
            return error_page(
                request,
                status=int(problem.status),
                title=_("할 수 없습니다"),
                text=problem.message,
            )
        return unavailable(request) if isinstance(problem, AWAY) else None


def unavailable(request: HttpRequest) -> HttpResponse:
    """The database is away for a moment; nothing was half written."""
    response = HttpResponse(
        _("지금은 연결할 수 없습니다. 잠시 뒤에 다시 해 주세요. 저장되지 않은 내용은 없습니다."),
        status=503,
        content_type="text/plain; charset=utf-8",
    )
    response["Retry-After"] = "5"
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """The last word: also for what failed before a view was reached (session, signing in)."""
    if isinstance(sys.exc_info()[1], AWAY):
        return unavailable(request)
    return defaults.server_error(request)
