"""Who may make posters of a dong, and set its telephone."""

from __future__ import annotations

from dongne.foundation.scope.public import Viewer


def may_keep_signs(viewer: Viewer) -> bool:
    """Who runs outreach there; their own card everybody makes."""
    return viewer.dong_id is not None and viewer.runs_outreach
