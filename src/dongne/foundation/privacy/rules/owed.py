"""What a breach asks for, to whom and until when (개인정보 보호법 제34조, 시행령 제39조·제40조)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from ..states import Step

BREACH_HOURS = 72
"""시행령 제39조제1항, 제40조제1항: hours by the clock, day and night, from knowing of it."""
MANY_PEOPLE = 1000
"""시행령 제40조제1항제1호."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """`until` is None where the law says "without delay" only. `why` are codes of `words.WHY`."""

    step: Step
    until: datetime | None
    why: tuple[str, ...] = ()


def owed(
    found_at: datetime, *, people: int, sensitive: bool, unique_ids: bool, intrusion: bool
) -> list[Owed]:
    """In the order in which they are done. A report is owed only for the reasons of the statute."""
    until = found_at + timedelta(hours=BREACH_HOURS)
    why = tuple(
        code
        for code, holds in (
            ("many", people >= MANY_PEOPLE),
            ("sensitive", sensitive),
            ("unique_ids", unique_ids),
            ("intrusion", intrusion),
        )
        if holds
    )
    steps = [Owed(step=Step.CONTAIN, until=None)]
    steps.append(Owed(step=Step.TELL, until=until))
    if why:
        steps.append(Owed(step=Step.REPORT, until=until, why=why))
    steps.append(Owed(step=Step.PREVENT, until=None))
    return steps
