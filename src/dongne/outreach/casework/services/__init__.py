"""Writes: each in one transaction, with a row of the history and an audit row."""

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
from .handing import (
    accept,
    assign_many,
    claim,
    end_referral,
    hand_over,
    revoke,
    send_back,
)
from .opening import FOLLOW_UP, Opened, Unacceptable, follow_up, open_case
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
    "merge",
    "note_progress",
    "open_case",
    "publish",
    "register_outside",
    "reopen",
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
