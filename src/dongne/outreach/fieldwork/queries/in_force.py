"""What counts and what is read above the dong: of each report the version in force."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import connection

from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import Level, Viewer

from ..models import Report, ReportVersion
from ..states import ReportState

_COUNT = f"""
    SELECT r.state = 'approved', r.dong_id, date_trunc('month', (row->>'day')::date)::date,
        r.officer_id, r.team_id, row->>'field', count(*)
    FROM {Report._meta.db_table} r
    JOIN {ReportVersion._meta.db_table} v
        ON v.report_id = r.id AND v.number = r.completed_version
    CROSS JOIN jsonb_array_elements(v.snapshot) AS row
    WHERE (%s::bigint[] IS NULL OR r.dong_id = ANY(%s)) AND (row->>'counted')::boolean
    GROUP BY 1, 2, 3, 4, 5, 6
"""  # noqa: S608 - table names are ours

InForce = dict[tuple[bool, int, date, int, int, str], int]


def count_in_force(viewer: Viewer) -> InForce:
    """Activities of the versions in force, one by one: (settled, dong, month, officer, team, field)
    → n. `settled`: no correction of the report is under way.
    """
    dongs = None
    if viewer.level is not Level.EVERYTHING:
        dongs = list(Dong.objects.for_viewer(viewer).values_list("pk", flat=True))
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [dongs, dongs])
        return {tuple(key): n for *key, n in cursor.fetchall()}


def show_in_force(viewer: Viewer, reports: list[Report]) -> None:
    """Above a dong, set each report that is being corrected to what its version in force says.

    For reading only: such a row must not be saved. One statement, if there is any.
    """
    if viewer.level in (Level.DONG, Level.EVERYTHING):
        return
    corrected = {report.pk: report for report in reports if report.is_correction}
    if not corrected:
        return
    versions = ReportVersion.objects.for_viewer(viewer).filter(report__in=corrected)
    for version in versions.defer("snapshot"):
        report = corrected[version.report_id]
        if version.number == report.completed_version:
            _show(report, version.content, version.submitted_at)
            report.version = version.number


def _show(report: Report, content: dict[str, Any], submitted_at: Any) -> None:
    report.state, report.content, report.submitted_at = ReportState.APPROVED, content, submitted_at
    report.return_reason = report.correction_reason = ""
    report.written_by = None
    report.place = content.get("place", report.place)
    report.purpose = content.get("purpose", report.purpose)
    report.report_kind = content.get("report_kind", report.report_kind)
