"""A longer limit, and the progress that is told meanwhile."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import Refused
from dongne.lib.seoul import seoul_day
from dongne.lib.statute import ExtensionReason, Limit, NotCountable, why_not_extend

from ..models import Deadline, DeadlineExtension
from ..permissions import require_change, require_lead
from ..states import Deed
from ..subjects import kind_of
from ..words import NOT_EXTENDED, refused
from .keeping import count_again, held, keep
from .running import next_notice


@transaction.atomic
def extend_deadline(
    viewer: Viewer,
    *,
    deadline_id: UUID,
    more: Limit | str,
    reason: ExtensionReason,
    now: datetime,
    note: str = "",
    consent: bool = False,
) -> Deadline:
    """`more` time, for a lawful reason (영 제21조): once no longer than the limit, a second time
    with the petitioner's consent. Whoever waits has to be told the reason and the new date; the
    kind's module does so in `changed`. Raises NotHere, Forbidden, Conflict, Refused.
    """
    row = held(viewer, deadline_id, may=require_lead)
    if not kind_of(row.kind).extendable:
        raise Refused(_("이 기한은 늘릴 수 없습니다."), code="not_extendable")
    try:
        longer = Limit.parse(more.strip()) if isinstance(more, str) else more
    except NotCountable as problem:
        raise refused(problem) from problem
    code = why_not_extend(
        Limit.parse(row.limit),
        [Limit.parse(one.limit) for one in row.known_extensions],
        longer,
        reason=reason,
        consent=consent,
        received=seoul_day(row.counted_from),
        today=seoul_day(now),
    )
    if code is not None:
        raise Refused(str(NOT_EXTENDED[code]), code=code)
    extension = DeadlineExtension(
        deadline=row,
        limit=str(longer),
        reason=reason,
        note=" ".join(note.split())[:200],
        consent=consent,
        granted_at=now,
    )
    extension.save(force_insert=True)
    row.known_extensions.append(extension)
    before = row.due_at
    count_again(row)
    keep(
        viewer,
        row,
        Deed.EXTENDED,
        before=before,
        now=now,
        detail=str(longer),
        more=str(longer),
        reason=str(reason),
        consent=consent,
    )
    return row


@transaction.atomic
def tell_progress(viewer: Viewer, *, deadline_id: UUID, now: datetime) -> Deadline:
    """The progress was told today (영 제23조); the next telling is thirty days after receipt again.

    Raises NotHere, Forbidden, Conflict.
    """
    row = held(viewer, deadline_id, may=require_change)
    owed = row.notice_on
    row.told_on = seoul_day(now)
    row.notice_on = next_notice(row)
    keep(
        viewer,
        row,
        Deed.TOLD,
        before=row.due_at,
        now=now,
        notice_on=[owed, row.notice_on],
    )
    return row
