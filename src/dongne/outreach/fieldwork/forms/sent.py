"""What devices send, read record by record: one that can't be read does not keep others back."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from dongne.design.forms import NUMBER_REFUSED, number_refusal

from ..services.bodies import RecordIn
from ..services.syncing import Entry


def entry_of(raw: Any) -> Entry:
    """Whatever came as one record; never raises. What cannot be read says so in `fault`."""
    raw = raw if isinstance(raw, dict) else {}
    raw_id = str(raw.get("id", ""))
    try:
        parsed = RecordIn.model_validate(raw)
        # Only what we know of: the rest may be anything, also what a database cannot hold.
        body = {name: raw[name] for name in RecordIn.model_fields if name in raw}
        if number_refusal([parsed.memo, parsed.measure, parsed.address, parsed.kind, parsed.field]):
            return Entry(raw_id=str(parsed.id), record=None, fault=NUMBER_REFUSED)
        return Entry(raw_id=raw_id, record=parsed.as_record(), base=parsed.base, body=body)
    except (ValidationError, OverflowError):
        return Entry(raw_id=raw_id[:100], record=None, fault="unreadable")
