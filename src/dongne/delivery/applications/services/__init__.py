"""Writes."""

from .deciding import accept, issue_all, issue_item, refuse_item
from .ending import (
    change_receive,
    close,
    mark_back,
    mark_destroyed,
    mark_handed,
    mark_ready,
    withdraw,
)
from .letters import check_letter, make_letter, revoke_letter, sign_letter
from .matching import match_principal
from .noting import assign, note
from .paying import give_back, pay
from .submitting import Submitted, Unacceptable, submit, submitted_as
from .supplementing import ask_supplement, put_off_supplement, supply

__all__ = [
    "Submitted",
    "Unacceptable",
    "accept",
    "ask_supplement",
    "assign",
    "change_receive",
    "check_letter",
    "close",
    "give_back",
    "issue_all",
    "issue_item",
    "make_letter",
    "mark_back",
    "mark_destroyed",
    "mark_handed",
    "mark_ready",
    "match_principal",
    "note",
    "pay",
    "put_off_supplement",
    "refuse_item",
    "revoke_letter",
    "sign_letter",
    "submit",
    "submitted_as",
    "supply",
    "withdraw",
]
