"""What higher modules put onto an application's pages, and what they know of it."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.utils.safestring import SafeString

from dongne.foundation.scope.public import Viewer

from .models import Application

Part = Callable[[Viewer, Application], SafeString | str]
_parts: dict[tuple[str, str], Part] = {}


def register_part(slot: str, name: str, html: Part) -> None:
    """`slot` is `page` (staff's page of an application), `status` (the applicant's) or `closed`
    (the applicant's, once it is over). `name` keeps a module from standing there twice."""
    _parts[slot, name] = html


def parts_of(slot: str, viewer: Viewer, application: Application) -> list[SafeString | str]:
    """Without empty ones."""
    found = [html(viewer, application) for (at, _name), html in _parts.items() if at == slot]
    return [one for one in found if one]


Underway = Callable[[UUID], bool]
_underway: list[Underway] = []


def register_underway(underway: Underway) -> None:
    """Whoever carries results says whether one has left the office."""
    _underway[:] = [underway]


def is_underway(application_id: UUID) -> bool:
    return any(underway(application_id) for underway in _underway)
