"""Reads about reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, IntegerField, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import Level, Viewer
from dongne.lib.seoul import Month

from ..models import Activity, Report, ReportVersion
from ..states import Standing
from .in_force import show_in_force

PAGE_LENGTH = 50


def readable_reports(viewer: Viewer) -> QuerySet[Report]:
    """A dong reads all of its reports; the desks above it those with a version in force."""
    found = Report.objects.for_viewer(viewer)
    if viewer.level in (Level.DONG, Level.EVERYTHING):
        return found
    return found.filter(completed_version__gt=0)


def find_reports(
    viewer: Viewer,
    *,
    dong_id: int | None = None,
    month: Month | None = None,
    officer_id: int | None = None,
    state: str = "",
) -> QuerySet[Report]:
    found = readable_reports(viewer).select_related("officer", "team")
    if dong_id is not None:
        found = found.filter(dong_id=dong_id)
    if month is not None:
        found = found.filter(day__gte=month.first, day__lte=month.last)
    if officer_id is not None:
        found = found.filter(officer_id=officer_id)
    if state:
        found = found.filter(state=state)
    # Counted by row, so that a page costs its own rows and not all that were found.
    inside = Activity.objects.for_viewer(viewer).filter(report=OuterRef("pk")).order_by()
    inside = inside.filter(removed_at=None).exclude(standing=Standing.OUT)
    counted = inside.values("report").annotate(n=Count("pk")).values("n")
    length = Coalesce(Subquery(counted, output_field=IntegerField()), 0)
    return found.annotate(length=length).order_by("-day", "-id")


def report_of(viewer: Viewer, report_id: UUID) -> Report | None:
    """One report; above the dong as its version in force says. One statement, or two."""
    report = (
        readable_reports(viewer)
        .select_related("officer__team", "officer__account", "team", "dong__district")
        .select_related("outing", "written_by__team")
        .filter(pk=report_id)
        .first()
    )
    if report:
        show_in_force(viewer, [report])
    return report


def versions_of(viewer: Viewer, report: Report) -> list[ReportVersion]:
    """Every version that was complete once, the first one first."""
    found = ReportVersion.objects.for_viewer(viewer).filter(report=report)
    return list(found.defer("snapshot").order_by("number"))


def report_months(viewer: Viewer, *, today: date) -> list[Month]:
    """The months that have reports, latest first. One statement.

    Above a dong every month since the first report: one look into the index for each dong, where
    the months themselves would take a look at all reports of a city.
    """
    if viewer.dong_id is not None:
        days = readable_reports(viewer).order_by().dates("day", "month", order="DESC")
        return [Month.of(day) for day in days]
    earliest = readable_reports(viewer).filter(dong=OuterRef("pk")).order_by("day").values("day")
    first = (
        Dong.objects.for_viewer(viewer)
        .annotate(first_report=Subquery(earliest[:1]))
        .aggregate(first=Min("first_report"))["first"]
    )
    months = [Month.of(today)]
    while first and months[-1].first > first:
        months.append(months[-1].previous())
    return months


@dataclass(frozen=True, slots=True)
class ReportPage:
    """Fifty reports or fewer. `newer` and `older` are where the neighbouring pages begin."""

    items: list[Report]
    newer: str = ""
    older: str = ""


def report_page(
    viewer: Viewer, found: QuerySet[Report], *, older_than: str = "", newer_than: str = ""
) -> ReportPage:
    """One page of `found`, latest day first, however far it is. One statement, or two."""
    after, before = _mark(older_than), _mark(newer_than)
    page = found.select_related("dong")
    if before:
        day, id_ = before
        page = page.filter(Q(day__gt=day) | Q(day=day, id__gt=id_), day__gte=day)
        page = page.order_by("day", "id")
    elif after:
        day, id_ = after
        page = page.filter(Q(day__lt=day) | Q(day=day, id__lt=id_), day__lte=day)
    items = list(page[: PAGE_LENGTH + 1])
    more, items = len(items) > PAGE_LENGTH, items[:PAGE_LENGTH]
    if before:
        items.reverse()
    show_in_force(viewer, items)
    marks = [f"{report.day}_{report.pk.hex}" for report in (items[:1] + items[-1:])]
    return ReportPage(
        items,
        newer=marks[0] if items and (after or (before and more)) else "",
        older=marks[-1] if items and (before or more) else "",
    )


def _mark(text: str) -> tuple[date, UUID] | None:
    try:
        day, id_ = text.split("_")
        return date.fromisoformat(day), UUID(id_)
    except ValueError:
        return None
