"""`/field/phones`: a phone begins, proves its PIN, and ends."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.http import HttpResponseBase, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from dongne.foundation.accounts.public import work_in_the_field
from dongne.foundation.organisations.public import StaffRequest

from ..permissions import require_dong
from ..queries import standing_of
from ..rules import sealing
from ..services import Unlock, enrol, leave, set_pin, unlock
from ..states import UnlockStatus
from .ground import (
    PhoneRequest,
    address_of,
    body_of,
    by_phone,
    problem,
    signed_in,
    spoken,
    unreadable,
    uuid_of,
)

VERIFIER_BYTES = 32


@require_POST
@spoken
@signed_in
def field_phones(request: StaffRequest) -> HttpResponseBase:
    """`{id, label}` → `{token}`, told this once."""
    require_dong(request.viewer)
    told = body_of(request)
    label = told.get("label", "")
    if not isinstance(label, str):
        raise unreadable()
    made = enrol(request.viewer, phone_id=uuid_of(told.get("id")), label=label, now=timezone.now())
    if "Mobi" in request.headers.get("User-Agent", ""):
        # At a desk the session ends as soon as any other there.
        work_in_the_field(request.session)
    return JsonResponse({"token": made.token})


@require_POST
@spoken
@signed_in
def field_phone_pin(request: StaffRequest) -> HttpResponseBase:
    """`{phone, verifier}` → `{share}`: a new PIN of one's own phone."""
    require_dong(request.viewer)
    told = body_of(request)
    share = set_pin(
        request.viewer,
        phone_id=uuid_of(told.get("phone")),
        verifier=_verifier(told),
        now=timezone.now(),
    )
    return JsonResponse({"share": share})


@csrf_exempt
@require_POST
@spoken
@by_phone
def field_phone_unlock(request: PhoneRequest) -> HttpResponseBase:
    """`{verifier}` → `{share}`; 401 for a wrong one, 423 while one has to wait."""
    verifier = _verifier(body_of(request))
    now = timezone.now()
    standing = standing_of(request.phone, now=now, address=address_of(request))
    if standing.why is not None:
        return _refused(Unlock(status=UnlockStatus.ENDED))
    found = unlock(standing.viewer, phone=request.phone, verifier=verifier, now=now)
    if found.status is UnlockStatus.OPENED:
        return JsonResponse({"share": found.share})
    return _refused(found)


@csrf_exempt
@require_POST
@spoken
@by_phone
def field_phone_leave(request: PhoneRequest) -> HttpResponseBase:
    now = timezone.now()
    standing = standing_of(request.phone, now=now, address=address_of(request))
    leave(standing.viewer, phone=request.phone, now=now)
    return JsonResponse({"left": True})


def _verifier(told: dict[str, Any]) -> bytes:
    text = told.get("verifier")
    if not isinstance(text, str):
        raise unreadable()
    try:
        verifier = sealing.from_text(text)
    except sealing.SealBroken:
        raise unreadable() from None
    if len(verifier) != VERIFIER_BYTES:
        raise unreadable()
    return verifier


def _refused(found: Unlock) -> JsonResponse:
    left = {"wait_seconds": found.wait_seconds, "tries_left": found.tries_left}
    match found.status:
        case UnlockStatus.WRONG:
            detail = _("PIN이 다릅니다. %(n)d번 더 해 볼 수 있습니다.") % {"n": found.tries_left}
            return problem(HTTPStatus.UNAUTHORIZED, "wrong_pin", detail, **left)
        case UnlockStatus.LOCKED:
            detail = _("PIN을 여러 번 틀렸습니다. %(n)d분 뒤에 다시 해 주세요.") % {
                "n": -(-found.wait_seconds // 60)
            }
            return problem(HTTPStatus.LOCKED, "pin_locked", detail, **left)
        case UnlockStatus.NO_PIN:
            detail = _("서버에 정한 PIN이 없습니다. 로그인하여 PIN을 정해 주세요.")
            return problem(HTTPStatus.CONFLICT, "no_pin", detail)
        case _:
            detail = _("쓰기를 끝낸 휴대전화입니다.")
            return problem(HTTPStatus.UNAUTHORIZED, "phone_ended", detail)
