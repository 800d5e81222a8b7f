"""Files behind links."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.utils.translation import gettext as _

from dongne.delivery.applications.public import Application
from dongne.foundation.scope.public import SYSTEM
from dongne.foundation.vault.public import Broken
from dongne.lib.refusals import NotHere

from ..models import DispatchSetting, Download

NONCE = 12


def setting_of(dong_id: int) -> DispatchSetting:
    """The dong's own, or the defaults, unsaved."""
    found = DispatchSetting.objects.for_viewer(SYSTEM).filter(pk=dong_id).first()
    return found or DispatchSetting(dong_id=dong_id)


def downloads_of(application: Application) -> Sequence[Download]:
    """The last of every item, those that are over too. One statement."""
    rows = Download.objects.for_viewer(SYSTEM).filter(application=application)
    found: dict[UUID, Download] = {}
    for row in rows.select_related("item").order_by("-uploaded_at"):
        found.setdefault(row.item_id, row)
    return sorted(found.values(), key=lambda row: row.item.position)


def download_by_token(token: str, application_id: UUID, *, now: datetime) -> Download:
    """Of this application only, and only while it lasts. Raises NotHere."""
    row = (
        Download.objects.for_viewer(SYSTEM)
        .select_related("item", "application__dong")
        .filter(token=token[:32], application=application_id, ended_at=None, expires_at__gt=now)
        .first()
    )
    if row is None:
        raise NotHere(_("이 주소는 끝났습니다. 주민센터에 물어봐 주세요."), code="link_over")
    return row


def file_bytes(row: Download) -> bytes:
    """The document. Raises Broken where the file was touched, NotHere where it is gone."""
    if not row.file_key:
        raise NotHere(_("이 주소는 끝났습니다. 주민센터에 물어봐 주세요."), code="link_over")
    try:
        raw = row.path.read_bytes()
    except FileNotFoundError as problem:
        raise NotHere(_("문서를 찾을 수 없습니다."), code="not_found") from problem
    key = AESGCM(b64decode(row.file_key.reveal()))
    try:
        return key.decrypt(raw[:NONCE], raw[NONCE:], row.pk.bytes)
    except InvalidTag as problem:
        raise Broken("dispatch.download") from problem
