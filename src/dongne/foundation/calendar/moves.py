"""Who has open due dates: a registry that higher modules fill when the apps start."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .rules import OfficeCalendar


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarChange:
    """What is about to change, or has changed, in the calendars of some offices.

    `dong_ids` are the dongs whose calendar differs; None: every dong there is. `first` and `last`
    are the days that differ (`last` None: from `first` on). `before` and `after` answer the
    calendar of a dong (None: of an office without a dong) without a statement each; in the move,
    which runs after the change, `before` is what holds then too: compare with stored due dates.
    """

    dong_ids: frozenset[int] | None
    first: date
    last: date | None
    before: Callable[[int | None], OfficeCalendar]
    after: Callable[[int | None], OfficeCalendar]
    late: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """One open due date that would move. `text` names the thing without personal data."""

    text: str
    url: str
    before: datetime | date
    after: datetime | date


Preview = Callable[[CalendarChange], Sequence[Moved]]
Move = Callable[[CalendarChange, datetime], None]

_movers: dict[str, tuple[Preview, Move | None]] = {}


def register_moves(name: str, preview: Preview, move: Move | None = None) -> None:
    """`preview(change)` answers what would move; `move(change, now)` moves it, in a job.

    A job may run twice: moving what has moved already does nothing. Without `move` the due dates
    are worked out whenever they are asked for, and need none.
    """
    _movers[name] = (preview, move)


def movers() -> dict[str, tuple[Preview, Move | None]]:
    return dict(_movers)
