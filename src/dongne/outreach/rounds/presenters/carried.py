"""Rounds as they lie on a phone: `Round` of the phone page's types."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from dongne.foundation.scope.public import Viewer


def rounds_for(viewer: Viewer, *, day: date, now: datetime) -> list[dict[str, Any]]:
    """Of the viewer's own outings of that day, in the order of their hours. No surname, no
    telephone number, no address of a home. A fixed number of statements."""
    return []
