"""휴무·단축 운영: a day on which an office serves nobody, or shorter than usual."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import Rows
from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import Conflict, Refused
from dongne.lib.seoul import seoul_day

from ..models import MINUTES, Closing, Place
from ..rules import is_late
from .keeping import Kept, cancel, held_row, hold, keep, key_of, new_row, refuse_days, sound_name


@transaction.atomic
def add_closing(
    viewer: Viewer,
    *,
    place: Place,
    day: date,
    name: str,
    name_en: str = "",
    opens: int | None = None,
    closes: int | None = None,
    reason: str = "",
    now: datetime,
) -> Kept:
    """Closed all day without `opens` and `closes` (minutes since midnight)."""
    hold(viewer, place)
    if place is None:
        raise Refused(
            _("나라 달력에는 휴일만 넣을 수 있습니다. 휴무는 기관 달력에 넣어 주세요."),
            code="not_the_states",
        )
    name = sound_name(name)
    _refuse_hours(opens, closes)
    refuse_days(day, now, reason)
    _refuse_twice(place, day)
    rows = Rows()
    row = new_row(
        Closing,
        viewer,
        place,
        now,
        date=day,
        name=name,
        name_en=" ".join(name_en.split())[:100],
        opens=opens,
        closes=closes,
        declared_at=now,
        late=is_late(day, seoul_day(now)),
        reason=reason.strip(),
    )
    rows.add(row)
    return keep(
        viewer,
        rows,
        action="calendar.closing",
        kept=Kept(subject=row, place=place, first=day, last=day),
        now=now,
        told={"name": name, "hours": [opens, closes], "reason": reason.strip()},
    )


@transaction.atomic
def change_closing(
    viewer: Viewer,
    *,
    closing_id: int,
    day: date,
    name: str,
    name_en: str = "",
    opens: int | None = None,
    closes: int | None = None,
    reason: str = "",
    now: datetime,
) -> Kept:
    row, place = held_row(Closing, viewer, closing_id)
    name = sound_name(name)
    _refuse_hours(opens, closes)
    before, was = row.date, row.name
    refuse_days(min(day, before), now, reason)
    refuse_days(max(day, before), now, reason or "–")
    if day != before:
        _refuse_twice(place, day)
    rows = Rows()
    rows.change(
        row,
        date=day,
        name=name,
        name_en=" ".join(name_en.split())[:100],
        opens=opens,
        closes=closes,
        late=row.late if day == before else is_late(min(day, before), seoul_day(now)),
        reason=reason.strip() or row.reason,
    )
    return keep(
        viewer,
        rows,
        action="calendar.closing_changed",
        kept=Kept(subject=row, place=place, first=min(day, before), last=max(day, before)),
        now=now,
        told={
            "name": [was, name],
            "day": [before, day],
            "hours": [opens, closes],
            "reason": reason.strip(),
        },
    )


@transaction.atomic
def cancel_closing(viewer: Viewer, *, closing_id: int, reason: str = "", now: datetime) -> Kept:
    return cancel(
        viewer, Closing, closing_id, action="calendar.closing_cancelled", reason=reason, now=now
    )


def _refuse_hours(opens: int | None, closes: int | None) -> None:
    if (opens is None) != (closes is None):
        raise Refused(
            _("단축 운영이면 여는 시각과 닫는 시각을 모두 적어 주세요."), code="half_hours"
        )
    if opens is not None and closes is not None and not 0 <= opens < closes <= MINUTES:
        raise Refused(_("닫는 시각이 여는 시각보다 늦어야 합니다."), code="hours_reversed")


def _refuse_twice(place: Place, day: date) -> None:
    kind, key = key_of(place)
    if Closing.objects.filter(date=day, cancelled_at=None, **{kind: key}).exists():
        raise Conflict(
            _("이 날의 휴무·단축 운영이 이미 있습니다. 있는 것을 고쳐 주세요."),
            code="there_already",
        )
