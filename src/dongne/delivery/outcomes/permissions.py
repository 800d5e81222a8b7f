"""Who sees the figures."""

from __future__ import annotations

from dongne.foundation.scope.public import Level, Role, Viewer


def sees_outcomes(viewer: Viewer) -> bool:
    """People of a dong their own; desks and privacy officers those of their dongs."""
    desks = (Role.DISTRICT_DESK, Role.CITY_DESK, Role.PRIVACY_OFFICER)
    return viewer.signed_in and (viewer.level is Level.DONG or viewer.has(*desks))
