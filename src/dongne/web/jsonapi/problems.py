"""Errors as problem details (RFC 9457)."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from psycopg_pool import PoolTimeout

from dongne.lib.refusals import Refused


def register(api: NinjaAPI) -> None:
    """Teach the interface to answer every refusal in one form."""

    def problem(
        request: HttpRequest, status: int, code: str, detail: str, **more: Any
    ) -> HttpResponse:
        response = api.create_response(
            request,
            {"type": f"urn:dongne:{code}", "title": code, "status": status, "detail": detail}
            | more,
            status=status,
        )
        response["Content-Type"] = "application/problem+json"
        return response

    @api.exception_handler(Refused)
    def refused(request: HttpRequest, error: Refused) -> HttpResponse:
        return problem(request, int(error.status), error.code, error.message)

    @api.exception_handler(AuthenticationError)
    def unauthenticated(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
        response = problem(
            request, 401, "not_signed_in", _("로그인이 필요합니다. 토큰을 받아 다시 보내 주세요.")
        )
        response["WWW-Authenticate"] = "Bearer"
        return response

    @api.exception_handler(PermissionDenied)
    def forbidden(request: HttpRequest, error: PermissionDenied) -> HttpResponse:
        return problem(request, 403, "forbidden", str(error) or _("이 일을 할 권한이 없습니다."))

    @api.exception_handler(Http404)
    def not_found(request: HttpRequest, error: Http404) -> HttpResponse:
        return problem(request, 404, "not_found", _("찾을 수 없습니다."))

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        parts = [
            {"where": [str(step) for step in part["loc"]], "what": part["msg"]}
            for part in error.errors
        ]
        return problem(
            request, 422, "unreadable", _("보낸 내용의 모양이 맞지 않습니다."), errors=parts
        )

    @api.exception_handler(HttpError)
    def http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
        return problem(
            request, error.status_code, "unreadable", _("보낸 내용의 모양이 맞지 않습니다.")
        )

    def away(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
        response = problem(
            request, 503, "unavailable", _("지금은 연결할 수 없습니다. 잠시 뒤에 다시 해 주세요.")
        )
        response["Retry-After"] = "5"
        return response

    for kind in (OperationalError, InterfaceError, PoolTimeout):
        api.add_exception_handler(kind, away)
