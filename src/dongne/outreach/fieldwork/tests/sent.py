"""What the page of an activity sends, and what is found afterwards."""

from __future__ import annotations

import io
from html import unescape
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django.utils.timezone import localtime
from PIL import ExifTags, Image

from dongne.foundation.organisations.public import Officer
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.ids import new_id
from dongne.outreach.fieldwork.models import Activity
from dongne.outreach.fieldwork.services.recording import record_activity
from tests.cast import Cast, a_record

MEMO = "골목 입구 맨홀 주변이 부서져 있음"


def activities() -> Any:
    return Activity.objects.for_viewer(SYSTEM)


def recorded(cast: Cast, officer: Officer | None = None, **values: Any) -> Activity:
    moment = timezone.now()
    record = a_record(**({"happened_at": moment} | values))
    return record_activity(
        cast.viewer(officer or cast.own.officer), record=record, now=timezone.now()
    )


def typed(**values: Any) -> dict[str, Any]:
    """What the page sends; name what should differ."""
    moment = localtime(timezone.now()).strftime("%Y-%m-%dT%H:%M")
    return {
        "id": str(new_id()),
        "opened_at": moment,
        "happened_at": moment,
        "memo": MEMO,
        "kind": "complaint_heard",
        "field": "environment",
        "tong": "1",
        "address": "신정로 300 앞",
    } | values


def a_jpeg(colour: str = "red", *, taken: str = "", place: bool = False) -> SimpleUploadedFile:
    file = io.BytesIO()
    exif = Image.Exif()
    if taken:
        exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = taken
    if place:
        gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
        gps[ExifTags.GPS.GPSLatitudeRef], gps[ExifTags.GPS.GPSLongitudeRef] = "N", "E"
        gps[ExifTags.GPS.GPSLatitude] = (37.0, 31.0, 22.44)
        gps[ExifTags.GPS.GPSLongitude] = (126.0, 51.0, 21.96)
    Image.new("RGB", (64, 48), colour).save(file, "JPEG", exif=exif)
    return SimpleUploadedFile(f"{colour}.jpg", file.getvalue(), content_type="image/jpeg")


def text_of(response: Any) -> str:
    return unescape(response.content.decode())
