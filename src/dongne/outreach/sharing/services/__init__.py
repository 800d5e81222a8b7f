"""Writes: the books, the lead's notes, and the month's own steps."""

from .counting import enter_report, rebuild, write_month_note
from .due import set_due_rule, undo_due_rule
from .months import (
    accept_month,
    close_month,
    reopen_month,
    share_month,
    unaccept_month,
    unclose_month,
    unshare_month,
)

__all__ = [
    "accept_month",
    "close_month",
    "enter_report",
    "rebuild",
    "reopen_month",
    "set_due_rule",
    "share_month",
    "unaccept_month",
    "unclose_month",
    "undo_due_rule",
    "unshare_month",
    "write_month_note",
]
