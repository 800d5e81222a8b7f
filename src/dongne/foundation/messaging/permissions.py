"""Who may do what with messages."""

from __future__ import annotations

from dongne.foundation.scope.public import Level, Role, Viewer

from .models import Message


def may_handle(viewer: Viewer, message: Message) -> bool:
    """Decide, take back, tick off: whoever asked for it, and those who run the dong's month."""
    if not viewer.signed_in or message.dong_id is None:
        return False
    if viewer.officer_key == message.asked_by_id:
        return True
    return viewer.level is Level.DONG and viewer.dong_id == message.dong_id


def may_set(viewer: Viewer) -> bool:
    """Texts, quiet hours and wishes of a dong: its administration lead and its head."""
    return viewer.level is Level.DONG and viewer.runs_outreach


def may_set_providers(viewer: Viewer) -> bool:
    """Providers cost money and hold contracts: the system administrator."""
    return viewer.has(Role.SYSTEM_ADMINISTRATOR)
