"""In each dong one complete report is being corrected: the version in force still counts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from dongne.foundation.organisations.public import away_on
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.seoul import Month, seoul_day
from dongne.outreach.fieldwork.public import Report, ReportState, start_correction

from .people import People
from .places import Ground

REASON = "조치사항을 빠뜨려 바로잡습니다."


def load(people: People, grounds: Iterable[Ground], *, now: datetime) -> None:
    """The month's first complete report whose drafter is there to correct it."""
    today = seoul_day(now)
    by_officer = {one.officer.pk: one.viewer for one in people.everybody.values()}
    for ground in grounds:
        away = away_on(SYSTEM, day=today, dong_id=ground.dong.pk)
        reports = Report.objects.for_viewer(SYSTEM).filter(
            dong=ground.dong,
            state=ReportState.APPROVED,
            day__gte=Month.of(today).first,
            day__lt=today,
        )
        report = reports.exclude(officer__in=away).order_by("completed_at", "id").first()
        if report is not None:
            viewer = by_officer[report.officer_id]
            start_correction(viewer, report_id=report.pk, reason=REASON, now=now)
