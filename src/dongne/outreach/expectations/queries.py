"""Reads: a week of everybody, one person's month, and what is expected when."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Q, Value

from dongne.foundation.calendar.public import calendar_of, special_days, works_on
from dongne.foundation.duties.public import duties_of
from dongne.foundation.organisations.public import Absence, AbsenceKind, Officer, people_of
from dongne.foundation.scope.public import Role, Viewer
from dongne.lib.seoul import Month
from dongne.outreach.fieldwork.public import OPEN_STATES, Activity, Outing, Report
from dongne.outreach.zones.public import excluded_on

from . import rules
from .models import Expectation, Reminder
from .rules import Expected


def expectation_on(viewer: Viewer, *, dong_id: int, monday: date) -> Expectation | None:
    """The row that holds in that week; None means the standard. One statement."""
    return (
        Expectation.objects.for_viewer(viewer)
        .filter(dong_id=dong_id, starts_on__lte=monday)
        .order_by("-starts_on")
        .first()
    )


@dataclass(slots=True, kw_only=True)
class Person:
    """One officer's week."""

    officer: Officer
    expected: Expected
    excluded: bool
    outings: int = 0
    """Days with an outing or an activity: going out for one's own work is an outing too."""
    reports: int = 0
    activities: int = 0
    away: list[tuple[AbsenceKind, date, date | None]] = field(default_factory=list)
    one_sided: rules.OneSided | None = None
    own_duties: tuple[int, int] | None = None
    reminder: Reminder | None = None

    @property
    def missing_outings(self) -> int:
        return max(0, self.expected.outings - self.outings)

    @property
    def missing_reports(self) -> int:
        return max(0, self.expected.reports - self.reports)

    @property
    def below(self) -> bool:
        return bool(self.missing_outings or self.missing_reports)


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    monday: date
    expected: Expected
    remind_on: int
    people: list[Person]

    @property
    def below(self) -> list[Person]:
        return [person for person in self.people if person.below]


def week(
    viewer: Viewer, *, dong_id: int, monday: date, today: date, figures_only: bool = False
) -> Week:
    """Everybody's week in the dong; a team lead sees the own team. Eleven statements at most,
    whatever the size of the dong; eight without habits and reminders (`figures_only`).
    """
    officers = people_of(viewer, dong_id=dong_id)
    if not viewer.runs_outreach and viewer.dong_id == dong_id:
        officers = [one for one in officers if _may_see(viewer, one)]
    row = expectation_on(viewer, dong_id=dong_id, monday=monday)
    expected = Expected(outings=row.outings, reports=row.reports) if row else rules.STANDARD
    excluded = excluded_on(viewer, dong_id=dong_id, day=monday + timedelta(days=4))
    last = min(monday + timedelta(days=6), today)
    absences = _absences(viewer, [one.pk for one in officers], monday, monday + timedelta(days=6))
    people = {}
    working = working_days_of(dong_id, monday)
    for officer in officers:
        away = absences.get(officer.pk, [])
        present = [day for day in working if not _covers(away, day)]
        spared = officer.pk in excluded
        people[officer.pk] = Person(
            officer=officer,
            expected=rules.expected_of(expected, present=0 if spared else len(present)),
            excluded=spared,
            away=away,
        )
    _count(viewer, people, monday, last)
    if not figures_only:
        _habits(viewer, people, dong_id, last)
        for reminder in Reminder.objects.for_viewer(viewer).filter(week=monday, officer__in=people):
            people[reminder.officer_id].reminder = reminder
    return Week(
        monday=monday,
        expected=expected,
        remind_on=row.remind_on if row else rules.REMIND_ON,
        people=list(people.values()),
    )


def working_days_of(dong_id: int, monday: date) -> list[date]:
    """One statement, or none where the request has asked for the dong's calendar."""
    calendar = calendar_of(dong_id)
    return rules.working_days(monday, lambda day: works_on(calendar, day))


def _may_see(viewer: Viewer, officer: Officer) -> bool:
    """Oneself; a team lead also the own team."""
    return officer.pk == viewer.officer_id or (
        viewer.has(Role.TEAM_LEAD) and officer.team_id == viewer.team_id
    )


def _absences(
    viewer: Viewer, officer_ids: Iterable[int], first: date, last: date
) -> dict[int, list[tuple[AbsenceKind, date, date | None]]]:
    found: dict[int, list[tuple[AbsenceKind, date, date | None]]] = defaultdict(list)
    rows = Absence.objects.for_viewer(viewer).filter(
        Q(ends_on=None) | Q(ends_on__gte=first),
        officer__in=list(officer_ids),
        starts_on__lte=last,
        cancelled_at=None,
    )
    for absence in rows.order_by("starts_on", "id"):
        found[absence.officer_id].append(
            (AbsenceKind(absence.kind), absence.starts_on, absence.ends_on)
        )
    return found


def _covers(away: Iterable[tuple[AbsenceKind, date, date | None]], day: date) -> bool:
    return any(first <= day and (last is None or day <= last) for _kind, first, last in away)


def _count(viewer: Viewer, people: dict[int, Person], first: date, last: date) -> None:
    """One statement: days outside, activities, reports that have left their drafter's hands."""
    span = Q(day__gte=first, day__lte=last, officer__in=list(people))
    out = Outing.objects.for_viewer(viewer).filter(span)
    done = Activity.objects.for_viewer(viewer).filter(span, removed_at=None)
    sent = (
        Report.objects.for_viewer(viewer)
        .filter(span)
        .exclude(state__in=OPEN_STATES, completed_version=0)
    )
    parts = (
        rows.order_by().annotate(what=Value(what)).values_list("officer_id", "day", "what")
        for what, rows in (("out", out), ("done", done), ("sent", sent))
    )
    first_part, *rest = parts
    days = set()
    for officer_id, day, what in first_part.union(*rest, all=True):
        person = people[officer_id]
        if what == "sent":
            person.reports += 1
            continue
        person.activities += what == "done"
        days.add((officer_id, day))
    for officer_id, _day in days:
        people[officer_id].outings += 1


def _habits(viewer: Viewer, people: dict[int, Person], dong_id: int, last: date) -> None:
    """Whose activities of the last weeks keep to one field, or to the own duties (rule 3)."""
    fields: dict[int, Counter[str]] = defaultdict(Counter)
    texts: dict[int, list[str]] = defaultdict(list)
    rows = Activity.objects.for_viewer(viewer).filter(
        officer__in=list(people),
        day__gt=last - rules.LOOKED_BACK,
        day__lte=last,
        counted=True,
        removed_at=None,
    )
    for officer_id, slug, memo in rows.values_list("officer_id", "field", "memo"):
        fields[officer_id][slug] += 1
        texts[officer_id].append(memo)
    titles: dict[int, list[str]] = defaultdict(list)
    for duty in duties_of(viewer, dong_id=dong_id, day=last):
        titles[duty.officer_id].append(duty.title)
    for person in people.values():
        key = person.officer.pk
        person.one_sided = rules.one_sided(fields[key])
        words = rules.duty_words(titles[key])
        person.own_duties = rules.own_duties_only(texts[key], words)


@dataclass(slots=True, kw_only=True)
class Day:
    """One day of somebody's month."""

    day: date
    outings: int = 0
    activities: int = 0
    reports: list[str] = field(default_factory=list)
    """States of the day's reports."""
    away: AbsenceKind | None = None
    rest: str = ""
    """What the holiday or closing is called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonMonth:
    officer: Officer
    month: Month
    days: list[Day]

    @property
    def days_outside(self) -> int:
        return sum(bool(day.outings or day.activities) for day in self.days)

    @property
    def activities(self) -> int:
        return sum(day.activities for day in self.days)

    @property
    def reports(self) -> int:
        return sum(len(day.reports) for day in self.days)


def person_month(viewer: Viewer, *, officer_id: int, month: Month) -> PersonMonth | None:
    """A month of the viewer's own, or of somebody whom the viewer looks after. Seven statements."""
    officer = (
        Officer.objects.for_viewer(viewer).select_related("team", "dong").filter(pk=officer_id)
    ).first()
    if officer is None or not (viewer.runs_outreach or _may_see(viewer, officer)):
        return None
    length = (month.last - month.first).days + 1
    days = {day: Day(day=day) for day in (month.first + timedelta(days=n) for n in range(length))}
    span = Q(officer=officer, day__gte=month.first, day__lte=month.last)
    for day in Outing.objects.for_viewer(viewer).filter(span).values_list("day", flat=True):
        days[day].outings += 1
    done = Activity.objects.for_viewer(viewer).filter(span, removed_at=None)
    for day in done.values_list("day", flat=True):
        days[day].activities += 1
    reports = Report.objects.for_viewer(viewer).filter(span).order_by("id")
    for day, state in reports.values_list("day", "state"):
        days[day].reports.append(state)
    away = _absences(viewer, [officer.pk], month.first, month.last).get(officer.pk, [])
    rest = special_days(month.first, month.last, dong_id=officer.dong_id)
    for one in days.values():
        one.rest = rest.get(one.day, "")
        one.away = next((span[0] for span in away if _covers([span], one.day)), None)
    return PersonMonth(officer=officer, month=month, days=list(days.values()))


def own_week(viewer: Viewer, *, today: date) -> Person | None:
    """The viewer's own week, for the home page; None for whoever has none. Seven statements."""
    if viewer.dong_id is None or viewer.officer_id is None:
        return None
    monday = rules.monday_of(today)
    officer = Officer.objects.for_viewer(viewer).get(pk=viewer.officer_id)
    row = expectation_on(viewer, dong_id=viewer.dong_id, monday=monday)
    expected = Expected(outings=row.outings, reports=row.reports) if row else rules.STANDARD
    spared = officer.pk in excluded_on(viewer, dong_id=viewer.dong_id, day=today)
    away = _absences(viewer, [officer.pk], monday, monday + timedelta(days=6)).get(officer.pk, [])
    working = working_days_of(viewer.dong_id, monday)
    present = [day for day in working if not _covers(away, day)]
    person = Person(
        officer=officer,
        expected=rules.expected_of(expected, present=0 if spared else len(present)),
        excluded=spared,
        away=away,
    )
    _count(viewer, {officer.pk: person}, monday, today)
    person.reminder = (
        Reminder.objects.for_viewer(viewer)
        .filter(officer=officer, week=monday, seen_at=None)
        .first()
    )
    return person
