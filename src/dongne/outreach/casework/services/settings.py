"""How a dong works with cases: kept by whoever runs outreach there."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from dongne.foundation.audit import public as audit
from dongne.foundation.scope.public import SYSTEM, Viewer

from ..models import CaseSetting
from .ground import refuse, unless

NAMES = (
    "unclaimed_hours",
    "dormant_days",
    "lead_after_days",
    "welfare_counts_only",
    "public_map",
    "asks_whether_solved",
)


def may_set(viewer: Viewer) -> bool:
    return viewer.dong_id is not None and viewer.runs_outreach


def change_settings(
    actor: Viewer, *, version: int, values: dict[str, Any], now: datetime
) -> CaseSetting:
    """Of the actor's dong. Raises Forbidden, Conflict when somebody else was faster."""
    unless(may_set(actor), "not_a_lead")
    try:
        with transaction.atomic():
            return _change(actor, version, values, now)
    except IntegrityError:
        # Two first changes at the same moment: the other one was first.
        refuse("changed_meanwhile")


def _change(actor: Viewer, version: int, values: dict[str, Any], now: datetime) -> CaseSetting:
    rows = CaseSetting.objects.for_viewer(SYSTEM).select_for_update()
    kept = rows.filter(pk=actor.dong_key).first()
    row = kept or CaseSetting(dong_id=actor.dong_key)
    if row.version != version:
        refuse("changed_meanwhile")
    changes = {
        name: [getattr(row, name), values[name]]
        for name in NAMES
        if getattr(row, name) != values[name]
    }
    if not changes:
        return row
    for name, (_before, after) in changes.items():
        setattr(row, name, after)
    row.version += 1
    row.save(force_insert=kept is None)
    audit.record(
        actor,
        action="case_settings.changed",
        subject=row,
        now=now,
        dong_id=row.dong_id,
        changes=changes,
    )
    return row
