"""Outings, activities and reports: recording, sending in, reporting, and reading them."""

from .content import content_of
from .models import Activity, ActivityPhoto, Outing, Report, ReportVersion
from .queries import own_desk
from .rules import Record
from .services.outings import plan_outing
from .services.recording import (
    Unacceptable,
    edit_activity,
    record_activity,
    remove_activity,
    restore_activity,
)
from .services.reporting import SUBJECT, draft_report, edit_report, submit_report
from .services.syncing import Answer, Entry, sync
from .states import OPEN_STATES, Hold, PhotoRole, ReportState, Standing, SyncStatus

__all__ = [
    "OPEN_STATES",
    "SUBJECT",
    "Activity",
    "ActivityPhoto",
    "Answer",
    "Entry",
    "Hold",
    "Outing",
    "PhotoRole",
    "Record",
    "Report",
    "ReportState",
    "ReportVersion",
    "Standing",
    "SyncStatus",
    "Unacceptable",
    "content_of",
    "draft_report",
    "edit_activity",
    "edit_report",
    "own_desk",
    "plan_outing",
    "record_activity",
    "remove_activity",
    "restore_activity",
    "submit_report",
    "sync",
]
