"""What a letter and a file can be."""

from __future__ import annotations

from enum import StrEnum


class MailingState(StrEnum):
    PRINTED = "printed"
    """Its cover letter is printed; it lies in the office."""
    POSTED = "posted"
    DELIVERED = "delivered"
    RETURNED = "returned"
    """It came back; the parcel lies in the office again."""


ALLOWED: dict[MailingState, frozenset[MailingState]] = {
    MailingState.PRINTED: frozenset({MailingState.POSTED}),
    MailingState.POSTED: frozenset({MailingState.DELIVERED, MailingState.RETURNED}),
    MailingState.DELIVERED: frozenset(),
    MailingState.RETURNED: frozenset(),
}


class FileEnd(StrEnum):
    """Why a file was destroyed."""

    NOT_YET = ""
    OVER = "over"
    """Its days were over."""
    TAKEN_BACK = "taken_back"
    """By the officer: a wrong file."""
    REPLACED = "replaced"
