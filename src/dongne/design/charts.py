"""Geometry of the small pictures: numbers in, SVG attributes out (our CSP allows no styles)."""

from collections.abc import Sequence
from typing import Any

SPARK_WIDTH, SPARK_HEIGHT, SPARK_PAD = 120, 32, 3
RING_LENGTH = 2 * 3.14159265 * 34


def sparkline(series: Sequence[float]) -> dict[str, Any] | None:
    """Points of a line in a 120 × 32 box, and its last point; None for fewer than two values."""
    if len(series) < 2:
        return None
    low, high = min(series), max(series)
    span = (high - low) or 1
    step = (SPARK_WIDTH - 2 * SPARK_PAD) / (len(series) - 1)
    points = [
        (
            round(SPARK_PAD + n * step, 1),
            round(SPARK_HEIGHT - SPARK_PAD - (v - low) / span * (SPARK_HEIGHT - 2 * SPARK_PAD), 1),
        )
        for n, v in enumerate(series)
    ]
    return {"points": " ".join(f"{x},{y}" for x, y in points), "x": points[-1][0],
            "y": points[-1][1]}  # fmt: skip


def bar_widths(values: Sequence[float], maximum: float | None) -> list[str]:
    """Each value as a percentage of `maximum`, or of the largest of them."""
    top = maximum or max(values, default=0) or 1
    return [f"{min(100.0, max(0.0, 100 * value / top)):.1f}%" for value in values]


def ring(done: int, total: int) -> str:
    share = min(1.0, done / total) if total else 0.0
    return f"{share * RING_LENGTH:.1f} {RING_LENGTH:.1f}"


def unit(word: str) -> str:
    """Korean units follow the figure at once, those of other languages after a space."""
    return f"\u00a0{word}" if word.isascii() and word[:1].isalpha() else word
