"""What somebody without an account has told so far, in which order it is asked, what is missing."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from dongne.delivery.ways.public import Circle


class Step(StrEnum):
    """The pages of an application, in order. Some are asked of some people only."""

    OFFICE = "office"
    WHAT = "what"
    WHOM = "whom"
    LETTER = "letter"
    PRINCIPAL = "principal"
    DETAILS = "details"
    RECEIVE = "receive"
    WHO = "who"
    CODE = "code"
    CHECK = "check"


@dataclass(slots=True)
class Somebody:
    """As it was typed and made tidy; never a person of the list."""

    name: str = ""
    phone: str = ""
    birth_date: str = ""
    address: str = ""
    address_detail: str = ""


@dataclass(slots=True)
class Given:
    """`copies`, `purposes` and `answers` by the service's code. `letter` is a number as it stands
    on the paper. `who` asks; `principal` is whose matter it is, empty where that is the same.
    `promised_at` is the moment in hand that was shown for `receive`, in ISO; `fee` the sum.
    `verified` is the telephone that a code was typed for, `verified_at` when.
    """

    dong_id: int | None = None
    services: list[str] = field(default_factory=list)
    circle: str = ""
    letter: str = ""
    copies: dict[str, int] = field(default_factory=dict)
    purposes: dict[str, str] = field(default_factory=dict)
    answers: dict[str, dict[str, str]] = field(default_factory=dict)
    groups: list[str] = field(default_factory=list)
    detailed: bool = False
    receive: str = ""
    receive_site: str = ""
    promised_at: str = ""
    fee: int | None = None
    who: Somebody = field(default_factory=Somebody)
    principal: Somebody = field(default_factory=Somebody)
    verified: str = ""
    verified_at: str = ""
    language: str = ""
    until: str = ""
    """Of a letter: the last day on which it holds."""
    takes_too: bool = True
    """Of a letter: the proxy may also be given the result."""

    def as_json(self) -> str:
        return json.dumps(dataclasses.asdict(self), ensure_ascii=False)

    @classmethod
    def read(cls, told: str) -> Given:
        """Of an older program's draft, what is still known."""
        given = _known(cls, json.loads(told))
        for name in ("who", "principal"):
            if isinstance(one := given.get(name), dict):
                given[name] = Somebody(**_known(Somebody, one))
        return cls(**given)

    @property
    def for_other(self) -> bool:
        return self.circle not in ("", Circle.SELF)

    @property
    def is_verified(self) -> bool:
        return bool(self.who.phone) and self.verified == self.who.phone

    def choose(self, services: Sequence[str]) -> None:
        """Other services: what was told of those that are gone goes too."""
        if list(services) == self.services:
            return
        self.services = list(services)
        for told in (self.copies, self.purposes, self.answers):
            for gone in set(told) - set(services):
                del told[gone]
        self.detailed = False
        self.forget_receiving()

    def forget_receiving(self) -> None:
        """What can be had where, and when, is another matter now."""
        self.receive = self.receive_site = self.promised_at = ""
        self.fee = None


def _known(kind: type[Any], told: dict[str, Any]) -> dict[str, Any]:
    names = {one.name for one in dataclasses.fields(kind)}
    return {key: value for key, value in told.items() if key in names}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What depends on the choices: whether there are several offices, whether the proxy's letter
    is asked for, whether an address is needed to receive it there."""

    offices: int = 1
    letter: bool = False
    address: bool = False
    known: bool = True
    """Every chosen service is still offered."""


def steps(given: Given, asked: Asked) -> list[Step]:
    """Those that this person is asked, in order."""
    left_out = set()
    if asked.offices < 2:
        left_out.add(Step.OFFICE)
    if not asked.letter:
        left_out.add(Step.LETTER)
    if asked.letter or not given.for_other:
        left_out.add(Step.PRINCIPAL)
    return [step for step in Step if step not in left_out]


def missing(given: Given, asked: Asked) -> list[Step]:
    """Steps without which nothing can be sent, in order."""
    who = given.who
    there = {
        Step.OFFICE: given.dong_id is not None,
        Step.WHAT: bool(given.services) and asked.known,
        Step.WHOM: bool(given.circle),
        Step.LETTER: bool(given.letter),
        Step.PRINCIPAL: bool(given.principal.name and given.principal.birth_date),
        Step.DETAILS: given.detailed,
        Step.RECEIVE: bool(given.receive),
        Step.WHO: bool(who.name and who.phone and who.birth_date)
        and bool(who.address or not asked.address),
        Step.CODE: given.is_verified,
    }
    return [step for step in steps(given, asked) if not there.get(step, True)]


def missing_before(step: Step, given: Given, asked: Asked) -> list[Step]:
    order = list(Step)
    return [one for one in missing(given, asked) if order.index(one) < order.index(step)]


def after(step: Step, given: Given, asked: Asked, *, answered: bool) -> Step:
    """Where one goes from a step. Whoever came from the answers goes back to them, over whatever
    the change has left open."""
    order = steps(given, asked)
    open_ = missing(given, asked)
    if answered and step is not Step.CHECK:
        return open_[0] if open_ else Step.CHECK
    following = [one for one in order if list(Step).index(one) > list(Step).index(step)]
    # A code that was typed for this number need not be typed again.
    if following and following[0] is Step.CODE and given.is_verified:
        following = following[1:]
    return following[0] if following else Step.CHECK


def before(step: Step, given: Given, asked: Asked) -> Step | None:
    """Where "back" leads; from the first step to the beginning."""
    order = steps(given, asked)
    at = order.index(step) if step in order else 0
    return order[at - 1] if at else None
