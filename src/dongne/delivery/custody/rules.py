"""Holders, what somebody shows at the door, and the days that follow from a due date."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from dongne.delivery.ways.public import Identity

from .states import Confirmed, HolderKind, TakerKind

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)

KEPT_AFTER_DUE = 15
"""Days (영 제25조제4항): the first is the day after the due date."""

MOST_WRONG = 5
CODE_SIGNS = 6
TAKER_CODE_DAYS = 3
MOST_SKEW = timedelta(minutes=5)
LATEST_CONFIRMATION = timedelta(days=7)
"""A phone that was without network for longer is not believed: a person looks first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who has a parcel: `key` as text, an officer's or courier's, a compartment's, a dong's."""

    kind: str
    key: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}"


def officer(officer_id: int) -> Holder:
    return Holder(kind=HolderKind.OFFICER, key=str(officer_id))


def volunteer(courier_id: UUID) -> Holder:
    return Holder(kind=HolderKind.VOLUNTEER, key=str(courier_id))


def office_desk(dong_id: int) -> Holder:
    return Holder(kind=HolderKind.OFFICE_DESK, key=str(dong_id))


def compartment(compartment_id: UUID) -> Holder:
    return Holder(kind=HolderKind.COMPARTMENT, key=str(compartment_id))


def read_holder(text: str) -> Holder | None:
    """`officer:12`, as forms and programs name one; None for anything else."""
    kind, _colon, key = text.strip().partition(":")
    if kind not in set(HolderKind) or not key or len(key) > 40:
        return None
    return Holder(kind=kind, key=key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """How the taker shows who they are, at last.

    `kind`: CARD seen, KNOWN to the officer, or CODE: then `code` and `birth_date` (`YYYYMMDD`) as
    they were typed, or `proof` of both (`proof_of`), which is all that a phone without network
    keeps. `letter_number` of a proxy. Devices that check codes of their own (a locker) say CODE
    and `confirmed` DOOR.
    """

    kind: Identity
    taker: TakerKind = TakerKind.RECEIVER
    code: str = field(default="", repr=False)
    birth_date: str = field(default="", repr=False)
    proof: str = field(default="", repr=False)
    letter_number: str = ""
    confirmed: Confirmed = Confirmed.IDENTITY


def proof_of(parcel_id: UUID, code: str, birth_date: str) -> str:
    """What a phone sends in place of a code and a date of birth; the page works it out alike."""
    return hashlib.sha256(f"{parcel_id}:{code}:{birth_date}".encode()).hexdigest()


def digits(text: str) -> str:
    """The digits of what somebody typed, full-width ones too."""
    return "".join(str(int(sign)) for sign in text[:40] if sign.isdecimal())


def signs(text: str) -> str:
    """A code as it was given, however it was typed."""
    return "".join(sign for sign in text[:40].upper() if sign.isalnum())


def on_working_day(day: date, is_working_day: Callable[[date], bool]) -> date:
    """The day, or the next on which the office works (민법 제161조)."""
    for _step in range(60):
        if is_working_day(day):
            break
        day += DAY
    return day


def destroy_from(due: date, is_working_day: Callable[[date], bool]) -> date:
    """The first day on which what was due then may be destroyed: fifteen days have passed, and a
    term that would end on a rest day ends on the next working day."""
    return on_working_day(due + KEPT_AFTER_DUE * DAY, is_working_day) + DAY


def keep_until(since: date, days: int, is_working_day: Callable[[date], bool]) -> date:
    """The last day of waiting where it lies; somebody of the office can then fetch it."""
    return on_working_day(since + days * DAY, is_working_day)
