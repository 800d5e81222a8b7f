"""What devices send, read record by record: one that can't be read does not keep others back."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from dongne.design.forms import NUMBER_REFUSED, number_refusal
from dongne.lib.registration_numbers import may_hold

from ..services.bodies import RecordIn
from ..services.syncing import Entry


def entry_of(raw: Any) -> Entry:
    """Whatever came as one record; never raises. What cannot be read says so in `fault`."""
    raw = raw if isinstance(raw, dict) else {}
    raw_id = str(raw.get("id", ""))
    try:
        parsed = RecordIn.model_validate(raw)
        record = parsed.as_record()
        texts = [record.memo, record.measure, record.address, record.kind, record.field]
        if may_hold("\n".join(texts)) and number_refusal(texts):
            return Entry(raw_id=str(record.id), record=None, fault=NUMBER_REFUSED)
        return Entry(raw_id=raw_id, record=record, base=parsed.base, body=raw)
    except (ValidationError, OverflowError):
        return Entry(raw_id=raw_id[:100], record=None, fault="unreadable")
