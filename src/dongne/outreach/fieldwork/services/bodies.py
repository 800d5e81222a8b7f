"""One record as a device words it: read when it comes, and again when a person compares."""

from __future__ import annotations

from typing import Any, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from ..rules import Record


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
    photos: list[PhotoIn] = Field(default_factory=list)
    sounds: list[SoundIn] = Field(default_factory=list)

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


def known_parts(body: dict[str, Any]) -> dict[str, Any]:
    """Only what we know of: the rest may be anything, also what a database cannot hold."""
    return {name: body[name] for name in RecordIn.model_fields if name in body}


def record_in(body: dict[str, Any] | None) -> Record | None:
    """The record of a body that was kept; None where it says too little to be one."""
    try:
        return RecordIn.model_validate(body).as_record()
    except (ValidationError, OverflowError):
        return None
