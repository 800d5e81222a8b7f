"""Pure decisions about a case: what comes next, what is refused until then, what was given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from .states import CaseState, Channel, Outcome, PhotoRole, ReporterRole, TellingMeans

TITLE_LENGTH = 60
TEXT_LENGTH = 4000
NOTE_LENGTH = 4000
REASON_LENGTH = 500
ADDRESS_LENGTH = 200
ANSWER_LENGTH = 1000
MOST_PHOTOS = 10
MOST_CONTACTS = 20

H3_RESOLUTION = 15
REPEATS_BEFORE_CLOSING = 3
"""민원 처리에 관한 법률 제23조: three times the same, and two answers given."""
ANSWERS_BEFORE_CLOSING = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Somebody who reports or follows. Everything may be empty: then only the secret leads back."""

    name: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    person_id: UUID | None = None
    language: str = "ko"
    wants: bool = True
    agreed_oral: bool = False
    role: str = ReporterRole.REPORTER
    secret: bytes | None = None
    """Made by the caller where it has to survive a second sending; else one is made."""
    verified_at: datetime | None = None

    @property
    def is_somebody(self) -> bool:
        return bool(self.name or self.phone or self.email or self.address or self.person_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What a case is opened with. `id` made by whoever sends it: sent twice, it is one case."""

    id: UUID | None = None
    category: str
    text: str = ""
    title: str = ""
    channel: str = Channel.COUNTER
    dong_id: int | None = None
    tong: int | None = None
    address: str = ""
    latitude: float | None = None
    longitude: float | None = None
    answers: Mapping[str, Any] = field(default_factory=dict)
    photos: tuple[tuple[str, str], ...] = ()
    contacts: tuple[Contact, ...] = ()
    activity_id: UUID | None = None
    household_id: UUID | None = None
    repeats_id: UUID | None = None
    urgent: bool = False
    may_be_public: bool = True


class Step(StrEnum):
    """What a case waits for, in the order that nobody may turn round (domain.md, rule 8)."""

    TAKE = "take"
    CONCLUDE = "conclude"
    INFORM_ZONE = "inform_zone"
    TELL_RESIDENT = "tell_resident"
    CLOSE = "close"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """`untold`: reporters who can be reached and were not told; `unreachable`: those who can't."""

    state: str
    outcome: str = ""
    held: bool = True
    zone_first: bool = True
    """False for welfare's cases: they end when the resident was told."""
    zone_told: bool = False
    untold: int = 0
    unreachable: int = 0


def next_step(case: Standing) -> Step:
    if case.state == CaseState.CLOSED:
        return Step.NONE
    if case.state != CaseState.DONE:
        return Step.CONCLUDE if case.held else Step.TAKE
    if case.zone_first and not case.zone_told:
        return Step.INFORM_ZONE
    return Step.TELL_RESIDENT if case.untold else Step.CLOSE


def why_not_inform_zone(case: Standing) -> str:
    """A code of `words.REFUSALS`, or nothing."""
    if case.state == CaseState.CLOSED:
        return "closed_already"
    return "" if case.state == CaseState.DONE else "conclude_first"


def why_not_tell(case: Standing) -> str:
    """As `why_not_inform_zone`."""
    if why := why_not_inform_zone(case):
        return why
    return "zone_first" if case.zone_first and not case.zone_told else ""


def why_not_close(case: Standing, *, reason: str, without_contact: bool) -> str:
    """As `why_not_inform_zone`. A reason stands for residents who cannot be reached."""
    if why := why_not_tell(case):
        return why
    if without_contact:
        return "" if reason.strip() else "reason_missing"
    if case.untold:
        return "resident_first"
    return "reason_missing" if case.unreachable and not reason.strip() else ""


def may_end_repeated(*, told: int, answered: int) -> bool:
    """민원 처리에 관한 법률 제23조제1항: the same, three times or more, and answered twice or more.
    Offered to whoever decides, never done by the program."""
    return told >= REPEATS_BEFORE_CLOSING and answered >= ANSWERS_BEFORE_CLOSING


def why_not_conclude(outcome: str, *, measure: str, responsible: str, remedy: str) -> str:
    """Closed needs to say how: as `why_not_inform_zone`."""
    match outcome:
        case Outcome.SOLVED:
            return "" if measure.strip() else "measure_missing"
        case Outcome.NOT_OURS:
            if not measure.strip():
                return "measure_missing"
            return "" if responsible.strip() else "responsible_missing"
        case Outcome.NOT_POSSIBLE:
            if not measure.strip():
                return "refusal_reason_missing"
            return "" if remedy.strip() else "remedy_missing"
    return "outcome_unknown"


def must_be_written(*, petition: str, urgent: bool, agreed: bool) -> bool:
    """민원 처리에 관한 법률 제27조제1항, 시행령 제29조제2항: other petitions, urgent ones and
    whoever agreed may be told by word of mouth."""
    return petition not in ("other", "none", "") and not urgent and not agreed


def is_written(means: str) -> bool:
    return means in {TellingMeans.MESSAGE, TellingMeans.LETTER, TellingMeans.EMAIL}


def title_of(text: str) -> str:
    """The first words: a line of a list, never more than `TITLE_LENGTH` signs."""
    line = " ".join(text.split())
    if len(line) <= TITLE_LENGTH:
        return line
    cut = line[: TITLE_LENGTH - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[TITLE_LENGTH // 2 :] else cut) + "…"


def faults(given: Opening) -> list[tuple[str, str]]:
    """Why it cannot be opened, as (name of the part, code); empty if it can."""
    found: list[tuple[str, str]] = []
    if not given.text.strip() and not given.photos:
        found.append(("text", "text_missing"))
    for part, limit in (("text", TEXT_LENGTH), ("title", 120), ("address", ADDRESS_LENGTH)):
        value = getattr(given, part)
        if len(value) > limit:
            found.append((part, "too_long"))
        if "\x00" in value:
            found.append((part, "not_text"))
    if (given.latitude is None) is not (given.longitude is None):
        found.append(("latitude", "not_a_place"))
    if len(given.photos) > MOST_PHOTOS:
        found.append(("photos", "too_many_photos"))
    if any(role not in set(PhotoRole) for _sha, role in given.photos):
        found.append(("photos", "not_a_role"))
    if len(given.contacts) > MOST_CONTACTS:
        found.append(("contacts", "too_many"))
    if given.channel not in set(Channel):
        found.append(("channel", "not_a_channel"))
    return found
