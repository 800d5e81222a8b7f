"""Pure decisions: who stands on a line, and whose turn it is today (workflows.md, Report and
approval). People are keys here; the services know their names.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from .states import Gap, Openness, Seat, StepKind

NAMED = ""
"""The seat of an officer who was named, not placed by what they are."""


@dataclass(frozen=True, slots=True)
class Sitter:
    """Somebody on a line, and why: a `Seat`, or named."""

    officer: int
    seat: str = NAMED


@dataclass(frozen=True, slots=True)
class Placed:
    kind: StepKind
    sitter: Sitter
    finality: bool = False


def line_of(
    *,
    drafter: int,
    reviewers: Iterable[Sitter],
    cooperators: Iterable[Sitter],
    head: Sitter | None,
    delegate: Sitter | None = None,
) -> list[Placed]:
    """검토 → 협조 → 결재, each person once.

    Drafters don't review their own paper; the head's is approved by the head. Whoever decides by
    delegation (전결) can't decide their own paper: that goes up to the head. Without somebody to
    decide the line ends open, which no paper may be sent along.
    """
    delegated = delegate is not None and drafter != delegate.officer
    if head is not None and head.officer in (drafter, delegate and delegate.officer):
        delegated = False
    last = delegate if delegated else head
    taken = {drafter} | ({last.officer} if last else set())
    placed: list[Placed] = []
    for kind, sitters in ((StepKind.REVIEW, reviewers), (StepKind.COOPERATION, cooperators)):
        for sitter in sitters:
            if sitter.officer not in taken:
                taken.add(sitter.officer)
                placed.append(Placed(kind, sitter))
    if last:
        placed.append(Placed(StepKind.APPROVAL, last, finality=delegated))
    return placed


def reader_of(*, drafter: int, readers: Iterable[Sitter | None]) -> list[Placed]:
    """열람: the first who is not the drafter reads the memo."""
    for sitter in readers:
        if sitter and sitter.officer != drafter:
            return [Placed(StepKind.READ, sitter)]
    return []


@dataclass(frozen=True, slots=True)
class Stand:
    """A box as the turn sees it; `open` as long as nobody signed, returned or skipped it."""

    officer: int
    open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Whose turn it is. Positions are indexes of the boxes. Either `awaits` or `gap`."""

    at: int
    skipped: tuple[int, ...] = ()
    merged: tuple[int, ...] = ()
    awaits: int | None = None
    stands_in: bool = False
    gap: Gap | None = None


def turn(
    stands: Sequence[Stand],
    *,
    drafter: int,
    away: Mapping[int, int | None],
    gone: Collection[int] = frozenset(),
) -> Turn:
    """The turn of a day on which `away` are absent (→ deputy of the day) and `gone` work elsewhere.

    Absent reviewers and cooperators are skipped when the turn comes to them. The last box is never
    skipped: its deputy stands in, or it waits. Whoever would sign two boxes in a row signs the last
    one for both.
    """
    missing = away.keys() | gone
    last = len(stands) - 1
    awaits, gap = _holder(stands[last].officer, drafter=drafter, away=away, gone=gone)
    skipped: list[int] = []
    ahead: list[int] = []
    for at in [i for i, stand in enumerate(stands[:last]) if stand.open]:
        (skipped if stands[at].officer in missing else ahead).append(at)
    if ahead and (len(ahead) > 1 or stands[ahead[0]].officer != awaits):
        first = ahead[0]
        before = tuple(at for at in skipped if at < first)
        return Turn(at=first, skipped=before, awaits=stands[first].officer)
    return Turn(
        at=last,
        skipped=tuple(skipped),
        merged=tuple(ahead),
        awaits=awaits,
        stands_in=awaits is not None and awaits != stands[last].officer,
        gap=gap,
    )


def _holder(
    officer: int, *, drafter: int, away: Mapping[int, int | None], gone: Collection[int]
) -> tuple[int | None, Gap | None]:
    """Who signs the last box today, or why nobody does."""
    if officer in gone:
        return None, Gap.SEAT_IS_EMPTY
    # Who has just sent their own paper is there to approve it.
    if officer not in away or officer == drafter:
        return officer, None
    deputy = away[officer]
    if deputy is None or deputy in gone:
        return None, Gap.NOBODY_STANDS_IN
    if deputy == drafter:
        return None, Gap.STAND_IN_DRAFTED_IT
    if deputy in away:
        return None, Gap.STAND_IN_IS_AWAY
    return deputy, None


def grounds_fault(openness: Openness, grounds: Collection[int]) -> str:
    """The code of what is wrong with a class and its grounds, or nothing."""
    if openness is Openness.OPEN:
        return "grounds_of_open" if grounds else ""
    return "" if grounds else "grounds_missing"


SEATS_OF_ADMINISTRATION: tuple[tuple[str, ...], tuple[str, ...]] = (
    (Seat.ADMINISTRATION_LEAD,),
    (),
)
SEATS_OF_OTHERS: tuple[tuple[str, ...], tuple[str, ...]] = (
    (Seat.OWN_LEAD,),
    (Seat.ADMINISTRATION_LEAD,),
)
"""Reviewers and cooperators where a dong has set nothing else (domain.md, outreach 6)."""


def register_number(*, prefix: str, year: int, serial: int, with_year: bool) -> str:
    """신정4동-2026-123, or 신정4동-123 where the year is left out."""
    return f"{prefix}-{year}-{serial}" if with_year else f"{prefix}-{serial}"
