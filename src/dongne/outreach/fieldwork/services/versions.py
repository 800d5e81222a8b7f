"""A complete report is archived whole; what a dropped correction did is taken back from there."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import Any, TypeVar
from uuid import UUID

from django.db import connection

from dongne.foundation.scope.public import SYSTEM, Viewer

from ..models import Activity, ActivityPhoto, ActivitySound, Report, ReportVersion
from ..states import Standing
from .searching import searched_words

_Row = TypeVar("_Row", ActivityPhoto, ActivitySound)

_ACTIVITY = Activity._meta.db_table
_REPORT = Report._meta.db_table
_PHOTO = ActivityPhoto._meta.db_table
_SOUND = ActivitySound._meta.db_table

# Whole rows as the server writes them, so that no column is forgotten and no value is rounded.
# `words` can be made again from the texts.
_ARCHIVE = f"""
    INSERT INTO {ReportVersion._meta.db_table} (report_id, content, submitted_at, number, reason,
        written_by_id, completed_at, line, snapshot)
    SELECT r.id, r.content, r.submitted_at, %s, %s, %s::bigint, %s, %s::bigint, (
        SELECT coalesce(jsonb_agg(row ORDER BY happened_at, received_at, id), '[]') FROM (
            SELECT a.id, a.happened_at, a.received_at,
                to_jsonb(a) - 'words' || jsonb_build_object('photos', (
                    SELECT coalesce(jsonb_agg(
                        jsonb_build_object('sha256', p.sha256, 'role', p.role,
                                           'position', p.position)
                        ORDER BY p.position, p.id
                    ), '[]')
                    FROM {_PHOTO} p WHERE p.activity_id = a.id
                ), 'sounds', (
                    SELECT coalesce(jsonb_agg(
                        jsonb_build_object('sha256', s.sha256, 'seconds', s.seconds,
                                           'position', s.position)
                        ORDER BY s.position, s.id
                    ), '[]')
                    FROM {_SOUND} s WHERE s.activity_id = a.id
                )) AS row
            FROM {_ACTIVITY} a WHERE a.report_id = r.id AND a.removed_at IS NULL
        ) rows
    )
    FROM {_REPORT} r WHERE r.id = %s
"""  # noqa: S608 - table names are ours

# What a correction may have changed. Who and when it was made never changes.
_RESTORED = {
    "outing_id": "uuid",
    "report_id": "uuid",
    "kind": "text",
    "field": "text",
    "counted": "boolean",
    "happened_at": "timestamptz",
    "day": "date",
    "memo": "text",
    "measure": "text",
    "address": "text",
    "tong_id": "bigint",
    "latitude": "float8",
    "longitude": "float8",
    "handover": "boolean",
    "held": "text",
    "receipt": "uuid",
    "removed_at": "timestamptz",
}
_RESTORE = f"""
    UPDATE {_ACTIVITY} a
    SET {", ".join(f"{name} = was.{name}" for name in _RESTORED)}, standing = ''
    FROM jsonb_to_recordset(%s::jsonb) AS
        was(id uuid, {", ".join(f"{name} {kind}" for name, kind in _RESTORED.items())})
    WHERE a.id = was.id
"""  # noqa: S608


def settle_standing(viewer: Viewer, report: Report) -> None:
    """What the correction took out is free again, what it added belongs to the report."""
    mine = Activity.objects.for_viewer(viewer).filter(report=report)
    mine.filter(standing=Standing.OUT).update(report=None, standing=Standing.STAYS)
    mine.filter(standing=Standing.IN).update(standing=Standing.STAYS)


def archive(report: Report, *, line: int | None, now: datetime) -> None:
    """Keep the report as it is complete now. One statement, whatever its length."""
    values: list[Any] = [
        report.version,
        report.correction_reason,
        report.written_by_id,
        now,
        line,
    ]
    with connection.cursor() as cursor:
        cursor.execute(_ARCHIVE, [*values, report.pk])


def version_in_force(viewer: Viewer, report: Report) -> ReportVersion:
    return ReportVersion.objects.for_viewer(viewer).get(
        report=report, number=report.completed_version
    )


def in_force_ids(version: ReportVersion) -> set[UUID]:
    return {UUID(row["id"]) for row in version.snapshot}


def put_back(viewer: Viewer, report: Report, version: ReportVersion) -> None:
    """Report and activities exactly as the version holds them; what joined since is free again."""
    ids = in_force_ids(version)
    mine = Activity.objects.for_viewer(viewer)
    mine.filter(report=report).exclude(pk__in=ids).update(report=None, standing=Standing.STAYS)
    with connection.cursor() as cursor:
        cursor.execute(_RESTORE, [json.dumps(version.snapshot)])
    _put_back_photos(version, ids)
    _put_back_sounds(version, ids)
    _put_back_words(ids)
    content = version.content
    if content:
        report.place, report.purpose = content["place"], content["purpose"]
        report.starts_at = _clock(content["starts_at"])
        report.ends_at = _clock(content["ends_at"])
        report.report_kind = content.get("report_kind", report.report_kind)


def _put_back_photos(version: ReportVersion, ids: set[UUID]) -> None:
    was = {UUID(row["id"]): _photos(row["photos"]) for row in version.snapshot}
    _put_back_rows(ActivityPhoto, ("sha256", "role", "position"), was, ids)


def _put_back_sounds(version: ReportVersion, ids: set[UUID]) -> None:
    """Versions from before there were sounds say nothing of them."""
    was = {UUID(row["id"]): _sounds(row.get("sounds", [])) for row in version.snapshot}
    _put_back_rows(ActivitySound, ("sha256", "seconds", "position"), was, ids)


def _put_back_rows(
    model: type[_Row],
    names: tuple[str, ...],
    was: Mapping[UUID, Sequence[tuple[Any, ...]]],
    ids: set[UUID],
) -> None:
    """What belongs to the activities as it was, only where it differs, so that rows that nobody
    touched stay the same rows."""
    rows = model.objects.for_viewer(SYSTEM).filter(activity__in=ids)
    now: dict[UUID, list[tuple[Any, ...]]] = {}
    for activity_id, *one in rows.values_list("activity_id", *names):
        now.setdefault(activity_id, []).append(tuple(one))
    changed = {id_ for id_ in ids if list(was[id_]) != now.get(id_, [])}
    if not changed:
        return
    rows.filter(activity__in=changed).delete()
    model.objects.bulk_create(
        model(activity_id=id_, **dict(zip(names, one, strict=True)))
        for id_ in sorted(changed)
        for one in was[id_]
    )


def _sounds(rows: list[dict[str, Any]]) -> list[tuple[str, int, int]]:
    return [(row["sha256"], row["seconds"], row["position"]) for row in rows]


def _photos(rows: list[dict[str, Any]]) -> list[tuple[str, str, int]]:
    return [(row["sha256"], row["role"], row["position"]) for row in rows]


def _put_back_words(ids: set[UUID]) -> None:
    rows = list(Activity.objects.for_viewer(SYSTEM).filter(pk__in=ids))
    for row in rows:
        row.words = searched_words(row)
    Activity.objects.for_viewer(SYSTEM).bulk_update(rows, ["words"])


def _clock(text: str) -> time | None:
    return time.fromisoformat(text) if text else None
