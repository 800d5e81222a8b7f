"""Reads: lines and their boxes, what waits for somebody, who would stand on a line."""

from .copies import CopyTargets, copied_to, copy_targets
from .inbox import (
    Counts,
    Desk,
    Sent,
    Shelf,
    after_report_shelf,
    copies_shelf,
    copy_rows,
    counts,
    desk,
    keys_of,
    sent,
    waiting_memos,
)
from .lines import (
    inbox,
    inbox_count,
    latest_lines,
    lines_of,
    next_waiting,
    outside_numbers,
    signed_box,
)
from .planning import Crew, Plan, PlannedStep, absent_of, crew_of, line_rules, plan_line, plan_of
from .slices import Mark, Slice, read_mark

__all__ = [
    "CopyTargets",
    "Counts",
    "Crew",
    "Desk",
    "Mark",
    "Plan",
    "PlannedStep",
    "Sent",
    "Shelf",
    "Slice",
    "absent_of",
    "after_report_shelf",
    "copied_to",
    "copies_shelf",
    "copy_rows",
    "copy_targets",
    "counts",
    "crew_of",
    "desk",
    "inbox",
    "inbox_count",
    "keys_of",
    "latest_lines",
    "line_rules",
    "lines_of",
    "next_waiting",
    "outside_numbers",
    "plan_line",
    "plan_of",
    "read_mark",
    "sent",
    "signed_box",
    "waiting_memos",
]
