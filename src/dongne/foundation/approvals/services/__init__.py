"""Writes: lines, turns, the register, copies, settings."""

from .copying import give_copies, may_give_copies, refuse_copies, tick_after_report, tick_copy
from .registering import enter_outside_number, may_enter_number, refuse_outside_number
from .setting import (
    mark_of,
    refuse_unless_runs,
    remove_line,
    set_line,
    set_register_style,
    undo_line,
    undo_register_style,
)
from .signing import (
    OPINION_LENGTH,
    approve,
    read_memo,
    read_memos,
    refuse_withdrawal,
    return_,
    start,
    take_turn,
    withdraw,
)
from .standing import readable_line
from .turns import move_all_lines, move_line, move_lines_of

__all__ = [
    "OPINION_LENGTH",
    "approve",
    "enter_outside_number",
    "give_copies",
    "mark_of",
    "may_enter_number",
    "may_give_copies",
    "move_all_lines",
    "move_line",
    "move_lines_of",
    "read_memo",
    "read_memos",
    "readable_line",
    "refuse_copies",
    "refuse_outside_number",
    "refuse_unless_runs",
    "refuse_withdrawal",
    "remove_line",
    "return_",
    "set_line",
    "set_register_style",
    "start",
    "take_turn",
    "tick_after_report",
    "tick_copy",
    "undo_line",
    "undo_register_style",
    "withdraw",
]
