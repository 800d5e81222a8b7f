"""What becomes of a phone, and of a record that is kept as it came."""

from enum import StrEnum


class PhoneState(StrEnum):
    """What a page says of a phone; nobody stores it."""

    ACTIVE = "active"
    ENDED = "ended"
    ACCOUNT_ENDED = "account_ended"
    """Its officer does not work here any more, or the account is disabled."""


class Why(StrEnum):
    """Why a record was kept sealed, instead of being entered in its officer's name."""

    DRAFT = "draft"
    PHONE_ENDED = "phone_ended"
    ACCOUNT_ENDED = "account_ended"


class KeptState(StrEnum):
    OPEN = "open"
    TAKEN = "taken"
    """Somebody made an activity of it."""
    DISCARDED = "discarded"
    REPLACED = "replaced"
    """A later version of the same draft came, or the record itself."""


class PieceKind(StrEnum):
    PHOTO = "photo"
    SOUND = "sound"


class UnlockStatus(StrEnum):
    OPENED = "opened"
    WRONG = "wrong"
    LOCKED = "locked"
    NO_PIN = "no_pin"
    ENDED = "ended"
