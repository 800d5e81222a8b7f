"""The state's holidays from the package: loaded year by year, compared, never changed silently."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import Rows, record
from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import Conflict
from dongne.lib.seoul import seoul_day

from ..models import Holiday, Revision
from ..queries.offices import LOCK
from ..rules import is_late
from ..states import Source
from .keeping import Kept, hold, keep, new_mark, new_row, refuse_days

FIRST_YEAR = 2015
YEARS_AHEAD = 3
STATES = {"city": None, "district": None, "dong": None}


@dataclass(frozen=True, slots=True, order=True)
class Listed:
    """A holiday of the package."""

    day: date
    name: str
    name_en: str


@cache
def package_year(year: int) -> tuple[Listed, ...]:
    """The package's holidays of the year, substitutes and those known to be temporary included."""
    # Imported here: it takes longer than the rest of the module.
    from holidays.countries.south_korea import SouthKorea

    korean = SouthKorea(years=year, language="ko")
    english = SouthKorea(years=year, language="en_US")
    return tuple(
        Listed(day, korean[day].replace("; ", " · ")[:60], english[day].replace("; ", " · ")[:100])
        for day in sorted(korean)
        if day.year == year
    )


@transaction.atomic
def load_years(viewer: Viewer, *, now: datetime) -> list[int]:
    """The years around `now` that were never loaded; the others are left as they are.

    Answers which. Due dates in a new year move where the package knew less when it was asked
    directly.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    last = seoul_day(now).year + YEARS_AHEAD
    missing = sorted(set(range(FIRST_YEAR, last + 1)) - known_years())
    if not missing:
        return []
    Holiday.objects.bulk_create(
        [
            Holiday(
                date=one.day,
                name=one.name,
                name_en=one.name_en,
                source=Source.PACKAGE,
                declared_at=now,
                created_at=now,
            )
            for year in missing
            for one in package_year(year)
        ],
        ignore_conflicts=True,
    )
    new_mark()
    record(
        viewer,
        action="calendar.loaded",
        subject=Revision(pk=1),
        now=now,
        changes={"years": missing},
    )
    return missing


def known_years() -> set[int]:
    rows = Holiday.objects.filter(source=Source.PACKAGE, **STATES).order_by()
    return set(rows.values_list("date__year", flat=True).distinct())


@dataclass(frozen=True, slots=True, kw_only=True)
class Differences:
    """`missing`: in the package and not here. `gone`: here from the package, which has it no more.

    What a person cancelled or declared on the day is decided, and no difference.
    """

    missing: list[Listed]
    gone: list[Holiday]

    def __len__(self) -> int:
        return len(self.missing) + len(self.gone)


def differences() -> Differences:
    """Two statements."""
    known = known_years()
    rows = list(Holiday.objects.filter(date__year__in=known, **STATES))
    here = {row.date for row in rows}
    listed = {one.day: one for year in known for one in package_year(year)}
    return Differences(
        missing=sorted(one for day, one in listed.items() if day not in here),
        gone=[
            row
            for row in rows
            if row.source == Source.PACKAGE and row.cancelled_at is None and row.date not in listed
        ],
    )


@transaction.atomic
def decide_difference(
    viewer: Viewer, *, day: date, follow: bool, reason: str = "", now: datetime
) -> Kept:
    """Follow the package on that day, or stay with what is here; either way it is settled."""
    hold(viewer, None)
    refuse_days(day, now, reason)
    found = differences()
    rows = Rows()
    by: dict[str, Any] = {"cancelled_at": now, "cancelled_by_id": viewer.officer_id}
    for row in (row for row in found.gone if row.date == day):
        rows.change(row, reason=reason, **(by if follow else {"source": Source.DECIDED}))
        return _keep(viewer, rows, row, now, follow=follow)
    for one in (one for one in found.missing if one.day == day):
        row = new_row(
            Holiday,
            viewer,
            None,
            now,
            date=day,
            name=one.name,
            name_en=one.name_en,
            source=Source.PACKAGE,
            declared_at=now,
            late=is_late(day, seoul_day(now)),
            reason=reason,
            # Not wanted: it stands there as cancelled, and is no difference any more.
            **({} if follow else by),
        )
        rows.add(row)
        return _keep(viewer, rows, row, now, follow=follow)
    raise Conflict(_("이미 정한 차이입니다."), code="settled_already")


def _keep(viewer: Viewer, rows: Rows, row: Holiday, now: datetime, *, follow: bool) -> Kept:
    return keep(
        viewer,
        rows,
        action="calendar.difference",
        kept=Kept(subject=row, place=None, first=row.date, last=row.date),
        now=now,
        told={"name": row.name, "follow": follow, "reason": row.reason},
    )
