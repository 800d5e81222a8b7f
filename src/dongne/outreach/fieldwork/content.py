"""The paper of a report as plain data: what page, PDF and every later form are made from.

Sentences and figures only, no layout. Frozen into the report when it is submitted, so that a
paper never changes because somebody moved or a word was renamed.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Count, Q

from dongne.foundation.scope.public import Viewer
from dongne.lib.seoul import Month
from dongne.outreach.vocabulary.public import Vocabulary, vocabulary_of

from .models import Activity, ActivityPhoto, Report
from .states import OPEN_STATES, Standing


def content_of(
    viewer: Viewer, report: Report, *, now: datetime, words: Vocabulary | None = None
) -> dict[str, Any]:
    """The report as it stands now. Six statements, whatever its length.

    `kinds` are the columns of the table of counts: today, and the officer's month up to this day
    (누계: what stands in submitted reports, and this one). `entries` are grouped by kind in the
    order of the form, which `form` names in full; `photos` follow the order of the entries.
    `words` is another form than that of its month, to see how it would look.
    """
    words = words or vocabulary_of(report.dong_id, report.day)
    paper = words.report_kind(report.report_kind)
    activities = list(
        Activity.objects.for_viewer(viewer)
        .filter(report=report, removed_at=None)
        .exclude(standing=Standing.OUT)
        .select_related("tong")
        .order_by("happened_at", "received_at", "id")
    )
    photos: dict[Any, list[ActivityPhoto]] = {}
    for photo in ActivityPhoto.objects.for_viewer(viewer).filter(activity__report=report):
        photos.setdefault(photo.activity_id, []).append(photo)
    to_date = _month_to_date(viewer, report)
    today: dict[str, int] = {}
    for activity in activities:
        if activity.counted:
            today[activity.kind] = today.get(activity.kind, 0) + 1
    entries = []
    for slug, kind in words.known_kinds.items():
        items = [_item(a, words, photos.get(a.pk, [])) for a in activities if a.kind == slug]
        if items:
            entries.append(
                {"kind": slug, "label": kind.name, "label_en": kind.name_en, "items": items}
            )
    corrector = report.written_by
    return {
        "report_kind": report.report_kind,
        "report_kind_label": paper.name,
        "title": paper.title_ko,
        "title_en": paper.title_en,
        "version": report.version,
        "reason": report.correction_reason,
        "corrected_by": f"{corrector.name} {corrector.title}" if corrector else "",
        "dong": report.dong.name,
        "unit": report.dong.unit_name,
        "district": report.dong.district.name,
        "team": report.team.name,
        "author": report.officer.name,
        "author_title": report.officer.title,
        "day": report.day.isoformat(),
        "starts_at": report.starts_at.strftime("%H:%M") if report.starts_at else "",
        "ends_at": report.ends_at.strftime("%H:%M") if report.ends_at else "",
        "place": report.place,
        "purpose": report.purpose,
        "kinds": [
            {
                "kind": slug,
                "label": kind.name,
                "label_en": kind.name_en,
                "today": today.get(slug, 0),
                "to_date": to_date.get(slug, 0),
            }
            for slug, kind in words.kinds.items()
            if kind.reported
        ],
        "form": [
            {"kind": slug, "label": kind.name, "label_en": kind.name_en}
            for slug, kind in words.known_kinds.items()
            if not kind.retired or any(entry["kind"] == slug for entry in entries)
        ],
        "columns": [
            {"key": column.key, "label": column.name, "label_en": column.name_en}
            for column in words.report_columns
        ],
        "entries": entries,
    }


def _item(activity: Activity, words: Vocabulary, photos: list[ActivityPhoto]) -> dict[str, Any]:
    field = words.field(activity.field)
    return {
        "id": str(activity.pk),
        "text": activity.memo,
        "place": activity.address,
        "tong": activity.tong.number if activity.tong else None,
        "measure": activity.measure,
        "counted": activity.counted,
        "field": activity.field,
        "field_label": field.name,
        "field_label_en": field.name_en or field.name,
        "happened_at": activity.happened_at.isoformat(),
        "photos": [{"sha256": photo.sha256, "role": photo.role} for photo in photos],
    }


def _month_to_date(viewer: Viewer, report: Report) -> dict[str, int]:
    """누계 by kind: counted activities of the officer's month up to the report's day.

    Of another report that is being corrected: what stood in its version in force.
    """
    in_line = ~Q(report__state__in=OPEN_STATES) | Q(report__completed_version__gt=0)
    here = Q(report=report) & ~Q(standing=Standing.OUT)
    elsewhere = in_line & ~Q(standing=Standing.IN) & ~Q(report=report)
    rows = (
        Activity.objects.for_viewer(viewer)
        .filter(
            here | elsewhere,
            officer_id=report.officer_id,
            counted=True,
            removed_at=None,
            report__isnull=False,
            day__gte=Month.of(report.day).first,
            day__lte=report.day,
        )
        .values("kind")
        .annotate(n=Count("pk"))
    )
    return {row["kind"]: row["n"] for row in rows}
