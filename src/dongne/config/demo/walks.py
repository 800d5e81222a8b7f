"""Records of a walk: the moments, the doorsteps, the memos and the photos of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID

from dongne.lib.seoul import SEOUL, at_seoul, seoul_day
from dongne.outreach.fieldwork.public import Record

from .fates import Fate, course
from .memos import Memo, Memos
from .paperwork import Paper, Walk
from .people import Person
from .pictures import Album, Photos
from .places import Ground

# Begin and length in minutes of the walks that fit between counter hours.
WALKS = ((time(10, 0), 90), (time(10, 30), 60), (time(13, 30), 90), (time(14, 0), 120),
         (time(14, 30), 90), (time(15, 30), 90))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Span:
    """From and to, both aware, on one day of Seoul."""

    start: datetime
    end: datetime

    def moments(self, rng: Random, count: int) -> list[datetime]:
        """`count` whole minutes in order, none before the start or after the end."""
        minutes = int((self.end - self.start).total_seconds() // 60)
        chosen = sorted(rng.randint(0, max(0, minutes)) for _ in range(count))
        return [self.start + timedelta(minutes=minute) for minute in chosen]


def some_walk(rng: Random, day: date) -> Span:
    begin, minutes = rng.choice(WALKS)
    start = at_seoul(day, begin)
    return Span(start, start + timedelta(minutes=minutes))


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """A dong as its officers write about it."""

    rng: Random
    ground: Ground
    memos: Memos
    album: Album

    def records(
        self, person: Person, span: Span, memos: Sequence[Memo], *, photographed: int = 0
    ) -> tuple[Record, ...]:
        """One record for each memo, the first `photographed` of those with a scene with photos."""
        records = []
        for memo, moment in zip(memos, span.moments(self.rng, len(memos)), strict=True):
            spot = self.ground.spot(self.rng, self.rng.choice(person.tongs or (1,)))
            photos: Photos = ()
            if photographed and memo.scene:
                photographed -= 1
                photos = self.album.taken(
                    person.viewer,
                    scene=memo.scene,
                    roles=("before", "after") if memo.pair else ("during",),
                    moment=moment,
                    spot=spot,
                )
            counted = memo.kind != "reading"
            records.append(
                Record(
                    id=made_at(self.rng, moment),
                    kind=memo.kind,
                    field=memo.field,
                    happened_at=moment,
                    memo=memo.text,
                    measure=memo.measure,
                    handover=memo.handover,
                    address=spot.address if counted else "",
                    tong=spot.tong,
                    latitude=spot.latitude,
                    longitude=spot.longitude,
                    photos=photos,
                )
            )
        return tuple(records)

    def paper(
        self,
        person: Person,
        span: Span,
        memos: Sequence[Memo],
        fate: Fate,
        *,
        latest: datetime,
        planned: bool = False,
        photographed: int = 0,
    ) -> Paper:
        """The walk with all that became of it. `planned` walks were outings with a purpose."""
        way = course(
            self.rng,
            self.memos,
            fate,
            back_at=span.end,
            signers=len(person.signers),
            latest=latest,
        )
        return Paper(
            username=person.username,
            day=seoul_day(span.start),
            records=self.records(person, span, memos, photographed=photographed),
            sent_at=way.sent_at,
            drafted_at=way.drafted_at,
            rounds=way.rounds,
            walk=self.outing(person, span) if planned else None,
        )

    def outing(self, person: Person, span: Span) -> Walk:
        """동네 나가기 of that time, planned in the morning or the working day before."""
        tongs = ", ".join(f"{number}통" for number in person.tongs)
        return Walk(
            planned_at=span.start - timedelta(minutes=self.rng.randint(20, 1500)),
            purpose=self.memos.purpose(person.officer.team.kind),
            place=f"{self.ground.dong.name} {tongs}",
            starts_at=span.start.astimezone(SEOUL).time(),
            ends_at=span.end.astimezone(SEOUL).time(),
        )


def made_at(rng: Random, moment: datetime) -> UUID:
    """A UUIDv7 as a phone would have made it then; the same seed makes the same one."""
    milliseconds = int(moment.timestamp() * 1000)
    return UUID(
        int=milliseconds << 80
        | 0x7 << 76
        | rng.getrandbits(12) << 64
        | 0x2 << 62
        | rng.getrandbits(62)
    )
