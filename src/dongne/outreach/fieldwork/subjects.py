"""Which months of a dong are closed: whoever closes them says so when the apps start."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from dongne.foundation.scope.public import Viewer
from dongne.lib.seoul import Month

ClosedMonths = Callable[[Viewer, int, date], frozenset[Month]]

_closed: list[ClosedMonths] = []


def register_closed_months(ask: ClosedMonths) -> None:
    """`ask(viewer, dong_id, day)`: the months of the dong that are closed on that day."""
    _closed[:] = [ask]


def closed_months(viewer: Viewer, *, dong_id: int, day: date) -> frozenset[Month]:
    """One statement, or none while nobody closes months."""
    return _closed[0](viewer, dong_id, day) if _closed else frozenset()
