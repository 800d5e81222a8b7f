"""Cases as other programs hear of them: number, kind and state; nobody's words, names or home."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.foundation.webhooks.public import emit, register_event, somebody_listens
from dongne.lib.seoul import iso_seoul

from ..events import CaseChanged, CaseOpened, case_changed, case_opened
from ..models import Case
from ..states import CaseState, Publicity

OPENED, CHANGED, CLOSED = "case.opened", "case.changed", "case.closed"

SAMPLE = {
    "id": "019f7c3a-5f5e-7cc3-9c0e-3f1f5f0b9a11",
    "number": "7K3M-92QX-TRW",
    "category": "road",
    "state": "assigned",
    "outcome": "",
    "channel": "web",
    "urgent": False,
    "district": "yangcheon",
    "dong": "sinjeong4",
    "unit": "도로과",
    "latitude": 37.52512,
    "longitude": 126.85571,
    "received_at": "2026-11-20T14:00:00+09:00",
    "due_at": "2026-11-27T18:00:00+09:00",
    "closed_at": None,
    "version": 3,
}

UNTOLD = frozenset(
    {
        "case.routed",
        "case.noted",
        "case.pictured",
        "case.added_to",
        "case.followed",
        "case.reporter_joined",
        "case.reporter_verified",
        "case.wishes_changed",
        "case.answered",
        "case.zone_told",
        "case.told",
    }
)
"""What happens between the office and people, and is no other program's business."""


def register() -> None:
    """Called once, when the apps start."""
    register_event(OPENED, _("건을 받았습니다"), SAMPLE)
    register_event(CHANGED, _("건이 바뀌었습니다"), SAMPLE)
    register_event(CLOSED, _("건을 끝냈습니다"), SAMPLE)
    case_opened.listen(_opened)
    case_changed.listen(_changed)


def _opened(event: CaseOpened) -> None:
    _emit(SYSTEM, OPENED, event.case, event.now)


def _changed(event: CaseChanged) -> None:
    if event.what in UNTOLD:
        return
    closed = event.case.state == CaseState.CLOSED and event.before != CaseState.CLOSED
    _emit(event.actor, CLOSED if closed else CHANGED, event.case, event.now)


def _emit(actor: Viewer, event: str, case: Case, now: datetime) -> None:
    # Of restricted cases only counts leave the circle of those who work on them.
    if not case.restricted and somebody_listens(event, case.dong_id):
        emit(actor, event=event, data=told_of(case), dong_id=case.dong_id, now=now)


def told_of(case: Case) -> dict[str, Any]:
    """The place only of what everybody may see: of the others it may be somebody's door."""
    placed = case.public != Publicity.HIDDEN
    return {
        "id": str(case.pk),
        "number": case.number,
        "category": case.category,
        "state": case.state,
        "outcome": case.outcome,
        "channel": case.channel,
        "urgent": case.urgent,
        "district": case.dong.district.code,
        "dong": case.dong.code,
        "unit": case.holder_team.name if case.holder_team else "",
        "latitude": case.latitude if placed else None,
        "longitude": case.longitude if placed else None,
        "received_at": iso_seoul(case.received_at),
        "due_at": iso_seoul(case.due_at) if case.due_at else None,
        "closed_at": iso_seoul(case.closed_at) if case.closed_at else None,
        "version": case.version,
    }
