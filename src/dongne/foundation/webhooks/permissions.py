"""Who looks after which endpoints: the system administrator all, a desk those of its places."""

from __future__ import annotations

from dongne.foundation.scope.public import Role, Viewer

ROLES = (Role.SYSTEM_ADMINISTRATOR, Role.DISTRICT_DESK, Role.CITY_DESK)


def may_keep(viewer: Viewer) -> bool:
    return viewer.has(*ROLES)
