"""An application as it is handed in, and what is decided without looking anything up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

ACCEPT_WITHIN_HOURS = 8
"""Working hours (영 제6조제7항)."""

UNCOLLECTED_AFTER = timedelta(days=15)
"""After the due date (영 제25조제4항)."""

SECOND_SUPPLEMENT_DAYS = 10
MOST_PUT_OFF = 2
MOST_ITEMS = 10
LONGEST_TEXT = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Somebody: a person of the list, or what they left. Without any of it: nobody."""

    person_id: UUID | None = None
    name: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    address_detail: str = ""
    birth_date: date | None = None

    @property
    def is_somebody(self) -> bool:
        return bool(self.person_id or self.name or self.phone or self.email or self.address)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One service, so many copies of it."""

    service: str
    copies: int = 1
    purpose: str = ""
    answers: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is handed in. The same `id` again is the same application.

    `principal`: whose matter it is. `applicant`: who asks; nobody where it is the principal.
    `receiver`: who may be given it; nobody where it is the applicant. `channel`, `receive`: slugs;
    the sites may be left open. `letter_id`: of a proxy. `outside_channel`, `outside_number`: made
    elsewhere and delivered by us. `promised_at`: the moment in hand that the page showed.
    `identity`: how the applicant shows who they are (`catalogue.Identity`). `verified_at`: when a
    code showed that the telephone is theirs.
    """

    items: tuple[Wanted, ...]
    principal: Who
    applicant: Who = field(default_factory=Who)
    receiver: Who = field(default_factory=Who)
    id: UUID | None = None
    dong_id: int | None = None
    circle: str = "self"
    channel: str = "online"
    apply_site: UUID | None = None
    receive: str = "counter"
    receive_site: UUID | None = None
    letter_id: UUID | None = None
    outside_channel: str = ""
    outside_number: str = ""
    groups: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    language: str = "ko"
    wants: bool = True
    identity: str = "none"
    verified_at: datetime | None = None
    promised_at: datetime | None = None
    courier_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterGiven:
    """A letter of attorney as it is asked for: who gives it, to whom, for what, until when."""

    principal: Who
    proxy: Who
    services: tuple[Wanted, ...]
    valid_until: date
    purpose: str = ""
    channel: str = "online"
    may_receive: bool = True
    dong_id: int | None = None
    courier_id: UUID | None = None
    id: UUID | None = None
