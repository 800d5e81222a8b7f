"""가온동 as it really is: 21 officers in three teams, 28 tongs."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

FIELDS = {
    "welfare": "복지",
    "environment": "환경",
    "safety": "안전",
    "complaint": "민원",
    "publicity": "홍보",
    "general": "일반",
}


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    team: str
    title: str = "주무관"
    since: date = date(2026, 1, 2)
    tongs: tuple[int, ...] = ()
    deputy: str = ""
    duties: tuple[str, ...] = ()
    counts: tuple[int, ...] = (0, 0, 0, 0, 0, 0)

    @property
    def key(self) -> tuple[str, str]:
        return self.name, self.team


def _people() -> tuple[Person, ...]:
    roster = (
        ("한가람", "행정팀", "동장"), ("윤미르", "행정팀", "행정팀장"),
        ("최다온", "행정팀", "주무관"),
        ("김하늘", "행정팀", "주무관"), ("박시내", "행정팀", "주무관"),
        ("정나루", "행정팀", "주무관"),
        ("강버들", "행정팀", "주무관"), ("조솔", "행정팀", "주무관"), ("이슬아", "복지1팀", "팀장"),
        ("남궁별", "복지1팀", "주무관"), ("서한결", "복지1팀", "주무관"),
        ("문보라", "복지1팀", "주무관"),
        ("배다솜", "복지1팀", "주무관"), ("오새롬", "복지1팀", "주무관"),
        ("신아라", "복지1팀", "주무관"),
        ("권누리", "복지2팀", "팀장"), ("황초롱", "복지2팀", "주무관"),
        ("김하늘", "복지2팀", "주무관"),
        ("송이든", "복지2팀", "주무관"), ("안마루", "복지2팀", "주무관"),
        ("유단비", "복지2팀", "방문간호사"),
    )  # fmt: skip
    spans = (
        (), (), (1, 2), (3, 4), (5, 6), (7, 8), (9, 10), (11,), (12,), (13, 14), (15, 16), (17, 18),
        (19,), (20,), (21, 22), (), (23, 24), (25,), (26,), (27, 28), (),
    )  # fmt: skip
    work = {
        "행정팀": ("민방위", "통장 관리", "주민자치회", "재난 안전", "청소 행정", "선거 사무",
        "총무",
                "문서 관리"),
        "복지1팀": ("기초생활보장", "한부모 지원", "긴급복지", "노인 일자리", "장애인 복지",
        "자활 사업",
                 "보육료 지원"),
        "복지2팀": ("통합사례관리", "경로당 지원", "기초연금", "의료급여", "복지 사각지대 발굴",
        "방문 건강"),
    }  # fmt: skip
    people = []
    for place, (name, team, title) in enumerate(roster):
        # A deputy whose name two people have could be either of them: nobody here is such a one.
        mates = [o for o, of, _title in roster if of == team and o not in (name, "김하늘")]
        people.append(
            Person(
                name=name,
                team=team,
                title=title,
                since=date(2026, 1 + place % 9, 1 + place),
                tongs=spans[place],
                deputy=mates[place % len(mates)] if spans[place] else "",
                duties=(
                    work[team][place % len(work[team])],
                    f"{work[team][(place + 3) % len(work[team])]} 지원 {place}",
                ),
                counts=tuple((place * 7 + column * 3) % 9 for column in range(6))
                if spans[place]
                else (0,) * 6,
            )
        )
    return tuple(people)


@dataclass(frozen=True, slots=True)
class Truth:
    people: tuple[Person, ...] = field(default_factory=_people)
    tongs: tuple[int, ...] = tuple(range(1, 29))
    month: str = "2026-09"


TRUTH = Truth()
