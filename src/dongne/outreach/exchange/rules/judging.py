"""What becomes of each row: new, a change, the same, or a question."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from dongne.lib.addresses import written

from ..states import ImportKind, Verdict
from .cells import Unclear, plain
from .kinds import COUNT
from .office import Address, Office, Person, address_of, roles_of, team_key
from .rows import Read, asks

SOFTER = {"several_of_name": "team"}
"""Questions that another column answers."""


@dataclass(slots=True)
class Judged:
    """A row with what it says, and in the end what becomes of it. `before` by field, as text or
    lists like the values; `subject` is the key of whom it is about."""

    number: int
    read: Read
    left_out: bool = False
    verdict: Verdict = Verdict.ASK
    before: dict[str, Any] = field(default_factory=dict)
    subject: int | None = None

    @property
    def values(self) -> dict[str, Any]:
        return self.read.values

    @property
    def open(self) -> bool:
        """Whether it still has to be decided."""
        return not self.left_out and not asks(self.read.problems)


def judge(
    kind: ImportKind, rows: Sequence[Judged], office: Office, settings: dict[str, Any]
) -> None:
    """Write a verdict onto each row."""
    _JUDGES[kind](rows, office, settings)
    for row in rows:
        if row.left_out:
            row.verdict = Verdict.OUT
        elif asks(row.read.problems):
            row.verdict = Verdict.ASK


def _person(row: Judged, office: Office, *, gone: bool = False) -> Person | None:
    try:
        found = office.person(row.values["name"], row.values.get("team"), gone=gone)
    except Unclear as unclear:
        where = SOFTER.get(unclear.code, "name")
        row.read.ask(unclear.code, where, unclear.suggestion, said=row.values["name"])
        return None
    row.subject = found.id
    return found


def _deputy(row: Judged, office: Office) -> None:
    name = row.values.get("deputy")
    if not name:
        return
    if name == row.values.get("name"):
        row.read.ask("own_deputy", "deputy", said=name)
        return
    try:
        office.person(name)
    except Unclear as unclear:
        row.read.ask(unclear.code, "deputy", unclear.suggestion, said=name)


def _compare(row: Judged, now: dict[str, Any]) -> None:
    """`now` by field: what the office has. What the file does not say stays as it is."""
    row.before = {
        slug: held for slug, held in now.items() if slug in row.values and row.values[slug] != held
    }
    row.verdict = Verdict.CHANGE if row.before else Verdict.SAME


def _officers(rows: Sequence[Judged], office: Office, settings: dict[str, Any]) -> None:
    accounts = settings.get("accounts", True)
    taken = set(office.usernames)
    teams = {team_key(name): name for name in office.teams}
    for row in rows:
        if (team := row.values.get("team")) and team_key(team):
            known = teams.setdefault(team_key(team), team.replace(" ", ""))
            if not known.endswith("팀") and team.endswith("팀") and known not in office.teams:
                teams[team_key(team)] = team.replace(" ", "")
    administration = next((name for key, name in teams.items() if "행정" in key), "")
    for row in rows:
        lacks = [p for p in row.read.problems if p["code"] == "missing" and p["field"] == "team"]
        if lacks and plain(row.values.get("title", "")) == "동장" and administration:
            row.read.problems.remove(lacks[0])
            row.values["team"] = administration
            row.read.tell("head_in_team", "team", said=administration)
    seen: Counter[tuple[str, str]] = Counter()
    names = Counter(row.values.get("name") for row in rows if row.open)
    for row in rows:
        if not row.open:
            continue
        row.values["team"] = teams.get(team_key(row.values["team"]), row.values["team"])
        name, team = row.values["name"], row.values["team"]
        seen[name, team] += 1
        if seen[name, team] > 1:
            row.read.ask("twice", "name", said=name)
            continue
        here = [one for one in office.people if one.name == name and one.here]
        if names[name] > 1 or len(here) > 1:
            here = [one for one in here if one.team == team]
            row.read.tell("same_name", "name", said=name)
        if here:
            row.subject = here[0].id
            _compare(row, {"team": here[0].team, "title": here[0].title})
            continue
        row.verdict = Verdict.NEW
        if roles := roles_of(row.values.get("title", ""), team):
            row.values["roles"] = roles
        if row.values.get("username") in taken:
            row.read.ask("username_taken", "username", said=row.values["username"])
        elif accounts:
            taken.add(row.values.setdefault("username", _free(office.code, taken)))
        if team not in office.teams:
            row.read.tell("new_team", "team", said=team)


def _free(code: str, taken: set[str]) -> str:
    """The next of gaon-01, gaon-02, …"""
    number = 1
    while f"{code}-{number:02d}" in taken:
        number += 1
    return f"{code}-{number:02d}"


def _tongs(rows: Sequence[Judged], office: Office, settings: dict[str, Any]) -> None:
    del settings
    seen: set[int] = set()
    for row in rows:
        if not row.open:
            continue
        numbers = set(row.values["tong"])
        new = numbers - office.tongs - seen
        row.verdict = Verdict.NEW if new else Verdict.SAME
        if numbers & seen:
            row.read.tell("tong_again", "tong")
        seen |= numbers


def _charges(rows: Sequence[Judged], office: Office, settings: dict[str, Any]) -> None:
    groups: dict[int, list[Judged]] = defaultdict(list)
    people: dict[int, Person] = {}
    holders: dict[int, set[int]] = defaultdict(set)
    for row in rows:
        if not row.open:
            continue
        person = _person(row, office)
        _deputy(row, office)
        numbers = row.values.get("tongs", [])
        if unknown := [n for n in numbers if n not in office.tongs]:
            known = [n for n in numbers if n in office.tongs]
            row.read.ask("no_such_tong", "tongs", ",".join(map(str, known)),
                         said=", ".join(map(str, unknown)))  # fmt: skip
        if person is None or not row.open:
            continue
        if not numbers:
            row.verdict = Verdict.SAME
            row.read.tell("no_tongs", "tongs")
            continue
        groups[person.id].append(row)
        people[person.id] = person
        for number in numbers:
            holders[number].add(person.id)
    for key, group in groups.items():
        person = people[key]
        together = sorted({n for row in group for n in row.values["tongs"]})
        deputy = next((row.values["deputy"] for row in group if row.values.get("deputy")), None)
        for row in group:
            alone = len(group) == 1
            if not alone:
                row.values["together"] = together
            shown = row.values.get("deputy", deputy)
            if deputy is not None:
                row.values["deputy"] = shown or deputy
            now: dict[str, Any] = {"tongs" if alone else "together": person.tongs}
            if settings.get("charges", True) and person.tongs == together:
                now["tongs" if alone else "together"] = [
                    n for n in together if n in person.charges or len(holders[n]) > 1
                ]
            _compare(row, now | ({"deputy": person.deputy} if deputy is not None else {}))
            if row.verdict is Verdict.CHANGE and not person.tongs and not person.charges:
                row.verdict, row.before = Verdict.NEW, {}
            if any(len(holders[n]) > 1 for n in row.values["tongs"]):
                shared = [n for n in row.values["tongs"] if len(holders[n]) > 1]
                row.read.tell("tong_shared", "tongs", said=", ".join(map(str, shared)))


def _duties(rows: Sequence[Judged], office: Office, settings: dict[str, Any]) -> None:
    del settings
    seen: set[tuple[int, str]] = set()
    for row in rows:
        if not row.open:
            continue
        person = _person(row, office)
        _deputy(row, office)
        if person is None or not row.open:
            continue
        titles = row.values["title"]
        again = [title for title in titles if (person.id, plain(title)) in seen]
        if again:
            row.read.ask("duty_twice", "title", said=", ".join(again))
            continue
        seen |= {(person.id, plain(title)) for title in titles}
        held = [person.duties.get(plain(title)) for title in titles]
        if None in held:
            row.verdict = Verdict.NEW
            continue
        was = held[0]
        assert was is not None
        now = {"deputy": was.deputy}
        if len(titles) == 1:
            now["details"] = was.details
        _compare(row, now)


def _addresses(rows: Sequence[Judged], office: Office, settings: dict[str, Any]) -> None:
    del settings
    seen: dict[Address, int] = {}
    for row in rows:
        if not row.open:
            continue
        values = row.values
        if values["tong"] not in office.tongs:
            row.read.ask("no_such_tong", "tong", said=str(values["tong"]))
            continue
        try:
            range_ = address_of(values)
        except Unclear as unclear:
            row.read.ask(unclear.code, "road", said=unclear.suggestion)
            continue
        values["address"] = written(range_)
        address = (values["tong"], range_)
        if address in seen:
            row.read.tell("address_again", said=str(seen[address]))
            row.verdict = Verdict.SAME
            continue
        seen[address] = row.number
        row.verdict = Verdict.SAME if address in office.addresses else Verdict.NEW


def _months(rows: Sequence[Judged], office: Office, settings: dict[str, Any]) -> None:
    chosen = settings.get("month", "")
    this = str(office.today)[:7]
    seen: set[tuple[str, int]] = set()
    for row in rows:
        if not row.open:
            continue
        values = row.values
        month = values.setdefault("month", chosen)
        if not month:
            row.read.ask("month_unknown", "month")
        elif month > this:
            row.read.ask("month_to_come", "month", chosen, said=month)
        elif month == this:
            row.read.ask("month_not_over", "month", said=month)
        elif chosen and month != chosen:
            row.read.tell("month_differs", "month", said=month)
        person = _person(row, office, gone=True)
        counts = {slug: n for slug, n in values.items() if slug.startswith(COUNT)}
        total = sum(counts.values())
        if "total" in values and values["total"] != total:
            row.read.tell("total_differs", "total", said=str(values["total"]), sum=total)
        if person is None or not row.open:
            continue
        if (month, person.id) in seen:
            row.read.ask("twice", "name", said=person.name)
            continue
        seen.add((month, person.id))
        held = office.months.get((month, person.id))
        if held is None:
            row.verdict = Verdict.NEW if total else Verdict.SAME
            if not total:
                row.read.tell("nothing_counted")
            continue
        _compare(row, {slug: held.get(slug.removeprefix(COUNT), 0) for slug in counts})


_JUDGES: dict[ImportKind, Callable[[Sequence[Judged], Office, dict[str, Any]], None]] = {
    ImportKind.OFFICERS: _officers,
    ImportKind.TONGS: _tongs,
    ImportKind.CHARGES: _charges,
    ImportKind.DUTIES: _duties,
    ImportKind.ADDRESSES: _addresses,
    ImportKind.MONTHS: _months,
}
