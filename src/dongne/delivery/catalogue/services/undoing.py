"""A publication that nobody has used is taken back; one that was used stays for what it let in."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from dongne.foundation.audit.public import AuditEntry, record
from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import Conflict, NotHere

from ..models import CatalogueVersion
from ..permissions import require_deciding
from ..queries.holding import book
from ..subjects import used_since
from .editions import editions_of, hold, new_mark


def undo_publication(viewer: Viewer, entry: AuditEntry, now: datetime) -> None:
    """What held before holds again. Refused when something was asked for with it since."""
    places = ("city", "district", "dong__district")
    row = CatalogueVersion.objects.select_related(*places).filter(pk=entry.subject_id).first()
    if row is None:
        raise NotHere(_("민원사무를 찾을 수 없습니다."), code="not_found")
    require_deciding(viewer, row.owner)
    hold()
    row.refresh_from_db()
    if row.undone_at is not None:
        raise Conflict(_("이미 되돌린 변경입니다."), code="undone_already")
    before = editions_of(book(), row.code)
    row.undone_at = now
    row.save(update_fields=["undone_at"])
    gone = set(before) - set(editions_of(book(), row.code))
    if used_since(gone, row.published_at):
        raise Conflict(
            _(
                "이 규칙으로 받은 신청이 이미 있어 되돌릴 수 없습니다. 고친 내용을 새로 "
                "시행하세요. 받은 신청은 신청할 때의 규칙으로 남습니다."
            ),
            code="used",
        )
    new_mark()
    record(
        viewer,
        action="service.published.undone",
        subject=row,
        now=now,
        dong_id=row.dong_id,
        changes=dict(entry.changes),
    )
