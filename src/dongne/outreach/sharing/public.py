"""The month: roll-ups, what is missing, and the books they come from."""

from .models import DongTally, LedgerEntry, MonthNote, MonthState, Tally
from .queries import (
    Check,
    DongRow,
    FieldRow,
    Gap,
    OfficerRow,
    RollUp,
    check,
    gaps,
    months_counted,
    roll_up,
    roll_up_above,
    totals_by_month,
    waiting_by_dong,
)
from .services import rebuild, write_month_note
from .states import MonthStep

__all__ = [
    "Check",
    "DongRow",
    "DongTally",
    "FieldRow",
    "Gap",
    "LedgerEntry",
    "MonthNote",
    "MonthState",
    "MonthStep",
    "OfficerRow",
    "RollUp",
    "Tally",
    "check",
    "gaps",
    "months_counted",
    "rebuild",
    "roll_up",
    "roll_up_above",
    "totals_by_month",
    "waiting_by_dong",
    "write_month_note",
]
