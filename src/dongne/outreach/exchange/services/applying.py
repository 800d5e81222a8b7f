"""Applying in one transaction, and taking it back."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.utils import IntegrityError
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import record, record_many
from dongne.foundation.jobs.public import defer
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import Conflict, Refused
from dongne.lib.seoul import Month
from dongne.outreach.sharing.public import import_month, imported_counts

from ..jobs import APPLY, LONG
from ..models import ImportRow, ImportRun, ImportUndo
from ..states import ImportKind, RunState, Verdict
from .comparing import compare
from .entering import enter
from .ground import hold, require_state, step
from .pictures import difference, pictures, put_back


def apply_run(viewer: Viewer, *, run_id: UUID, now: datetime, leave_out: bool = False) -> ImportRun:
    """Take the rows in, all or none; in the background when there are many.

    `leave_out` says that rows which still need somebody stay out. Refused when there are such rows
    otherwise, and when the office has changed since the preview: the new preview is kept then.
    """
    run, changed = _begin(viewer, run_id=run_id, now=now, leave_out=leave_out)
    if changed:
        raise Conflict(
            _("미리 본 뒤에 사무실 자료가 바뀌었습니다. 내용을 확인하고 다시 적용해 주세요."),
            code="office_changed",
        )
    if run.state == RunState.APPLYING and run.total < LONG:
        try:
            run = finish_run(viewer, run_id=run_id, now=now)
        except Refused as refusal:
            give_up(viewer, run_id=run_id, why=refusal.message, now=now)
            raise
    return run


@transaction.atomic
def _begin(
    viewer: Viewer, *, run_id: UUID, now: datetime, leave_out: bool
) -> tuple[ImportRun, int]:
    run = hold(viewer, run_id)
    require_state(run, RunState.READY)
    if compare(run, now=now):
        run.save(update_fields=["total", "counts", "told"])
        return run, 1
    if run.counts.get(Verdict.ASK) and not leave_out:
        raise Refused(
            _("확인이 필요한 줄이 %(n)d줄 있습니다. 고치거나 빼고 적용해 주세요.")
            % {"n": run.counts[Verdict.ASK]},
            code="rows_ask",
        )
    if not run.counts.get(Verdict.NEW) and not run.counts.get(Verdict.CHANGE):
        raise Conflict(_("새로 넣거나 바꿀 내용이 없습니다."), code="nothing_changed")
    step(run, RunState.APPLYING)
    run.refusal, run.done = "", 0
    run.save(update_fields=["state", "refusal", "done"])
    if run.total >= LONG:
        defer(APPLY, run_id=run.pk, officer_id=viewer.officer_id or 0)
    return run, 0


@transaction.atomic
def finish_run(viewer: Viewer, *, run_id: UUID, now: datetime) -> ImportRun:
    run = hold(viewer, run_id)
    require_state(run, RunState.APPLYING)
    kind = ImportKind(run.kind)
    rows = list(
        ImportRow.objects.for_viewer(SYSTEM)
        .filter(run=run, sheet=run.sheet, verdict__in=(Verdict.NEW, Verdict.CHANGE))
        .order_by("number")
    )
    was = pictures(kind, run.dong_id)
    before = enter(viewer, run, rows, now)
    if kind is ImportKind.MONTHS:
        undo = ImportUndo(run=run, was=before, became={})
    else:
        lost, made = difference(was, pictures(kind, run.dong_id))
        undo = ImportUndo(run=run, was=lost, became=made)
    undo.save()
    step(run, RunState.APPLIED)
    run.applied_at, run.done = now, run.total
    run.save(update_fields=["state", "applied_at", "done"])
    record(
        viewer,
        action="import.applied",
        subject=run,
        now=now,
        dong_id=run.dong_id,
        changes={"file": run.file_name, "kind": run.kind, "counts": run.counts},
    )
    return run


@transaction.atomic
def give_up(viewer: Viewer, *, run_id: UUID, why: str, now: datetime) -> None:
    """Nothing was taken in; the run can be mended and applied again."""
    run = hold(viewer, run_id)
    if run.state != RunState.APPLYING:
        return
    step(run, RunState.READY)
    run.refusal = why[:300]
    run.save(update_fields=["state", "refusal"])
    record(
        viewer,
        action="import.refused",
        subject=run,
        now=now,
        dong_id=run.dong_id,
        changes={"why": run.refusal},
    )


@transaction.atomic
def undo_run(viewer: Viewer, *, run_id: UUID, now: datetime) -> ImportRun:
    """되돌리기: what was before is again. Refused when something has changed since."""
    run = hold(viewer, run_id)
    require_state(run, RunState.APPLIED)
    undo = ImportUndo.objects.for_viewer(SYSTEM).filter(run=run).first()
    if undo is None:
        raise Conflict(
            _("가져온 줄을 지운 뒤에는 되돌릴 수 없습니다. 화면에서 하나씩 고쳐 주세요."),
            code="rows_gone",
        )
    if run.kind == ImportKind.MONTHS:
        _take_counts_back(viewer, run, undo, now)
    else:
        try:
            with transaction.atomic():
                touched = put_back(ImportKind(run.kind), undo.was, undo.became)
        except IntegrityError:
            raise Conflict(
                _("가져온 뒤에 다른 기록이 이어져 되돌릴 수 없습니다."), code="used_since"
            ) from None
        record_many(
            viewer,
            action="import.row_undone",
            subjects=[(row, {"file": run.file_name}) for row in touched],
            now=now,
            dong_id=run.dong_id,
        )
    step(run, RunState.UNDONE)
    run.undone_at = now
    run.save(update_fields=["state", "undone_at"])
    undo.delete()
    record(
        viewer,
        action="import.undone",
        subject=run,
        now=now,
        dong_id=run.dong_id,
        changes={"file": run.file_name, "kind": run.kind},
    )
    return run


def _take_counts_back(viewer: Viewer, run: ImportRun, undo: ImportUndo, now: datetime) -> None:
    for month, sides in undo.was.items():
        was = {int(key): counts for key, counts in sides["was"].items()}
        became = {int(key): counts for key, counts in sides["is"].items()}
        held = imported_counts(dong_id=run.dong_id, month=Month.parse(month))
        for officer_id, counts in became.items():
            if any(held.get(officer_id, {}).get(slug, 0) != n for slug, n in counts.items()):
                raise Conflict(
                    _("가져온 뒤에 고친 것이 있어 되돌릴 수 없습니다: %(what)s") % {"what": month},
                    code="changed_since",
                )
        import_month(viewer, dong_id=run.dong_id, month=Month.parse(month), counts=was, now=now)
