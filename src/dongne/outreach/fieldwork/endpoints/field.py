"""JSON: what devices send: records, and photos by their hash."""

from __future__ import annotations

from typing import Any, ClassVar, Literal
from uuid import UUID

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from ninja import Field, Schema
from pydantic import AwareDatetime, BaseModel, ConfigDict, SkipValidation, ValidationError

from dongne.design.forms import NUMBER_REFUSED, number_refusal
from dongne.foundation.media import public as media

from ..rules import Record
from ..services.syncing import Answer, Entry, sync
from .ground import router, viewer_of

RECORDS_PER_SYNC = 500


class PhotoIn(BaseModel):
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    role: Literal["before", "during", "after"] = "during"


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
        )


class SyncIn(Schema):
    """`records` are judged one by one: one that cannot be read does not keep the others back."""

    judged_one_by_one: ClassVar = frozenset({"records"})

    device: str = Field(max_length=100)
    sent_at: AwareDatetime | None = None
    records: list[SkipValidation[RecordIn]] = Field(max_length=RECORDS_PER_SYNC)


class AnswerOut(Schema):
    id: str
    status: Literal["created", "updated", "same", "held", "conflict", "rejected"]
    receipt: UUID | None = None
    reason: str | None = None
    message: str | None = None


class SyncOut(Schema):
    results: list[AnswerOut]


def entry_of(raw: Any) -> Entry:
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


@router.post(
    "/field/sync",
    response=SyncOut,
    exclude_none=True,
    summary="Records of a device; the same record gets the same answer",
)
def post_sync(request: HttpRequest, body: SyncIn) -> Any:
    answers = sync(
        viewer_of(request),
        device=body.device.replace("\x00", ""),
        sent_at=body.sent_at,
        entries=[entry_of(raw) for raw in body.records],
        now=timezone.now(),
    )
    # Built from what the service says: checking our own words again takes longer than saying them.
    return JsonResponse({"results": [_answer(answer) for answer in answers]})


def _answer(answer: Answer) -> dict[str, str]:
    told = {"id": answer.id, "status": answer.status.value}
    if answer.receipt:
        told["receipt"] = str(answer.receipt)
    if answer.reason:
        told |= {"reason": answer.reason, "message": answer.message}
    return told


class PhotoOut(Schema):
    sha256: str
    state: str


@router.put(
    "/field/photos/{sha256}",
    response=PhotoOut,
    summary="The bytes of one photo, as the body",
)
def put_photo(request: HttpRequest, sha256: str) -> Any:
    viewer = viewer_of(request)
    photo = media.receive_photo(viewer, data=request, now=timezone.now(), expected_sha256=sha256)
    return {"sha256": photo.sha256, "state": photo.state}
