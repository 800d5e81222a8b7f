"""What numbers there are besides those of cases: one entrance leads to all of them.

Whoever has a number types it at one place (`/status`) and need not know what kind it is. A higher
module registers its kind when the apps start; the entrance asks every kind in turn, always all of
them, so that neither the answer nor its time tells which numbers there are.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """Whose a number is, as its contact reaches it: `key` is the kind's own."""

    key: UUID
    dong_id: int
    phone: str = ""
    email: str = ""
    language: str = "ko"


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """A kind of numbers.

    `by_secret`: what the number and the six bytes of its secret open. `by_contact`: likewise with
    the telephone or mailbox that was left. Both answer None for all that does not fit, after the
    same work. `let_in`: the answer that opens it to this browser.
    """

    kind: str
    by_secret: Callable[[str, bytes], UUID | None]
    by_contact: Callable[[str, str], Reached | None]
    let_in: Callable[[HttpRequest, UUID, datetime], HttpResponse]


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """A number of some kind that was opened."""

    numbers: Numbers
    key: UUID

    def open(self, request: HttpRequest, *, now: datetime) -> HttpResponse:
        return self.numbers.let_in(request, self.key, now)


_kinds: dict[str, Numbers] = {}


def register_numbers(numbers: Numbers) -> None:
    """A second one of a kind takes the place of the first."""
    _kinds[numbers.kind] = numbers


def door_by_secret(number: str, secret: bytes) -> Door | None:
    found = [(one, one.by_secret(number, secret)) for one in _kinds.values()]
    return next((Door(numbers=one, key=key) for one, key in found if key), None)


def door_by_contact(number: str, contact: str) -> tuple[Door, Reached] | None:
    found = [(one, one.by_contact(number, contact)) for one in _kinds.values()]
    return next(
        ((Door(numbers=one, key=at.key), at) for one, at in found if at is not None),
        None,
    )
