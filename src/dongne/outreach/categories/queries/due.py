"""Until when something of a category has to be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dongne.foundation.calendar.public import calendar_of
from dongne.lib.seoul import seoul_day
from dongne.lib.statute import Limit, WorkingCalendar, due

from ..states import PetitionKind
from .words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """`statutory_due_at` by 민원 처리에 관한 법률 시행령 제14조–제17조, `target_at` as the office
    has promised; None where there is none. `due_at` is the earlier one: only where a petition
    that the decree wants done at once can't be for a good reason that the category names (영
    제19조), it is the target."""

    statutory_due_at: datetime | None
    target_at: datetime | None
    due_at: datetime | None


def due_of(
    words: Words,
    *,
    received_at: datetime,
    dong_id: int | None,
    petition: bool = True,
    calendar: WorkingCalendar | None = None,
) -> Due:
    """`petition` is False for what officers find themselves: no statute sets a time for it.

    By another `calendar` than the dong's where one is handed in. At most one statement, as
    `calendar_of`.
    """
    calendar = calendar or calendar_of(dong_id)
    limit = words.limit_on(seoul_day(received_at)) if petition else ""
    statutory = due(Limit.parse(limit), received_at, calendar) if limit else None
    target = due(Limit.parse(words.target), received_at, calendar) if words.target else None
    reasoned = words.petition is PetitionKind.OTHER and any(words.reasons.values())
    binding = [at for at in (statutory, target) if at is not None]
    if reasoned and target is not None:
        binding = [target]
    return Due(
        statutory_due_at=statutory, target_at=target, due_at=min(binding) if binding else None
    )
