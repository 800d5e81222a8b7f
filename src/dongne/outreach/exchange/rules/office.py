"""The office as plain data: what rows are compared with."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from typing import Any

from dongne.lib.addresses import Range, Unreadable, parse_range

from .cells import Unclear, plain

Address = tuple[int, Range]
"""A tong and what belongs to it."""


@dataclass(slots=True)
class HeldDuty:
    title: str
    details: str = ""
    deputy: str = ""


@dataclass(slots=True)
class Person:
    """Somebody of the office, also who has left (`here` is false): past months name them."""

    id: int
    name: str
    team: str
    title: str = ""
    here: bool = True
    tongs: list[int] = field(default_factory=list)
    charges: list[int] = field(default_factory=list)
    deputy: str = ""
    duties: dict[str, HeldDuty] = field(default_factory=dict)


@dataclass(slots=True)
class Office:
    """`months` is (month, officer) → counts by field that came from a file before."""

    today: date
    unit: str = "통"
    teams: list[str] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    tongs: set[int] = field(default_factory=set)
    addresses: set[Address] = field(default_factory=set)
    months: dict[tuple[str, int], dict[str, int]] = field(default_factory=dict)
    code: str = ""
    usernames: set[str] = field(default_factory=set)
    fields: dict[str, str] = field(default_factory=dict)

    def team(self, text: str) -> str | None:
        """The office's spelling of a team."""
        return next((name for name in self.teams if team_key(name) == team_key(text)), None)

    def person(self, name: str, team: str | None = None, *, gone: bool = False) -> Person:
        """Raises Unclear: nobody (a likely name is suggested), or several of that name."""
        found = [one for one in self.people if one.name == name and (one.here or gone)]
        if len(found) > 1 and any(one.here for one in found):
            found = [one for one in found if one.here]
        if len(found) > 1 and team:
            found = [one for one in found if team_key(one.team) == team_key(team)]
        if len(found) > 1:
            raise Unclear("several_of_name")
        if not found:
            names = (one.name for one in self.people if one.here or gone)
            raise Unclear("nobody_of_name", like(name, names))
        return found[0]


def team_key(text: str) -> str:
    """`행정 팀`, `행정팀` and `행정` are one team."""
    return plain(text).removesuffix("팀")


def like(name: str, names: Iterable[str]) -> str:
    """The name that it may be a slip of: compared by letters, since a syllable holds three."""
    letters = {unicodedata.normalize("NFD", one): one for one in names}
    close = get_close_matches(unicodedata.normalize("NFD", name), letters, 1, 0.72)
    return letters[close[0]] if close else ""


def roles_of(title: str, team: str) -> list[str]:
    """What a title makes of a new officer (domain.md, Words); everybody else is an officer."""
    word = plain(title)
    if word in ("동장", "읍장", "면장"):
        return ["dong_head"]
    if word.endswith("팀장"):
        return ["administration_lead"] if "행정" in plain(team) + word else ["team_lead"]
    for part, role in (
        ("복지플래너", "welfare_planner"),
        ("간호", "visiting_nurse"),
        ("상담", "welfare_counsellor"),
    ):
        if part in word:
            return [role]
    return []


def address_of(values: dict[str, Any]) -> Range:
    """The columns of one line put together as the office would write it. Raises Unclear."""
    first, last = values.get("first", ""), values.get("last", "")
    numbers = f"{first}~{last}" if first and last and "~" not in first else first or last
    side = values.get("side", "")
    side = {"홀": "홀수", "짝": "짝수"}.get(side, side)
    if side not in ("홀수", "짝수"):
        side = ""
    line = " ".join(filter(None, (values["road"], numbers, side)))
    try:
        return parse_range(line)
    except Unreadable:
        raise Unclear("not_an_address", line) from None
