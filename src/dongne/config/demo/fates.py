"""How far a report gets, and when each step of it happens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from random import Random

from dongne.lib.seoul import at_seoul, seoul_day

from .days import is_working_day, next_working_day
from .memos import Memos
from .paperwork import Round

# When papers are signed in an office: on arriving, after lunch, before going home.
SIGNING_HOURS = (time(9, 25), time(13, 20), time(16, 50))
SIGNING_SECONDS = 35 * 60
HOME_TIME = time(17, 55)
WRITTEN_NEXT_MORNING_ONE_IN = 3
OPINION_ONE_IN = 12


class Stage(StrEnum):
    """The last thing that happened. AGAIN is returned once, sent again and approved."""

    LOOSE = "loose"
    DRAFT = "draft"
    WAITING = "waiting"
    RETURNED = "returned"
    APPROVED = "approved"
    AGAIN = "again"


@dataclass(frozen=True, slots=True)
class Fate:
    """`signed` people signed before it came to wait or was returned."""

    stage: Stage
    signed: int = 0


APPROVED = Fate(Stage.APPROVED)
AGAIN = Fate(Stage.AGAIN)
DRAFT = Fate(Stage.DRAFT)
LOOSE = Fate(Stage.LOOSE)


@dataclass(frozen=True, slots=True)
class Course:
    sent_at: datetime
    drafted_at: datetime | None = None
    rounds: tuple[Round, ...] = ()


def course(
    rng: Random, memos: Memos, fate: Fate, *, back_at: datetime, signers: int, latest: datetime
) -> Course:
    """The moments of a report whose walk ended at `back_at`; none is later than `latest`."""
    moments = [back_at + timedelta(seconds=rng.randint(40, 900))]
    if fate.stage is Stage.LOOSE:
        return Course(_in_time(moments, back_at, latest)[0])
    moments.append(_desk_time(rng, moments[-1]))
    if fate.stage is Stage.DRAFT:
        sent_at, drafted_at = _in_time(moments, back_at, latest)
        return Course(sent_at, drafted_at)
    moments.append(moments[-1] + timedelta(seconds=rng.randint(90, 600)))
    signatures = signers if fate.stage is Stage.APPROVED else fate.signed
    moments += _signing(rng, moments[-1], signatures + (fate.stage in _SENT_BACK))
    if fate.stage is Stage.AGAIN:
        moments.append(_morning(rng, next_working_day(seoul_day(moments[-1]))))
        moments += _signing(rng, moments[-1], signers)
    sent_at, drafted_at, submitted_at, *rest = _in_time(moments, back_at, latest)
    signed = [(moment, _opinion(rng, memos)) for moment in rest]
    if fate.stage not in _SENT_BACK:
        return Course(sent_at, drafted_at, (Round(submitted_at, tuple(signed)),))
    returned = (rest[signatures], memos.return_reason())
    rounds = [Round(submitted_at, tuple(signed[:signatures]), returned)]
    if fate.stage is Stage.AGAIN:
        rounds.append(Round(rest[signatures + 1], tuple(signed[signatures + 2 :])))
    return Course(sent_at, drafted_at, tuple(rounds))


_SENT_BACK = frozenset({Stage.RETURNED, Stage.AGAIN})


def _in_time(moments: list[datetime], start: datetime, latest: datetime) -> list[datetime]:
    """The same, or drawn together where they would run past the last moment there is."""
    if moments[-1] <= latest:
        return moments
    step = max(latest - start, timedelta()) / (len(moments) + 1)
    return [min(start + step * place, latest) for place in range(1, len(moments) + 1)]


def _desk_time(rng: Random, after: datetime) -> datetime:
    """Back at the desk: the same afternoon, or the next morning."""
    day = seoul_day(after)
    moment = after + timedelta(seconds=rng.randint(300, 3600))
    late = moment > at_seoul(day, HOME_TIME)
    if late or rng.randrange(WRITTEN_NEXT_MORNING_ONE_IN) == 0:
        return _morning(rng, next_working_day(day))
    return moment


def _morning(rng: Random, day: date) -> datetime:
    return at_seoul(day, time(9, 2)) + timedelta(seconds=rng.randrange(40 * 60))


def _signing(rng: Random, after: datetime, count: int) -> list[datetime]:
    """When the next `count` people come to sign, each when the one before is through."""
    moments: list[datetime] = []
    for _ in range(count):
        after = _next_signing(rng, after)
        moments.append(after)
    return moments


def _next_signing(rng: Random, after: datetime) -> datetime:
    day = seoul_day(after)
    while True:
        for clock in SIGNING_HOURS if is_working_day(day) else ():
            moment = at_seoul(day, clock) + timedelta(seconds=rng.randrange(SIGNING_SECONDS))
            if moment > after:
                return moment
        day = next_working_day(day)


def _opinion(rng: Random, memos: Memos) -> str:
    return memos.opinion() if rng.randrange(OPINION_ONE_IN) == 0 else ""
