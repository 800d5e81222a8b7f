"""Tables of the privacy officer's work."""

from .breaches import Affected, Breach, Tick
from .requests import SubjectRequest
from .retention import Disposal, DisposalItem, RetentionRule
from .reviewing import Finding, Review, WatchRule

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
]
