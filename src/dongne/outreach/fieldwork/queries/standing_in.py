"""What waits to be reported in the stead of somebody who can't."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from dongne.foundation.organisations.public import Away, Officer, away_on
from dongne.foundation.scope.public import Viewer

from ..models import Activity, Report
from ..states import ReportState

SHOWN = 100
GONE = Q(is_active=False) | Q(account=None) | Q(account__is_active=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stead:
    """One day of one officer. `away` is empty of whoever will not come back."""

    officer: Officer
    day: date
    loose: int
    """Activities that stand in no report."""
    report: Report | None
    """The draft that lies there, or the report that was returned."""
    away: Away | None


def waiting_in_stead(viewer: Viewer, *, day: date) -> list[Stead]:
    """Days of officers for whom the viewer may report, whoever has gone first, then by officer.

    Four statements.
    """
    away = away_on(viewer, day=day, dong_id=viewer.dong_key)
    people = Officer.objects.for_viewer(viewer).filter(dong_id=viewer.dong_key)
    missed = people.filter(GONE | Q(pk__in=list(away))).exclude(pk=viewer.officer_key)
    if not viewer.runs_outreach:
        missed = missed.filter(pk__in=viewer.deputy_for)
    officers = {one.pk: one for one in missed.select_related("team", "account")}
    if not officers:
        return []
    loose: dict[tuple[int, date], int] = {
        (officer_id, when): n
        for officer_id, when, n in Activity.objects.for_viewer(viewer)
        .filter(officer__in=officers, report=None, removed_at=None, day__lte=day)
        .values_list("officer_id", "day")
        .annotate(n=Count("pk"))
        .order_by("-day")[:SHOWN]
    }
    reports = {
        (report.officer_id, report.day): report
        for report in Report.objects.for_viewer(viewer)
        .filter(
            officer__in=officers,
            state__in=(ReportState.DRAFT, ReportState.RETURNED),
            completed_version=0,
        )
        .select_related("written_by")
        .defer("content")
        .order_by("-day")[:SHOWN]
    }
    found = [
        Stead(
            officer=officers[officer_id],
            day=when,
            loose=loose.get((officer_id, when), 0),
            report=reports.get((officer_id, when)),
            away=away.get(officer_id) if _comes_back(officers[officer_id]) else None,
        )
        for officer_id, when in loose.keys() | reports.keys()
    ]
    return sorted(
        found, key=lambda one: (one.away is not None, -one.day.toordinal(), one.officer.pk)
    )


def _comes_back(officer: Officer) -> bool:
    account = officer.account
    return officer.is_active and account is not None and account.is_active
