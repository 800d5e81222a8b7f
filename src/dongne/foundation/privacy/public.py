"""What the privacy officer looks after: review of openings, retention, requests, breaches."""

from .models import (
    Affected,
    Breach,
    Disposal,
    DisposalItem,
    Finding,
    RetentionRule,
    Review,
    SubjectRequest,
    Tick,
    WatchRule,
)
from .sources import register_charge, register_task

__all__ = [
    "Affected",
    "Breach",
    "Disposal",
    "DisposalItem",
    "Finding",
    "RetentionRule",
    "Review",
    "SubjectRequest",
    "Tick",
    "WatchRule",
    "register_charge",
    "register_task",
]
