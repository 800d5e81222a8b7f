"""What a model says about the personal data in it. Every model says something; a test looks.

A model carries `personal_data`: `NOTHING` where none of its columns can hold any, else a `Holds`
with one line for each column that does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class About(StrEnum):
    """Whose data it is."""

    RESIDENT = "resident"
    STAFF = "staff"
    ANYBODY = "anybody"
    """Free text: whoever was named in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holds:
    """`columns` maps each column with personal data to what it holds, in a few English words.

    `about` says whose; `until` in one sentence when and how it goes; `sealed` columns are
    encrypted fields, the others lie in the clear for the reason that `why_clear` gives.
    """

    about: About
    columns: Mapping[str, str]
    until: str
    sealed: frozenset[str] = field(default_factory=frozenset)
    why_clear: str = ""

    def __post_init__(self) -> None:
        if not self.columns:
            raise ValueError("a model that holds nothing says NOTHING")
        if unknown := self.sealed - set(self.columns):
            raise ValueError(f"sealed, but not among the columns: {sorted(unknown)}")
        if set(self.columns) - self.sealed and not self.why_clear:
            raise ValueError("columns in the clear need a reason")


NOTHING = None
"""Said by a model none of whose columns can hold personal data."""

# Sentences that many models say.
KEPT_WITH_RECORD = (
    "as long as the record of the office that it is part of (공공기록물법 시행령 제26조); at a "
    "person's request it is corrected or deleted before"
)
KEPT_WITH_OFFICER = (
    "as long as the office's record of who worked there; what is not needed any more is cleared "
    "by whoever administers the accounts"
)
KEPT_TWO_YEARS = (
    "two years at least (안전성 확보조치 기준 제8조); nothing in the program deletes it"
)
KEPT_THREE_YEARS = "three years at least (안전성 확보조치 기준 제5조제3항), then swept at night"
IMPORT_ROWS_GO = "thirty days after the file came in, by a job of every night"
WHY_STAFF = "who did what in office stands on the office's own papers and pages"
WHY_FREE_TEXT = (
    "free text is read and searched by whoever is responsible; telephone numbers and addresses are "
    "moved out as it is written, registration numbers are refused"
)
