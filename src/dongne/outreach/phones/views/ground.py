"""Answers of the addresses that phones speak: JSON, and problem details (RFC 9457)."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.http.request import UnreadablePostError
from django.utils.translation import gettext as _
from psycopg_pool import PoolTimeout

from dongne.lib.refusals import Refused

from ..models import Phone
from ..queries import phone_of_token

AWAY = (OperationalError, InterfaceError, PoolTimeout)
SCHEME = "phone"
READ_BYTES = 64 * 1024


class PhoneRequest(HttpRequest):
    """A request that a phone has shown its token with."""

    phone: Phone
    come: bytes
    """The body, as `spoken` has read it."""


def problem(status: int, code: str, detail: str, **more: Any) -> JsonResponse:
    told: dict[str, Any] = {"type": f"urn:dongne:{code}", "title": code, "code": code}
    told |= {"status": int(status), "detail": detail}
    answer = JsonResponse(told | more, status=status, content_type="application/problem+json")
    if "wait_seconds" in more and status in (429, 423, 503):
        answer["Retry-After"] = str(more["wait_seconds"])
    return answer


def cut_off() -> JsonResponse:
    return problem(HTTPStatus.BAD_REQUEST, "cut_off", _("보내다가 끊겼습니다. 다시 보내 주세요."))


def unreadable() -> Refused:
    return Refused(_("보낸 내용의 모양이 맞지 않습니다."), code="unreadable")


def come_so_far(request: Any, *, most: int) -> bytes:
    """The body, or as much of it as came before the link broke. Raises RequestDataTooBig."""
    try:
        left = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        left = 0
    if left > most:
        raise RequestDataTooBig
    pieces = []
    with contextlib.suppress(UnreadablePostError):
        while left > 0 and (piece := request.read(min(left, READ_BYTES))):
            pieces.append(piece)
            left -= len(piece)
    return b"".join(pieces)


def spoken(
    view: Callable[..., HttpResponseBase], *, read: Callable[[Any], bytes] = lambda r: r.body
) -> Callable[..., HttpResponseBase]:
    """The body is read before anything is asked of the database; refusals are told as JSON."""

    @wraps(view)
    def answering(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            request.come = read(request)
            answer = view(request, *args, **kwargs)
        except RequestDataTooBig:
            answer = problem(
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
                "too_large",
                _("한 번에 보낸 것이 너무 큽니다. 나누어 보내 주세요."),
            )
        except UnreadablePostError:
            answer = cut_off()
        except Refused as refused:
            answer = problem(int(refused.status), refused.code, refused.message)
        except AWAY:
            answer = problem(
                HTTPStatus.SERVICE_UNAVAILABLE,
                "unavailable",
                _("지금은 연결할 수 없습니다. 잠시 뒤에 다시 해 주세요."),
                wait_seconds=5,
            )
        answer["Cache-Control"] = "no-store"
        return answer

    return answering


def by_phone(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Only with a phone's token, `Authorization: Phone <id>.<token>`, also of one that has ended.

    Whoever has none, a wrong one or another's is told the same.
    """

    @wraps(view)
    def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        scheme, _space, shown = request.headers.get("Authorization", "").partition(" ")
        key, _dot, token = shown.strip().partition(".")
        phone = None
        if scheme.lower() == SCHEME:
            try:
                phone = phone_of_token(UUID(key), token)
            except ValueError:
                phone = None
        if phone is None:
            answer = problem(
                HTTPStatus.UNAUTHORIZED,
                "phone_unknown",
                _("등록한 휴대전화가 아닙니다. 로그인하여 이 휴대전화를 다시 등록해 주세요."),
            )
            answer["WWW-Authenticate"] = "Phone"
            return answer
        request.phone = phone
        return view(request, *args, **kwargs)

    return guarded


def signed_in(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Only with a session; a script is told so, instead of being led to a page."""

    @wraps(view)
    def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.viewer.signed_in:
            return problem(
                HTTPStatus.UNAUTHORIZED, "not_signed_in", _("로그인한 뒤에 다시 해 주세요.")
            )
        return view(request, *args, **kwargs)

    return guarded


def body_of(request: HttpRequest) -> dict[str, Any]:
    """Raises Refused."""
    try:
        told = json.loads(request.body)
    except (ValueError, RecursionError):
        raise unreadable() from None
    if not isinstance(told, dict):
        raise unreadable()
    return told


def uuid_of(value: Any) -> UUID:
    try:
        return UUID(value)
    except (TypeError, ValueError, AttributeError):
        raise unreadable() from None


def address_of(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))
