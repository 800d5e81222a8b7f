"""A figure beside its limit, how both are taken in turns, and how they are written down."""

from __future__ import annotations

import json
import statistics
import sys
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

MARKS = {True: "✓", False: "✗", None: " "}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One line of the results. Without a goal it is there to be known; `holds` is then None."""

    name: str
    figure: float
    unit: str
    limit_name: str = ""
    limit_figure: float | None = None
    ratio: float | None = None
    goal: str = ""
    holds: bool | None = None

    def line(self) -> str:
        beside = f" · {self.limit_name}: {self.limit_figure:g}" if self.limit_name else ""
        ratio = f" · ratio {self.ratio:g}" if self.ratio is not None else ""
        goal = f" · goal: {self.goal}" if self.goal else ""
        return (
            f"{MARKS[self.holds]} {self.name}\n    {self.figure:g} {self.unit}{beside}{ratio}{goal}"
        )


def compared(
    name: str,
    figure: float,
    unit: str,
    *,
    limit: str,
    limit_figure: float,
    at_least: float | None = None,
    at_most: float | None = None,
) -> Figure:
    """A figure as a share or a multiple of its limit."""
    ratio = figure / limit_figure if limit_figure else 0.0
    goal, holds = _judged(ratio, at_least, at_most)
    return Figure(
        name=name,
        figure=_rounded(figure),
        unit=unit,
        limit_name=limit,
        limit_figure=_rounded(limit_figure),
        ratio=_rounded(ratio),
        goal=f"ratio {goal}" if goal else "",
        holds=holds,
    )


def absolute(
    name: str,
    figure: float,
    unit: str,
    *,
    at_most: float | None = None,
    at_least: float | None = None,
) -> Figure:
    """A figure whose goal is a plain number: seconds until it stands, records that were lost."""
    bound = at_most if at_most is not None else at_least
    goal, holds = _judged(figure, at_least, at_most)
    return Figure(
        name=name,
        figure=_rounded(figure),
        unit=unit,
        limit_name="allowed" if at_most is not None else "wanted" if at_least is not None else "",
        limit_figure=bound,
        # Where nothing at all is allowed, the figure says it itself.
        ratio=_rounded(figure / (bound or 1)) if bound is not None else None,
        goal=goal,
        holds=holds,
    )


def _judged(value: float, at_least: float | None, at_most: float | None) -> tuple[str, bool | None]:
    if at_least is not None:
        return f"≥ {at_least:g}", value >= at_least
    if at_most is not None:
        return f"≤ {at_most:g}", value <= at_most
    return "", None


def _rounded(value: float) -> float:
    """More digits than such a figure knows would mislead."""
    return float(f"{value:.4g}")


def alternately(rounds: int, *measures: Callable[[], float]) -> list[float]:
    """A B A B …: the median of each. What the machine does besides then hits all alike."""
    taken: list[list[float]] = [[] for _ in measures]
    for _ in range(rounds):
        for kept, measure in zip(taken, measures, strict=True):
            kept.append(measure())
    return [statistics.median(kept) for kept in taken]


def collect(
    parts: Iterable[tuple[str, Iterable[Figure]]], *, only: str, result: Path | None
) -> int:
    """Print figures as they come and keep them; the exit status says whether all goals hold.

    A single part replaces its own figures among those kept, so that they can be taken one by one.
    """
    kept: list[dict[str, Any]] = []
    if only and result and result.exists():
        kept = json.loads(result.read_text())
    everything_holds = True
    for _name, figures in parts:
        for figure in figures:
            sys.stdout.write(figure.line() + "\n")
            sys.stdout.flush()
            everything_holds = everything_holds and figure.holds is not False
            kept = [row for row in kept if row["name"] != figure.name] + [asdict(figure)]
        if result:
            result.parent.mkdir(parents=True, exist_ok=True)
            result.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n")
    return 0 if everything_holds else 1


def say(sentence: str) -> None:
    """What is being done, beside the table."""
    sys.stderr.write(f"  … {sentence}\n")
    sys.stderr.flush()
