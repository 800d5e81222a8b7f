"""Everything of a dong goes out: with a reason, in one moment's state, told in the audit."""

from __future__ import annotations

from datetime import datetime
from typing import IO

from django.db import connection, transaction
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import record
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import NotHere, Refused

from .ground import require_lead
from .lines import write_lines
from .workbook import write_workbook

FORMS = {"xlsx": write_workbook, "jsonl": write_lines}


def export_dong(
    viewer: Viewer, *, dong_id: int, form: str, reason: str, to: IO[bytes], now: datetime
) -> dict[str, int]:
    """Write the file to `to`; how many rows of each kind. All of it is of the same moment."""
    require_lead(viewer, dong_id)
    if len(reason.strip()) < 2:
        raise Refused(_("내보내는 까닭을 적어 주세요."), code="no_reason")
    alone = not connection.in_atomic_block
    with transaction.atomic():
        if alone:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        dong = Dong.objects.for_viewer(viewer).select_related("district").filter(pk=dong_id).first()
        if dong is None:
            raise NotHere(_("동을 찾을 수 없습니다."), code="not_found")
        counts = FORMS[form](dong, now=now, to=to)
        record(
            viewer,
            action="dong.exported",
            subject=dong,
            now=now,
            dong_id=dong.pk,
            changes={"form": form, "reason": reason.strip()[:200], "counts": counts},
        )
    return counts
