"""Writing the audit row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction
from django.utils.translation import gettext as _

from dongne.design.forms import refuse_numbers
from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import Conflict
from dongne.lib.registration_numbers import may_hold

from .models import AuditEntry, Named, subject_type
from .undo import UNDO_WITHIN, undo_of, undoing, undone_by_rows_of_now

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
    subjects: Iterable[tuple[models.Model | Named, Mapping[str, Any]]],
    now: datetime,
    dong_id: int | None = None,
) -> None:
    """Write one row for each subject, in one statement, inside the caller's transaction.

    Refuses changes with a resident registration number, and with them the whole transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("an audit row belongs into the transaction of the change it tells of")
    told = list(subjects)
    if not told:
        return
    types = [subject_type(s.model if isinstance(s, Named) else s) for s, _changes in told]
    changes = [dict(changes) for _subject, changes in told]
    encoded = _encoder.encode(changes)
    if may_hold(encoded):
        # Whatever way a text has come, its change is told here: none brings such a number in.
        refuse_numbers(changes)
    table = AuditEntry._meta.db_table
    # One statement of always the same words, whatever the number of rows.
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            INSERT INTO {table} (at, actor_kind, actor_officer_id, actor_name, dong_id, action,
                                 subject_type, subject_id, changes, undoes)
            SELECT %s, %s, %s, %s, %s, %s, s.type, s.id, s.changes, %s
            FROM ROWS FROM (unnest(%b::text[], %b::text[]), jsonb_array_elements(%s::jsonb))
                 AS s(type, id, changes)
            """,  # noqa: S608 - the table's name is ours
            [
                now,
                actor.kind.value,
                actor.officer_id,
                actor.name,
                dong_id if dong_id is not None else actor.dong_id,
                action,
                undone_by_rows_of_now(),
                types,
                [str(subject.pk) for subject, _changes in told],
                encoded,
            ],
        )


@transaction.atomic
def undo_change(viewer: Viewer, *, entry: AuditEntry, now: datetime) -> None:
    """Take a change back, once. The caller has made sure that the viewer may see the entry.

    Who may undo is what the undo's own services say. Refused when it was undone before, and by
    the undo itself when something else has changed since.
    """
    held = AuditEntry.objects.select_for_update().get(pk=entry.pk)
    undo = undo_of(held.action)
    if undo is None:
        raise Conflict(_("이 변경은 되돌릴 수 없습니다."), code="not_undoable")
    if held.at <= now - UNDO_WITHIN:
        raise Conflict(
            _("두 달이 지난 변경은 되돌릴 수 없습니다. 지금 상태를 보고 직접 고쳐 주세요."),
            code="too_long_ago",
        )
    if AuditEntry.objects.filter(undoes=held.pk).exists():
        raise Conflict(_("이미 되돌린 변경입니다."), code="undone_already")
    with undoing(held):
        undo(viewer, held, now)
