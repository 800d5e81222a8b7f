"""Photos of reports: which are there, and which nothing shows any more."""

from __future__ import annotations

from collections.abc import Iterable

from dongne.foundation.media.public import Photo, Variant, photos_by_sha, picture_bytes
from dongne.foundation.scope.public import SYSTEM
from dongne.outreach.casework.public import CasePhoto
from dongne.outreach.fieldwork.public import ActivityPhoto


def shown_nowhere(dong_id: int, shas: Iterable[str]) -> list[str]:
    """Those of the digests that no case and no activity of the dong has. At most two statements."""
    left = set(shas)
    for model, path in ((CasePhoto, "case__dong"), (ActivityPhoto, "activity__dong")):
        if left:
            rows = model.objects.for_viewer(SYSTEM).filter(**{path: dong_id, "sha256__in": left})
            left -= set(rows.values_list("sha256", flat=True))
    return sorted(left)


def photos_of(dong_id: int, shas: Iterable[str]) -> dict[str, Photo]:
    """Of a draft or a public case: whoever calls knows that these may be seen."""
    return photos_by_sha(SYSTEM, shas, dong_id=dong_id)


def thumb(photo: Photo) -> bytes | None:
    return picture_bytes(photo, Variant.THUMB)
