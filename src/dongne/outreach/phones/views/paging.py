"""Where a page of a list begins, as it stands in an address."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

_START = datetime(1970, 1, 1, tzinfo=UTC)


def begin_of(at: datetime, key: UUID) -> str:
    return f"{(at - _START) // timedelta(microseconds=1)}_{key.hex}"


def read_begin(text: str) -> tuple[datetime, UUID] | None:
    """None for anything that `begin_of` has not written."""
    try:
        micros, key = text.split("_")
        return _START + timedelta(microseconds=int(micros)), UUID(key)
    except (ValueError, OverflowError):
        return None
