"""JSON: what devices send: records, and photos by their hash."""

from __future__ import annotations

from typing import Any, ClassVar, Literal
from uuid import UUID

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from ninja import Field, Schema
from pydantic import AwareDatetime, SkipValidation

from dongne.foundation.media import public as media

from ..forms.sent import entry_of
from ..services.bodies import RecordIn
from ..services.syncing import Answer, sync
from .ground import router, viewer_of

RECORDS_PER_SYNC = 500


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
    signed: str | None = Field(
        default=None, description="The receipt with the server's seal, to be kept and checked later"
    )
    reason: str | None = None
    message: str | None = None
    missing: list[str] | None = Field(
        default=None, description="Photos and sounds of the record that are not here yet"
    )


class SyncOut(Schema):
    results: list[AnswerOut]


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


def _answer(answer: Answer) -> dict[str, Any]:
    told: dict[str, Any] = {"id": answer.id, "status": answer.status.value}
    if answer.receipt:
        told["receipt"] = str(answer.receipt)
        told["signed"] = answer.signed
    if answer.missing:
        told["missing"] = answer.missing
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
