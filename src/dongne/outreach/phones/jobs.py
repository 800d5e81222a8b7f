"""The job of this module: files that waited with a kept record, handed on."""

from uuid import UUID

from dongne.foundation.jobs.public import defer

HAND_ON = "phones.hand_on"


def ask_to_hand_on(*, record: UUID, phone: UUID) -> None:
    """In the transaction that made a record of what was kept."""
    defer(HAND_ON, record=str(record), phone=str(phone))
