"""Who works in the three dongs and above them: teams, accounts, zones, stand-ins."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

from dongne.foundation.organisations.public import (
    AbsenceKind,
    Officer,
    Team,
    TeamKind,
    add_officer,
    add_team,
    record_absence,
    viewer_of,
)
from dongne.foundation.places.public import City, District, Dong, Tong
from dongne.foundation.scope.public import SYSTEM, Role, Viewer
from dongne.lib.seoul import at_seoul
from dongne.outreach.zones.public import assign_zone

from .days import working_day
from .files import facts, rows

FAMILY_NAMES = "김이박최정강조윤장임한오서신권황안송류홍전고문손배백허남심노하곽성차주우구민"
GIVEN_NAMES = """
가람 건우 경민 규리 기현 나래 나윤 다솔 다은 도겸 도연 동하 라온 명진 미르 민결 민서 보경 상우 새봄
서안 서율 선우 성욱 세린 소담 소율 솔이 수호 승아 시온 아람 연재 영서 예솔 우림 유담 유진 윤슬 은결
은채 이든 인성 재이 정안 제희 주원 준서 지안 지후 찬솔 채린 태오 하람 하윤 한결 해솔 현오 혜림 희수
"""


WELFARE_ROLES: dict[str, tuple[Role, ...]] = {
    "sinjeong4-13": (Role.WELFARE_PLANNER,),
    "sinjeong4-15": (Role.VISITING_NURSE,),
    "sinjeong4-22": (Role.WELFARE_COUNSELLOR,),
    "seongsan2-07": (Role.VISITING_NURSE,),
    "pocheon1-07": (Role.WELFARE_PLANNER,),
}
"""Who is more than an ordinary officer, by account."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account; `signers` are the accounts that sign their reports, in order."""

    username: str
    officer: Officer
    viewer: Viewer
    tongs: tuple[int, ...] = ()
    signers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Seat:
    """An officer of a dong as the list in `data/` has it."""

    team: str
    tongs: tuple[int, ...]
    starts_on: date


@dataclass(slots=True)
class People:
    """Everybody by account."""

    everybody: dict[str, Person] = field(default_factory=dict)

    def __getitem__(self, username: str) -> Person:
        return self.everybody[username]

    def officers_of(self, code: str) -> list[Person]:
        """Those with a zone, in the order of their numbers."""
        return [
            person
            for name, person in self.everybody.items()
            if name.startswith(f"{code}-") and person.tongs
        ]

    def away(
        self, username: str, deputy: str, *, first: date, last: date, kind: AbsenceKind
    ) -> None:
        """Some days away, recorded with a stand-in by the administration lead before them."""
        code = username.partition("-")[0]
        record_absence(
            self[f"{code}-lead"].viewer,
            officer=self[username].officer,
            kind=kind,
            deputy=self[deputy].officer,
            starts_on=first,
            ends_on=last,
            now=at_seoul(working_day(first - timedelta(days=4)), time(16, 10)),
        )


class Staffing:
    """Fills the offices. Names are made up and come once only."""

    def __init__(self, rng: Random, *, password_hash: str) -> None:
        self.people = People()
        self._hash = password_hash
        families, given = list(FAMILY_NAMES), GIVEN_NAMES.split()
        # Frequent family names come first in the list and more often in life.
        weights = [max(1, 30 - 2 * place) for place in range(len(families))]
        rng.shuffle(given)
        chosen = rng.choices(families, weights, k=3 * len(given))
        self._names = iter(dict.fromkeys(a + b for a, b in zip(chosen, given * 3, strict=True)))

    def desk(self, place: City | District, name: str, name_en: str, *, role: Role) -> None:
        """A team of one at district or city: `<code>-desk`, `<code>-road`."""
        since = at_seoul(date(2016, 7, 1), time(9))
        kind = TeamKind.DEPARTMENT if role is Role.DEPARTMENT else TeamKind.DESK
        team = add_team(SYSTEM, place=place, name=name, name_en=name_en, kind=kind, now=since)
        ending = "road" if role is Role.DEPARTMENT else "desk"
        self._hire(f"{place.code}-{ending}", team, [role], since)

    def administrator(self, district: District) -> None:
        """Who looks after accounts and places: `<code>-admin`."""
        since = at_seoul(date(2016, 7, 1), time(9))
        team = add_team(
            SYSTEM,
            place=district,
            name="홍보전산과",
            name_en="Information Division",
            kind=TeamKind.DEPARTMENT,
            now=since,
        )
        self._hire(f"{district.code}-admin", team, [Role.SYSTEM_ADMINISTRATOR], since)
        self._hire(f"{district.code}-privacy", team, [Role.PRIVACY_OFFICER], since)

    def counter(self, dong_code: str) -> None:
        """A counter clerk without a zone: `<code>-counter`."""
        lead = self.people[f"{dong_code}-lead"].officer
        self._hire(
            f"{dong_code}-counter",
            lead.team,
            [Role.COUNTER_CLERK],
            at_seoul(date(2024, 7, 1), time(9)),
            position=90,
        )

    def dong(self, dong: Dong, *, teams: Sequence[dict[str, str]], seats: Iterable[Seat]) -> None:
        """Head, leads, and the officers of the seats with their zones and stand-ins."""
        seats = list(seats)
        first = min(seat.starts_on for seat in seats)
        now = at_seoul(working_day(first - timedelta(days=5)), time(9, 30))
        made = {
            given["name"]: add_team(
                SYSTEM,
                place=dong,
                name=given["name"],
                name_en=given["name_en"],
                kind=TeamKind(given["kind"]),
                now=now,
                position=position,
            )
            for position, given in enumerate(teams)
        }
        administration, *welfare = made.values()
        code = dong.code
        head, lead = f"{code}-head", f"{code}-lead"
        self._hire(head, administration, [Role.DONG_HEAD], now, title=("동장", "Dong head"))
        self._hire(
            lead,
            administration,
            [Role.ADMINISTRATION_LEAD, Role.TEAM_LEAD],
            now,
            title=("행정팀장", "Administration lead"),
            position=1,
            signers=(head,),
        )
        line: dict[int, tuple[str, ...]] = {administration.pk: (lead, head)}
        for n, team in enumerate(welfare, 1):
            own = f"{code}-welfare{n}-lead"
            self._hire(
                own,
                team,
                [Role.TEAM_LEAD],
                now,
                title=(f"{team.name}장", f"{team.name_en} lead"),
                signers=(lead, head),
            )
            line[team.pk] = (own, lead, head)
        for n, seat in enumerate(seats, 1):
            team = made[seat.team]
            self._hire(
                f"{code}-{n:02d}",
                team,
                WELFARE_ROLES.get(f"{code}-{n:02d}", ()),
                now,
                position=n + 1,
                tongs=seat.tongs,
                signers=line[team.pk],
            )
        self._share_out(dong, seats, now)

    def _hire(
        self,
        username: str,
        team: Team,
        roles: Sequence[Role],
        now: datetime,
        *,
        title: tuple[str, str] = ("주무관", "Officer"),
        position: int = 0,
        tongs: tuple[int, ...] = (),
        signers: tuple[str, ...] = (),
    ) -> None:
        officer = add_officer(
            SYSTEM,
            team=team,
            name=next(self._names),
            roles=roles,
            username=username,
            password_hash=self._hash,
            title=title[0],
            title_en=title[1],
            position=position,
            now=now,
        )
        assert officer.account
        viewer = viewer_of(officer.account)
        self.people.everybody[username] = Person(username, officer, viewer, tongs, signers)

    def _share_out(self, dong: Dong, seats: Sequence[Seat], now: datetime) -> None:
        """Zones, each with the next colleague of the same team as the one who stands in."""
        lead = self.people[f"{dong.code}-lead"].viewer
        tongs = {tong.number: tong for tong in Tong.objects.for_viewer(lead)}
        people = self.people.officers_of(dong.code)
        for person, seat in zip(people, seats, strict=True):
            team = [p for p in people if p.officer.team_id == person.officer.team_id]
            after = team[(team.index(person) + 1) % len(team)]
            assign_zone(
                lead,
                officer=person.officer,
                tongs=[tongs[number] for number in seat.tongs],
                starts_on=seat.starts_on,
                deputy=after.officer if after is not person else None,
                now=now,
            )


def seats_of(code: str) -> list[Seat]:
    """The officers of a dong in order. Sinjeong 4-dong's are the rows of its real table."""
    staff = facts("staff.json")[code]
    listed = staff["officers"]
    if isinstance(listed, str):
        listed = [
            {"team": row["team"], "tongs": [int(n) for n in row["tongs"].split(",")]}
            for row in rows(listed)
        ]
    return [
        Seat(
            team=given["team"],
            tongs=tuple(given["tongs"]),
            starts_on=date.fromisoformat(given.get("since", staff["since"])),
        )
        for given in listed
    ]
