"""Reads: roll-ups, what is missing, how far the months are, and the books held together."""

from .checking import Check, check
from .months import (
    Late,
    Standing,
    closed_months,
    due_days,
    fixed_dongs,
    late_entries,
    latest_shared,
    month_standing,
    standings_below,
)
from .rolling_up import (
    DongName,
    DongRow,
    FieldRow,
    Gap,
    OfficerRow,
    RollUp,
    gaps,
    months_counted,
    roll_up,
    roll_up_above,
    totals_by_month,
    waiting_by_dong,
)

__all__ = [
    "Check",
    "DongName",
    "DongRow",
    "FieldRow",
    "Gap",
    "Late",
    "OfficerRow",
    "RollUp",
    "Standing",
    "check",
    "closed_months",
    "due_days",
    "fixed_dongs",
    "gaps",
    "late_entries",
    "latest_shared",
    "month_standing",
    "months_counted",
    "roll_up",
    "roll_up_above",
    "standings_below",
    "totals_by_month",
    "waiting_by_dong",
]
