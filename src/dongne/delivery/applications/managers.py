"""Who may read which applications."""

from __future__ import annotations

from typing import Self, TypeVar

from django.db import models

from dongne.foundation.scope.public import Level, Role, TenantQuerySet, Viewer, ViewerKind

M = TypeVar("M", bound=models.Model)


class ApplicationQuerySet(TenantQuerySet[M]):
    """People of a dong read what came to it; a desk and a privacy officer read what came to their
    dongs, without persons. Departments and whoever looks after the accounts have no part in it.
    """

    def for_viewer(self, viewer: Viewer) -> Self:
        if (
            viewer.kind is ViewerKind.OFFICER
            and viewer.level is not Level.DONG
            and not viewer.has(Role.DISTRICT_DESK, Role.CITY_DESK, Role.PRIVACY_OFFICER)
        ):
            return self.none()._mark_scoped()
        return super().for_viewer(viewer)


ApplicationManager = models.Manager.from_queryset(ApplicationQuerySet)
