"""Reads: plans in the world as it is, and what could not be had."""

from .planning import plan_for
from .unmet import Unmet, unmet_counts

__all__ = ["Unmet", "plan_for", "unmet_counts"]
