"""Writes: hours of duty, and days away from them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import record
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import Conflict, NotHere, Refused
from dongne.lib.seoul import seoul_day

from ..models import AwayDay, Courier, DutyWindow
from ..permissions import require_hours
from ..queries import courier_of
from ..rules import MOST_WINDOWS, SHORTEST_WINDOW

_FARTHEST = timedelta(days=366)


@transaction.atomic
def add_window(
    viewer: Viewer,
    *,
    courier_id: UUID,
    starts: time,
    ends: time,
    now: datetime,
    weekday: int | None = None,
    day: date | None = None,
) -> DutyWindow:
    """Every week on `weekday` from today on, or once on `day`. Raises Refused, Conflict, NotHere.

    Also takes back that somebody is away on that one day: who says when they come, comes.
    """
    courier = _hold(viewer, courier_id)
    today = seoul_day(now)
    if (weekday is None) == (day is None):
        raise Refused(_("요일이나 날짜를 하나 골라 주세요."), code="no_day")
    if weekday is not None and not 0 <= weekday <= 6:
        raise Refused(_("요일을 골라 주세요."), code="no_day")
    if day is not None and not today <= day <= today + _FARTHEST:
        raise Refused(_("오늘부터 1년 안의 날짜를 골라 주세요."), code="day_out_of_reach")
    if timedelta(hours=ends.hour - starts.hour, minutes=ends.minute - starts.minute) < (
        SHORTEST_WINDOW
    ):
        raise Refused(
            _("끝나는 때가 시작하는 때보다 30분 이상 늦어야 합니다."), code="window_too_short"
        )
    held = list(_windows(courier, today))
    if len(held) >= MOST_WINDOWS:
        raise Refused(
            _("시간은 %(most)d개까지 적을 수 있습니다.") % {"most": MOST_WINDOWS}, code="too_many"
        )
    for one in held:
        same = one.day == day if day is not None else one.weekday == weekday
        if same and one.starts < ends and starts < one.ends:
            raise Conflict(_("그 시간은 이미 적혀 있습니다."), code="window_already")
    row = DutyWindow(
        courier=courier, weekday=weekday, day=day, starts=starts, ends=ends, since=today, until=day
    )
    row.save(force_insert=True)
    if day is not None:
        AwayDay.objects.for_viewer(SYSTEM).filter(courier=courier, day=day).delete()
    _told(viewer, courier, "couriers.hours_added", row, now)
    return row


@transaction.atomic
def add_windows(
    viewer: Viewer,
    *,
    courier_id: UUID,
    weekdays: Sequence[int],
    day: date | None,
    starts: time,
    ends: time,
    now: datetime,
) -> None:
    """The same hours on several weekdays, or on the one day: all of them or none."""
    given = {"courier_id": courier_id, "starts": starts, "ends": ends, "now": now}
    for weekday in weekdays or [None]:  # type: ignore[list-item]
        add_window(viewer, weekday=weekday, day=day, **given)  # type: ignore[arg-type]


@transaction.atomic
def remove_window(viewer: Viewer, *, window_id: UUID, now: datetime) -> Courier:
    """It no longer holds from today on; what it was until yesterday stays."""
    row = (
        DutyWindow.objects.for_viewer(SYSTEM)
        .filter(pk=window_id)
        .select_related("courier")
        .select_for_update(of=("self",))
        .first()
    )
    if row is None:
        raise _no_window()
    courier = _hold(viewer, row.courier_id)
    today = seoul_day(now)
    if row.until is not None and row.until < today:
        raise _no_window()
    if row.since >= today or row.day is not None:
        row.delete()
    else:
        row.until = today - timedelta(days=1)
        row.save(update_fields=["until"])
    _told(viewer, courier, "couriers.hours_removed", row, now)
    return courier


@transaction.atomic
def be_away(viewer: Viewer, *, courier_id: UUID, day: date, now: datetime) -> None:
    """On that day nobody counts on them. Said twice is said once."""
    courier = _hold(viewer, courier_id)
    today = seoul_day(now)
    if not today <= day <= today + _FARTHEST:
        raise Refused(_("오늘부터 1년 안의 날짜를 골라 주세요."), code="day_out_of_reach")
    _row, made = AwayDay.objects.for_viewer(SYSTEM).get_or_create(
        courier=courier, day=day, defaults={"said_at": now}
    )
    if made:
        record(
            viewer,
            action="couriers.away",
            subject=courier,
            now=now,
            dong_id=courier.dong_id,
            changes={"day": day},
        )


@transaction.atomic
def be_back(viewer: Viewer, *, courier_id: UUID, day: date, now: datetime) -> None:
    """They can come after all."""
    courier = _hold(viewer, courier_id)
    gone, _kinds = AwayDay.objects.for_viewer(SYSTEM).filter(courier=courier, day=day).delete()
    if gone:
        record(
            viewer,
            action="couriers.back",
            subject=courier,
            now=now,
            dong_id=courier.dong_id,
            changes={"day": day},
        )


def _hold(viewer: Viewer, courier_id: UUID) -> Courier:
    """One at a time for a courier: two windows that overlap are never both let in."""
    found = courier_of(viewer, courier_id)
    require_hours(viewer, found)
    row = Courier.objects.for_viewer(SYSTEM).select_for_update(no_key=True).get(pk=found.pk)
    if row.ended_at is not None:
        raise Conflict(_("이미 활동을 마친 봉사자입니다."), code="courier_ended")
    return row


def _windows(courier: Courier, today: date) -> list[DutyWindow]:
    rows = DutyWindow.objects.for_viewer(SYSTEM).filter(courier=courier)
    return [one for one in rows if one.until is None or one.until >= today]


def _told(viewer: Viewer, courier: Courier, action: str, row: DutyWindow, now: datetime) -> None:
    record(
        viewer,
        action=action,
        subject=courier,
        now=now,
        dong_id=courier.dong_id,
        changes={
            "weekday": row.weekday,
            "day": row.day,
            "starts": f"{row.starts:%H:%M}",
            "ends": f"{row.ends:%H:%M}",
        },
    )


def _no_window() -> NotHere:
    return NotHere(_("그 시간을 찾을 수 없습니다."), code="window_not_found")
