"""Browsers in which officers want to be told, and the keys by which push services know us."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Collection
from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import record
from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import Forbidden, Refused

from ..models import PushKeys, PushSubscription

MOST_BROWSERS = 10


@transaction.atomic
def push_keys(viewer: Viewer, *, now: datetime) -> PushKeys:
    """The key pair of this installation; made when it is first needed, its private half sealed."""
    known = PushKeys.objects.filter(only=True).first()
    if known is not None:
        return known
    key = ec.generate_private_key(ec.SECP256R1())
    point = key.public_key().public_bytes(
        serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
    )
    row = PushKeys(
        public=_base64url(point),
        private=_base64url(key.private_numbers().private_value.to_bytes(32, "big")),
        created_at=now,
    )
    # Of two that make one at the same moment, one is kept.
    PushKeys.objects.bulk_create([row], ignore_conflicts=True)
    return PushKeys.objects.get(only=True)


@transaction.atomic
def subscribe(
    viewer: Viewer,
    *,
    endpoint: str,
    p256dh: str,
    auth: str,
    device: str = "",
    now: datetime,
) -> PushSubscription:
    """Tell this officer in this browser from now on. Idempotent by the browser's address.

    A browser that was somebody else's is theirs no longer: whoever holds it now gets the pushes.
    """
    if viewer.officer_id is None:
        raise Forbidden(_("직원만 알림을 켤 수 있습니다."), code="officers_only")
    _check(endpoint, p256dh, auth)
    digest = hashlib.sha256(endpoint.encode()).digest()
    row = PushSubscription.objects.select_for_update().filter(digest=digest).first()
    if row is None:
        others = PushSubscription.objects.filter(officer_id=viewer.officer_id, gone_at=None)
        if others.count() >= MOST_BROWSERS:
            raise Refused(
                _("알림을 받는 기기가 너무 많습니다. 쓰지 않는 기기의 알림을 먼저 꺼 주세요."),
                code="too_many",
            )
        row = PushSubscription(digest=digest, created_at=now)
    row.officer_id = viewer.officer_id
    row.endpoint, row.p256dh, row.auth = endpoint, p256dh, auth
    row.device, row.gone_at = device[:60], None
    row.save()
    record(viewer, action="push.subscribed", subject=row, now=now)
    return row


@transaction.atomic
def unsubscribe(viewer: Viewer, *, endpoint: str, now: datetime) -> None:
    """No more pushes to this browser. Idempotent."""
    digest = hashlib.sha256(endpoint.encode()).digest()
    mine = PushSubscription.objects.filter(
        officer_id=viewer.officer_key, digest=digest, gone_at=None
    )
    for row in mine:
        _end(viewer, row, now)


@transaction.atomic
def browsers_gone(viewer: Viewer, *, ids: Collection[UUID], now: datetime) -> None:
    """The push service says that these are gone (404, 410)."""
    for row in PushSubscription.objects.filter(pk__in=ids, gone_at=None):
        _end(viewer, row, now)


def _end(viewer: Viewer, row: PushSubscription, now: datetime) -> None:
    row.gone_at, row.endpoint, row.auth = now, None, None
    row.save()
    record(viewer, action="push.ended", subject=row, now=now)


def _check(endpoint: str, p256dh: str, auth: str) -> None:
    """The address of a push service: https, and no host inside the office's own network."""
    parts = urlsplit(endpoint)
    safe = parts.scheme == "https" or (settings.DEBUG and parts.hostname == "127.0.0.1")
    keys_fit = _length(p256dh) == 65 and _length(auth) == 16
    if not safe or not parts.hostname or len(endpoint) > 1000 or not keys_fit:
        raise Refused(_("이 브라우저의 알림 주소를 읽을 수 없습니다."), code="no_subscription")


def _length(text: str) -> int:
    try:
        return len(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except ValueError:
        return 0


def _base64url(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
