"""Time-limits as the statutes count them: due times, the clock that stands, what else is owed.

Pure functions over aware times (Asia/Seoul) and a `WorkingCalendar`; what the law leaves open was
decided in docs/decisions/0023-reading-the-time-limits.md.
"""

from .calendar import NINE_TO_SIX, STANDARD_WEEK, Segment, Segments, WorkingCalendar, day_of, tidy
from .clock import Clock, Passage, Stretch
from .counting import due, due_with_stops
from .duties import (
    deemed_withdrawn,
    destroyable_from,
    notice_owed,
    notices,
    objection_decided_by,
    supplement_until,
    why_not_ask_again,
    why_not_lengthen_supplement,
    within,
)
from .errors import NotCountable
from .extensions import NO_REASONS, ExtensionReason, why_not_extend
from .figures import LAW, Figure, Law
from .limits import AT_ONCE, Limit, Unit
from .state import is_state_holiday, state_calendar, state_days, state_holidays
from .stops import Stop, StopKind

__all__ = [
    "AT_ONCE",
    "LAW",
    "NINE_TO_SIX",
    "NO_REASONS",
    "STANDARD_WEEK",
    "Clock",
    "ExtensionReason",
    "Figure",
    "Law",
    "Limit",
    "NotCountable",
    "Passage",
    "Segment",
    "Segments",
    "Stop",
    "StopKind",
    "Stretch",
    "Unit",
    "WorkingCalendar",
    "day_of",
    "deemed_withdrawn",
    "destroyable_from",
    "due",
    "due_with_stops",
    "is_state_holiday",
    "notice_owed",
    "notices",
    "objection_decided_by",
    "state_calendar",
    "state_days",
    "state_holidays",
    "supplement_until",
    "tidy",
    "why_not_ask_again",
    "why_not_extend",
    "why_not_lengthen_supplement",
    "within",
]
