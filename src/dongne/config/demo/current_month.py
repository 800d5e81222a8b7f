"""The month before, and the month in progress: an office as it looks at the moment of loading.

Everything hangs on `now` and nothing is later than it. On the first of a month the papers that
wait are those of the last days of the month before, as in any office.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from dongne.lib.seoul import Month, at_seoul, seoul_day
from dongne.outreach.fieldwork import public as fieldwork
from dongne.outreach.sharing.public import write_month_note

from .days import next_working_day, working_days
from .fates import AGAIN, APPROVED, DRAFT, LOOSE, Fate, Stage
from .paperwork import Paper, play
from .people import People, Person
from .walks import Neighbourhood, Span, some_walk

# How often an officer of a welfare or of another team writes about what.
TENDENCIES = {
    "administration": {
        "welfare": 4, "environment": 9, "safety": 2, "complaint": 2, "publicity": 1, "general": 3,
    },
    "welfare": {
        "welfare": 11, "environment": 4, "safety": 1, "complaint": 1, "publicity": 1, "general": 2,
    },
}  # fmt: skip
# The last days on which papers may still be on their way; what is older was signed.
RECENT_DAYS = 7
FIRST_HOUR, HOME_TIME = time(8, 40), time(17, 30)
# What became of the latest papers, dealt out to the officers in turn. `signed` counts from the
# drafter: an administration team's paper goes to two people, a welfare team's to three.
FATES = {
    "administration": (
        (Fate(Stage.WAITING), Fate(Stage.RETURNED)),
        (Fate(Stage.WAITING), Fate(Stage.WAITING)),
        (Fate(Stage.WAITING, 1), Fate(Stage.WAITING)),
        (DRAFT, Fate(Stage.WAITING, 1)),
        (Fate(Stage.WAITING), Fate(Stage.WAITING, 1)),
    ),
    "welfare": (
        (Fate(Stage.WAITING), Fate(Stage.WAITING, 2)),
        (Fate(Stage.WAITING, 1), Fate(Stage.WAITING, 2)),
        (Fate(Stage.WAITING, 1), Fate(Stage.WAITING, 1)),
        (Fate(Stage.WAITING), Fate(Stage.RETURNED, 1)),
        (Fate(Stage.WAITING, 2), AGAIN),
    ),
}
# What became of today's: for the first officer of the teams, then for the last ones.
TODAY = {
    "administration": (APPROVED, Fate(Stage.RETURNED), DRAFT, Fate(Stage.WAITING), LOOSE, LOOSE),
    "welfare": (APPROVED, LOOSE, Fate(Stage.WAITING, 1), LOOSE),
}


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is made up for a dong: figures of effort, not of results."""

    before: int
    """Reports of each officer in the month before."""
    older: int
    """Reports of each officer in this month that are through."""
    photos: int
    """Papers with photos."""


PLANS = {
    "sinjeong4": Plan(before=2, older=1, photos=12),
    "seongsan2": Plan(before=1, older=1, photos=4),
    "pocheon1": Plan(before=1, older=1, photos=4),
}


def load(people: People, town: Neighbourhood, *, now: datetime) -> None:
    code = town.ground.dong.code
    office = _Office(town, now, PLANS[code])
    papers: list[Paper] = []
    officers = people.officers_of(code)
    # The last one neither went out nor wrote anything this month.
    *active, silent = officers
    for number, person in enumerate(active):
        papers += office.month_before(person)
        papers += office.this_month(person)
        papers += office.lately(person, number)
    papers += office.month_before(silent)
    for kind, fates in TODAY.items():
        first, *rest = [person for person in active if person.officer.team.kind == kind]
        for person, fate in zip((first, *rest[1 - len(fates) :]), fates, strict=False):
            papers.append(office.today(person, fate))
    papers.append(office.lead_walks(people[f"{code}-lead"]))
    play(people, papers)
    office.fast_clock(active[-1])
    office.plans(active)
    office.note(people[f"{code}-lead"])


class _Office:
    """One dong at one moment."""

    def __init__(self, town: Neighbourhood, now: datetime, plan: Plan) -> None:
        self.town, self.now, self.plan, self.rng = town, now, plan, town.rng
        self.day = seoul_day(now)
        self.month = Month.of(self.day)
        yesterday = self.day - timedelta(days=1)
        back = working_days(self.day - timedelta(days=21), yesterday)
        self.recent = back[-RECENT_DAYS:]
        self._photos = plan.photos

    def month_before(self, person: Person) -> list[Paper]:
        """Complete but for the days that are still recent."""
        month = self.month.previous()
        last = min(month.last, self.recent[0] - timedelta(days=1))
        days = self.rng.sample(working_days(month.first, last), k=self.plan.before)
        return [self._done(person, day, 4) for day in sorted(days)]

    def this_month(self, person: Person) -> list[Paper]:
        days = working_days(self.month.first, self.recent[0] - timedelta(days=1))
        count = min(self.plan.older, len(days))
        return [self._done(person, day, 3) for day in sorted(self.rng.sample(days, k=count))]

    def lately(self, person: Person, number: int) -> list[Paper]:
        """The two latest papers, on their way in different states."""
        fates = FATES[person.officer.team.kind]
        days = sorted(self.rng.sample(self.recent, k=2), reverse=True)
        return [
            self._paper(person, some_walk(self.rng, day), 2, fate)
            for day, fate in zip(days, fates[number % len(fates)], strict=True)
        ]

    def today(self, person: Person, fate: Fate) -> Paper:
        return self._paper(person, self._span_of_today(), self.rng.randint(1, 3), fate)

    def lead_walks(self, lead: Person) -> Paper:
        """The lead takes part too; only the dong head signs."""
        span = some_walk(self.rng, self.recent[-1])
        return self._paper(lead, span, 2, Fate(Stage.WAITING))

    def fast_clock(self, person: Person) -> None:
        """A phone whose clock was a day ahead: kept, and held until somebody looks."""
        received = self.now - timedelta(hours=25)
        moment = received + timedelta(hours=24)
        memo = self.town.memos.activity("environment", month=moment.month)
        span = Span(moment, moment)
        (record,) = self.town.records(person, span, [memo])
        fieldwork.sync(
            person.viewer,
            device=f"{person.username}-phone",
            sent_at=moment,
            entries=[fieldwork.Entry(raw_id=str(record.id), record=record)],
            now=received,
        )

    def plans(self, people: list[Person]) -> None:
        """Outings of the next days, entered lately."""
        day = next_working_day(self.day)
        for number, person in enumerate(people[::3]):
            walk = self.town.outing(person, some_walk(self.rng, day))
            fieldwork.plan_outing(
                person.viewer,
                day=day,
                purpose=walk.purpose,
                place=walk.place,
                starts_at=walk.starts_at,
                ends_at=walk.ends_at,
                now=self.now - timedelta(minutes=11 * number + 3),
            )
            if number % 2:
                day = next_working_day(day)

    def note(self, lead: Person) -> None:
        """주요내용 of the month before, as far as the lead has come with it."""
        first = self.month.first
        for field, contents in self.town.memos.notes().items():
            write_month_note(
                lead.viewer,
                dong_id=self.town.ground.dong.pk,
                month=self.month.previous(),
                field=field,
                contents=contents,
                remarks="",
                now=min(self.now, at_seoul(next_working_day(first), time(11, 20))),
            )

    def _done(self, person: Person, day: date, most: int) -> Paper:
        length = self.rng.randint(2, most)
        return self._paper(person, some_walk(self.rng, day), length, APPROVED)

    def _paper(self, person: Person, span: Span, length: int, fate: Fate) -> Paper:
        tendency = TENDENCIES[person.officer.team.kind]
        fields = self.rng.choices(list(tendency), list(tendency.values()), k=length)
        photographed = self._photos > 0 and self.rng.randrange(5) == 0
        if photographed:
            self._photos -= 1
            fields[0] = "environment"
        memos = [
            self.town.memos.activity(
                field, month=span.start.month, seen=photographed and place == 0
            )
            for place, field in enumerate(fields)
        ]
        if self.rng.randrange(4) == 0:
            memos.append(self.town.memos.reading())
        return self.town.paper(
            person,
            span,
            memos,
            fate,
            latest=self.now,
            planned=self.rng.randrange(2) == 0,
            photographed=int(photographed),
        )

    def _span_of_today(self) -> Span:
        """An hour or so that is over, however early it is."""
        begin = at_seoul(self.day, FIRST_HOUR)
        end = min(self.now, at_seoul(self.day, HOME_TIME))
        if end - begin < timedelta(minutes=30):
            begin = at_seoul(self.day)
        length = min(end - begin, timedelta(minutes=self.rng.randint(40, 90)))
        # The rest of the time so far is for writing and signing.
        slack = (end - begin - length) * self.rng.uniform(0.2, 0.7)
        return Span(begin + slack, begin + slack + length)
