"""How long from asking to having, what was not possible, whether it was good."""

from .queries.figures import Figures, Outcomes, outcomes_of
from .services import answer, ask_everybody

__all__ = ["Figures", "Outcomes", "answer", "ask_everybody", "outcomes_of"]
