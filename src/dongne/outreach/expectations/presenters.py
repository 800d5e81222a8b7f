"""Words of a week, of habits, and of the days of a month."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dongne.foundation.audit.public import AuditEntry, Told
from dongne.foundation.organisations.public import AbsenceKind
from dongne.foundation.scope.public import Viewer
from dongne.lib.seoul import Month
from dongne.outreach.fieldwork.public import ReportState
from dongne.outreach.vocabulary.public import Vocabulary

from .queries import Day, Person, PersonMonth, Week
from .words import weekday_word

DONE = {ReportState.APPROVED}


def day_text(day: date) -> str:
    return date_format(day, _("n. j."))


def away_text(person: Person) -> str:
    """`연가 11. 16.~11. 18., 교육 11. 20.부터`."""
    said = []
    for kind, first, last in person.away:
        if last is None:
            span = _("%(day)s부터") % {"day": day_text(first)}
        elif first == last:
            span = day_text(first)
        else:
            span = f"{day_text(first)}~{day_text(last)}"
        said.append(f"{AbsenceKind(kind).label} {span}")
    return ", ".join(said)


def missing_text(person: Person) -> str:
    """What is still to do in the week."""
    said = []
    if n := person.missing_outings:
        said.append(ngettext("나가기 %(n)d회", "나가기 %(n)d회", n) % {"n": n})
    if n := person.missing_reports:
        said.append(ngettext("보고 %(n)d건", "보고 %(n)d건", n) % {"n": n})
    return " · ".join(said)


def habit_text(person: Person, words: Vocabulary) -> str:
    """Why the lead might look: one field, or the own duties only. Always with the figures."""
    said = []
    if one := person.one_sided:
        field = words.field(one.field)
        said.append(
            _("%(total)d건 가운데 %(n)d건이 %(field)s 분야")
            % {"total": one.total, "n": one.n, "field": field.label}
        )
    if own := person.own_duties:
        n, total = own
        said.append(_("%(total)d건 가운데 %(n)d건이 자기 업무 이야기") % {"total": total, "n": n})
    return " · ".join(said)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    name: str
    url: str
    outings: str
    reports: str
    activities: int
    missing: str
    state: str
    """below, enough, away or excluded."""
    away: str
    habit: str
    reminded: str
    officer_id: int
    may_remind: bool


def rows(week: Week, words: Vocabulary, *, current: bool) -> list[tuple[str, list[Row]]]:
    """People by team, those below first within their team."""
    teams: dict[str, list[Person]] = {}
    for person in week.people:
        teams.setdefault(person.officer.team.name, []).append(person)
    return [
        (team, [_row(person, week, words, current=current) for person in _sorted(people)])
        for team, people in teams.items()
    ]


def _sorted(people: Iterable[Person]) -> list[Person]:
    return sorted(people, key=lambda person: not person.below)


def _row(person: Person, week: Week, words: Vocabulary, *, current: bool) -> Row:
    if person.excluded:
        state = "excluded"
    elif person.below:
        state = "below"
    elif not (person.expected.outings or person.expected.reports) and person.away:
        state = "away"
    else:
        state = "enough"
    sent = person.reminder
    return Row(
        name=person.officer.name,
        url=reverse("person_month", args=[person.officer.pk, Month.of(week.monday)]),
        outings=f"{person.outings}/{person.expected.outings}",
        reports=f"{person.reports}/{person.expected.reports}",
        activities=person.activities,
        missing=missing_text(person),
        state=state,
        away=away_text(person),
        habit=habit_text(person, words),
        reminded=_("%(day)s 알림") % {"day": day_text(sent.sent_at.date())} if sent else "",
        officer_id=person.officer.pk,
        may_remind=current and person.below and sent is None,
    )


def week_text(monday: date) -> str:
    """`11월 16일~22일`, over a month's end `11월 30일~12월 6일`."""
    sunday = monday + timedelta(days=6)
    first = date_format(monday, _("n월 j일"))
    pattern = _("j일") if monday.month == sunday.month else _("n월 j일")
    return f"{first}~{date_format(sunday, pattern)}"


def sentence(week: Week) -> str:
    """The picture in words."""
    counted = [p for p in week.people if p.expected.outings or p.expected.reports]
    if not counted:
        return _("이 주에 기대하는 나가기와 보고가 없습니다.")
    if len(counted) == 1:
        [person] = counted
        if not person.below:
            return _("이 주의 나가기와 보고를 마쳤습니다.")
        return _("이 주에 남은 것: %(what)s") % {"what": missing_text(person)}
    enough = len(counted) - len(week.below)
    return _("%(all)d명 가운데 %(n)d명이 이 주의 나가기와 보고를 마쳤습니다.") % {
        "all": len(counted),
        "n": enough,
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One day of the calendar. `tone` is how the dot looks, `word` what it says."""

    day: date | None
    number: str = ""
    tone: str = ""
    word: str = ""
    url: str = ""
    today: bool = False


def calendar(found: PersonMonth, viewer: Viewer, *, today: date) -> list[list[Cell]]:
    """Weeks from Monday to Sunday; days of other months are empty cells."""
    cells = [Cell(day=None)] * found.month.first.weekday()
    cells += [_cell(one, found, viewer, today=today) for one in found.days]
    cells += [Cell(day=None)] * (-len(cells) % 7)
    return [cells[n : n + 7] for n in range(0, len(cells), 7)]


def _cell(one: Day, found: PersonMonth, viewer: Viewer, *, today: date) -> Cell:
    said, tone = [], ""
    if one.rest:
        tone = "rest"
        said.append(one.rest)
    if one.away:
        tone = "away"
        said.append(str(AbsenceKind(one.away).label))
    if one.outings or one.activities:
        tone = "open"
        said.append(
            ngettext("활동 %(n)d건", "활동 %(n)d건", one.activities) % {"n": one.activities}
            if one.activities
            else _("출장")
        )
    if one.reports:
        done = all(state in DONE for state in one.reports)
        tone = "done" if done else "waiting"
        said.append(_("보고 끝") if done else _("보고 중"))
    who = "me" if found.officer.pk == viewer.officer_id else str(found.officer.pk)
    return Cell(
        day=one.day,
        number=str(one.day.day),
        tone=tone,
        word=" · ".join(said),
        url=f"{reverse('activities')}?day={one.day}&officer={who}" if one.activities else "",
        today=one.day == today,
    )


def month_sentence(found: PersonMonth) -> str:
    return _("%(outside)d일 나갔고, 활동 %(activities)d건과 보고 %(reports)d건이 있습니다.") % {
        "outside": found.days_outside,
        "activities": found.activities,
        "reports": found.reports,
    }


def own_line(person: Person | None) -> dict[str, Any] | None:
    """The officer's own week on the home page: a quiet line, and a reminder if there is one."""
    if person is None or not (person.expected.outings or person.expected.reports):
        return None
    return {
        "outings": person.outings,
        "expected_outings": person.expected.outings,
        "reports": person.reports,
        "expected_reports": person.expected.reports,
        "missing": missing_text(person),
        "reminder": person.reminder if person.below else None,
    }


def told(entry: AuditEntry) -> Told:
    """The change of a setting, for the office's page of changes."""
    names = (_("나가기 횟수"), _("보고 횟수"), _("알림 요일"))
    before, after = entry.changes["before"] or ["", "", ""], entry.changes["after"]
    return Told(
        sentence=_("한 주에 기대하는 나가기와 보고를 정했습니다"),
        changes=tuple(
            (name, _value(name, names, a), _value(name, names, b))
            for name, a, b in zip(names, before, after, strict=True)
            if a != b
        ),
    )


def _value(name: str, names: tuple[str, ...], value: Any) -> str:
    return weekday_word(value) if name == names[2] and value != "" else str(value)
