"""What pages of parcels begin with."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import Forbidden

from ..models import Parcel
from ..queries.parcels import find_parcel
from ..subjects import holder_kinds


def own_dong(viewer: Viewer) -> Dong:
    """Of the office that has the parcels. Raises Forbidden for whoever works above the dongs."""
    if viewer.dong_id is None:
        raise Forbidden(
            _("봉함 문서는 그 문서를 내어 주는 주민센터에서만 다룹니다."), code="not_a_dong"
        )
    return Dong.objects.for_viewer(SYSTEM).select_related("district").get(pk=viewer.dong_id)


def parcel_of(viewer: Viewer, parcel_key: Any) -> Parcel:
    """Raises NotHere for strangers."""
    return find_parcel(viewer, parcel_key)


def takers(viewer: Viewer, parcel: Parcel, now: Any) -> list[tuple[str, Any]]:
    """Grouped choices of who or what can take it now, but for whoever has it."""
    groups: list[tuple[str, Any]] = []
    has = f"{parcel.holder_kind}:{parcel.holder_key}"
    for kind, info in holder_kinds().items():
        if info.choices is None:
            continue
        found = [
            (f"{kind}:{key}", word)
            for key, word in info.choices(viewer, parcel.dong_id, now)
            if f"{kind}:{key}" != has
        ]
        if found:
            groups.append((str(info.title), found))
    return groups
