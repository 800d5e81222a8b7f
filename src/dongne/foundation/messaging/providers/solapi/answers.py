"""What Solapi's status codes mean, and where it keeps our id."""

from __future__ import annotations

from ...channels import Answer
from ...states import Outcome

OUR_ID = "dongne"
TAKEN = frozenset({"2000", "3000"})
ARRIVED = "4000"


def answer_of(code: str, *, reference: str = "", cost: int = 0) -> Answer:
    """What a status code means: 2000 and 3000 are on their way, 4000 has arrived, others failed."""
    if code in TAKEN:
        outcome = Outcome.ACCEPTED
    elif code == ARRIVED:
        outcome = Outcome.DELIVERED
    else:
        outcome = Outcome.PERMANENT
    return Answer(outcome=outcome, code=f"solapi_{code}", reference=reference, cost=cost)
