"""The figures of law: each with its article and the day from which it holds.

What is written here was read in the texts named by `article`; `checked` says where only a secondary
source was at hand. Laws change and an office may know better: `LAW.corrected(...)` answers a table
with further rows, and everything that counts takes the table as `law`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from .errors import NotCountable
from .limits import Limit

PETITIONS = "민원 처리에 관한 법률"
PETITIONS_DECREE = "민원 처리에 관한 법률 시행령"
DAWN = date(1900, 1, 1)
"""For a figure that held before anything this program counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """`value` holds from `valid_from` on until a later row of the same `code`.

    A plain number (hours, days, times) or a `Limit`. `checked` is False where the original text
    was not read.
    """

    code: str
    value: int | Limit
    valid_from: date
    article: str
    checked: bool = True


@dataclass(frozen=True, slots=True)
class Law:
    """The figures, asked for by code and day."""

    figures: tuple[Figure, ...]
    _by_code: dict[str, tuple[Figure, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_code: dict[str, list[Figure]] = {}
        for row in sorted(self.figures, key=lambda row: row.valid_from):
            by_code.setdefault(row.code, []).append(row)
        object.__setattr__(self, "_by_code", {k: tuple(v) for k, v in by_code.items()})

    def row(self, code: str, day: date) -> Figure | None:
        """The row that holds on `day`; None before the first. Raises `unknown_figure`."""
        rows = self._by_code.get(code)
        if rows is None:
            raise NotCountable("unknown_figure", f"no figure of law: {code}")
        if rows[-1].valid_from <= day:
            return rows[-1]
        return next((row for row in reversed(rows) if row.valid_from <= day), None)

    def number(self, code: str, day: date) -> int:
        value = self._value(code, day)
        if not isinstance(value, int):
            raise NotCountable("unknown_figure", f"no number: {code}")
        return value

    def limit(self, code: str, day: date) -> Limit:
        value = self._value(code, day)
        if not isinstance(value, Limit):
            raise NotCountable("unknown_figure", f"no limit: {code}")
        return value

    def _value(self, code: str, day: date) -> int | Limit:
        row = self.row(code, day)
        if row is None:
            raise NotCountable("out_of_reach", f"not in force on {day}: {code}")
        return row.value

    def holds(self, code: str, day: date) -> bool:
        """Whether the rule is in force on `day`."""
        return self.row(code, day) is not None

    def corrected(self, rows: Iterable[Figure]) -> Law:
        """With the office's rows; one of the same code and day takes the place of ours."""
        ours = {(row.code, row.valid_from): row for row in self.figures}
        ours.update({(row.code, row.valid_from): row for row in rows})
        return Law(tuple(ours.values()))


def _of(
    code: str, value: int | str, article: str, valid_from: date = DAWN, *, checked: bool = True
) -> Figure:
    return Figure(
        code=code,
        value=Limit.parse(value) if isinstance(value, str) else value,
        valid_from=valid_from,
        article=article,
        checked=checked,
    )


_DECREE_2022 = date(2022, 7, 12)
_DECREE_2026 = date(2026, 5, 6)

LAW: Final = Law(
    (
        # Counting.
        _of("at_once_hours", 3, f"{PETITIONS_DECREE} 제19조"),
        _of("hours_a_day", 8, f"{PETITIONS} 제19조제1항"),
        _of("days_by_the_hour", 5, f"{PETITIONS} 제19조제1항"),
        # What a kind of petition has when nothing else sets it.
        _of("law_question", "14d", f"{PETITIONS_DECREE} 제14조제1호"),
        _of("other_question", "7d", f"{PETITIONS_DECREE} 제14조제2호"),
        _of("proposal", "14d", f"{PETITIONS_DECREE} 제15조"),
        _of("other_petition", "now", f"{PETITIONS_DECREE} 제16조제1항"),
        _of("grievance", "7d", f"{PETITIONS_DECREE} 제17조제1항"),
        _of("grievance_survey_days", 14, f"{PETITIONS_DECREE} 제17조제4항"),
        _of("grievance_survey_more_days", 7, f"{PETITIONS_DECREE} 제17조제4항 단서"),
        # Taking in and passing on.
        _of("acceptance", "8h", f"{PETITIONS_DECREE} 제6조제7항", _DECREE_2022),
        _of("transfer_to_team", "1h", f"{PETITIONS_DECREE} 제13조제1항"),
        _of("transfer_to_far_team", "3h", f"{PETITIONS_DECREE} 제13조제1항 단서"),
        _of("transfer_within_agency", "3h", f"{PETITIONS_DECREE} 제13조제2항"),
        _of("transfer_to_agency", "8h", f"{PETITIONS_DECREE} 제13조제3항"),
        # The clock that stops, and longer limits.
        _of(
            "outage_not_counted",
            1,
            f"{PETITIONS_DECREE} 제20조제2호",
            _DECREE_2026,
            checked=False,
        ),
        _of("workload_no_reason", 1, f"{PETITIONS_DECREE} 제21조", _DECREE_2026, checked=False),
        _of("extensions_without_consent", 1, f"{PETITIONS_DECREE} 제21조제1항"),
        _of("extensions_with_consent", 1, f"{PETITIONS_DECREE} 제21조제1항 단서"),
        _of("supplement_extensions", 2, f"{PETITIONS_DECREE} 제24조제2항"),
        _of("supplement_again_days", 10, f"{PETITIONS_DECREE} 제24조제3항"),
        _of("supplement_returned", 2, f"{PETITIONS_DECREE} 제25조제2항"),
        # Telling, keeping, objecting.
        _of("notice_every_days", 30, f"{PETITIONS_DECREE} 제23조"),
        _of("uncollected_days", 15, f"{PETITIONS_DECREE} 제25조제4항"),
        _of("objection", "60cd", f"{PETITIONS} 제35조제1항"),
        _of("objection_decision", "10cd", f"{PETITIONS} 제35조제2항"),
        _of("objection_decision_more", "10cd", f"{PETITIONS} 제35조제2항 단서"),
        # Other statutes.
        _of("other_format", "7cd", "장애인차별금지 및 권리구제 등에 관한 법률 시행령 제14조제3항"),
        _of("subject_request", "10cd", "개인정보 보호법 시행령 제41조"),
        _of("breach_notice", "72ph", "개인정보 보호법 시행령 제39조·제40조"),
    )
)
