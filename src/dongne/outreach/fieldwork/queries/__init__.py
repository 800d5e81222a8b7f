"""Reads: lists of activities and reports, each in a fixed number of statements."""

from .activities import (
    PAGE_LENGTH,
    ActivityHistory,
    ActivityList,
    ActivityPage,
    Choices,
    Position,
    activity_history,
    activity_list,
    activity_of,
    activity_page,
    choices_for,
    find_activities,
    own_outing_list,
    photo_files,
    with_details,
    with_thumbs,
)
from .desk import OwnDesk, own_desk
from .in_force import count_in_force, show_in_force
from .reports import (
    ReportPage,
    find_reports,
    readable_reports,
    report_months,
    report_of,
    report_page,
)

__all__ = [
    "PAGE_LENGTH",
    "ActivityHistory",
    "ActivityList",
    "ActivityPage",
    "Choices",
    "OwnDesk",
    "Position",
    "ReportPage",
    "activity_history",
    "activity_list",
    "activity_of",
    "activity_page",
    "choices_for",
    "count_in_force",
    "find_activities",
    "find_reports",
    "own_desk",
    "own_outing_list",
    "photo_files",
    "readable_reports",
    "report_months",
    "report_of",
    "report_page",
    "show_in_force",
    "with_details",
    "with_thumbs",
]
