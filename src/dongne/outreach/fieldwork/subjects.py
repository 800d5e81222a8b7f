"""What higher modules know of records: they say so when the apps start.

Which months of a dong are closed, and what waits for them; what receipts were given for records
that are no activities yet; where a form finds what suggests kind and field.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a receipt was given for."""

    record: UUID
    digest: bytes
    received_at: datetime


FindGiven = Callable[[Viewer, Collection[UUID]], Mapping[UUID, Given]]

_given: list[FindGiven] = []


def register_receipts(find: FindGiven) -> None:
    """`find(viewer, ids)`: which of the receipts a higher module has given, and for what."""
    if find not in _given:
        _given.append(find)


def given_elsewhere(viewer: Viewer, ids: Collection[UUID]) -> dict[UUID, Given]:
    found: dict[UUID, Given] = {}
    for find in _given if ids else ():
        found |= find(viewer, ids)
    return found


AskWaiting = Callable[[Viewer, UUID], bool]

_waiting: list[AskWaiting] = []


def register_waiting(ask: AskWaiting) -> None:
    """`ask(viewer, report_id)`: whether something of a complete report does not count yet, since
    its month was closed before."""
    _waiting[:] = [ask]


def waits_for_its_month(viewer: Viewer, report_id: UUID) -> bool:
    """One statement, or none while nobody closes months."""
    return _waiting[0](viewer, report_id) if _waiting else False


AskAddress = Callable[[Viewer], str]

_suggestions: list[AskAddress] = []


def register_suggestions(ask: AskAddress) -> None:
    """`ask(viewer)`: the address of what suggests kind and field; empty where nothing does."""
    _suggestions[:] = [ask]


def suggestions_address(viewer: Viewer) -> str:
    """One statement, or none while nobody suggests."""
    return _suggestions[0](viewer) if _suggestions else ""
