"""What a message can be, by which means it goes, and the moves that are allowed."""

from enum import StrEnum


class Means(StrEnum):
    """How a message reaches somebody."""

    SMS = "sms"
    ALIMTALK = "alimtalk"
    EMAIL = "email"
    PUSH = "push"
    LETTER = "letter"
    NOTICE = "notice"
    """A line in an officer's own list, inside the program."""
    OUTBOX = "outbox"
    """Only shown: what would have gone."""


class MessageState(StrEnum):
    ASKED = "asked"
    """Waits for its hour."""
    QUEUED = "queued"
    SENDING = "sending"
    """On its way to the provider: written before the call, so that a crash leaves it standing."""
    SENT = "sent"
    """The provider has taken it."""
    DELIVERED = "delivered"
    TEMPORARY_FAILURE = "temporary_failure"
    PERMANENT_FAILURE = "permanent_failure"
    UNKNOWN = "unknown"
    """Nobody knows whether the provider has it: never sent again by itself."""
    RETURNED_LETTER = "returned_letter"
    CANCELLED = "cancelled"
    """Never left: opted out, blocked, expired, the person is gone, or somebody took it back."""
    TOLD = "told"
    """Nothing reached them; somebody has told them by telephone or at the door."""


S = MessageState

MOVES: dict[MessageState, frozenset[MessageState]] = {
    S.ASKED: frozenset({S.QUEUED, S.CANCELLED}),
    # Back to waiting where its turn came in the quiet hours.
    S.QUEUED: frozenset(
        {S.ASKED, S.SENDING, S.CANCELLED, S.PERMANENT_FAILURE, S.TEMPORARY_FAILURE}
    ),
    S.SENDING: frozenset(
        {S.SENT, S.DELIVERED, S.TEMPORARY_FAILURE, S.PERMANENT_FAILURE, S.UNKNOWN}
    ),
    S.SENT: frozenset(
        {S.DELIVERED, S.TEMPORARY_FAILURE, S.PERMANENT_FAILURE, S.UNKNOWN, S.RETURNED_LETTER}
    ),
    S.TEMPORARY_FAILURE: frozenset({S.QUEUED, S.CANCELLED, S.PERMANENT_FAILURE, S.TOLD}),
    # A receipt, the provider when it is asked, or a person: nothing else, and never the queue.
    S.UNKNOWN: frozenset({S.SENT, S.DELIVERED, S.PERMANENT_FAILURE, S.RETURNED_LETTER, S.TOLD}),
    S.DELIVERED: frozenset(),
    S.PERMANENT_FAILURE: frozenset({S.TOLD}),
    S.RETURNED_LETTER: frozenset({S.TOLD}),
    S.CANCELLED: frozenset(),
    S.TOLD: frozenset(),
}

OPEN = frozenset({S.ASKED, S.QUEUED, S.SENDING, S.TEMPORARY_FAILURE})
"""Something is still going to happen by itself."""

MISSED = frozenset({S.PERMANENT_FAILURE, S.RETURNED_LETTER})
"""Nothing reached them: somebody should telephone, and tick it off."""


class Outcome(StrEnum):
    """What came of one call of a provider."""

    ACCEPTED = "accepted"
    DELIVERED = "delivered"
    TEMPORARY = "temporary"
    PERMANENT = "permanent"
    UNKNOWN = "unknown"


STATE_AFTER: dict[Outcome, MessageState] = {
    Outcome.ACCEPTED: S.SENT,
    Outcome.DELIVERED: S.DELIVERED,
    Outcome.TEMPORARY: S.TEMPORARY_FAILURE,
    Outcome.PERMANENT: S.PERMANENT_FAILURE,
    Outcome.UNKNOWN: S.UNKNOWN,
}


class Decision(StrEnum):
    """What a person says about a message of which nobody knows."""

    ARRIVED = "arrived"
    NOT_ARRIVED = "not_arrived"
    SEND_AGAIN = "send_again"
    """As a new message with an id of its own; this one is closed as not arrived."""


class CallOutcome(StrEnum):
    """What came of telephoning somebody whom nothing reached."""

    REACHED = "reached"
    NOT_REACHED = "not_reached"
    LEFT_WORD = "left_word"
    """Somebody else, or a machine, took the word: not told yet."""


class LetterFault(StrEnum):
    """What has to be mended before a letter is printed; without a postcode it goes all the same."""

    NO_ADDRESS = "no_address"
    NO_NAME = "no_name"
    TOO_LONG = "too_long"
    NO_POSTCODE = "no_postcode"


class OptOutWay(StrEnum):
    """How somebody said that they want no more of a kind."""

    TELEPHONE = "telephone"
    COUNTER = "counter"
    REPLY = "reply"
    LINK = "link"


DUTY = "duty"
"""The kind of what an office must tell: nobody can opt out of it."""
