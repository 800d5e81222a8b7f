"""Outings, activities and reports: recording, sending in, reporting, and reading them."""

from .content import content_of
from .forms.sent import entry_of
from .models import Activity, ActivityPhoto, ActivitySound, Outing, Receipt, Report, ReportVersion
from .queries import DIFFERING, count_in_force, own_desk
from .rules import Record
from .services.correcting import drop_correction, start_correction
from .services.outings import plan_outing
from .services.receipts import (
    Claim,
    Finding,
    check_all,
    check_receipts,
    receipt_fits,
    signed_receipt,
)
from .services.recording import (
    Unacceptable,
    edit_activity,
    record_activity,
    remove_activity,
    restore_activity,
)
from .services.reporting import SUBJECT, draft_report, edit_report
from .services.sending import submit_report, withdraw_report
from .services.standing_in import draft_in_stead
from .services.syncing import Answer, Entry, sync
from .services.taking import take_in
from .services.workplace import forget_workplace
from .states import OPEN_STATES, Hold, PhotoRole, ReportState, Standing, SyncStatus
from .subjects import (
    Given,
    register_closed_months,
    register_receipts,
    register_suggestions,
    register_waiting,
)

__all__ = [
    "DIFFERING",
    "OPEN_STATES",
    "SUBJECT",
    "Activity",
    "ActivityPhoto",
    "ActivitySound",
    "Answer",
    "Claim",
    "Entry",
    "Finding",
    "Given",
    "Hold",
    "Outing",
    "PhotoRole",
    "Receipt",
    "Record",
    "Report",
    "ReportState",
    "ReportVersion",
    "Standing",
    "SyncStatus",
    "Unacceptable",
    "check_all",
    "check_receipts",
    "content_of",
    "count_in_force",
    "draft_in_stead",
    "draft_report",
    "drop_correction",
    "edit_activity",
    "edit_report",
    "entry_of",
    "forget_workplace",
    "own_desk",
    "plan_outing",
    "receipt_fits",
    "record_activity",
    "register_closed_months",
    "register_receipts",
    "register_suggestions",
    "register_waiting",
    "remove_activity",
    "restore_activity",
    "signed_receipt",
    "start_correction",
    "submit_report",
    "sync",
    "take_in",
    "withdraw_report",
]
