"""What an officer's own day is made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from dongne.foundation.scope.public import Viewer
from dongne.lib.seoul import Month

from ..models import Activity, Outing, Report
from ..states import OPEN_STATES, ReportState, Standing
from .differing import count_differing
from .reports import find_reports

SHOWN = 50


@dataclass(frozen=True, slots=True)
class OwnDesk:
    """What an officer's own day looks like."""

    today: list[Activity]
    loose_days: list[tuple[date, int]]
    """Earlier days with activities that stand in no report, newest first."""
    open_reports: list[Report]
    on_the_way: int
    month_counted: int
    month_complete: int
    outings: list[Outing]
    differing: int
    """Records that came differently from two places and wait for the officer to choose."""


def own_desk(viewer: Viewer, *, day: date) -> OwnDesk:
    """Six statements."""
    month = Month.of(day)
    mine = Activity.objects.for_viewer(viewer).filter(
        officer_id=viewer.officer_key, removed_at=None
    )
    figures = mine.filter(day__gte=month.first, day__lte=month.last, counted=True).aggregate(
        counted=Count("pk"),
        complete=Count("pk", filter=Q(report__completed_version__gt=0) & ~Q(standing=Standing.IN)),
    )
    loose = (
        mine.filter(report=None, day__lte=day)
        .values("day")
        .annotate(n=Count("pk"))
        .order_by("-day")[:10]
    )
    reports = list(
        find_reports(viewer, officer_id=viewer.officer_key).filter(
            state__in=[*OPEN_STATES, ReportState.SUBMITTED]
        )[:SHOWN]
    )
    return OwnDesk(
        today=list(
            mine.filter(day=day)
            .select_related("tong", "report")
            .order_by("-received_at", "-id")[:SHOWN]
        ),
        loose_days=[(row["day"], row["n"]) for row in loose],
        open_reports=[r for r in reports if r.state in OPEN_STATES],
        on_the_way=sum(r.state == ReportState.SUBMITTED for r in reports),
        month_counted=figures["counted"],
        month_complete=figures["complete"],
        outings=list(
            Outing.objects.for_viewer(viewer)
            .filter(officer_id=viewer.officer_key, day__gte=day)
            .order_by("day", "starts_at")[:5]
        ),
        differing=count_differing(viewer),
    )
