"""Writes: each in one transaction, with a row of the history and an audit row."""

from .activities import (
    FROM_ACTIVITIES,
    link_activity,
    on_ticked,
    open_from,
    open_ticked,
    record_result,
    result_of,
)
from .answering import (
    add_from_resident,
    answer_solved,
    ask_reopen,
    follow,
    set_wants,
    verify_reporter,
    withdraw_own,
)
from .editing import edit_case, end_outside, join_person, publish, register_outside
from .ending import decline_reopening, merge, reopen, set_parent, withdraw
from .handing import assign_many, claim, hand_over
from .opening import Opened, Unacceptable, open_case
from .receiving import accept, end_referral, revoke, send_back
from .routing import FOLLOW_UP, follow_up
from .telling import close, close_without_contact, inform_zone, tell
from .working import (
    add_photos,
    finish,
    go_on,
    note_progress,
    start_work,
    wait,
    work_again,
)

__all__ = [
    "FOLLOW_UP",
    "FROM_ACTIVITIES",
    "Opened",
    "Unacceptable",
    "accept",
    "add_from_resident",
    "add_photos",
    "answer_solved",
    "ask_reopen",
    "assign_many",
    "claim",
    "close",
    "close_without_contact",
    "decline_reopening",
    "edit_case",
    "end_outside",
    "end_referral",
    "finish",
    "follow",
    "follow_up",
    "go_on",
    "hand_over",
    "inform_zone",
    "join_person",
    "link_activity",
    "merge",
    "note_progress",
    "on_ticked",
    "open_case",
    "open_from",
    "open_ticked",
    "publish",
    "record_result",
    "register_outside",
    "reopen",
    "result_of",
    "revoke",
    "send_back",
    "set_parent",
    "set_wants",
    "start_work",
    "tell",
    "verify_reporter",
    "wait",
    "withdraw",
    "withdraw_own",
    "work_again",
]
