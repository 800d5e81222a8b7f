"""Off and on again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from dongne.foundation.audit.public import record
from dongne.foundation.scope.public import SYSTEM, Viewer

from ..models import Delivery, Endpoint
from ..queries.listening import forget_listening
from ..states import DeliveryState, Off
from .warning import SWITCHED_OFF, tell


@transaction.atomic
def switch_off(viewer: Viewer, *, endpoint: Endpoint, why: Off, now: datetime) -> None:
    """Nothing is sent any more; what was waiting is stopped, and can be sent again by a person."""
    endpoint.is_on, endpoint.off_why, endpoint.off_at = False, why, now
    endpoint.save(update_fields=["is_on", "off_why", "off_at"])
    waiting = Delivery.objects.for_viewer(SYSTEM).filter(
        endpoint=endpoint, state=DeliveryState.WAITING
    )
    waiting.update(state=DeliveryState.STOPPED, due_at=None, ended_at=now)
    record(
        viewer,
        action="webhook.off",
        subject=endpoint,
        now=now,
        dong_id=endpoint.dong_id,
        changes={"title": endpoint.title, "why": why.value},
    )
    if why is not Off.PERSON:
        tell(viewer, endpoint=endpoint, event=SWITCHED_OFF, now=now)
    listening_changed()


@transaction.atomic
def switch_on(viewer: Viewer, *, endpoint: Endpoint, now: datetime) -> None:
    """From now on; what happened meanwhile was not written down for it."""
    endpoint.is_on, endpoint.off_why, endpoint.off_at = True, "", None
    endpoint.failures = 0
    endpoint.failing_since = endpoint.warned_at = endpoint.rests_until = None
    endpoint.save(
        update_fields=[
            "is_on",
            "off_why",
            "off_at",
            "failures",
            "failing_since",
            "warned_at",
            "rests_until",
        ]
    )
    record(
        viewer,
        action="webhook.on",
        subject=endpoint,
        now=now,
        dong_id=endpoint.dong_id,
        changes={"title": endpoint.title},
    )
    listening_changed()


def listening_changed() -> None:
    """Now, for what else this transaction does, and after it, for what was asked meanwhile."""
    forget_listening()
    transaction.on_commit(forget_listening)
