"""The canonical form of an opening, and the hash that joins it to the one before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

GENESIS = bytes(32)
"""What the first row of a chain has for `previous`."""
FORM = "dongne opening 1"
COLUMNS = (
    *("id", "chain", "position", "at", "actor_kind", "account_id", "officer_id", "actor_name"),
    *("address", "dong_id", "deed", "subject_type", "subject_id", "whose", "columns", "purpose"),
)
"""What of a row is hashed, in this order: everything but the hashes themselves."""


def canonical(row: Mapping[str, Any]) -> bytes:
    """UTF-8 of a JSON list without spaces: `FORM`, then the values of `COLUMNS` in their order.

    Ids are text, moments ISO 8601 in UTC with six decimals, numbers and nothing as JSON has them;
    letters are written as they are, only `"`, `\\` and control characters are escaped.
    """
    return json.dumps(
        [FORM, *(_plain(row[name]) for name in COLUMNS)],
        ensure_ascii=False,
        separators=(",", ":"),
    ).encode()


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, list | tuple):
        return [str(each) for each in value]
    return str(value)


def link_of(previous: bytes, row: Mapping[str, Any]) -> bytes:
    """SHA-256 of the previous row's link and of this row's canonical form."""
    return hashlib.sha256(bytes(previous) + canonical(row)).digest()


def told_of_row(link: bytes) -> bytes:
    """What a row's seal is made of."""
    return b"opening\0" + bytes(link)


def told_of_head(chain: str, position: int, link: bytes) -> bytes:
    """What a head's seal is made of."""
    return f"head\0{chain}\0{position}\0".encode() + bytes(link)
