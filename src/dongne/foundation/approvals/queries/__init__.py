"""Reads: lines and their boxes, what waits for somebody, who would stand on a line."""

from .copies import CopyTargets, copied_to, copy_targets
from .lines import (
    INBOX_LENGTH,
    Desk,
    desk,
    inbox,
    inbox_count,
    latest_lines,
    lines_of,
    signed_kind,
)
from .planning import Crew, Plan, PlannedStep, absent_of, crew_of, line_rules, plan_line, plan_of

__all__ = [
    "INBOX_LENGTH",
    "CopyTargets",
    "Crew",
    "Desk",
    "Plan",
    "PlannedStep",
    "absent_of",
    "copied_to",
    "copy_targets",
    "crew_of",
    "desk",
    "inbox",
    "inbox_count",
    "latest_lines",
    "line_rules",
    "lines_of",
    "plan_line",
    "plan_of",
    "signed_kind",
]
