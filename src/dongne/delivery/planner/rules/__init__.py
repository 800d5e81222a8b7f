"""The engine: what is possible for a wish in a world, when, and why the rest is not. Pure."""

from .earliest import earliest
from .plans import plan
from .wishes import Opener, Option, Plan, Refusal, Step, Wish, days_ahead

__all__ = ["Opener", "Option", "Plan", "Refusal", "Step", "Wish", "days_ahead", "earliest", "plan"]
