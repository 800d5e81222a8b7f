"""Writes: outlines of tongs, drawn or taken from a file; all of a file or nothing of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import AuditEntry, record
from dongne.foundation.places.public import Tong
from dongne.foundation.scope.public import Viewer
from dongne.lib.outlines import Area, Unusable, mend
from dongne.lib.refusals import Conflict, NotHere, Refused

from ..models import BoundaryDraft
from ..permissions import require_arranging
from ..words import unusable_text
from .ground import hold, tongs_of


@transaction.atomic
def keep_draft(
    viewer: Viewer, *, dong_id: int, name: str, areas: list[Area], now: datetime
) -> BoundaryDraft:
    """Put a file aside until its sender has seen what it would do. One for each sender."""
    dong = hold(viewer, dong_id)
    require_arranging(viewer, dong.pk)
    BoundaryDraft.objects.for_viewer(viewer).filter(officer_id=viewer.officer_key).delete()
    draft = BoundaryDraft(
        dong=dong,
        officer_id=viewer.officer_key,
        name=name[:120],
        features=[{"properties": area.properties, "geometry": area.geometry} for area in areas],
        mended=sum(area.mended for area in areas),
        sent_at=now,
    )
    draft.save()
    record(
        viewer,
        action="boundary.file_sent",
        subject=draft,
        now=now,
        dong_id=dong.pk,
        changes={"file": draft.name, "areas": len(areas)},
    )
    return draft


@transaction.atomic
def set_outlines(
    viewer: Viewer,
    *,
    dong_id: int,
    outlines: Mapping[int, Any],
    source: str,
    now: datetime,
) -> int:
    """Give tongs (by number) these outlines; None takes one away. How many changed.

    Refused as a whole when one of them is of no use. `source` is told: a file's name, or nothing.
    """
    dong = hold(viewer, dong_id)
    require_arranging(viewer, dong.pk)
    tongs = tongs_of(viewer, dong.pk, outlines)
    was: dict[str, Any] = {}
    became: dict[str, str] = {}
    numbers = []
    for tong in tongs:
        outline = outlines[tong.number]
        if outline is not None:
            outline = _sound(outline, tong.number)
        if outline == tong.outline:
            continue
        was[str(tong.pk)], became[str(tong.pk)] = tong.outline, _digest(outline)
        tong.outline = outline
        numbers.append(tong.number)
    changed = [tong for tong in tongs if str(tong.pk) in was]
    if not changed:
        raise Conflict(_("바뀐 것이 없습니다."), code="nothing_changed")
    Tong.objects.for_viewer(viewer).bulk_update(changed, ["outline"])
    BoundaryDraft.objects.for_viewer(viewer).filter(officer_id=viewer.officer_key).delete()
    record(
        viewer,
        action="boundary.set",
        subject=dong,
        now=now,
        dong_id=dong.pk,
        changes={"outlines": was, "digests": became, "tongs": numbers, "source": source},
    )
    return len(changed)


def undo_outlines(viewer: Viewer, entry: AuditEntry, now: datetime) -> None:
    """Give the tongs back the outlines they had; refused when one was changed again."""
    dong = hold(viewer, entry.dong_id or 0)
    require_arranging(viewer, dong.pk)
    was, digests = entry.changes["outlines"], entry.changes["digests"]
    tongs = list(Tong.objects.for_viewer(viewer).filter(dong=dong, pk__in=list(was)))
    if len(tongs) != len(was):
        raise NotHere(_("통을 찾을 수 없습니다."), code="not_found")
    if any(_digest(tong.outline) != digests[str(tong.pk)] for tong in tongs):
        raise Conflict(_("그 뒤에 경계가 다시 바뀌어 되돌릴 수 없습니다."), code="changed_since")
    for tong in tongs:
        tong.outline = was[str(tong.pk)]
    Tong.objects.for_viewer(viewer).bulk_update(tongs, ["outline"])
    record(
        viewer,
        action="boundary.set.undone",
        subject=dong,
        now=now,
        dong_id=dong.pk,
        changes={"tongs": entry.changes["tongs"]},
    )


def _sound(outline: Any, number: int) -> dict[str, Any]:
    try:
        return mend(outline, str(number))[0]
    except Unusable as fault:
        raise Refused(unusable_text(fault), code=f"boundary_{fault.code}") from None


def _digest(outline: Any) -> str:
    return hashlib.sha256(json.dumps(outline, sort_keys=True).encode()).hexdigest()
