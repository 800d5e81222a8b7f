"""Outings and reports a week: what is expected, who is below, and the month of one person."""

from .presenters import own_line
from .presenters import sentence as week_sentence
from .queries import Person, PersonMonth, Week, own_week, person_month, week
from .rules import monday_of
from .services import remind, set_expectation

__all__ = [
    "Person",
    "PersonMonth",
    "Week",
    "monday_of",
    "own_line",
    "own_week",
    "person_month",
    "remind",
    "set_expectation",
    "week",
    "week_sentence",
]
