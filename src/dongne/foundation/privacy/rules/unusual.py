"""Which openings of a month are worth a look by a person. Nothing here judges anybody.

Every rule has whole numbers as its figures; rows hold them (`WatchRule`), `FIGURES` names them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import groupby
from statistics import median
from typing import Any
from uuid import UUID

from dongne.lib.seoul import seoul_day

from ..states import Watch

MOST_OPENINGS = 50
"""So many ids are kept with a finding; its count says how many there were."""
HOUR = timedelta(hours=1)

FIGURES: dict[Watch, tuple[str, ...]] = {
    Watch.MANY: ("people", "times"),
    Watch.AT_NIGHT: ("openings",),
    Watch.OTHER_OFFICE: ("openings",),
    Watch.OUTSIDE_ZONE: ("openings",),
    Watch.AGAIN: ("openings", "days"),
    Watch.NAMESAKE: ("openings",),
    Watch.AFTER_POSTING: ("openings",),
    Watch.NO_PURPOSE: ("letters",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One opening. `whose` names whose data it was; `person` is their key, if it was a person's."""

    id: UUID
    at: datetime
    officer_id: int
    officer_name: str
    whose: str
    purpose: str
    person: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """What the rules have to know besides the openings.

    `is_open` answers whether the office works at a moment. `usual` is how many people an officer
    opened in an hour, in the hours before the month in which they opened any. `away_from` is the
    first day on which an officer worked here no more; `elsewhere` are officers of other offices
    with the days on which that was so. `tongs` are charges of those who have any; `home` the tong
    of a person; `tasked` pairs of officer and person that work joins. `names` are first letters,
    `same_name` pairs of officer and person of one name.
    """

    is_open: Callable[[datetime], bool]
    usual: Mapping[int, Sequence[int]] = field(default_factory=dict)
    away_from: Mapping[int, date] = field(default_factory=dict)
    elsewhere: Callable[[int, date], bool] = lambda _officer, _day: False
    tongs: Mapping[int, set[int]] = field(default_factory=dict)
    home: Mapping[UUID, int] = field(default_factory=dict)
    tasked: frozenset[tuple[int, UUID]] = frozenset()
    surnames: Mapping[UUID, str] = field(default_factory=dict)
    same_name: frozenset[tuple[int, UUID]] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """`told` are the figures of the sentence; `key` tells this finding from every other."""

    rule: Watch
    looks: tuple[Look, ...]
    told: Mapping[str, Any]
    key: str
    whose: str = ""

    @property
    def first(self) -> Look:
        return self.looks[0]


Figures = Mapping[str, int]


def unusual(looks: Iterable[Look], office: Office, rules: Mapping[Watch, Figures]) -> list[Found]:
    """What the rules that are on find. `looks` in the order of time."""
    seen = list(looks)
    return [
        found for watch, figures in rules.items() for found in _RULES[watch](seen, office, figures)
    ]


def says_nothing(purpose: str, letters: int) -> bool:
    """`ㅇㅇ`, `...`, `ㅋㅋㅋ`, `123`, `aaa`, `업업`: too few different whole letters."""
    whole = re.findall(r"[\uac00-\ud7a3A-Za-z]", purpose)
    return len(set(whole)) < letters


def _many(looks: list[Look], office: Office, figures: Figures) -> Iterator[Found]:
    for officer_id, own in _by_officer(looks):
        usual = office.usual.get(officer_id) or ()
        middle = round(median(usual)) if usual else 0
        least = max(figures["people"], figures["times"] * middle)
        reported_until: datetime | None = None
        start = 0
        for end, last in enumerate(own):
            while last.at - own[start].at >= HOUR:
                start += 1
            if reported_until and own[start].at < reported_until:
                continue
            window = own[start : end + 1]
            people = len({look.whose for look in window})
            if people >= least:
                # The whole hour is told, not only as much of it as reached the threshold.
                hour = [x for x in own[start:] if x.at - own[start].at < HOUR]
                reported_until = own[start].at + HOUR
                yield Found(
                    rule=Watch.MANY,
                    looks=tuple(hour),
                    told={"people": len({x.whose for x in hour}), "usual": middle},
                    key=f"many:{officer_id}:{own[start].at:%Y%m%dT%H%M}",
                )


def _at_night(looks: list[Look], office: Office, figures: Figures) -> Iterator[Found]:
    closed = [look for look in looks if not office.is_open(look.at)]
    yield from _by_day(Watch.AT_NIGHT, closed, figures["openings"])


def _other_office(looks: list[Look], office: Office, figures: Figures) -> Iterator[Found]:
    strange = [look for look in looks if office.elsewhere(look.officer_id, seoul_day(look.at))]
    yield from _by_day(Watch.OTHER_OFFICE, strange, figures["openings"])


def _after_posting(looks: list[Look], office: Office, figures: Figures) -> Iterator[Found]:
    later = [
        look
        for look in looks
        if (left := office.away_from.get(look.officer_id)) and seoul_day(look.at) >= left
    ]
    yield from _by_day(Watch.AFTER_POSTING, later, figures["openings"])


def _no_purpose(looks: list[Look], _office: Office, figures: Figures) -> Iterator[Found]:
    empty = [look for look in looks if says_nothing(look.purpose, figures["letters"])]
    yield from _by_day(Watch.NO_PURPOSE, empty, 1)


def _outside_zone(looks: list[Look], office: Office, figures: Figures) -> Iterator[Found]:
    for officer_id, own in _by_officer(looks):
        tongs = office.tongs.get(officer_id)
        if not tongs:
            continue
        outside = [
            look
            for look in own
            if look.person
            and (home := office.home.get(look.person)) is not None
            and home not in tongs
            and (officer_id, look.person) not in office.tasked
        ]
        if len(outside) >= figures["openings"]:
            yield Found(
                rule=Watch.OUTSIDE_ZONE,
                looks=tuple(outside),
                told={"people": len({look.whose for look in outside})},
                key=f"outside_zone:{officer_id}:{outside[0].at:%Y%m}",
            )


def _again(looks: list[Look], office: Office, figures: Figures) -> Iterator[Found]:
    for officer_id, person, own in _by_pair(looks):
        days = len({seoul_day(look.at) for look in own})
        enough = len(own) >= figures["openings"] and days >= figures["days"]
        if enough and (officer_id, person) not in office.tasked:
            yield Found(
                rule=Watch.AGAIN,
                looks=own,
                told={"days": days},
                key=f"again:{officer_id}:{person}:{own[0].at:%Y%m}",
                whose=own[0].whose,
            )


def _namesake(looks: list[Look], office: Office, figures: Figures) -> Iterator[Found]:
    for officer_id, person, own in _by_pair(looks):
        same = (officer_id, person) in office.same_name
        surname = office.surnames.get(person, "")
        alike = surname and own[0].officer_name.startswith(surname)
        # One in five is called Kim: a shared surname alone says nothing until it is repeated.
        repeated = alike and len(own) >= figures["openings"]
        if (same or repeated) and (officer_id, person) not in office.tasked:
            yield Found(
                rule=Watch.NAMESAKE,
                looks=own,
                told={"same": bool(same)},
                key=f"namesake:{officer_id}:{person}:{own[0].at:%Y%m}",
                whose=own[0].whose,
            )


_RULES: dict[Watch, Callable[[list[Look], Office, Figures], Iterator[Found]]] = {
    Watch.MANY: _many,
    Watch.AT_NIGHT: _at_night,
    Watch.OTHER_OFFICE: _other_office,
    Watch.OUTSIDE_ZONE: _outside_zone,
    Watch.AGAIN: _again,
    Watch.NAMESAKE: _namesake,
    Watch.AFTER_POSTING: _after_posting,
    Watch.NO_PURPOSE: _no_purpose,
}


def _by_officer(looks: Iterable[Look]) -> Iterator[tuple[int, list[Look]]]:
    of = sorted(looks, key=lambda look: (look.officer_id, look.at))
    for officer_id, own in groupby(of, key=lambda look: look.officer_id):
        yield officer_id, list(own)


def _by_pair(looks: Iterable[Look]) -> Iterator[tuple[int, UUID, tuple[Look, ...]]]:
    of: dict[tuple[int, UUID], list[Look]] = {}
    for look in looks:
        if look.person:
            of.setdefault((look.officer_id, look.person), []).append(look)
    for (officer_id, person), own in of.items():
        yield officer_id, person, tuple(own)


def _by_day(rule: Watch, looks: Iterable[Look], least: int) -> Iterator[Found]:
    of: dict[tuple[int, date], list[Look]] = {}
    for look in looks:
        of.setdefault((look.officer_id, seoul_day(look.at)), []).append(look)
    for (officer_id, day), own in of.items():
        if len(own) >= least:
            yield Found(
                rule=rule,
                looks=tuple(own),
                told={"people": len({look.whose for look in own})},
                key=f"{rule}:{officer_id}:{day:%Y%m%d}",
            )
