"""Duties (업무분장): what each officer is responsible for besides the zone."""

from .models import Duty
from .papers import duties_document
from .permissions import may_keep
from .queries import Office, duties_of, find_duty, office_of
from .services import Line, add_duty, keep_duties

__all__ = [
    "Duty",
    "Line",
    "Office",
    "add_duty",
    "duties_document",
    "duties_of",
    "find_duty",
    "keep_duties",
    "may_keep",
    "office_of",
]
