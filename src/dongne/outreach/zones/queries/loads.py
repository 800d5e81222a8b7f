"""How much somebody looks after, in words: what whoever shares out tongs wants to know."""

from __future__ import annotations

from django.utils.translation import gettext as _

from .board import BoardRow


def load_of(row: BoardRow) -> str:
    """Name, team, and how many tongs somebody has; who is away is said to be."""
    count = len(row.charge.tongs) if row.charge else 0
    said = _("%(name)s (%(team)s, %(count)d개 통)") % {
        "name": row.officer.name,
        "team": row.officer.team.name,
        "count": count,
    }
    if row.is_away:
        said += " · " + _("자리 비움")
    if row.excluded:
        said += " · " + _("구역 제외")
    return said
