"""What a change would move: done for good, looked at, and taken back at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction

from dongne.lib.seoul import at_seoul

from ..models import Revision
from ..moves import Moved, movers
from ..queries.offices import book, forget_asked
from .keeping import Kept
from .moving import change_of, dongs_below

EXAMPLES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """`moved` begins with the one that would move furthest. `mark` names the calendars that it was
    worked out with."""

    kept: Kept
    moved: list[Moved]
    dongs: int
    mark: str

    @property
    def examples(self) -> list[Moved]:
        return self.moved[:EXAMPLES]

    @property
    def worst(self) -> Moved | None:
        return self.moved[0] if self.moved else None


def preview(deed: Callable[[], Kept]) -> Preview:
    """`deed` is one of the services with everything it needs; its refusals come through.

    It is really done, in a savepoint that is rolled back, so that a preview can never differ from
    the deed. Who has due dates is asked afterwards: nobody waits for them.
    """
    with transaction.atomic():
        mark = str(Revision.objects.values_list("mark", flat=True).first() or "")
        before = book()
        point = transaction.savepoint()
        kept = deed()
        after = book()
        transaction.savepoint_rollback(point)
        forget_asked()
        tree = dongs_below(kept.place)
    change = change_of(tree, before, after, kept)
    moved: list[Moved] = []
    if change.dong_ids or change.before(None) != change.after(None):
        for look, _move in movers().values():
            moved += look(change)
    moved.sort(key=_distance, reverse=True)
    return Preview(kept=kept, moved=moved, dongs=len(change.dong_ids or ()), mark=mark)


def _distance(one: Moved) -> float:
    return abs((_moment(one.after) - _moment(one.before)).total_seconds())


def _moment(value: datetime | date) -> datetime:
    return value if isinstance(value, datetime) else at_seoul(value, time.min)
