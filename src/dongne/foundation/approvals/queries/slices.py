"""Pages of a long list by where they begin (keyset): no page is ever counted through."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Generic, TypeVar

from django.db.models import Model, Q, QuerySet

M = TypeVar("M", bound=Model)
PAGE_LENGTH = 50
_START = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Slice(Generic[M]):
    """Rows of one page in their order, and the marks of the pages before and after it, or ''."""

    rows: list[M]
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a page begins: after the row of these keys, or (`back`) before it."""

    keys: tuple[Any, ...]
    back: bool = False


def mark_text(keys: Sequence[Any]) -> str:
    """Keys as a word for addresses: whole numbers, moments as microseconds since 2000."""
    return "_".join(
        str((key - _START) // timedelta(microseconds=1)) if isinstance(key, datetime) else str(key)
        for key in keys
    )


def read_mark(after: str, before: str, *, moments: int = 0, length: int = 1) -> Mark | None:
    """The mark of an address, whose first `moments` keys are moments; None if it is none."""
    text, back = (before, True) if before else (after, False)
    numbers = text.split("_")
    if len(numbers) != length or not all(n.isdecimal() and len(n) < 18 for n in numbers):
        return None
    keys = [
        _START + timedelta(microseconds=int(n)) if at < moments else int(n)
        for at, n in enumerate(numbers)
    ]
    return Mark(tuple(keys), back)


def slice_of(
    rows: QuerySet[M],
    *,
    keys: tuple[str, ...],
    mark: Mark | None,
    descending: bool = False,
    length: int = PAGE_LENGTH,
    from_row: Mark | None = None,
) -> Slice[M]:
    """One page in the order of `keys`, the last of which tells all rows apart. One statement.

    `from_row` begins with the row of these keys itself.
    """
    back = mark is not None and mark.back
    falling = descending is not back
    start = mark or from_row
    if start:
        rows = rows.filter(_beyond(keys, start.keys, falling, including=mark is None))
    order = [f"-{key}" if falling else key for key in keys]
    found = list(rows.order_by(*order)[: length + 1])
    more = len(found) > length
    found = found[:length]
    if back:
        found.reverse()
    of: Callable[[M], str] = lambda row: mark_text([getattr(row, key) for key in keys])  # noqa: E731
    has_before, has_after = (more, True) if back else (start is not None, more)
    return Slice(
        rows=found,
        before=of(found[0]) if found and has_before else "",
        after=of(found[-1]) if found and has_after else "",
    )


def _beyond(keys: tuple[str, ...], values: tuple[Any, ...], falling: bool, *, including: bool) -> Q:
    """Rows after those values in the order of the keys."""
    way = "lt" if falling else "gt"
    found, equal = Q(), Q()
    for at, (key, value) in enumerate(zip(keys, values, strict=True)):
        last = at == len(keys) - 1
        found |= equal & Q(**{f"{key}__{way}{'e' if including and last else ''}": value})
        equal &= Q(**{key: value})
    return found
