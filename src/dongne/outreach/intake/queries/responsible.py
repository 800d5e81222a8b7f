"""Who will be responsible for a report, as the resident is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dongne.foundation.organisations.public import Officer, Team
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.seoul import seoul_day
from dongne.outreach.categories.public import Words, responsible_for

from ..rules import Given


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    place: str
    team: Team
    officer: Officer | None


def who_takes(given: Given, words: Words, *, now: datetime) -> Who | None:
    """None where nobody in particular is: the office finds somebody."""
    if given.dong_id is None:
        return None
    found = responsible_for(
        SYSTEM, category=words, dong_id=given.dong_id, tong=given.tong, day=seoul_day(now)
    )
    team = (
        Team.objects.for_viewer(SYSTEM)
        .select_related("dong", "district", "city")
        .filter(pk=found.team_id)
        .first()
        if found.team_id
        else None
    )
    if team is None:
        return None
    officer = Officer.objects.for_viewer(SYSTEM).filter(pk=found.officer_id or 0).first()
    place = team.dong or team.district or team.city
    return Who(
        place=place.label if place else "",
        team=team,
        officer=officer,
    )
