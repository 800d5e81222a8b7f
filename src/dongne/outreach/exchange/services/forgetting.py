"""Rows of imports go: after their time, or at once when somebody asks."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from dongne.foundation.audit.public import record
from dongne.foundation.scope.public import SYSTEM, Viewer

from ..models import KEPT_FOR, ImportRow, ImportRun, ImportUndo
from ..states import RunState
from .ground import hold, require_state


@transaction.atomic
def forget_run(viewer: Viewer, *, run_id: UUID, now: datetime) -> ImportRun:
    """The rows and what undoing needs go; that the import was, and its counts, stay."""
    run = hold(viewer, run_id)
    require_state(run, RunState.READY, RunState.APPLIED, RunState.UNDONE)
    _forget(viewer, run, now)
    return run


@transaction.atomic
def forget_old(viewer: Viewer, *, now: datetime) -> int:
    """All whose time is over. How many."""
    old = list(
        ImportRun.objects.for_viewer(SYSTEM)
        .select_for_update()
        .filter(rows_gone_at=None, created_at__lt=now - KEPT_FOR)
    )
    for run in old:
        _forget(viewer, run, now)
    return len(old)


def _forget(viewer: Viewer, run: ImportRun, now: datetime) -> None:
    if run.rows_gone_at is not None:
        return
    ImportRow.objects.for_viewer(SYSTEM).filter(run=run)._raw_delete("default")
    ImportUndo.objects.for_viewer(SYSTEM).filter(run=run).delete()
    run.rows_gone_at, run.told = now, []
    run.save(update_fields=["rows_gone_at", "told"])
    record(
        viewer,
        action="import.rows_gone",
        subject=run,
        now=now,
        dong_id=run.dong_id,
        changes={"file": run.file_name},
    )
