"""What a parcel can be, in whose hands, and what may go wrong on its way."""

from __future__ import annotations

from enum import StrEnum


class ParcelState(StrEnum):
    SEALED = "sealed"
    """In the hands of whoever sealed it."""
    ON_THE_WAY = "on_the_way"
    WAITING = "waiting"
    """Lies where it is fetched, or in the office after it came back."""
    HANDED = "handed"
    DESTROYED = "destroyed"
    LOST = "lost"
    """Its last holder answers for it; found again it goes on."""
    OPENED = "opened"
    """Its seal was undone in the office: what it held goes into other bags."""


LIVING = frozenset(
    {ParcelState.SEALED, ParcelState.ON_THE_WAY, ParcelState.WAITING, ParcelState.LOST}
)
"""A bag number belongs to one of these at most."""

MOVING = frozenset({ParcelState.SEALED, ParcelState.ON_THE_WAY, ParcelState.WAITING})

ALLOWED: dict[ParcelState, frozenset[ParcelState]] = {
    ParcelState.SEALED: frozenset(
        {
            ParcelState.SEALED,
            ParcelState.ON_THE_WAY,
            ParcelState.WAITING,
            ParcelState.HANDED,
            ParcelState.LOST,
            ParcelState.DESTROYED,
            ParcelState.OPENED,
        }
    ),
    ParcelState.ON_THE_WAY: frozenset(
        {
            ParcelState.ON_THE_WAY,
            ParcelState.WAITING,
            ParcelState.HANDED,
            ParcelState.LOST,
            ParcelState.DESTROYED,
        }
    ),
    ParcelState.WAITING: frozenset(
        {
            ParcelState.ON_THE_WAY,
            ParcelState.WAITING,
            ParcelState.HANDED,
            ParcelState.LOST,
            ParcelState.DESTROYED,
            ParcelState.OPENED,
        }
    ),
    ParcelState.LOST: frozenset(
        {ParcelState.ON_THE_WAY, ParcelState.WAITING, ParcelState.DESTROYED}
    ),
    ParcelState.HANDED: frozenset(),
    ParcelState.DESTROYED: frozenset(),
    ParcelState.OPENED: frozenset(),
}


class HolderKind(StrEnum):
    OFFICER = "officer"
    VOLUNTEER = "volunteer"
    COMPARTMENT = "compartment"
    OFFICE_DESK = "office_desk"
    """The shelf of the office that documents are fetched from."""
    OUTREACH_DESK = "outreach_desk"
    POST = "post"
    TAKER = "taker"


class TransferState(StrEnum):
    OFFERED = "offered"
    TAKEN = "taken"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    LOCKED = "locked"
    """The code was wrong five times: the giver has to offer it anew."""


class Confirmed(StrEnum):
    """By what the taker, or what the taker is, confirmed."""

    CODE = "code"
    BAG = "bag"
    """The bag was scanned."""
    DOOR = "door"
    """A compartment's door was seen open and closed."""
    SIGN = "sign"
    """By somebody of the office at their own desk or shelf."""
    IDENTITY = "identity"
    """The receiver's identity was checked."""
    FOUND = "found"
    """An investigation ended with it."""


class AlarmKind(StrEnum):
    BROKEN = "broken"
    LOST = "lost"
    LATE = "late"
    """A leg takes longer than it may."""
    NOT_RETURNED = "not_returned"
    UNEXPECTED = "unexpected"
    """What was confirmed late contradicts what happened meanwhile, or is somewhere it can't be."""
    WRONG_CODES = "wrong_codes"
    """Somebody tried five codes that were wrong: at a change of hands, or at the door."""
    CALL_BACK = "call_back"
    """A volunteer saw the card of somebody without a telephone: the office asks after it."""


class AlarmEnd(StrEnum):
    SOUND = "sound"
    """All was well."""
    RESEALED = "resealed"
    FOUND = "found"
    GONE = "gone"
    """Lost for good: what was in it is issued anew, and whoever it concerns is told."""


class TakerKind(StrEnum):
    RECEIVER = "receiver"
    PROXY = "proxy"
    """With a letter of attorney."""


class AttemptWhy(StrEnum):
    NOBODY = "nobody"
    REFUSED = "refused"
    WRONG_PLACE = "wrong_place"
    OTHER = "other"


class DestructionState(StrEnum):
    PROPOSED = "proposed"
    DONE = "done"
    CALLED_OFF = "called_off"
