"""What is possible for this person, when it would be in hand, and what one change would open."""

from .queries import Unmet, plan_for, unmet_counts
from .rules import Opener, Option, Plan, Refusal, Step, Wish, days_ahead, earliest, plan
from .services import count_refused, count_unserved

__all__ = [
    "Opener",
    "Option",
    "Plan",
    "Refusal",
    "Step",
    "Unmet",
    "Wish",
    "count_refused",
    "count_unserved",
    "days_ahead",
    "earliest",
    "plan",
    "plan_for",
    "unmet_counts",
]
