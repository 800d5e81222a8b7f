"""What surrounds every answer: its form, its errors, who may read it from another site, how long
it may be kept.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from psycopg_pool import PoolTimeout

from dongne.design.forms import number_refusal
from dongne.lib.refusals import Refused

from .errors import Fault, Wrong, wrong
from .formats import Format, Value, wanted, written

log = logging.getLogger(__name__)

AWAY = (OperationalError, InterfaceError, PoolTimeout)
UNREADABLE = (
    BadRequest, SuspiciousOperation, RequestDataTooBig, MultiPartParserError, UnreadablePostError,
    UnicodeError,
)  # fmt: skip
STATUSES = {403, 404}
"""Besides 400, what the standard knows."""
LONGEST_ADDRESS = 16_000


@dataclass(frozen=True, slots=True)
class Answer:
    """`keep` is for how many seconds anybody may keep it; 0: ask whether it is still so."""

    root: str
    value: Value
    keep: int = 0
    headers: dict[str, str] = field(default_factory=dict)


View = Callable[..., Answer]


def answers(*methods: str) -> Callable[[View], Callable[..., HttpResponse]]:
    """A view that answers with data, and raises what it refuses."""

    def around(view: View) -> Callable[..., HttpResponse]:
        @csrf_exempt
        @wraps(view)
        def answered(
            request: HttpRequest, *args: Any, ending: str | None = None, **named: Any
        ) -> HttpResponse:
            allowed = [*methods, "OPTIONS"]
            if request.method == "OPTIONS":
                return _options(allowed)
            form = wanted(request, ending)
            try:
                method = "GET" if request.method == "HEAD" else request.method
                if method not in methods:
                    raise wrong(405, _("이 주소에서는 쓸 수 없는 방법입니다."))
                if form is None:
                    raise wrong(400, _("주소는 .xml이나 .json으로 끝나야 합니다."))
                _look_at_address(request)
                answer = view(request, *args, **named)
                response = _written(form, answer.root, answer.value)
                for name, value in answer.headers.items():
                    response[name] = value
                return _kept(request, response, answer)
            except Wrong as problem:
                response = _refused(form, problem)
                if problem.status == 405:
                    response["Allow"] = ", ".join(allowed)
                return response
            except Exception as problem:
                return _refused(form, _from(problem))

        return answered

    return around


def _look_at_address(request: HttpRequest) -> None:
    """An address lands in logs: none with a registration number, nor with no end, is answered."""
    if len(request.META.get("QUERY_STRING", "")) > LONGEST_ADDRESS:
        raise wrong(400, _("주소가 너무 깁니다."))
    typed = [part for name, values in request.GET.lists() for part in (name, *values)]
    if told := number_refusal([request.path, *typed]):
        raise wrong(400, str(told))


def _from(problem: Exception) -> Wrong:
    """What the rest of the program refuses, as the standard says it."""
    if isinstance(problem, Refused):
        status = int(problem.status)
        code = status if status in STATUSES | {429, 507} else 400
        parts = getattr(problem, "parts", None) or [("", problem.message)]
        faults = [Fault(code, f"{part}: {said}" if part else said) for part, said in parts]
        return Wrong(code, faults, retry_after=getattr(problem, "wait_seconds", None))
    if isinstance(problem, UNREADABLE):
        return wrong(400, _("보낸 내용을 읽을 수 없습니다. UTF-8로 된 양식인지 확인해 주세요."))
    if isinstance(problem, AWAY):
        return wrong(503, _("지금은 연결할 수 없습니다. 잠시 뒤에 다시 해 주세요."), retry_after=5)
    log.error("Open311 could not answer", exc_info=problem)
    return wrong(500, _("잘못은 이쪽에 있습니다. 접수하지 못했으니 잠시 뒤에 다시 해 주세요."))


def _written(form: Format, root: str, value: Value, status: int = 200) -> HttpResponse:
    response = HttpResponse(
        written(form, root, value), content_type=form.content_type, status=status
    )
    response["Content-Language"] = get_language() or "ko"
    # The address says the form, or the header does where it does not.
    patch_vary_headers(response, ["Accept", "Accept-Language"])
    return response


def _refused(form: Format | None, problem: Wrong) -> HttpResponse:
    rows = [{"code": one.code, "description": one.description} for one in problem.faults]
    response = _written(form or Format.XML, "errors", rows, problem.status)
    response["Cache-Control"] = "no-store"
    response["Access-Control-Allow-Origin"] = "*"
    if problem.retry_after is not None:
        response["Retry-After"] = str(problem.retry_after)
    return response


def _kept(request: HttpRequest, response: HttpResponse, answer: Answer) -> HttpResponse:
    """Reads may be read by pages of other sites, and asked again whether they have changed."""
    if request.method == "POST":
        response["Cache-Control"] = "no-store"
        return response
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = "Link, ETag"
    response["Cache-Control"] = (
        f"public, max-age={answer.keep}" if answer.keep else "public, no-cache"
    )
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response["ETag"] = etag
    found = get_conditional_response(request, etag=etag, response=response)
    if found is response or found is None:
        return response
    for name in ("Access-Control-Allow-Origin", "Vary", "Content-Language", "Link"):
        if name in response:
            found[name] = response[name]
    return found


def _options(methods: list[str]) -> HttpResponse:
    """What a browser asks before it lets a page of another site read: reading only."""
    response = HttpResponse(status=204)
    response["Allow"] = ", ".join(methods)
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
    response["Access-Control-Allow-Headers"] = "Accept, Accept-Language, If-None-Match"
    response["Access-Control-Max-Age"] = "86400"
    return response
