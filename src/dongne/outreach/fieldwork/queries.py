"""Reads: lists of activities and reports, each in a fixed number of statements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from dongne.foundation.scope.public import Viewer
from dongne.lib.seoul import Month

from .models import Activity, ActivityPhoto, Outing, Report
from .states import OPEN_STATES, ReportState

PAGE_LENGTH = 50


def find_activities(
    viewer: Viewer,
    *,
    dong_id: int | None = None,
    month: Month | None = None,
    officer_id: int | None = None,
    username: str = "",
    field: str = "",
    kind: str = "",
    device: str = "",
    day: date | None = None,
    loose: bool = False,
    counted: bool | None = None,
    complete: bool = False,
) -> QuerySet[Activity]:
    """Activities that the viewer may see, newest day first, in the order they were received."""
    found = Activity.objects.for_viewer(viewer).filter(removed_at=None)
    if dong_id is not None:
        found = found.filter(dong_id=dong_id)
    if month is not None:
        found = found.filter(day__gte=month.first, day__lte=month.last)
    if day is not None:
        found = found.filter(day=day)
    if officer_id is not None:
        found = found.filter(officer_id=officer_id)
    if username:
        found = found.filter(officer__account__username=username)
    if field:
        found = found.filter(field=field)
    if kind:
        found = found.filter(kind=kind)
    if device:
        found = found.filter(device=device)
    if loose:
        found = found.filter(report=None)
    if counted is not None:
        found = found.filter(counted=counted)
    if complete:
        found = found.filter(report__state=ReportState.APPROVED)
    return found.order_by("-day", "-received_at", "-id")


def with_details(viewer: Viewer, activities: QuerySet[Activity]) -> QuerySet[Activity]:
    """The same with officer, tong, report and photos: one statement more for the photos."""
    return activities.select_related("officer", "tong", "report").prefetch_related(
        Prefetch("photos", queryset=ActivityPhoto.objects.for_viewer(viewer))
    )


def activity_of(viewer: Viewer, activity_id: UUID) -> Activity | None:
    return (
        with_details(viewer, Activity.objects.for_viewer(viewer).filter(pk=activity_id))
        .select_related("outing", "dong", "officer__team")
        .first()
    )


def find_reports(
    viewer: Viewer,
    *,
    dong_id: int | None = None,
    month: Month | None = None,
    officer_id: int | None = None,
    state: str = "",
) -> QuerySet[Report]:
    found = Report.objects.for_viewer(viewer).select_related("officer", "team")
    if dong_id is not None:
        found = found.filter(dong_id=dong_id)
    if month is not None:
        found = found.filter(day__gte=month.first, day__lte=month.last)
    if officer_id is not None:
        found = found.filter(officer_id=officer_id)
    if state:
        found = found.filter(state=state)
    return found.annotate(length=Count("activities")).order_by("-day", "-id")


def report_of(viewer: Viewer, report_id: UUID) -> Report | None:
    return (
        Report.objects.for_viewer(viewer)
        .select_related("officer__team", "team", "dong__district", "outing")
        .filter(pk=report_id)
        .first()
    )


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


def own_desk(viewer: Viewer, *, day: date) -> OwnDesk:
    """Six statements."""
    month = Month.of(day)
    mine = Activity.objects.for_viewer(viewer).filter(
        officer_id=viewer.officer_id, removed_at=None
    )
    figures = mine.filter(day__gte=month.first, day__lte=month.last, counted=True).aggregate(
        counted=Count("pk"), complete=Count("pk", filter=Q(report__state=ReportState.APPROVED))
    )
    loose = (
        mine.filter(report=None, day__lte=day)
        .values("day")
        .annotate(n=Count("pk"))
        .order_by("-day")[:10]
    )
    reports = list(
        find_reports(viewer, officer_id=viewer.officer_id).filter(
            state__in=[*OPEN_STATES, ReportState.SUBMITTED]
        )[:50]
    )
    return OwnDesk(
        today=list(with_details(viewer, mine.filter(day=day).order_by("-received_at", "-id"))[:50]),
        loose_days=[(row["day"], row["n"]) for row in loose],
        open_reports=[r for r in reports if r.state in OPEN_STATES],
        on_the_way=sum(r.state == ReportState.SUBMITTED for r in reports),
        month_counted=figures["counted"],
        month_complete=figures["complete"],
        outings=list(
            Outing.objects.for_viewer(viewer)
            .filter(officer_id=viewer.officer_id, day__gte=day)
            .order_by("day", "starts_at")[:5]
        ),
    )
