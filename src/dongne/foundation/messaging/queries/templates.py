"""The texts of an office: what is in use, and every version."""

from __future__ import annotations

from dongne.foundation.scope.public import Viewer

from ..models import Template


def current_texts(viewer: Viewer) -> dict[tuple[str, str, str], Template]:
    """The dong's own by event, language and means. One statement."""
    rows = Template.objects.for_viewer(viewer).filter(dong_id=viewer.dong_key, current=True)
    return {(row.event, row.language, row.means): row for row in rows.select_related("changed_by")}


def versions_of(viewer: Viewer, *, event: str, language: str, means: str) -> list[Template]:
    """The newest first."""
    rows = Template.objects.for_viewer(viewer).filter(
        dong_id=viewer.dong_key, event=event, language=language, means=means
    )
    return list(rows.select_related("changed_by").order_by("-version")[:50])
