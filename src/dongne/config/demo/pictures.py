"""Photos of walks: drawn, dressed up as a phone would have, and handed in like any other."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from PIL import ExifTags, Image

from dongne.foundation.media.public import receive_photo
from dongne.foundation.scope.public import Viewer
from dongne.lib.seoul import SEOUL

from . import scenes
from .places import Spot

Photos = tuple[tuple[str, str], ...]
QUALITY = 80
PHONE = "Dongne Pencil 1"
# How phones are held: upright mostly; the tag says how far a viewer has to turn the picture.
TURNS = {
    1: None,
    3: Image.Transpose.ROTATE_180,
    6: Image.Transpose.ROTATE_90,
    8: Image.Transpose.ROTATE_270,
}
HOLDS = (1, 1, 1, 1, 6, 6, 3, 8)
TAGGED_OF_TEN = 7


class Album:
    """Takes the photos of one dong in."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng

    def taken(
        self, viewer: Viewer, *, scene: str, roles: Sequence[str], moment: datetime, spot: Spot
    ) -> Photos:
        """One photo for each role: the same street before, during, after. Hash and role of each."""
        # One seed for all, so that before and after stand on the same spot.
        seed = self._rng.getrandbits(32)
        photos = []
        for later, role in enumerate(roles):
            shot = moment - timedelta(minutes=6 * (len(roles) - 1 - later))
            picture = scenes.draw(scene, tidy=role == "after", rng=Random(seed), month=moment.month)
            data = self._developed(picture, shot, spot)
            photos.append((receive_photo(viewer, data=data, now=shot).sha256, role))
        return tuple(photos)

    def _developed(self, picture: Image.Image, moment: datetime, spot: Spot) -> bytes:
        """JPEG with what cameras write beside it; some phones keep time and place to themselves."""
        hold = self._rng.choice(HOLDS)
        turn = TURNS[hold]
        exif = Image.Exif()
        exif[ExifTags.Base.Orientation] = hold
        exif[ExifTags.Base.Model] = PHONE
        if self._rng.randrange(10) < TAGGED_OF_TEN:
            local = moment.astimezone(SEOUL)
            tags = exif.get_ifd(ExifTags.IFD.Exif)
            tags[ExifTags.Base.DateTimeOriginal] = local.strftime("%Y:%m:%d %H:%M:%S")
            tags[ExifTags.Base.OffsetTimeOriginal] = "+09:00"
            place = exif.get_ifd(ExifTags.IFD.GPSInfo)
            place[ExifTags.GPS.GPSLatitudeRef] = "N"
            place[ExifTags.GPS.GPSLatitude] = _sexagesimal(spot.latitude)
            place[ExifTags.GPS.GPSLongitudeRef] = "E"
            place[ExifTags.GPS.GPSLongitude] = _sexagesimal(spot.longitude)
        file = io.BytesIO()
        held = picture.transpose(turn) if turn is not None else picture
        held.save(file, "JPEG", quality=QUALITY, exif=exif)
        return file.getvalue()


def _sexagesimal(degrees: float) -> tuple[float, float, float]:
    """Degrees, minutes, seconds."""
    minutes, whole = (degrees % 1) * 60, float(int(degrees))
    return whole, float(int(minutes)), round(minutes % 1 * 60, 4)
