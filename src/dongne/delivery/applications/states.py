"""What an application can be, and which changes are allowed (workflows: Application)."""

from __future__ import annotations

from enum import StrEnum


class ApplicationState(StrEnum):
    DRAFTED = "drafted"
    SUBMITTED = "submitted"
    """Arrived; the office has not accepted it yet (영 제6조제7항: within eight working hours)."""
    ACCEPTED = "accepted"
    SUPPLEMENT = "supplement"
    """Something is missing and was asked for; the clock stands."""
    ISSUED = "issued"
    """Decided; the result exists."""
    READY = "ready"
    """Lies at the chosen place for whoever fetches it, or is on its way there."""
    HANDED_OVER = "handed_over"
    CLOSED = "closed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    UNCOLLECTED = "uncollected"
    """Not fetched, destroyed with a record (영 제25조제4항)."""


ALLOWED: dict[ApplicationState, frozenset[ApplicationState]] = {
    ApplicationState.DRAFTED: frozenset({ApplicationState.SUBMITTED, ApplicationState.WITHDRAWN}),
    ApplicationState.SUBMITTED: frozenset({ApplicationState.ACCEPTED, ApplicationState.WITHDRAWN}),
    ApplicationState.ACCEPTED: frozenset(
        {
            ApplicationState.SUPPLEMENT,
            ApplicationState.ISSUED,
            ApplicationState.REFUSED,
            ApplicationState.WITHDRAWN,
        }
    ),
    ApplicationState.SUPPLEMENT: frozenset(
        {ApplicationState.ACCEPTED, ApplicationState.REFUSED, ApplicationState.WITHDRAWN}
    ),
    ApplicationState.ISSUED: frozenset(
        {
            ApplicationState.READY,
            ApplicationState.HANDED_OVER,
            ApplicationState.WITHDRAWN,
            ApplicationState.UNCOLLECTED,
        }
    ),
    ApplicationState.READY: frozenset(
        {
            ApplicationState.ISSUED,
            ApplicationState.HANDED_OVER,
            ApplicationState.WITHDRAWN,
            ApplicationState.UNCOLLECTED,
        }
    ),
    ApplicationState.HANDED_OVER: frozenset({ApplicationState.CLOSED}),
    ApplicationState.REFUSED: frozenset({ApplicationState.CLOSED}),
    ApplicationState.WITHDRAWN: frozenset(),
    ApplicationState.UNCOLLECTED: frozenset({ApplicationState.CLOSED}),
    ApplicationState.CLOSED: frozenset(),
}
"""An application is never refused at the door nor put off (민원처리법 제9조): SUBMITTED has no edge
to REFUSED. From READY back to ISSUED: not collected, it lies in the office again."""

RUNNING = frozenset(
    {
        ApplicationState.SUBMITTED,
        ApplicationState.ACCEPTED,
        ApplicationState.SUPPLEMENT,
        ApplicationState.ISSUED,
        ApplicationState.READY,
    }
)
ON_ITS_WAY = frozenset({ApplicationState.ISSUED, ApplicationState.READY})
OVER = frozenset(
    {
        ApplicationState.CLOSED,
        ApplicationState.WITHDRAWN,
    }
)


class ItemState(StrEnum):
    PENDING = "pending"
    ISSUED = "issued"
    REFUSED = "refused"


class PaymentMeans(StrEnum):
    CASH = "cash"
    CARD = "card"
    ONLINE = "online"
    EXEMPT = "exempt"
    """By the catalogue: the group is in `exemption`."""
    WAIVED = "waived"
    """By the office, with a reason."""
    ELSEWHERE = "elsewhere"
    """With the authority where it was made."""


class PaymentState(StrEnum):
    ASKED = "asked"
    PAID = "paid"
    FAILED = "failed"
    GIVEN_BACK = "given_back"


class SignedHow(StrEnum):
    NOT_YET = ""
    HAND = "hand"
    SCREEN = "screen"


class Match(StrEnum):
    """Whether it is known which person of the list the principal is."""

    UNASKED = ""
    """By a telephone, or by somebody of the office who chose them."""
    WAITS = "waits"
    """Typed by somebody else: a person of the office says who it is, before anything is issued."""
    DONE = "done"


class Made(StrEnum):
    """Where it was applied for."""

    HERE = "here"
    ELSEWHERE = "elsewhere"
    """With gov24, an issuing machine, a bank or another office; entered with the outside number."""
