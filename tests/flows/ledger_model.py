"""What the rules say of reports and months, told once more by hand: the machine holds the program
against it (domain.md, outreach 5 to 7; workflows.md, Activity report and Month).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from dongne.lib.seoul import Month

# Who signs whose report, in order (architecture.md, Demonstration).
LINES = {
    "officer": ("lead", "head"),
    "colleague": ("lead", "head"),
    "welfare_officer": ("welfare_lead", "lead", "head"),
    "welfare_lead": ("lead", "head"),
    "lead": ("head",),
    "head": ("lead", "head"),
}
# Who reads whose memo.
READERS = {
    "officer": "lead",
    "colleague": "lead",
    "welfare_officer": "welfare_lead",
    "welfare_lead": "lead",
    "lead": "head",
    "head": "lead",
}
LEADS = ("lead", "head")
PEOPLE = tuple(LINES)
STANDS_IN = {"officer": "colleague", "lead": "welfare_lead", "head": "lead", "welfare_lead": "lead"}

Away = Mapping[str, str | None]


@dataclass
class Box:
    who: str
    signed_by: str = ""
    skipped: bool = False

    @property
    def open(self) -> bool:
        return not self.signed_by and not self.skipped


@dataclass
class Paper:
    """What the model knows of one report. `completed` is the number of the version in force."""

    id: UUID
    who: str
    memo: bool = False
    state: str = "draft"
    corrector: str = ""
    completed: int = 0
    boxes: list[Box] = field(default_factory=list)
    awaits: str | None = None
    frozen: list[Any] = field(default_factory=list)
    counts: Counter[Month] = field(default_factory=Counter)
    """What the version in force counts."""
    base: Any = None
    """Report and activities before the correction, column by column."""

    @property
    def writer(self) -> str:
        return self.corrector or self.who

    @property
    def open(self) -> bool:
        return self.state in ("draft", "returned", "correcting")

    @property
    def signed(self) -> bool:
        return any(box.signed_by for box in self.boxes)

    def send(self, away: Away) -> None:
        people = (READERS[self.writer],) if self.memo else LINES[self.writer]
        self.state, self.boxes = "submitted", [Box(who) for who in people]
        self.turn(away)

    def turn(self, away: Away) -> None:
        """Absent reviewers are passed over; the last box waits for its own or who stands in.

        Whoever would sign two boxes in a row signs once.
        """
        *before, last = self.boxes
        holder: str | None = last.who
        if last.who in away and last.who != self.writer:
            deputy = away[last.who]
            holder = deputy if deputy and deputy != self.writer and deputy not in away else None
        present = [box for box in before if box.open and box.who not in away]
        at_last = not present or [box.who for box in present] == [holder]
        first = len(before) if at_last else before.index(present[0])
        for box in before[:first]:
            box.skipped = box.skipped or (box.open and box.who in away)
        self.awaits = holder if at_last else present[0].who

    def sign(self, away: Away) -> bool:
        """Whether that was the last signature."""
        assert self.awaits
        *before, last = self.boxes
        present = [box for box in before if box.open and box.who not in away]
        alone = not present or [box.who for box in present] == [self.awaits]
        holds_last = last.who == self.awaits or away.get(last.who) == self.awaits
        if alone and holds_last:
            last.signed_by, self.awaits = self.awaits, None
            return True
        present[0].signed_by = self.awaits
        self.turn(away)
        return False


MOVES = {
    "share": ("open",),
    "unshare": ("shared",),
    "close": ("shared", "reopened"),
    "unclose": ("closed",),
    "reopen": ("closed",),
}
THEN = {
    "share": "shared",
    "unshare": "open",
    "close": "closed",
    "unclose": "shared",
    "reopen": "reopened",
}


@dataclass
class Books:
    """What each month shows, and what came too late for a closed one."""

    steps: dict[Month, str]
    shown: Counter[Month] = field(default_factory=Counter)
    late: Counter[Month] = field(default_factory=Counter)

    def enter(self, before: Counter[Month], after: Counter[Month]) -> None:
        for month in before.keys() | after.keys():
            n = after[month] - before[month]
            book = self.late if self.steps[month] == "closed" else self.shown
            book[month] += n

    def may(self, deed: str, month: Month) -> bool:
        return self.steps[month] in MOVES[deed]

    def move(self, deed: str, month: Month) -> None:
        self.steps[month] = THEN[deed]
        if deed in ("unclose", "reopen"):
            self.shown[month] += self.late.pop(month, 0)
