"""Planning an outing."""

from __future__ import annotations

from datetime import date, datetime, time
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from dongne.foundation.asides.public import without_numbers
from dongne.foundation.audit import public as audit
from dongne.foundation.scope.public import Viewer
from dongne.lib.ids import new_id
from dongne.lib.refusals import Forbidden, Refused

from ..models import Outing


@transaction.atomic
def plan_outing(
    viewer: Viewer,
    *,
    day: date,
    purpose: str,
    now: datetime,
    place: str = "",
    starts_at: time | None = None,
    ends_at: time | None = None,
    outing_id: UUID | None = None,
) -> Outing:
    """동네 나가기 계획: day, purpose, and where and when if they are known.

    `outing_id` is made where the form was opened, so that sending it twice plans one outing.
    """
    if viewer.dong_id is None or viewer.officer_id is None:
        raise Forbidden(_("출장은 동주민센터 주무관만 계획할 수 있습니다."), code="not_in_a_dong")
    if starts_at and ends_at and ends_at < starts_at:
        raise Refused(_("끝나는 시각이 시작하는 시각보다 빠릅니다."), code="ends_first")
    if outing_id and (known := _already_planned(viewer, outing_id)):
        return known
    outing = Outing(
        id=outing_id or new_id(),
        dong_id=viewer.dong_id,
        officer_id=viewer.officer_id,
        day=day,
        purpose=purpose.strip(),
        place=place.strip(),
        starts_at=starts_at,
        ends_at=ends_at,
        created_at=now,
    )
    told = without_numbers(
        viewer,
        subject=outing,
        now=now,
        dong_id=outing.dong_id,
        is_new=True,
        purpose=outing.purpose,
        place=outing.place,
    )
    outing.purpose, outing.place = told["purpose"][:200], told["place"][:200]
    outing.save(force_insert=True)
    audit.record(
        viewer,
        action="outing.planned",
        subject=outing,
        now=now,
        changes={"day": day, "purpose": outing.purpose},
    )
    return outing


def _already_planned(viewer: Viewer, outing_id: UUID) -> Outing | None:
    return (
        Outing.objects.for_viewer(viewer)
        .filter(pk=outing_id, officer_id=viewer.officer_key)
        .first()
    )
