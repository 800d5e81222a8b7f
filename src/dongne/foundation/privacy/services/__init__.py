"""Writes of the privacy officer's work."""

from .breaches import (
    add_affected,
    close_breach,
    drop_breach,
    edit_breach,
    open_breach,
    tell_affected,
    tick,
)
from .disposals import approve, carry_out, hold_back, propose, release, withdraw
from .requests import (
    answer_request,
    check_identity,
    close_request,
    extend_request,
    open_request,
    receive_request,
    withdraw_request,
)
from .retention import destroy_asides, recompute, set_retention
from .reviewing import decide_finding, export_log, look_through, set_watch, sign_month

__all__ = [
    "add_affected",
    "answer_request",
    "approve",
    "carry_out",
    "check_identity",
    "close_breach",
    "close_request",
    "decide_finding",
    "destroy_asides",
    "drop_breach",
    "edit_breach",
    "export_log",
    "extend_request",
    "hold_back",
    "look_through",
    "open_breach",
    "open_request",
    "propose",
    "receive_request",
    "recompute",
    "release",
    "set_retention",
    "set_watch",
    "sign_month",
    "tell_affected",
    "tick",
    "withdraw",
    "withdraw_request",
]
