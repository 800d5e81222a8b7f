"""Time-limits in words: what happened, how long, how urgent; the card, and the calendar's list."""

from __future__ import annotations

from dongne.foundation.calendar.public import register_moves

from .services import move_deadlines, preview_moves


def register() -> None:
    register_moves("deadlines", preview_moves, move_deadlines)
