"""What officers write: sentences put together from `data/memos.json`, as varied as they are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from random import Random
from typing import Any

from .files import facts

CHOICE = re.compile(r"\[([^\]]+)\]")
TRIES = 12
# One in so many complaints and finds is still open when it is written down.
OPEN_ONE_IN = 9


@dataclass(frozen=True, slots=True)
class Memo:
    """`scene` is a picture that fits, `pair` whether it was put in order at once."""

    field: str
    kind: str
    text: str
    measure: str
    handover: bool
    scene: str
    pair: bool


class Memos:
    """Deals out memos; the same sentence comes again only when there is no other."""

    def __init__(self, rng: Random, *, hall: str = "구") -> None:
        """`hall` is what the office above the dong calls itself: 구 or 시."""
        self._rng = rng
        self._hall = hall
        self._bank = facts("memos.json")
        self._seen: set[str] = set()
        self._used: dict[int, int] = {}

    def activity(self, field: str, *, month: int, seen: bool = False) -> Memo:
        """Something that counts, of the field. `seen` asks for something that makes a picture."""
        rows = [
            row
            for row in self._bank["activities"]
            if row["field"] == field and month in row.get("months", [month])
        ]
        given = self._pick([row for row in rows if row.get("scene")] or rows if seen else rows)
        measure = given["measure"]
        if not given.get("pair") and self._rng.randrange(OPEN_ONE_IN) == 0:
            measure = self._rng.choice(self._bank["measures_open"])
        return self._memo(given, kind=given["kind"], measure=measure)

    def reading(self) -> Memo:
        """동네읽기: does not count."""
        return self._memo(self._pick(self._bank["readings"]), kind="reading", measure="")

    def purpose(self, team_kind: str) -> str:
        return str(self._rng.choice(self._bank["purposes"][team_kind]))

    def opinion(self) -> str:
        return str(self._rng.choice(self._bank["opinions"]))

    def return_reason(self) -> str:
        return str(self._rng.choice(self._bank["returns"]))

    def notes(self) -> dict[str, str]:
        """주요내용 of a month by field."""
        return dict(self._bank["notes"])

    def _pick(self, rows: list[dict[str, Any]]) -> dict[str, Any]:
        """One of those that came least often so far."""
        least = min(self._used.get(id(row), 0) for row in rows)
        row = self._rng.choice([row for row in rows if self._used.get(id(row), 0) <= least + 1])
        self._used[id(row)] = self._used.get(id(row), 0) + 1
        return row

    def _memo(self, row: dict[str, Any], *, kind: str, measure: str) -> Memo:
        for _ in range(TRIES):
            text = self._one_of(row["text"])
            if text not in self._seen:
                break
        self._seen.add(text)
        return Memo(
            field=row["field"],
            kind=kind,
            text=text,
            measure=self._one_of(measure),
            handover=row.get("handover", False),
            scene=row.get("scene", ""),
            pair=row.get("pair", False),
        )

    def _one_of(self, text: str) -> str:
        chosen = CHOICE.sub(lambda found: self._rng.choice(found[1].split("|")), text)
        return chosen.replace("구청", f"{self._hall}청").replace("구정 ", f"{self._hall}정 ")
