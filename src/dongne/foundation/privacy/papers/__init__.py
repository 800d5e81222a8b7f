"""Papers of the privacy officer: certificate, answers, reviews, breaches."""

from .breaches import breach_document
from .keeping import certificate
from .requests import decision_document, held_document
from .reviewing import log_document, review_document

__all__ = [
    "breach_document",
    "certificate",
    "decision_document",
    "held_document",
    "log_document",
    "review_document",
]
