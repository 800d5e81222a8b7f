"""Copies for information (공람): who may be given one, and who has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from dongne.foundation.organisations.public import Officer, Team
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import SYSTEM, Viewer

from ..models import Copy
from ..states import LineState


def own_copies(viewer: Viewer) -> QuerySet[Copy]:
    """What the viewer was given of finished papers, alone or with the team.

    Asked beyond the viewer's part of the tree on purpose: a department of the district belongs to
    no dong and finds here exactly the papers that somebody gave to it.
    """
    return Copy.objects.for_viewer(SYSTEM).filter(
        Q(officer_id=viewer.officer_key) | Q(team_id=viewer.team_id or 0),
        line__state=LineState.APPROVED,
    )


def copied_to(viewer: Viewer, *, subject_type: str, ids: Iterable[UUID]) -> set[UUID]:
    """Which of these papers the viewer may read because a copy was given. One statement."""
    found = own_copies(viewer).filter(
        line__subject_type=subject_type, line__subject_id__in=list(ids)
    )
    return set(found.values_list("line__subject_id", flat=True))


@dataclass(frozen=True, slots=True)
class CopyTargets:
    """Who may be given a copy: people and teams of the dong, departments of its district."""

    teams: list[Team]
    officers: list[Officer]


def copy_targets(viewer: Viewer, *, dong_id: int) -> CopyTargets:
    """Three statements. The district's departments are nobody's secret: asked for the program."""
    district_id = (
        Dong.objects.for_viewer(viewer).filter(pk=dong_id).values_list("district_id", flat=True)
    ).first()
    teams = Team.objects.for_viewer(SYSTEM).filter(
        Q(dong_id=dong_id) | Q(district_id=district_id or 0)
    )
    officers = Officer.objects.for_viewer(viewer).filter(dong_id=dong_id, is_active=True)
    return CopyTargets(
        teams=list(teams.order_by("dong_id", "position", "id")),
        officers=list(officers.select_related("team")),
    )
