"""How an office keeps its parcels: by whoever runs it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from dongne.foundation.audit import public as audit
from dongne.foundation.scope.public import SYSTEM, Viewer

from ..models import CustodySetting
from ..permissions import may_set
from .ground import refuse, unless

BOUNDS = {
    "compartment_days": (1, 14),
    "desk_remind_days": (1, 30),
    "most_reminders": (0, 5),
    "leg_hours": (1, 240),
    "most_tries": (1, 5),
}


def change_settings(
    viewer: Viewer, *, version: int, values: Mapping[str, Any], now: datetime
) -> CustodySetting:
    """Of the viewer's dong. Raises Forbidden, Refused, Conflict when somebody else was faster."""
    unless(may_set(viewer), "not_a_lead")
    try:
        with transaction.atomic():
            return _change(viewer, version, values, now)
    except IntegrityError:
        # Two first changes at the same moment: the other one was first.
        refuse("changed_meanwhile")


def _change(
    viewer: Viewer, version: int, values: Mapping[str, Any], now: datetime
) -> CustodySetting:
    rows = CustodySetting.objects.for_viewer(SYSTEM).select_for_update()
    kept = rows.filter(pk=viewer.dong_key).first()
    row = kept or CustodySetting(dong_id=viewer.dong_key)
    if row.version != version:
        refuse("changed_meanwhile")
    changes = {}
    for name in (*BOUNDS, "volunteers_see_cards"):
        if name not in values or values[name] == getattr(row, name):
            continue
        if name in BOUNDS and not BOUNDS[name][0] <= values[name] <= BOUNDS[name][1]:
            refuse("setting_unfit")
        changes[name] = [getattr(row, name), values[name]]
        setattr(row, name, values[name])
    if not changes:
        return row
    row.version += 1
    row.save(force_insert=kept is None)
    audit.record(
        viewer,
        action="parcel_settings.changed",
        subject=row,
        now=now,
        dong_id=row.dong_id,
        changes=changes,
    )
    return row
