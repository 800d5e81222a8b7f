"""A line of people who sign one after another, whatever the paper is about."""

from .models import Line, Step
from .queries import inbox, inbox_count, latest_lines
from .services import PlannedStep, approve, return_, start
from .states import LineState, StepKind, StepState
from .subjects import Card, Subject, register, subject_of

__all__ = [
    "Card",
    "Line",
    "LineState",
    "PlannedStep",
    "Step",
    "StepKind",
    "StepState",
    "Subject",
    "approve",
    "inbox",
    "inbox_count",
    "latest_lines",
    "register",
    "return_",
    "start",
    "subject_of",
]
