"""What a person does with a message: decides, takes back, tells by telephone, ticks off."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from dongne.foundation.scope.public import Viewer

from ..models import Message
from ..states import Decision


@transaction.atomic
def decide(
    viewer: Viewer, *, message_id: UUID, decision: Decision, note: str = "", now: datetime
) -> Message:
    """Say what became of a message of which nobody knows. Answers the new one for SEND_AGAIN."""
    raise NotImplementedError


@transaction.atomic
def told_by_hand(viewer: Viewer, *, message_id: UUID, note: str = "", now: datetime) -> Message:
    """Tick off one whom nothing reached: somebody has telephoned or called at the door."""
    raise NotImplementedError


@transaction.atomic
def take_back(viewer: Viewer, *, message_id: UUID, now: datetime) -> Message:
    """Cancel a message that has not left yet. Conflict where it has."""
    raise NotImplementedError


@transaction.atomic
def letter_came_back(viewer: Viewer, *, message_id: UUID, note: str = "", now: datetime) -> Message:
    """A printed letter was returned (반송)."""
    raise NotImplementedError
