"""Outings, activities and reports: recording, sending in, reporting, and reading them."""

from .content import content_of
from .models import Activity, ActivityPhoto, Outing, Report, ReportVersion
from .queries import count_in_force, own_desk
from .rules import Record
from .services.correcting import drop_correction, start_correction
from .services.outings import plan_outing
from .services.recording import (
    Unacceptable,
    edit_activity,
    record_activity,
    remove_activity,
    restore_activity,
)
from .services.reporting import SUBJECT, draft_report, edit_report
from .services.sending import submit_report, withdraw_report
from .services.syncing import Answer, Entry, sync
from .services.workplace import forget_workplace
from .states import OPEN_STATES, Hold, PhotoRole, ReportState, Standing, SyncStatus
from .subjects import register_closed_months

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
    "count_in_force",
    "draft_report",
    "drop_correction",
    "edit_activity",
    "edit_report",
    "forget_workplace",
    "own_desk",
    "plan_outing",
    "record_activity",
    "register_closed_months",
    "remove_activity",
    "restore_activity",
    "start_correction",
    "submit_report",
    "sync",
    "withdraw_report",
]
