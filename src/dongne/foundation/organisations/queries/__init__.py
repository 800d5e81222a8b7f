"""Reads about people of the office."""

from .away import Away, AwayRow, absence_of, absences_between, away_on
from .offices import (
    Person,
    Place,
    Staff,
    key_of,
    office_at,
    offices_for,
    person_of,
    staff_list,
    staff_of,
    teams_of,
)
from .people import administration_lead_of, find_officers, head_of, officers_for, people_of

__all__ = [
    "Away",
    "AwayRow",
    "Person",
    "Place",
    "Staff",
    "absence_of",
    "absences_between",
    "administration_lead_of",
    "away_on",
    "find_officers",
    "head_of",
    "key_of",
    "office_at",
    "officers_for",
    "offices_for",
    "people_of",
    "person_of",
    "staff_list",
    "staff_of",
    "teams_of",
]
