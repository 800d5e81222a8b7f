"""Photos of a report: each is taken in by itself, so that one that is refused loses no other."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from dongne.foundation.media.public import receive_photo
from dongne.foundation.places.public import Spot, spot_at
from dongne.foundation.scope.public import Level, Viewer, ViewerKind
from dongne.lib.photo_header import NotAPhoto, read_header
from dongne.lib.refusals import Refused

from ..rules import MOST_PHOTOS


@dataclass(slots=True)
class Taken:
    """`photos` are digests of what was taken in; `refused` says of each other file why not."""

    photos: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    place: tuple[float, float, Spot] | None = None
    """Where the first photo that says so was taken."""


def of_resident(dong_id: int, *, address: str) -> Viewer:
    """Who sends photos to one dong. They are found again by their digest only."""
    return Viewer(kind=ViewerKind.RESIDENT, level=Level.DONG, dong_id=dong_id, address=address)


def take_photos(
    actor: Viewer, *, files: Iterable[Any], dong_id: int | None, held: int, now: datetime
) -> Taken:
    """Take each file in for the dong; without one, for the dong where the photo was taken.

    `held` is how many the report has already.
    """
    taken = Taken()
    for file in files:
        try:
            if held + len(taken.photos) >= MOST_PHOTOS:
                raise Refused(
                    _("사진은 %(most)d장까지 보낼 수 있습니다.") % {"most": MOST_PHOTOS},
                    code="too_many_photos",
                )
            if dong_id is None:
                taken.place = _place_of(file, now=now)
                dong_id = taken.place[2].dong_id
            photo = receive_photo(of_resident(dong_id, address=actor.address), data=file, now=now)
        except Refused as refusal:
            name = Path(str(file.name)).name[:60]
            taken.refused.append(f"{name}: {refusal.message}")
        else:
            if photo.sha256 not in taken.photos:
                taken.photos.append(photo.sha256)
    return taken


def _place_of(file: Any, *, now: datetime) -> tuple[float, float, Spot]:
    """Where it was taken. Raises Refused where the photo does not say, or nobody is responsible."""
    header = None
    with tempfile.NamedTemporaryFile() as copy, contextlib.suppress(NotAPhoto):
        for chunk in file.chunks():
            copy.write(chunk)
        copy.flush()
        header = read_header(Path(copy.name), now=now)
    file.seek(0)
    if header is None:
        raise Refused(
            _("사진 파일이 아닙니다. JPEG, PNG, WebP 사진을 골라 주세요."), code="no_photo"
        )
    if header.latitude is None or header.longitude is None:
        raise Refused(
            _(
                "이 사진에는 찍은 곳이 들어 있지 않습니다. 먼저 "
                "어디인지 알려 주시고 사진을 다시 골라 주세요."
            ),
            code="no_place_in_photo",
        )
    spot = spot_at(header.latitude, header.longitude)
    if spot is None:
        raise Refused(
            _("이 사진을 찍은 곳은 우리가 맡은 동네가 아닙니다. 먼저 어디인지 알려 주세요."),
            code="outside",
        )
    return header.latitude, header.longitude, spot
