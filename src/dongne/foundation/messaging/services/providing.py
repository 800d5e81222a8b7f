"""Which provider carries what, for a place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import record
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import Forbidden, NotHere, Refused

from ..channels import channel_of
from ..models import ProviderSetting
from ..permissions import may_set_providers
from ..states import Means


@transaction.atomic
def set_provider(
    viewer: Viewer,
    *,
    means: Means,
    provider: str,
    position: int = 0,
    is_on: bool = True,
    sender: str = "",
    options: Mapping[str, Any] | None = None,
    secret: str | None = None,
    city_id: int | None = None,
    district_id: int | None = None,
    dong_id: int | None = None,
    now: datetime,
) -> ProviderSetting:
    """Set, or change, what carries a means in a place; no place is everybody's.

    `secret` None keeps the one that is there. The audit row says only that a secret changed.
    """
    _require(viewer)
    channel = channel_of(provider)
    if channel is None or means not in channel.means:
        raise Refused(_("이 발송사는 그 방법으로 보내지 않습니다."), code="not_carried")
    if sum(place is not None for place in (city_id, district_id, dong_id)) > 1:
        raise Refused(_("한 곳만 고를 수 있습니다."), code="one_place")
    row = (
        ProviderSetting.objects.for_viewer(SYSTEM)
        .select_for_update()
        .filter(
            Q(city_id=city_id) & Q(district_id=district_id) & Q(dong_id=dong_id),
            means=means,
            provider=provider,
        )
        .first()
    ) or ProviderSetting(
        means=means, provider=provider, city_id=city_id, district_id=district_id, dong_id=dong_id
    )
    row.position, row.is_on, row.sender = position, is_on, sender
    row.options = dict(options or {})
    if secret is not None:
        row.secret = secret
    row.save()
    record(
        viewer,
        action="message_provider.set",
        subject=row,
        now=now,
        dong_id=dong_id,
        changes={
            "means": means,
            "provider": provider,
            "is_on": is_on,
            "position": position,
            **({"secret": ["•", "•"]} if secret is not None else {}),
        },
    )
    return row


@transaction.atomic
def remove_provider(viewer: Viewer, *, setting_id: UUID, now: datetime) -> None:
    """The place goes by what the next larger one has set."""
    _require(viewer)
    row = ProviderSetting.objects.for_viewer(SYSTEM).filter(pk=setting_id).first()
    if row is None:
        raise NotHere(_("발송 설정을 찾을 수 없습니다."), code="not_found")
    record(
        viewer,
        action="message_provider.removed",
        subject=row,
        now=now,
        dong_id=row.dong_id,
        changes={"means": row.means, "provider": row.provider},
    )
    row.delete()


def _require(viewer: Viewer) -> None:
    if viewer.signed_in and not may_set_providers(viewer):
        raise Forbidden(_("발송사는 시스템 관리자가 정합니다."), code="not_yours")
