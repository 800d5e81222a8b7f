"""A list that was taken in is taken back: whoever came with it and was not touched since goes."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import record_many
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import Conflict

from .. import holders
from ..models import Block, Membership, Person
from ..permissions import may_edit, require


@transaction.atomic
def take_persons_back(
    viewer: Viewer, *, person_ids: Collection[UUID], dong_id: int, now: datetime
) -> int:
    """All of them or none. Refused when one of them was edited, lives in a household, is protected,
    or is somebody of whom another module holds something. How many."""
    require(may_edit(viewer, dong_id))
    rows = list(
        Person.objects.for_viewer(SYSTEM)
        .select_for_update(of=("self",))
        .filter(pk__in=person_ids, dong=dong_id)
        .order_by("pk")
    )
    used = Membership.objects.for_viewer(SYSTEM).filter(person__in=rows).exists()
    used = used or Block.objects.for_viewer(SYSTEM).filter(person__in=rows).exists()
    used = used or Block.objects.for_viewer(SYSTEM).filter(blocked_person__in=rows).exists()
    changed = any(row.version != 1 or row.is_gone for row in rows)
    if changed or used or any(holders.held_of(SYSTEM, row.pk) for row in rows):
        raise _used()
    record_many(
        viewer,
        action="residents.taken_back",
        subjects=[(row, {}) for row in rows],
        now=now,
        dong_id=dong_id,
    )
    try:
        with transaction.atomic():
            Person.objects.for_viewer(SYSTEM).filter(pk__in=[row.pk for row in rows]).delete()
    except (IntegrityError, ProtectedError):
        raise _used() from None
    return len(rows)


def _used() -> Conflict:
    return Conflict(
        _("가져온 뒤에 고치거나 쓴 사람이 있어 되돌릴 수 없습니다. 한 사람씩 정리해 주세요."),
        code="used_since",
    )
