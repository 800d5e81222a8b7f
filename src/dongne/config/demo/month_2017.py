"""March 2017 in Sinjeong 4-dong: the rows of the real table, as the walks behind them.

Of each officer the table knows how many activities of which field there were. Days, times, places
and sentences are made up; nothing here adds anything up.
"""

from __future__ import annotations

from datetime import time

from dongne.lib.seoul import Month, at_seoul
from dongne.outreach.sharing.public import write_month_note
from dongne.outreach.vocabulary.public import STANDARD_FIELDS

from .days import working_days
from .fates import AGAIN, APPROVED
from .files import rows
from .paperwork import Paper, play
from .people import People, Person
from .walks import Neighbourhood, some_walk

DONG = "sinjeong4"
TABLE = "sinjeong4_2017_03.csv"
NOTES = "sinjeong4_2017_03_notes.csv"
MONTH = Month(2017, 3)
# The meeting on March was held late, on 11 April at 18:00; its paper was ready that afternoon.
NOTED_AT = at_seoul(MONTH.next().first.replace(day=11), time(15, 40))
# The dong asked for three reports a week. Who kept to it wrote them one by one; the others
# gathered two activities or so in a report.
REPORTS_ASKED = 12
# Every how many reports something happens to one.
PLANNED, READING, PHOTOGRAPHED, RETURNED_ONCE = 2, 6, 22, 60


def load(people: People, town: Neighbourhood) -> None:
    play(people, papers_of(people, town))
    lead = people[f"{DONG}-lead"].viewer
    for note in rows(NOTES):
        write_month_note(lead, dong_id=town.ground.dong.pk, month=MONTH, now=NOTED_AT, **note)


def papers_of(people: People, town: Neighbourhood) -> list[Paper]:
    papers: list[Paper] = []
    for row, person in zip(rows(TABLE), people.officers_of(DONG), strict=True):
        fields = [field for field in STANDARD_FIELDS for _ in range(int(row[field]))]
        papers += _month_of(person, fields, town, before=len(papers))
    return papers


def _month_of(
    person: Person, fields: list[str], town: Neighbourhood, *, before: int
) -> list[Paper]:
    """The officer's reports with the activities dealt out among them."""
    rng = town.rng
    rng.shuffle(fields)
    keen = len(fields) > REPORTS_ASKED + 2
    count = REPORTS_ASKED if keen else (len(fields) + 1) // 2
    days = sorted(rng.sample(working_days(MONTH.first, MONTH.last), k=count))
    shares: list[list[str]] = [[] for _ in days]
    for place, field in enumerate(fields):
        shares[place % len(days)].append(field)
    papers = []
    for number, (day, share) in enumerate(zip(days, shares, strict=True), start=before):
        seen = number % PHOTOGRAPHED == 0
        memos = [
            town.memos.activity(field, month=MONTH.number, seen=seen and place == 0)
            for place, field in enumerate(share)
        ]
        if number % READING == 0:
            memos.append(town.memos.reading())
        papers.append(
            town.paper(
                person,
                some_walk(rng, day),
                memos,
                AGAIN if number % RETURNED_ONCE == RETURNED_ONCE - 1 else APPROVED,
                latest=NOTED_AT,
                planned=number % PLANNED == 0,
                photographed=int(seen),
            )
        )
    return papers
