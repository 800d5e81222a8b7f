"""Pure decisions: what is unusual, what a breach asks for, how long something is kept."""

from .keeping import kept_until, review_due
from .owed import BREACH_HOURS, MANY_PEOPLE, Owed, owed
from .unusual import FIGURES, Found, Look, Office, unusual

__all__ = [
    "BREACH_HOURS",
    "FIGURES",
    "MANY_PEOPLE",
    "Found",
    "Look",
    "Office",
    "Owed",
    "kept_until",
    "owed",
    "review_due",
    "unusual",
]
