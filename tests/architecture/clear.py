"""Values of persons in the clear: wherever one is shown, exactly one row of the log says so."""

from __future__ import annotations

import html
from collections import Counter
from typing import Any

from django.utils.html import escape

from dongne.foundation.openings.public import Opening
from dongne.foundation.residents.public import Household, Person

SHOWN = (
    "name",
    "phone",
    "second_phone",
    "email",
    "birth_date",
    "address",
    "address_detail",
    "note",
)
# Shorter ones stand in any page by chance.
SHORTEST = 2


class Clear:
    """What must not be seen unlogged: every value of every person and household that there is."""

    def __init__(self) -> None:
        self.values: dict[str, set[str]] = {}
        for row in (*Person._base_manager.all(), *Household._base_manager.all()):
            for column in SHOWN:
                value: Any = getattr(row, column, None)
                text = value.reveal() if value else ""
                if len(text) >= SHORTEST:
                    self.values.setdefault(text, set()).add(row.whose)
        self.before = self._openings()

    def faults(self, told: bytes, sent: Any) -> list[str]:
        """Call it before the request is rolled back. What somebody has typed may be shown again."""
        text = html.unescape(told.decode("utf-8", "replace"))
        typed = str(sent)
        shown = [value for value in self.values if value in text and value not in typed]
        if not shown:
            return []
        rows = self._openings() - self.before
        return [
            f"shows {escape(value)} with {n} rows in the log"
            for value in shown
            # An address belongs to everybody who lives there: one of them was opened.
            if (n := max(rows[whose] for whose in self.values[value])) != 1
        ]

    def _openings(self) -> Counter[str]:
        return Counter(Opening._base_manager.values_list("whose", flat=True))
