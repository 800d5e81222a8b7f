"""A line of people who sign one after another, whatever the paper is about."""

from .models import Line, Step
from .presenters import Box, Decision, boxes, dated_text, decision_of, planned_boxes
from .queries import inbox, inbox_count, latest_lines, lines_of
from .services import PlannedStep, approve, return_, start
from .states import LineState, StepKind, StepState
from .subjects import Card, Subject, register, subject_of

__all__ = [
    "Box",
    "Card",
    "Decision",
    "Line",
    "LineState",
    "PlannedStep",
    "Step",
    "StepKind",
    "StepState",
    "Subject",
    "approve",
    "boxes",
    "dated_text",
    "decision_of",
    "inbox",
    "inbox_count",
    "latest_lines",
    "lines_of",
    "planned_boxes",
    "register",
    "return_",
    "start",
    "subject_of",
]
