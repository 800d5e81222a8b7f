"""What push services answer, and what it means for the message."""

from __future__ import annotations

from ...channels import Answer
from ...states import Outcome

NOT_REACHED, NO_ANSWER = 0, -1
"""In place of a status: no connection; or one, and then silence."""


def answer_of(status: int) -> Answer:
    if 200 <= status < 300:
        return Answer(outcome=Outcome.ACCEPTED, code=f"push_{status}")
    if status == NO_ANSWER:
        return Answer(outcome=Outcome.UNKNOWN, code="no_answer")
    if status in {NOT_REACHED, 429} or status >= 500:
        return Answer(outcome=Outcome.TEMPORARY, code=f"push_{status}")
    return Answer(outcome=Outcome.PERMANENT, code=f"push_{status}")


def best_of(answers: list[Answer]) -> Answer:
    """One that has it is enough; else what may have it counts before what surely has not."""
    order = [Outcome.ACCEPTED, Outcome.UNKNOWN, Outcome.TEMPORARY, Outcome.PERMANENT]
    return min(answers, key=lambda answer: order.index(answer.outcome))
