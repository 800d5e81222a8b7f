"""A fixed cast, so that each test reads as a sentence.

Two cities' worth of tree in small: Sinjeong 4-dong (own dong), Sinjeong 3-dong (another dong of
the same district), Seongsan 2-dong (another district), their desks, the city's desk.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache, cached_property

from django.contrib.auth.hashers import make_password

from dongne.foundation.organisations.public import Account, Officer, TeamKind, viewer_of
from dongne.foundation.places.public import City, District, Dong, Tong
from dongne.foundation.scope.public import Role, Viewer
from dongne.lib.ids import new_id
from dongne.outreach.fieldwork.public import Record
from tests.hiring import AtOnce, Hiring

PASSWORD = "a-long-password-for-tests"
NOW = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)  # Friday 14:00 in Seoul


@cache
def _password_hash() -> str:
    return make_password(PASSWORD)


@dataclass
class Office:
    """One dong with a head, a lead, two teams and their people."""

    dong: Dong
    head: Officer
    lead: Officer
    welfare_lead: Officer
    officer: Officer
    colleague: Officer
    welfare_officer: Officer


class Cast:
    """Everybody. Attributes are officers; `viewer(officer)` is how they look and act."""

    def __init__(self, hiring: type[Hiring] = AtOnce) -> None:
        self._hiring = hiring(NOW, _password_hash())
        self.seoul = City.objects.create(code="seoul", name="서울특별시", name_en="Seoul")
        self.yangcheon = District.objects.create(code="yangcheon", name="양천구", city=self.seoul)
        self.mapo = District.objects.create(code="mapo", name="마포구", city=self.seoul)
        self.own = self._office("sinjeong4", "신정4동", self.yangcheon)
        self.near = self._office("sinjeong3", "신정3동", self.yangcheon)
        self.far = self._office("seongsan2", "성산2동", self.mapo)
        self.district_desk = self._desk(self.yangcheon, Role.DISTRICT_DESK, "yangcheon-desk")
        self.other_district_desk = self._desk(self.mapo, Role.DISTRICT_DESK, "mapo-desk")
        self.road = self._desk(self.yangcheon, Role.DEPARTMENT, "yangcheon-road")
        self.city_desk = self._desk(self.seoul, Role.CITY_DESK, "seoul-desk")
        self.administrator = self._desk(
            self.yangcheon, Role.SYSTEM_ADMINISTRATOR, "yangcheon-admin"
        )
        self.privacy = self._desk(self.yangcheon, Role.PRIVACY_OFFICER, "yangcheon-privacy")
        self._hiring.done()

    def _office(self, code: str, name: str, district: District) -> Office:
        dong = Dong.objects.create(code=code, name=name, district=district)
        tongs = [Tong(dong=dong, number=n) for n in range(1, 7)]
        Tong.objects.bulk_create(tongs)
        teams = {
            "admin": self._hiring.team(dong, "행정팀", TeamKind.ADMINISTRATION),
            "welfare": self._hiring.team(dong, "복지1팀", TeamKind.WELFARE),
        }

        def hire(who: str, korean: str, team: str, *roles: Role) -> Officer:
            return self._hiring.officer(teams[team], korean, f"{code}-{who}", *roles)

        office = Office(
            dong=dong,
            head=hire("head", "김동장", "admin", Role.DONG_HEAD),
            lead=hire("lead", "이행정", "admin", Role.ADMINISTRATION_LEAD),
            welfare_lead=hire("welfare1-lead", "박복지", "welfare", Role.TEAM_LEAD),
            officer=hire("01", "최주무", "admin"),
            colleague=hire("02", "정동료", "admin"),
            welfare_officer=hire("03", "한돌봄", "welfare"),
        )
        for officer, span in (
            (office.officer, tongs[:2]),
            (office.colleague, tongs[2:4]),
            (office.welfare_officer, tongs[4:]),
        ):
            self._hiring.zone(officer, span, date(2017, 1, 1))
        return office

    def _desk(self, place: City | District, role: Role, username: str) -> Officer:
        kind = TeamKind.DEPARTMENT if role is Role.DEPARTMENT else TeamKind.DESK
        team = self._hiring.team(place, username, kind)
        return self._hiring.officer(team, username, username, role)

    def viewer(self, officer: Officer) -> Viewer:
        return viewer_of(Account.objects.get(officer=officer))

    @cached_property
    def everybody(self) -> dict[str, Officer]:
        return {
            "officer": self.own.officer,
            "colleague": self.own.colleague,
            "lead": self.own.lead,
            "head": self.own.head,
            "welfare lead": self.own.welfare_lead,
            "other dong": self.near.officer,
            "other district": self.far.officer,
            "district desk": self.district_desk,
            "other district desk": self.other_district_desk,
            "department": self.road,
            "city desk": self.city_desk,
            "system administrator": self.administrator,
            "privacy officer": self.privacy,
        }


def a_record(**values: object) -> Record:
    """A sound record of an hour before `NOW`; name what should differ."""
    given = {
        "id": new_id(),
        "kind": "complaint_heard",
        "field": "environment",
        "happened_at": NOW - timedelta(hours=1),
        "memo": "골목 입구 맨홀 주변이 부서져 있음",
        "tong": 1,
    }
    return Record(**(given | values))  # type: ignore[arg-type]
