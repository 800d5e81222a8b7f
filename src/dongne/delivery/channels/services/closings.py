"""Days on which a site is closed, or open shorter than usual."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import Rows
from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import Conflict, NotHere, Refused
from dongne.lib.seoul import seoul_day

from ..models import SiteClosing
from ..rules import LATEST
from .keeping import held_site, keep, sound_text

FURTHEST = timedelta(days=2 * 366)


@transaction.atomic
def add_site_closing(
    viewer: Viewer,
    *,
    site_id: UUID,
    first: date,
    last: date,
    reason: str,
    reason_en: str = "",
    opens: int | None = None,
    closes: int | None = None,
    now: datetime,
) -> SiteClosing:
    """Closed all day without `opens` and `closes` (minutes since midnight). Raises Refused for
    days in the past and for a day that is closed already."""
    site = held_site(viewer, site_id)
    today = seoul_day(now)
    if not today <= first <= last <= today + FURTHEST:
        raise Refused(
            _("날짜를 다시 확인해 주세요. 오늘부터 두 해 안의 날을 앞선 것부터 적습니다."),
            code="day_out_of_reach",
        )
    if (opens is None) != (closes is None):
        raise Refused(
            _("단축 운영이면 여는 시각과 닫는 시각을 모두 적어 주세요."), code="half_hours"
        )
    if opens is not None and closes is not None and not 0 <= opens < closes <= LATEST:
        raise Refused(_("닫는 시각이 여는 시각보다 늦어야 합니다."), code="hours_reversed")
    others = SiteClosing.objects.filter(site=site, cancelled_at=None)
    if others.filter(first_on__lte=last, last_on__gte=first).exists():
        raise Conflict(
            _("이 날의 휴무가 이미 있습니다. 있는 것을 취소하고 다시 넣어 주세요."),
            code="there_already",
        )
    rows = Rows()
    row = SiteClosing(
        site=site,
        first_on=first,
        last_on=last,
        opens=opens,
        closes=closes,
        reason=sound_text(reason, most=100, what=_("까닭"), needed=True),
        reason_en=sound_text(reason_en, most=150, what=_("영어 까닭")),
        declared_at=now,
        declared_by_id=viewer.officer_id,
    )
    rows.add(row)
    keep(
        viewer,
        rows,
        action="channels.closing",
        subject=row,
        place=site.place,
        now=now,
        told={"name": site.name, "first": first, "last": last, "reason": row.reason},
    )
    return row


@transaction.atomic
def cancel_site_closing(viewer: Viewer, *, closing_id: UUID, now: datetime) -> SiteClosing:
    found = SiteClosing.objects.filter(pk=closing_id).first()
    if found is None:
        raise NotHere(_("휴무를 찾을 수 없습니다."), code="not_found")
    site = held_site(viewer, found.site_id)
    row = SiteClosing.objects.select_for_update().get(pk=closing_id)
    if row.cancelled_at is not None:
        raise Conflict(_("이미 취소한 휴무입니다."), code="cancelled_already")
    rows = Rows()
    rows.change(row, cancelled_at=now)
    keep(
        viewer,
        rows,
        action="channels.closing_cancelled",
        subject=row,
        place=site.place,
        now=now,
        told={"name": site.name, "first": row.first_on, "last": row.last_on, "reason": row.reason},
    )
    return row
