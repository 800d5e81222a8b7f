"""`/field/sealed`: records and files that phones have sealed.

`POST /field/sealed` `{sent_at, unsent, envelopes}` → `Sent` (frontend/src/offline/types.ts);
`GET` and `PUT /field/sealed/files/<sha256>?what=photo|sound`: how much is here, and more of it. The
header `X-Record` names the record that it belongs to. Of a `PUT` whose link breaks stays what came.
"""

from __future__ import annotations

import re
from datetime import datetime
from functools import partial
from http import HTTPStatus
from typing import Any

from django.db import transaction
from django.http import HttpResponseBase, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from dongne.foundation.gate.public import limit
from dongne.lib.refusals import NotHere, Refused

from ..queries import standing_of
from ..rules import sealing
from ..rules.envelopes import MOST_ENVELOPES, is_sha256
from ..services import Part, Result, piece_so_far, receive, receive_piece
from ..states import PieceKind
from .ground import (
    PhoneRequest,
    address_of,
    body_of,
    by_phone,
    come_so_far,
    cut_off,
    problem,
    spoken,
    unreadable,
    uuid_of,
)

MOST_PART_BYTES = 4 * 1024 * 1024
_RANGE = re.compile(r"bytes (\d{1,10})-(\d{1,10})/(\d{1,10})")


@csrf_exempt
@require_POST
@spoken
@by_phone
def field_sealed(request: PhoneRequest) -> HttpResponseBase:
    told = body_of(request)
    envelopes = told.get("envelopes")
    if not isinstance(envelopes, list):
        raise unreadable()
    if len(envelopes) > MOST_ENVELOPES:
        return problem(
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            "too_many",
            _("한 번에 %(n)d건까지 보낼 수 있습니다. 나누어 보내 주세요.") % {"n": MOST_ENVELOPES},
        )
    sent_at = _moment(told.get("sent_at"))
    now = timezone.now()
    standing = standing_of(request.phone, now=now, address=address_of(request))
    with transaction.atomic():
        if (late := _too_often(request, "phones.sealed", now)) is not None:
            return late
        batch = receive(
            standing.viewer,
            phone=request.phone,
            why=standing.why,
            envelopes=envelopes,
            sent_at=sent_at,
            now=now,
            unsent=_count(told.get("unsent")),
        )
    return JsonResponse(
        {
            "now": now.isoformat(),
            "skew": batch.skew,
            "results": [_result(one) for one in batch.results],
            "wipe": batch.wipe,
        }
    )


def _part_of(request: PhoneRequest) -> bytes:
    return come_so_far(request, most=MOST_PART_BYTES)


@csrf_exempt
@require_http_methods(["GET", "PUT"])
@partial(spoken, read=_part_of)
@by_phone
def field_sealed_file(request: PhoneRequest, sha256: str) -> HttpResponseBase:
    if not is_sha256(sha256):
        raise NotHere(_("파일을 찾을 수 없습니다."), code="not_found")
    now = timezone.now()
    standing = standing_of(request.phone, now=now, address=address_of(request))
    if request.method == "GET":
        named = request.headers.get("X-Record")
        record = uuid_of(named) if named else None
        there = piece_so_far(standing.viewer, phone=request.phone, record=record, sha256=sha256)
        return JsonResponse({"received": there.received, "here": there.here})
    if (late := _too_often(request, "phones.files", now)) is not None:
        return late
    part, announced = _part(request, sha256)
    if not part.data:
        return cut_off()
    arrived = receive_piece(
        standing.viewer, phone=request.phone, why=standing.why, part=part, now=now
    )
    if len(part.data) < announced:
        return cut_off()
    if not arrived.here:
        return JsonResponse({"received": arrived.received}, status=HTTPStatus.ACCEPTED)
    return JsonResponse({"received": arrived.received, "here": True})


def _part(request: PhoneRequest, sha256: str) -> tuple[Part, int]:
    """What the headers say of the bytes that came, and how many were to come. Raises Refused."""
    found = _RANGE.fullmatch(request.headers.get("Content-Range", ""))
    if found is None:
        raise unreadable()
    first, last, total = map(int, found.groups())
    length = last - first + 1
    if request.META.get("CONTENT_LENGTH") != str(length) or length < 1 or last >= total:
        raise Refused(_("파일의 길이가 맞지 않습니다."), code="too_long")
    try:
        what = PieceKind(request.GET.get("what", "photo"))
        wrapped = sealing.from_text(request.headers.get("X-Sealed-Key", ""))
    except (ValueError, sealing.SealBroken):
        raise unreadable() from None
    if len(wrapped) != sealing.WRAPPED_BYTES:
        raise unreadable()
    part = Part(
        record=uuid_of(request.headers.get("X-Record")),
        sha256=sha256,
        what=what,
        office_key=uuid_of(request.headers.get("X-Office-Key")),
        wrapped=wrapped,
        start=first,
        total=total,
        data=request.come,
    )
    return part, length


def _too_often(request: PhoneRequest, name: str, now: datetime) -> JsonResponse | None:
    verdict = limit(name, who=str(request.phone.pk), now=now)
    if verdict.allowed:
        return None
    return problem(
        HTTPStatus.TOO_MANY_REQUESTS,
        "too_often",
        _("너무 자주 보냈습니다. 잠시 뒤에 저절로 다시 보냅니다."),
        wait_seconds=verdict.wait_seconds,
    )


def _count(value: Any) -> int | None:
    """What the phone says stays on it; nothing where it says nothing, or nothing that can be."""
    return min(value, 10_000) if type(value) is int and value >= 0 else None


def _moment(value: Any) -> datetime | None:
    """What the phone's clock said; nothing where it said nothing that can be a moment."""
    try:
        moment = datetime.fromisoformat(value)
        return moment if moment.utcoffset() is not None else None
    except (TypeError, ValueError):
        return None


def _result(one: Result) -> dict[str, Any]:
    told: dict[str, Any] = {"id": one.id, "revision": one.revision, "status": one.status}
    if one.receipt:
        told |= {"receipt": str(one.receipt), "signed": one.signed}
    if one.reason:
        told |= {"reason": one.reason, "message": one.message}
    if one.missing:
        told["missing"] = list(one.missing)
    return told
