"""Where providers tell what became of messages. No page; signed, so no form token."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from dongne.foundation.scope.public import SYSTEM
from dongne.lib.refusals import NotHere

from ..channels import Nonsense, NotSigned, channel_of
from ..services.receiving import receive

MOST_BYTES = 1_000_000


@csrf_exempt
@require_POST
def receipts(request: HttpRequest, provider: str) -> JsonResponse:
    """Taken (200), whoever's message it is about; 403 unsigned, 400 for what is no receipt."""
    channel = channel_of(provider)
    if channel is None or not channel.tells_later:
        raise NotHere(_("그런 발송사는 없습니다."), code="not_found")
    if int(request.headers.get("Content-Length") or 0) > MOST_BYTES:
        return _refused(413, "too_large", _("한 번에 보낼 수 있는 크기를 넘었습니다."))
    try:
        told = channel.receipts(headers=request.headers, body=request.body)
    except NotSigned:
        return _refused(403, "not_signed", _("서명이 맞지 않습니다."))
    except Nonsense:
        return _refused(400, "not_a_receipt", _("발송 결과로 읽을 수 없는 내용입니다."))
    fresh = receive(SYSTEM, channel=channel, told=told, now=timezone.now())
    return JsonResponse({"received": len(told), "new": fresh})


def _refused(status: int, code: str, message: str) -> JsonResponse:
    told = {"type": f"urn:dongne:{code}", "title": code, "status": status, "detail": message}
    return JsonResponse(told, status=status, content_type="application/problem+json")
