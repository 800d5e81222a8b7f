"""Writes: who looks after which tongs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from dongne.foundation.audit.public import record
from dongne.foundation.organisations.public import Officer
from dongne.foundation.places.public import Tong
from dongne.foundation.scope.public import Viewer

from .models import Zone


@transaction.atomic
def assign_zone(
    viewer: Viewer,
    *,
    officer: Officer,
    tongs: Iterable[Tong],
    starts_on: date,
    now: datetime,
    deputy: Officer | None = None,
) -> Zone:
    """Put the tongs into the officer's charge from `starts_on`.

    A tong may come to have two officers or none; the zone board shows it (domain.md, rule 1).
    """
    assert officer.dong_id is not None
    tongs = list(tongs)
    zone = Zone(dong_id=officer.dong_id, officer=officer, deputy=deputy, starts_on=starts_on)
    zone.save()
    zone.tongs.add(*tongs)
    record(
        viewer,
        action="zone.assigned",
        subject=zone,
        now=now,
        dong_id=zone.dong_id,
        changes={
            "officer": officer.pk,
            "deputy": deputy.pk if deputy else None,
            "tongs": [tong.number for tong in tongs],
        },
    )
    return zone
