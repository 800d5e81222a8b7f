"""What a dong decides about its own part of the map."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dongne.foundation.audit import public as audit
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import Forbidden

from ..jobs import look_again
from ..models import PlaceShown
from ..rules.showing import standard_of
from ..states import Shows


@transaction.atomic
def decide_places(
    viewer: Viewer, *, dong_id: int, shows: Mapping[str, Shows], now: datetime
) -> bool:
    """How exactly places of each kind are told; whether anything changed.

    Raises Forbidden. What is on the map follows by a job, which this transaction asks for.
    """
    if not viewer.runs_outreach or viewer.dong_id != dong_id:
        raise Forbidden(_("행정팀장과 동장만 바꿀 수 있습니다."), code="not_yours")
    rows = PlaceShown.objects.for_viewer(viewer).filter(dong=dong_id).select_for_update()
    held = {row.category: row for row in rows}
    changes: dict[str, list[str]] = {}
    for category, wanted in shows.items():
        row = held.get(category)
        was = Shows(row.shows) if row else standard_of(category)
        if was is wanted:
            continue
        changes[category] = [was, wanted]
        if row is None:
            PlaceShown.objects.create(dong_id=dong_id, category=category, shows=wanted)
        else:
            row.shows = wanted
            row.save(update_fields=["shows"])
    if not changes:
        return False
    audit.record(
        viewer,
        action="map.places_decided",
        subject=Dong(pk=dong_id),
        dong_id=dong_id,
        now=now,
        changes=changes,
    )
    look_again(dong_id)
    return True
