"""근무시간: a whole week of a place from a day on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import Rows
from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import NotHere, Refused

from ..models import MINUTES, Place, WorkingHours
from ..rules import Hours, never_open
from .keeping import Kept, hold, keep, key_of, new_row, refuse_days

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One weekday, in minutes since midnight; closed without `opens` and `closes`."""

    opens: int | None = None
    closes: int | None = None
    lunch_from: int | None = None
    lunch_until: int | None = None
    evening_until: int | None = None
    evening_counts: bool = False


@transaction.atomic
def set_hours(
    viewer: Viewer,
    *,
    place: Place,
    valid_from: date,
    week: Sequence[Day],
    reason: str = "",
    now: datetime,
) -> Kept:
    """The week from `valid_from` on, until the next one; one of the same day takes its place.

    Refused where an office would never be open from Monday to Friday.
    """
    hold(viewer, place)
    refuse_days(valid_from, now, reason)
    for day in week:
        _refuse_day(day)
    made = [
        new_row(WorkingHours, viewer, place, now, weekday=n, valid_from=valid_from, **asdict(day))
        for n, day in enumerate(week, 1)
    ]
    if never_open(tuple(Hours(row.segments, row.serving) for row in made)):
        raise Refused(
            _(
                "월요일부터 금요일까지 여는 날이 하나도 없습니다. 한 번도 열지 않는 기관의 기한은 "
                "셀 수 없으니 적어도 하루는 근무시간을 적어 주세요."
            ),
            code="never_open",
        )
    rows = Rows()
    there = {row.weekday: row for row in _week_of(place, valid_from)}
    for row in made:
        if row.weekday in there:
            rows.change(there[row.weekday], **_told(row))
        else:
            rows.add(row)
    first_row = there.get(1, made[0])
    return keep(
        viewer,
        rows,
        action="calendar.hours",
        kept=Kept(subject=first_row, place=place, first=valid_from, last=_until(place, valid_from)),
        now=now,
        told={"reason": reason.strip(), "week": [_told(row) for row in made]},
    )


@transaction.atomic
def cancel_hours(
    viewer: Viewer, *, place: Place, valid_from: date, reason: str = "", now: datetime
) -> Kept:
    """What held before holds on."""
    hold(viewer, place)
    refuse_days(valid_from, now, reason)
    there = list(_week_of(place, valid_from))
    if not there:
        raise NotHere(_("그 날부터 바뀌는 근무시간이 없습니다."), code="not_found")
    rows = Rows()
    last = _until(place, valid_from)
    subject = WorkingHours(pk=there[0].pk)
    for row in there:
        rows.remove(row)
    return keep(
        viewer,
        rows,
        action="calendar.hours_cancelled",
        kept=Kept(subject=subject, place=place, first=valid_from, last=last),
        now=now,
        told={"reason": reason.strip()},
    )


def _week_of(place: Place, valid_from: date) -> Any:
    return _of(place).filter(valid_from=valid_from).select_for_update().order_by("weekday")


def _of(place: Place) -> Any:
    where: dict[str, int | None] = {"city": None, "district": None, "dong": None}
    if place is not None:
        kind, key = key_of(place)
        where[kind] = key
    return WorkingHours.objects.filter(**where)


def _until(place: Place, valid_from: date) -> date | None:
    """The last day of the week that begins there."""
    later = _of(place).filter(valid_from__gt=valid_from).order_by("valid_from").first()
    return later.valid_from - DAY if later else None


def _told(row: WorkingHours) -> dict[str, Any]:
    return {name: getattr(row, name) for name in Day.__slots__}


def _refuse_day(day: Day) -> None:
    if day.opens is None or day.closes is None:
        if any(value is not None for value in (day.opens, day.closes)):
            raise Refused(_("여는 시각과 닫는 시각을 모두 적어 주세요."), code="half_hours")
        if day.lunch_from is not None or day.evening_until is not None:
            raise Refused(
                _("쉬는 요일에는 점심시간이나 야간 운영을 적을 수 없습니다."), code="closed_day"
            )
        return
    if not 0 <= day.opens < day.closes <= MINUTES:
        raise Refused(_("닫는 시각이 여는 시각보다 늦어야 합니다."), code="hours_reversed")
    if (day.lunch_from is None) != (day.lunch_until is None):
        raise Refused(_("점심시간의 시작과 끝을 모두 적어 주세요."), code="half_lunch")
    if (
        day.lunch_from is not None
        and day.lunch_until is not None
        and not day.opens <= day.lunch_from < day.lunch_until <= day.closes
    ):
        raise Refused(_("점심시간은 근무시간 안에 있어야 합니다."), code="lunch_outside")
    if day.evening_until is not None and not day.closes < day.evening_until <= MINUTES:
        raise Refused(_("야간 운영은 닫는 시각보다 늦게 끝나야 합니다."), code="evening_reversed")
