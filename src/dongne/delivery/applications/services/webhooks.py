"""Applications as other programs hear of them: number, services, state; nobody's words or names."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from dongne.foundation.scope.public import Viewer
from dongne.foundation.webhooks.public import emit, register_event, somebody_listens
from dongne.lib.seoul import iso_seoul

from ..events import (
    ApplicationChanged,
    ApplicationSubmitted,
    application_changed,
    application_submitted,
)
from ..models import Application
from ..queries.ground import items_of
from ..states import OVER

SUBMITTED, CHANGED, CLOSED = (
    "application.submitted",
    "application.changed",
    "application.closed",
)

SAMPLE = {
    "id": "019f7c3a-5f5e-7cc3-9c0e-3f1f5f0b9a11",
    "number": "7K3M-92QX-TRW",
    "services": ["resident_register_copy"],
    "state": "accepted",
    "channel": "online",
    "receive": "locker",
    "dong": "pocheon1",
    "arrived_at": "2026-11-20T14:00:00+09:00",
    "due_at": "2026-11-20T17:00:00+09:00",
    "version": 2,
}


def register() -> None:
    """Called once, when the apps start."""
    register_event(SUBMITTED, _("신청을 받았습니다"), SAMPLE)
    register_event(CHANGED, _("신청이 바뀌었습니다"), SAMPLE)
    register_event(CLOSED, _("신청이 끝났습니다"), SAMPLE)
    application_submitted.listen(_submitted)
    application_changed.listen(_changed)


def _submitted(event: ApplicationSubmitted) -> None:
    _emit(event.actor, SUBMITTED, event.application, event.now)


def _changed(event: ApplicationChanged) -> None:
    if event.before == event.application.state:
        return
    over = event.application.state in OVER
    _emit(event.actor, CLOSED if over else CHANGED, event.application, event.now)


def _emit(actor: Viewer, event: str, application: Application, now: datetime) -> None:
    if somebody_listens(event, application.dong_id):
        emit(actor, event=event, data=told_of(application), dong_id=application.dong_id, now=now)


def told_of(application: Application) -> dict[str, Any]:
    due = application.due_at
    return {
        "id": str(application.pk),
        "number": application.number,
        "services": [one.service for one in items_of(application)],
        "state": application.state,
        "channel": application.channel,
        "receive": application.receive,
        "dong": application.dong.code,
        "arrived_at": iso_seoul(application.arrived_at),
        "due_at": iso_seoul(due) if due else None,
        "version": application.version,
    }
