"""Reads: plans in the world as it is, and what could not be had."""

from .asking import Planned, dong_of, dongs, fitting, offered_in, planned
from .planning import plan_for, service_in, world_for
from .unmet import Unmet, unmet_counts

__all__ = [
    "Planned",
    "Unmet",
    "dong_of",
    "dongs",
    "fitting",
    "offered_in",
    "plan_for",
    "planned",
    "service_in",
    "unmet_counts",
    "world_for",
]
