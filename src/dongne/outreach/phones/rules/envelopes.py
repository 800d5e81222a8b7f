"""What an envelope must be before anybody tries to open it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from .sealing import OVERHEAD, WRAPPED_BYTES, SealBroken, from_text

MOST_ENVELOPES = 100
"""In one request."""
MOST_BODY_BYTES = 64 * 1024
MOST_REVISION = 2**31 - 1
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """One that can be read; `office` is the record's key as it was wrapped for the office."""

    id: UUID
    revision: int
    office_key: UUID
    office: bytes
    body: bytes
    draft: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Misfit:
    """One that can't; `id` is what it called itself, cut short."""

    id: str
    revision: int
    reason: str


def envelope_of(told: Any) -> Envelope | Misfit:
    """What came as JSON. Nothing that is wrong with it keeps the others back."""
    if not isinstance(told, dict):
        return Misfit(id="", revision=0, reason="unreadable")
    revision = told.get("revision")
    if type(revision) is not int or not 0 <= revision <= MOST_REVISION:
        revision = 0

    def misfit(reason: str) -> Misfit:
        return Misfit(id=_shortened(told.get("id")), revision=revision, reason=reason)

    if told.get("v") != 1 or type(told.get("revision")) is not int:
        return misfit("unreadable")
    try:
        found = Envelope(
            id=_uuid(told["id"]),
            revision=revision,
            office_key=_uuid(told["office_key"]),
            office=from_text(_text(told["office"])),
            body=from_text(_text(told["body"])),
            draft=told.get("draft") is True,
        )
    except (KeyError, SealBroken, ValueError):
        return misfit("unreadable")
    if len(found.body) > MOST_BODY_BYTES + OVERHEAD:
        return misfit("record_too_large")
    if len(found.office) != WRAPPED_BYTES or len(found.body) <= OVERHEAD:
        return misfit("seal_broken")
    return found


def is_sha256(text: str) -> bool:
    return _SHA256.fullmatch(text) is not None


def _uuid(value: Any) -> UUID:
    """Only as it is usually written: it is the associated data of the seal, letter by letter."""
    found = UUID(_text(value))
    if str(found) != value:
        raise ValueError("an id is written in small letters, with hyphens")
    return found


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("no text")
    return value


def _shortened(value: Any) -> str:
    """What is told back: an id or its beginning, never a text that somebody put there instead."""
    text = value if isinstance(value, str) else ""
    return text[:36] if re.fullmatch(r"[0-9A-Fa-f-]{1,100}", text) else ""
