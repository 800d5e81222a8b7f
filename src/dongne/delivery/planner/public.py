"""What is possible for this person, when it would be in hand, and what one change would open."""

from .queries import plan_for
from .rules import Opener, Option, Plan, Refusal, Step, Wish

__all__ = ["Opener", "Option", "Plan", "Refusal", "Step", "Wish", "plan_for"]
