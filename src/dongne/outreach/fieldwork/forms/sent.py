"""What devices send, read record by record: one that can't be read does not keep others back."""

from __future__ import annotations

from typing import Any, Literal
from uuid import UUID

from ninja import Field
from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError

from dongne.design.forms import NUMBER_REFUSED, number_refusal

from ..rules import Record
from ..services.syncing import Entry


class PhotoIn(BaseModel):
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    role: Literal["before", "during", "after"] = "during"


class SoundIn(BaseModel):
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    seconds: int = Field(default=0, ge=0, le=86_400)


class RecordIn(BaseModel):
    """One activity of a device. Times carry their offset; `base` is the receipt it edits."""

    model_config = ConfigDict(extra="ignore")

    id: UUID
    base: UUID | None = None
    kind: str
    field: str
    happened_at: AwareDatetime
    memo: str = ""
    latitude: float | None = None
    longitude: float | None = None
    address: str | None = None
    tong: int | None = None
    outing: UUID | None = None
    counted: bool | None = None
    measure: str | None = None
    handover: bool = False
    photos: list[PhotoIn] = []
    sounds: list[SoundIn] = []

    def as_record(self) -> Record:
        return Record(
            id=self.id,
            kind=self.kind,
            field=self.field,
            happened_at=self.happened_at,
            memo=self.memo,
            latitude=self.latitude,
            longitude=self.longitude,
            address=self.address or "",
            tong=self.tong,
            outing=self.outing,
            counted=self.counted,
            measure=self.measure or "",
            handover=self.handover,
            photos=tuple({p.sha256: (p.sha256, str(p.role)) for p in self.photos}.values()),
            sounds=tuple({s.sha256: (s.sha256, s.seconds) for s in self.sounds}.values()),
        )


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
