"""Quiet hours, and the order in which providers are used."""

from __future__ import annotations

from datetime import datetime, time
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import record
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import Forbidden, NotHere, Refused

from ..models import ProviderSetting, QuietHours
from ..permissions import may_set, may_set_providers


@transaction.atomic
def set_quiet_hours(
    viewer: Viewer, *, dong_id: int, starts: time, ends: time, is_on: bool, now: datetime
) -> QuietHours:
    """When nothing that can wait goes out. Refused where nothing of the day is left."""
    if not may_set(viewer) or viewer.dong_id != dong_id:
        raise Forbidden(_("동장과 행정팀장만 바꿀 수 있습니다."), code="not_the_lead")
    quiet = (ends.hour * 60 + ends.minute - starts.hour * 60 - starts.minute) % (24 * 60)
    if is_on and not 0 < quiet <= 18 * 60:
        raise Refused(
            _("조용한 시간은 18시간까지 정할 수 있습니다. 시작과 끝을 다시 확인해 주세요."),
            code="too_quiet",
        )
    hours = QuietHours.objects.for_viewer(viewer).filter(dong_id=dong_id).first()
    before = _told(hours or QuietHours())
    hours = hours or QuietHours(dong_id=dong_id)
    hours.starts, hours.ends, hours.is_on = starts, ends, is_on
    hours.save()
    record(
        viewer,
        action="quiet_hours.set",
        subject=hours,
        now=now,
        dong_id=dong_id,
        changes={"before": before, "after": _told(hours)},
    )
    return hours


@transaction.atomic
def move_provider(
    viewer: Viewer, *, setting_id: UUID, up: bool = False, is_on: bool | None = None, now: datetime
) -> ProviderSetting:
    """One place up in its means' order, or on and off."""
    if not may_set_providers(viewer):
        raise Forbidden(_("발송사는 시스템 관리자가 정합니다."), code="not_yours")
    rows = ProviderSetting.objects.for_viewer(SYSTEM)
    row = rows.select_for_update().filter(pk=setting_id).first()
    if row is None:
        raise NotHere(_("발송 설정을 찾을 수 없습니다."), code="not_found")
    if is_on is not None:
        row.is_on = is_on
        row.save(update_fields=["is_on"])
    if up:
        beside = list(
            rows.select_for_update()
            .filter(city=row.city_id, district=row.district_id, dong=row.dong_id, means=row.means)
            .order_by("position", "id")
        )
        at = beside.index(row)
        if at > 0:
            beside[at - 1], beside[at] = beside[at], beside[at - 1]
        for position, one in enumerate(beside):
            one.position = position
        rows.bulk_update(beside, ["position"])
    record(
        viewer,
        action="provider.set",
        subject=row,
        now=now,
        dong_id=row.dong_id,
        changes={"provider": row.provider, "means": row.means, "is_on": row.is_on, "up": up},
    )
    return row


def _told(hours: QuietHours) -> list[str]:
    return [f"{hours.starts:%H:%M}", f"{hours.ends:%H:%M}", str(hours.is_on)]
