"""What somebody sees when something is refused or went wrong: a sentence, and a way on."""

from __future__ import annotations

import sys
from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views import defaults
from psycopg_pool import PoolTimeout

from dongne.design.forms import number_refusal
from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import Refused

PROGRAMS = ("/api/", "/open311/")
"""What other programs are answered by: each in its own form."""
# What psycopg, its pool and Django raise while the database is away.
AWAY = (OperationalError, InterfaceError, PoolTimeout)


def error_page(request: HttpRequest, *, status: int, title: str, text: str) -> HttpResponse:
    viewer: Viewer | None = getattr(request, "viewer", None)
    known = viewer is not None and viewer.signed_in
    context = {
        "title": title,
        "text": text,
        "status": status,
        # Whoever is signed in keeps the menu: an error is no reason to feel thrown out.
        "layout": "design/base.html" if known else "design/base_bare.html",
        "back": _came_from(request),
    }
    return render(request, "shell/error.html", context, status=status)


def _came_from(request: HttpRequest) -> str:
    """The page of ours that led here, if any."""
    address = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()})
    return address if ours and address != request.build_absolute_uri() else ""


def _title(status: int) -> str:
    return {
        403: _("이 일은 할 수 없습니다"),
        404: _("찾는 것이 없습니다"),
        409: _("그사이 바뀌었습니다"),
    }.get(status, _("다시 확인해 주세요"))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(
        request,
        status=404,
        title=_title(404),
        text=_("주소가 바뀌었거나, 볼 수 있는 범위 밖입니다. 첫 화면에서 찾아보세요."),
    )


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    text = str(exception) or _("이 일을 할 권한이 없습니다.")
    return error_page(request, status=403, title=_title(403), text=text)


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

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: object
    ) -> HttpResponse | None:
        """An address lands in histories and logs: none with a registration number is answered.

        Fields of forms say it beside the field, interfaces for programs in their own form.
        """
        if request.path.startswith(PROGRAMS):
            return None
        typed = request.GET.lists() if request.META.get("QUERY_STRING") else ()
        if told := number_refusal([request.path, *(part for pair in typed for part in pair)]):
            # The page leads back to where it was asked from: not with the number in it.
            request.META["QUERY_STRING"] = ""
            request.path = request.path_info = "/"
            return error_page(
                request,
                status=422,
                title=_("이 번호로는 찾을 수 없습니다"),
                text=f"{told} {_('찾을 때는 이름이나 전화번호 끝 네 자리를 적어 주세요.')}",
            )
        return None

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        if isinstance(problem, Refused):
            return error_page(
                request,
                status=int(problem.status),
                title=_title(int(problem.status)),
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
