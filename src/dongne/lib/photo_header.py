"""What a picture says of itself before a single pixel of it is decoded."""

from __future__ import annotations

import math
import struct
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from enum import StrEnum
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import ExifTags, Image, UnidentifiedImageError

from dongne.lib.seoul import SEOUL

# What the darkroom can make within its memory (measured: each stays below 430 MB there). JPEG is
# scaled down while it is decoded; the others stand in memory whole, WebP several times.
PIXELS_MAX = {"JPEG": 60_000_000, "PNG": 40_000_000, "WEBP": 24_000_000}
# Pillow's own guard raises at twice its figure and warns below; the exact check is ours.
Image.MAX_IMAGE_PIXELS = max(PIXELS_MAX.values())
warnings.filterwarnings("ignore", category=Image.DecompressionBombWarning)
warnings.filterwarnings("ignore", module=r"PIL\.TiffImagePlugin")  # nonsense in EXIF is usual

# No digital camera is older; a clock may be a day ahead, a year ahead is a wrong clock.
FIRST_PHOTO = datetime(1990, 1, 1, tzinfo=SEOUL)
CLOCK_AHEAD = timedelta(days=1)
_TURNED = frozenset({5, 6, 7, 8})


class Fault(StrEnum):
    """Why a file is not taken for a photo."""

    NOT_A_PHOTO = "not_a_photo"
    HEIC = "heic"
    TOO_MANY_PIXELS = "too_many_pixels"


class NotAPhoto(ValueError):
    """`limit` is the number of pixels that would have been taken."""

    def __init__(self, fault: Fault, *, limit: int = 0) -> None:
        super().__init__(fault.value)
        self.fault = fault
        self.limit = limit


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """Width and height are those after turning; degrees are WGS 84."""

    format: str
    width: int
    height: int
    orientation: int
    taken_at: datetime | None
    latitude: float | None
    longitude: float | None


def read_header(source: Path | bytes, *, now: datetime) -> Header:
    """Look at the content, of a file or in memory, never at the name. Raises `NotAPhoto`."""
    kind = _kind(source)
    try:
        whole = BytesIO(source) if isinstance(source, bytes) else source
        with Image.open(whole, formats=[kind]) as image:
            width, height = image.size
            exif = _exif(image.info.get("exif"))
    except Image.DecompressionBombError:
        raise NotAPhoto(Fault.TOO_MANY_PIXELS, limit=PIXELS_MAX[kind]) from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, struct.error):
        raise NotAPhoto(Fault.NOT_A_PHOTO) from None
    if width * height > PIXELS_MAX[kind]:
        raise NotAPhoto(Fault.TOO_MANY_PIXELS, limit=PIXELS_MAX[kind])
    if not (width and height):
        raise NotAPhoto(Fault.NOT_A_PHOTO)
    orientation = _orientation(exif)
    latitude, longitude = _position(exif)
    return Header(
        format=kind.lower(),
        width=height if orientation in _TURNED else width,
        height=width if orientation in _TURNED else height,
        orientation=orientation,
        taken_at=_taken_at(exif, now),
        latitude=latitude,
        longitude=longitude,
    )


def _kind(source: Path | bytes) -> str:
    start = source[:16] if isinstance(source, bytes) else _start(source)
    if start.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if start.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return "WEBP"
    if start[4:8] == b"ftyp" and start[8:12] in {b"heic", b"heix", b"hevc", b"mif1", b"msf1"}:
        raise NotAPhoto(Fault.HEIC)
    raise NotAPhoto(Fault.NOT_A_PHOTO)


def _start(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(16)


def _exif(raw: object) -> Image.Exif:
    """The tags, or none: whatever is wrong with them must not cost the photo."""
    exif = Image.Exif()
    if isinstance(raw, bytes):
        try:
            exif.load(raw)
        except Exception:
            return Image.Exif()
    return exif


def _part(exif: Image.Exif, part: ExifTags.IFD) -> dict[int, Any]:
    try:
        return dict(exif.get_ifd(part))
    except Exception:  # as above: any nonsense may stand there
        return {}


def _orientation(exif: Image.Exif) -> int:
    value = exif.get(ExifTags.Base.Orientation)
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def _taken_at(exif: Image.Exif, now: datetime) -> datetime | None:
    """DateTimeOriginal with its offset; a camera that names none stood in Korea."""
    tags = _part(exif, ExifTags.IFD.Exif)
    text = tags.get(ExifTags.Base.DateTimeOriginal)
    offset = tags.get(ExifTags.Base.OffsetTimeOriginal) or tags.get(ExifTags.Base.OffsetTime)
    if not isinstance(text, str):
        return None
    try:
        naive = datetime.strptime(text.strip("\0 "), "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007
        moment = naive.replace(tzinfo=_zone(offset) or SEOUL)
        return moment if FIRST_PHOTO <= moment <= now + CLOCK_AHEAD else None
    except (ValueError, OverflowError):
        return None


def _zone(offset: object) -> timezone | None:
    if not isinstance(offset, str):
        return None
    try:
        return timezone(datetime.strptime(offset.strip("\0 "), "%z").utcoffset() or timedelta())
    except ValueError:
        return None


def _position(exif: Image.Exif) -> tuple[float, float] | tuple[None, None]:
    tags = _part(exif, ExifTags.IFD.GPSInfo)
    latitude = _degrees(tags.get(ExifTags.GPS.GPSLatitude), 90)
    longitude = _degrees(tags.get(ExifTags.GPS.GPSLongitude), 180)
    if latitude is None or longitude is None or latitude == longitude == 0:
        return None, None  # 0, 0 is what phones write when they know nothing
    south = tags.get(ExifTags.GPS.GPSLatitudeRef) == "S"
    west = tags.get(ExifTags.GPS.GPSLongitudeRef) == "W"
    return (-latitude if south else latitude), (-longitude if west else longitude)


def _degrees(parts: object, limit: int) -> float | None:
    """Degrees, minutes, seconds as a figure; None if they make no sense."""
    if not isinstance(parts, Sequence) or len(parts) != 3:
        return None
    try:
        degrees, minutes, seconds = (float(part) for part in parts)
    except (TypeError, ValueError, ZeroDivisionError, OverflowError):
        return None
    value = degrees + minutes / 60 + seconds / 3600
    if not math.isfinite(value) or min(degrees, minutes, seconds) < 0 or value > limit:
        return None
    return round(value, 7)
