"""Whether a dong's due days move off weekends and holidays."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import AuditEntry, record
from dongne.foundation.organisations.public import runs
from dongne.foundation.places.public import dong_of
from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import Conflict, Forbidden

from ..models import DueRule


@transaction.atomic
def set_due_rule(viewer: Viewer, *, moves: bool, now: datetime) -> DueRule:
    """Of the viewer's own dong, which they run."""
    dong = dong_of(viewer)
    if not runs(viewer, dong):
        raise Forbidden(_("동장과 행정팀장만 할 수 있습니다."), code="not_the_lead")
    row = DueRule.objects.for_viewer(viewer).select_for_update().filter(dong=dong).first()
    before = row.moves if row else True
    if before == moves:
        raise Conflict(_("바뀐 것이 없습니다."), code="nothing_changed")
    row = row or DueRule(dong=dong)
    row.moves, row.set_at = moves, now
    row.save()
    record(
        viewer,
        action="due.set",
        subject=row,
        now=now,
        dong_id=dong.pk,
        changes={"moves": [before, moves]},
    )
    return row


def undo_due_rule(viewer: Viewer, entry: AuditEntry, now: datetime) -> None:
    """What held before."""
    before, after = entry.changes["moves"]
    row = DueRule.objects.for_viewer(viewer).filter(pk=int(entry.subject_id)).first()
    if row is None or row.moves != after:
        raise Conflict(
            _("그 뒤에 다시 바뀐 설정입니다. 지금 값을 확인해 주세요."), code="changed_since"
        )
    set_due_rule(viewer, moves=before, now=now)
