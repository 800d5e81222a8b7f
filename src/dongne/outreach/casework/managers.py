"""Who may read which cases."""

from __future__ import annotations

from typing import Self, TypeVar

from django.apps import apps
from django.db import models
from django.db.models import Q

from dongne.foundation.organisations.public import TeamKind
from dongne.foundation.scope.public import Level, Role, TenantQuerySet, Viewer, ViewerKind

from .states import HandoverState

M = TypeVar("M", bound=models.Model)


class CaseQuerySet(TenantQuerySet[M]):
    """People of a dong read its cases, welfare's only those concerned; a department reads what it
    holds or was asked to take or to help with; a desk and a privacy officer read the cases of
    their dongs, without persons (docs/decisions/0026).
    """

    def for_viewer(self, viewer: Viewer) -> Self:
        if viewer.kind is ViewerKind.OFFICER and viewer.level is not Level.DONG:
            if viewer.has(Role.DISTRICT_DESK, Role.CITY_DESK, Role.PRIVACY_OFFICER):
                return super().for_viewer(viewer).filter(restricted=False)._mark_scoped()
            if viewer.has(Role.DEPARTMENT):
                # A department stands nowhere in the tree of dongs: what it holds is all it sees.
                return self.filter(_of_team(viewer))._mark_scoped()
            return self.none()._mark_scoped()
        rows = super().for_viewer(viewer)
        if viewer.kind is ViewerKind.OFFICER and not viewer.runs_outreach:
            rows = rows.filter(_not_restricted(viewer))
        return rows._mark_scoped()


def _of_team(viewer: Viewer) -> Q:
    handovers = apps.get_model("casework", "Handover")._base_manager.filter(
        to_team=viewer.team_id,
        state__in=[HandoverState.PENDING, HandoverState.ACCEPTED, HandoverState.DONE],
    )
    return Q(holder_team=viewer.team_id) | Q(pk__in=handovers.values("case"))


def _not_restricted(viewer: Viewer) -> Q:
    welfare = apps.get_model("organisations", "Team")._base_manager.filter(
        pk=viewer.team_id or 0, kind=TeamKind.WELFARE
    )
    own = [viewer.officer_key, *viewer.deputy_for]
    return (
        Q(restricted=False)
        | Q(holder_officer__in=own)
        | Q(opened_by=viewer.officer_key)
        | Q(models.Exists(welfare))
    )


CaseManager = models.Manager.from_queryset(CaseQuerySet)
