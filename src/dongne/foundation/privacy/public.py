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
from .queries.declared import declared
from .queries.keeping import retention_on
from .queries.requests import stopped
from .queries.reviews import find_open_findings
from .queries.standing import Standing, standing_of
from .reasons import register_charge, register_task, register_use
from .services import (
    answer_request,
    check_identity,
    decide_finding,
    look_through,
    open_breach,
    propose,
    receive_request,
    recompute,
    sign_month,
)
from .services.breaches import Told
from .states import Asker, BreachKind, FindingState, Outcome, Proof, RequestKind

__all__ = [
    "Affected",
    "Asker",
    "Breach",
    "BreachKind",
    "Disposal",
    "DisposalItem",
    "Finding",
    "FindingState",
    "Outcome",
    "Proof",
    "RequestKind",
    "RetentionRule",
    "Review",
    "Standing",
    "SubjectRequest",
    "Tick",
    "Told",
    "WatchRule",
    "answer_request",
    "check_identity",
    "decide_finding",
    "declared",
    "find_open_findings",
    "look_through",
    "open_breach",
    "propose",
    "receive_request",
    "recompute",
    "register_charge",
    "register_task",
    "register_use",
    "retention_on",
    "sign_month",
    "standing_of",
    "stopped",
]
