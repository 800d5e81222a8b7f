"""휴일: declared for one day or some days on end, changed, cancelled."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import Rows
from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import Conflict, Refused
from dongne.lib.seoul import seoul_day

from ..models import Holiday, Place
from ..rules import is_late
from ..states import Source
from .keeping import Kept, cancel, held_row, hold, keep, key_of, new_row, refuse_days, sound_name

MOST_DAYS = 31
DAY = timedelta(days=1)


@transaction.atomic
def add_holidays(
    viewer: Viewer,
    *,
    place: Place,
    first: date,
    last: date | None = None,
    name: str,
    name_en: str = "",
    source: Source = Source.DECIDED,
    reason: str = "",
    now: datetime,
) -> Kept:
    """From `first` to `last`, both included; one day without `last`.

    Refused where the same day stands in the same calendar by the same name; another name, or the
    day of another place, may fall on it.
    """
    hold(viewer, place)
    name = sound_name(name)
    last = last or first
    if last < first:
        raise Refused(_("마지막 날이 첫날보다 빠릅니다."), code="days_reversed")
    if (last - first).days >= MOST_DAYS:
        raise Refused(
            _("휴일은 한 번에 %(most)d일까지 등록할 수 있습니다.") % {"most": MOST_DAYS},
            code="too_many_days",
        )
    refuse_days(first, now, reason)
    refuse_days(last, now, reason or "–")
    days = [first + n * DAY for n in range((last - first).days + 1)]
    _refuse_twice(place, days, name)
    rows = Rows()
    made = [
        new_row(
            Holiday,
            viewer,
            place,
            now,
            date=day,
            name=name,
            name_en=" ".join(name_en.split())[:100],
            source=source,
            declared_at=now,
            late=is_late(day, seoul_day(now)),
            reason=reason.strip(),
        )
        for day in days
    ]
    for row in made:
        rows.add(row)
    return keep(
        viewer,
        rows,
        action="calendar.holiday",
        kept=Kept(subject=made[0], place=place, first=first, last=last),
        now=now,
        told={"name": name, "reason": reason.strip()},
    )


@transaction.atomic
def change_holiday(
    viewer: Viewer,
    *,
    holiday_id: int,
    day: date,
    name: str,
    name_en: str = "",
    reason: str = "",
    now: datetime,
) -> Kept:
    """Another day, or another name."""
    row, place = held_row(Holiday, viewer, holiday_id)
    name = sound_name(name)
    before = row.date
    refuse_days(min(day, before), now, reason)
    refuse_days(max(day, before), now, reason or "–")
    if (day, name) != (row.date, row.name):
        _refuse_twice(place, [day], name)
    rows = Rows()
    to: dict[str, Any] = {
        "date": day,
        "name": name,
        "name_en": " ".join(name_en.split())[:100],
        "reason": reason.strip() or row.reason,
    }
    if day != before:
        to |= {"declared_at": now, "late": is_late(min(day, before), seoul_day(now))}
    was = row.name
    rows.change(row, **to)
    return keep(
        viewer,
        rows,
        action="calendar.holiday_changed",
        kept=Kept(subject=row, place=place, first=min(day, before), last=max(day, before)),
        now=now,
        told={"name": [was, name], "day": [before, day], "reason": reason.strip()},
    )


@transaction.atomic
def cancel_holiday(viewer: Viewer, *, holiday_id: int, reason: str = "", now: datetime) -> Kept:
    """It stays as a row that counts no more."""
    return cancel(
        viewer, Holiday, holiday_id, action="calendar.holiday_cancelled", reason=reason, now=now
    )


def _refuse_twice(place: Place, days: list[date], name: str) -> None:
    kind, key = key_of(place)
    where = {"city": None, "district": None, "dong": None}
    if place is not None:
        where |= {kind: key}  # type: ignore[dict-item]
    there = Holiday.objects.filter(date__in=days, name=name, cancelled_at=None, **where)
    if there.exists():
        raise Conflict(_("같은 날, 같은 이름의 휴일이 이미 있습니다."), code="there_already")
