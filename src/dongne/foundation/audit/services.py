"""Writing the audit row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models

from dongne.foundation.scope.public import Viewer

from .models import AuditEntry, subject_type

_encoder = DjangoJSONEncoder(ensure_ascii=False)


def record(
    actor: Viewer,
    *,
    action: str,
    subject: models.Model,
    now: datetime,
    dong_id: int | None = None,
    changes: Mapping[str, Any] | None = None,
) -> None:
    """Write one row inside the caller's transaction."""
    record_many(actor, action=action, subjects=[(subject, changes or {})], now=now, dong_id=dong_id)


def record_many(
    actor: Viewer,
    *,
    action: str,
    subjects: Iterable[tuple[models.Model, Mapping[str, Any]]],
    now: datetime,
    dong_id: int | None = None,
) -> None:
    """Write one row for each subject, in one statement, inside the caller's transaction."""
    if not connection.in_atomic_block:
        raise RuntimeError("an audit row belongs into the transaction of the change it tells of")
    rows = [
        {"type": subject_type(subject), "id": str(subject.pk), "changes": dict(changes)}
        for subject, changes in subjects
    ]
    if not rows:
        return
    table = AuditEntry._meta.db_table
    # One statement of always the same words, whatever the number of rows.
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            INSERT INTO {table} (at, actor_kind, actor_officer_id, actor_name, dong_id, action,
                                 subject_type, subject_id, changes)
            SELECT %s, %s, %s, %s, %s, %s, s.type, s.id, s.changes
            FROM json_to_recordset(%s::json) AS s(type text, id text, changes jsonb)
            """,  # noqa: S608 - the table's name is ours
            [
                now,
                actor.kind.value,
                actor.officer_id,
                actor.name,
                dong_id if dong_id is not None else actor.dong_id,
                action,
                _encoder.encode(rows),
            ],
        )
