"""Writes: each with an audit row and a row of the time-limit's own history."""

from .lengthening import extend_deadline, tell_progress
from .moving import move_deadlines, preview_moves
from .running import (
    end_deadline,
    reopen_deadline,
    start_deadline,
    transfer_deadline,
)
from .standing import go_on_deadline, stop_deadline

__all__ = [
    "end_deadline",
    "extend_deadline",
    "go_on_deadline",
    "move_deadlines",
    "preview_moves",
    "reopen_deadline",
    "start_deadline",
    "stop_deadline",
    "tell_progress",
    "transfer_deadline",
]
