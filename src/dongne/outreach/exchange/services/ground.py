"""What every write here begins with: who may, and the run, held."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from dongne.foundation.scope.public import Viewer, ViewerKind
from dongne.lib.refusals import Conflict, Forbidden, NotHere

from ..models import ImportRun
from ..states import STEPS, RunState


def require_lead(viewer: Viewer, dong_id: int) -> None:
    """Raises Forbidden."""
    if viewer.kind is ViewerKind.SYSTEM:
        return
    if not (viewer.runs_outreach and viewer.dong_id == dong_id):
        raise Forbidden(
            _("파일로 옮기는 일은 행정팀장이나 동장만 할 수 있습니다."), code="not_a_lead"
        )


def hold(viewer: Viewer, run_id: UUID) -> ImportRun:
    """The run until the transaction ends, for somebody who may write. Raises NotHere, Forbidden."""
    run = (
        ImportRun.objects.for_viewer(viewer)
        .select_for_update(of=("self",))
        .select_related("dong__district", "officer")
        .filter(pk=run_id)
        .first()
    )
    if run is None:
        raise NotHere(_("가져오기를 찾을 수 없습니다."), code="not_found")
    require_lead(viewer, run.dong_id)
    return run


def require_state(run: ImportRun, *states: RunState) -> None:
    """Raises Conflict."""
    if run.state not in states:
        raise Conflict(
            _("이미 다른 단계로 넘어간 가져오기입니다. 화면을 다시 열어 주세요."),
            code="wrong_state",
        )


def step(run: ImportRun, to: RunState) -> None:
    """The caller saves. Raises Conflict for a step that there is not."""
    if to not in STEPS[RunState(run.state)]:
        require_state(run)
    run.state = to
