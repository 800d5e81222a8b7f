"""Reading what happened: to one subject, and to the settings of one dong."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, models

from dongne.foundation.scope.public import Viewer

from .models import AuditEntry, subject_type
from .undo import UNDO_WITHIN, Told, told, told_actions, undo_of


def history_of(subject: models.Model) -> models.QuerySet[AuditEntry]:
    """The subject's rows, oldest first. The caller has fetched the subject through its scope."""
    return AuditEntry.objects.filter(
        subject_type=subject_type(subject), subject_id=str(subject.pk)
    ).order_by("id")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A row in words. `undone` says that a later row took it back; `undoes`, that it took one."""

    entry: AuditEntry
    told: Told
    undoable: bool
    undone: bool


def changes_of(
    *,
    dong_id: int | None,
    actor_ids: Collection[int] | None = None,
    kind: str = "",
    before: int | None = None,
    limit: int = 30,
    now: datetime,
) -> list[Change]:
    """Changes of a dong's settings, newest first, older than the entry `before`.

    The caller has made sure that the viewer may see the dong; None is what belongs to no dong,
    for which the caller names whose changes are meant. Two statements.
    """
    rows = AuditEntry.objects.filter(dong_id=dong_id, action__in=told_actions(kind))
    if actor_ids is not None:
        rows = rows.filter(actor_officer_id__in=actor_ids)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return _in_words(list(rows.order_by("-id")[:limit]), now)


def find_change(entry_id: int, *, actor_id: int | None = None, now: datetime) -> Change | None:
    """One row in words; of this actor, if one is named."""
    rows = AuditEntry.objects.filter(pk=entry_id, action__in=told_actions())
    if actor_id is not None:
        rows = rows.filter(actor_officer_id=actor_id)
    return next(iter(_in_words(list(rows), now)), None)


def _in_words(entries: list[AuditEntry], now: datetime) -> list[Change]:
    undone = set(
        AuditEntry.objects.filter(undoes__in=[entry.pk for entry in entries]).values_list(
            "undoes", flat=True
        )
    )
    return [
        Change(
            entry=entry,
            told=told(entry),
            undoable=undo_of(entry.action) is not None
            and entry.pk not in undone
            and entry.undoes is None
            and entry.at > now - UNDO_WITHIN,
            undone=entry.pk in undone,
        )
        for entry in entries
    ]


def latest_change(viewer: Viewer, subject: models.Model) -> AuditEntry | None:
    """What the viewer has last done to the subject: what 되돌리기 is offered for."""
    if viewer.officer_id is None:
        return None
    return history_of(subject).filter(actor_officer_id=viewer.officer_id).last()


# How many of the newest rows a mark looks at. Rows are numbered before they are committed, so the
# greatest number alone would miss a change that was begun earlier and committed later.
MARKED_ROWS = 64

_MARK = f"""
    SELECT sum(n.id)::bigint, count(*)
    FROM (
        (SELECT id FROM {AuditEntry._meta.db_table} WHERE dong_id = %(dong)s
         ORDER BY id DESC LIMIT {MARKED_ROWS})
        UNION ALL
        (SELECT id FROM {AuditEntry._meta.db_table} WHERE dong_id IS NULL
         ORDER BY id DESC LIMIT {MARKED_ROWS})
    ) AS n
"""  # noqa: S608 - the name of the table is ours


def mark_of(dong_id: int) -> tuple[int, int]:
    """Another one after every write that concerns this dong, or no dong in particular.

    Every write has its audit row in its own transaction, so what was made of the dong's data is
    good for as long as the mark stands. One statement, from the index alone.
    """
    with connection.cursor() as cursor:
        cursor.execute(_MARK, {"dong": dong_id})
        total, rows = cursor.fetchone()
    return total or 0, rows
