"""How a dong works with applications."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from dongne.foundation.audit import public as audit
from dongne.foundation.organisations.public import Team
from dongne.foundation.scope.public import Level, Viewer

from ..models import ApplicationSetting
from ..queries.ground import setting_of
from .ground import refuse, unless

NAMES = ("team_id", "supplement_days", "letter_days", "pays_online")
MOST_SUPPLEMENT_DAYS, MOST_LETTER_DAYS = 60, 365


def may_set(viewer: Viewer) -> bool:
    return viewer.signed_in and viewer.level is Level.DONG and viewer.runs_outreach


@transaction.atomic
def change_setting(
    viewer: Viewer, *, values: Mapping[str, Any], now: datetime
) -> ApplicationSetting:
    """Of the own dong. Raises Forbidden, Refused for a team of others or days that none has."""
    unless(may_set(viewer))
    team = values["team_id"]
    if team is not None:
        teams = Team.objects.for_viewer(viewer).filter(pk=team, dong=viewer.dong_id)
        unless(teams.exists(), "officer_unknown")
    if not 1 <= values["supplement_days"] <= MOST_SUPPLEMENT_DAYS:
        refuse("day_far")
    if not 1 <= values["letter_days"] <= MOST_LETTER_DAYS:
        refuse("day_far")
    row = setting_of(viewer.dong_key)
    changed = {}
    for name in NAMES:
        if getattr(row, name) != values[name]:
            changed[name] = [getattr(row, name), values[name]]
            setattr(row, name, values[name])
    if changed:
        row.save()
        audit.record(
            viewer,
            action="application.settings_changed",
            subject=row,
            now=now,
            dong_id=viewer.dong_id,
            changes=changed,
        )
    return row
