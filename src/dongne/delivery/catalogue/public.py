"""Services as they hold in a place on a day, and the words of what their rows say."""

from .queries import service_of, services_of, services_of_editions
from .services import publish
from .subjects import register_channels, register_usage
from .words import (
    CIRCLES,
    EXEMPT,
    FORMS,
    GROUPS,
    IDENTITIES,
    ISSUERS,
    KINDS,
    LETTERS,
    QUESTIONS,
    REASONS,
    SOURCES,
    reason_sentence,
    won,
)

__all__ = [
    "CIRCLES",
    "EXEMPT",
    "FORMS",
    "GROUPS",
    "IDENTITIES",
    "ISSUERS",
    "KINDS",
    "LETTERS",
    "QUESTIONS",
    "REASONS",
    "SOURCES",
    "publish",
    "reason_sentence",
    "register_channels",
    "register_usage",
    "service_of",
    "services_of",
    "services_of_editions",
    "won",
]
