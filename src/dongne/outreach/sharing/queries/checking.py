"""Holding the books against the records."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Sum

from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.seoul import Month
from dongne.outreach.fieldwork.public import Activity, ReportState, count_in_force

from ..models import DongTally, LedgerEntry, Source, Tally


@dataclass(frozen=True, slots=True)
class Check:
    """Differences between what was counted in five ways; none when the books are right."""

    differences: list[str] = field(default_factory=list)
    activities: int = 0

    @property
    def holds(self) -> bool:
        return not self.differences


def check(viewer: Viewer = SYSTEM) -> Check:
    """Compare ledger, tallies, the versions of reports in force, and the activities themselves.

    The tallies hold what the ledger has taken in; the ledger all that is complete, also of a closed
    month. Activities are compared where no correction is under way: there they are the version.
    """
    key = ("dong_id", "month", "officer_id", "team_id", "field", "standard")
    ledger = _sums(
        LedgerEntry.objects.for_viewer(viewer).filter(taken_in=True).values(*key, "source"),
        (*key, "source"),
    )
    tally = _sums(Tally.objects.for_viewer(viewer).values(*key, "source"), (*key, "source"))
    found = _differences("ledger", ledger, "tally", tally)
    dong_key = ("dong_id", "month", "standard", "source")
    found += _differences(
        "ledger",
        _fold(ledger, (*key, "source"), dong_key),
        "dong tally",
        _sums(DongTally.objects.for_viewer(viewer).values(*dong_key), dong_key),
    )
    fold_key = ("dong_id", "month", "officer_id", "team_id", "field")
    complete = _sums(
        LedgerEntry.objects.for_viewer(viewer).filter(source=Source.REPORT).values(*fold_key),
        fold_key,
    )
    counted = count_in_force(viewer)
    found += _differences("activities", _folded(counted), "ledger", complete)
    settled = {key: n for key, n in counted.items() if key[0]}
    found += _differences("activities", _count_activities(viewer), "versions", _folded(settled))
    return Check(found, sum(counted.values()))


def _folded(counted: dict[tuple[Any, ...], int]) -> dict[tuple[Any, ...], int]:
    """Without whether the report is settled."""
    folded: dict[tuple[Any, ...], int] = {}
    for (_settled, *key), n in counted.items():
        folded[tuple(key)] = folded.get(tuple(key), 0) + n
    return folded


def _count_activities(viewer: Viewer) -> dict[tuple[Any, ...], int]:
    counted: dict[tuple[Any, ...], int] = {}
    rows = (
        Activity.objects.for_viewer(viewer)
        .filter(report__state=ReportState.APPROVED, counted=True, removed_at=None)
        .values_list(
            "report__dong_id",
            "day__year",
            "day__month",
            "report__officer_id",
            "report__team_id",
            "field",
        )
        .annotate(n=Count("pk"))
        .order_by()
    )
    for dong_id, year, number, officer_id, team_id, slug, n in rows:
        counted[(dong_id, Month(year, number).first, officer_id, team_id, slug)] = n
    return counted


def _sums(rows: Any, key: tuple[str, ...]) -> dict[tuple[Any, ...], int]:
    return {
        tuple(row[name] for name in key): row["total"]
        for row in rows.annotate(total=Sum("n")).order_by()
        if row["total"]
    }


def _fold(
    sums: dict[tuple[Any, ...], int], key: tuple[str, ...], onto: tuple[str, ...]
) -> dict[tuple[Any, ...], int]:
    places = [key.index(name) for name in onto]
    folded: dict[tuple[Any, ...], int] = {}
    for values, n in sums.items():
        short = tuple(values[place] for place in places)
        folded[short] = folded.get(short, 0) + n
    return {k: n for k, n in folded.items() if n}


def _differences(
    one: str,
    first: dict[tuple[Any, ...], int],
    other: str,
    second: dict[tuple[Any, ...], int],
) -> list[str]:
    return [
        f"{one} {first.get(key, 0)} != {other} {second.get(key, 0)} for {key}"
        for key in sorted(first.keys() | second.keys(), key=str)
        if first.get(key, 0) != second.get(key, 0)
    ]
