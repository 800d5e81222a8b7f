"""What the zone board says: warnings with the way to mend each, tables, the map's legend."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dongne.foundation.places.public import Dong

from ..queries import Board, BoardRow, Responsible


@dataclass(frozen=True, slots=True)
class Mend:
    """One thing that is wrong, and the page that mends it (nothing for readers)."""

    text: str
    action: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Warned:
    """A kind of warning with all that it is about."""

    title: str
    lead: str
    mends: list[Mend]


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a team's table."""

    row: BoardRow
    name: str
    title: str
    charges: str
    tongs: str
    deputy: str
    away: str
    excluded: str
    gone: bool
    fill: str
    url: str


def warnings_of(board: Board, dong: Dong, *, may: bool) -> list[Warned]:
    """Those that there are, the worst first."""
    unit = dong.unit_name
    query = "?" + urlencode({"day": board.day.isoformat()})
    found = []
    if board.tongs_without_officer:
        mends = []
        for number in board.tongs_without_officer:
            holders = [row.officer.name for row in board.rows if number in row.tong_charges]
            said = f"{number}{unit}"
            if holders:
                said += " · " + _("통담당 %(name)s") % {"name": ", ".join(holders)}
            mends.append(
                Mend(said, _("담당자 정하기"), reverse("zone_tong", args=[number]) + query)
            )
        lead = _("맡은 사람이 없는 통입니다. 누가 살필지 정해 주세요.")
        found.append(Warned(_("담당자 없는 통"), lead, mends))
    if board.away_without_deputy:
        mends = [
            Mend(
                f"{row.officer.name} · {away_text(row, told=may)}",
                _("대직자 정하기"),
                reverse("zone_stand_in", args=[row.officer.pk]) + query,
            )
            for row in board.away_without_deputy
        ]
        lead = _(
            "자리를 비운 동안 구역을 볼 사람이 없습니다. 대직자도 함께 자리를 비웠을 수 있습니다."
        )
        found.append(Warned(_("부재인데 대직자 없음"), lead, mends))
    if board.tongs_with_several:
        mends = [
            Mend(
                f"{number}{unit} · " + ", ".join(r.officer.name for r in board.holders[number]),
                _("살펴보기"),
                reverse("zone_tong", args=[number]) + query,
            )
            for number in board.tongs_with_several
        ]
        lead = _("함께 맡기로 한 통이면 그대로 두어도 됩니다.")
        found.append(Warned(_("담당자가 둘인 통"), lead, mends))
    if not may:
        found = [Warned(w.title, w.lead, [Mend(m.text) for m in w.mends]) for w in found]
    return found


def tables_of(
    board: Board, dong: Dong, colours: dict[int, int], *, may: bool
) -> list[tuple[str, list[Line]]]:
    """By team, everybody's line."""
    return [
        (team, [_line(row, dong, board.day, colours, may=may) for row in rows])
        for team, rows in board.teams
    ]


def _line(row: BoardRow, dong: Dong, day: date, colours: dict[int, int], *, may: bool) -> Line:
    unit = dong.unit_name
    colour = colours.get(row.officer.pk)
    query = "?" + urlencode({"day": day.isoformat()})
    return Line(
        row=row,
        name=row.officer.name,
        title=row.officer.title,
        charges=numbers_text(row.tong_charges, unit),
        tongs=numbers_text(row.charge.tongs, unit) if row.charge else "",
        deputy=row.charge.deputy_name if row.charge else "",
        away=away_text(row, told=may) if row.is_away else "",
        excluded=row.excluded.reason if row.excluded else "",
        gone=row.gone,
        fill="" if colour is None else str(colour),
        url=reverse("zone_of", args=[row.officer.pk]) + query if may else "",
    )


def numbers_text(numbers: Any, unit: str) -> str:
    """ "1, 2, 5통"; nothing for none."""
    return ", ".join(str(number) for number in numbers) + unit if numbers else ""


def away_text(row: BoardRow, *, told: bool) -> str:
    """Until when somebody is away and who is there instead; why only for whoever may know it."""
    kind = _("부재") if row.away else _("대직 중")
    if told and row.away:
        kind = str(row.away.kind.label)
    if row.away_until:
        said = _("%(kind)s, %(day)s까지") % {"kind": kind, "day": short_day(row.away_until)}
    else:
        said = _("%(kind)s, 돌아올 날 미정") % {"kind": kind}
    if row.away and row.away.deputy_name:
        said += " · " + _("대직 %(name)s") % {"name": row.away.deputy_name}
    return said


def short_day(day: date) -> str:
    return date_format(day, _("n. j."))


def long_day(day: date) -> str:
    return date_format(day, _("Y. n. j."))


def map_sentence(board: Board, dong: Dong) -> str:
    """What the map shows, for whoever does not see it."""
    holders = {row.officer.pk for rows in board.holders.values() for row in rows}
    said = _("%(tongs)d개 %(unit)s 전체를 %(officers)d명이 나누어 살핍니다.") % {
        "tongs": len(board.tongs),
        "unit": dong.unit_name,
        "officers": len(holders),
    }
    if board.tongs_without_officer:
        said += " " + _("담당자가 없는 곳은 %(tongs)s입니다.") % {
            "tongs": numbers_text(board.tongs_without_officer, dong.unit_name)
        }
    if board.tongs_with_several:
        said += " " + _("둘이 함께 맡은 곳은 %(tongs)s입니다.") % {
            "tongs": numbers_text(board.tongs_with_several, dong.unit_name)
        }
    return said


@dataclass(frozen=True, slots=True)
class Answer:
    """Who is responsible for a house, in words."""

    tong: str
    who: str
    note: str
    why: str
    sure: bool
    away: str


def answers_of(found: list[Responsible], dong: Dong) -> list[Answer]:
    return [_answer(one, dong) for one in found]


def _answer(one: Responsible, dong: Dong) -> Answer:
    away = ""
    if one.officer and one.away:
        until = (
            _("%(day)s까지 자리를 비웁니다.") % {"day": short_day(one.away_until)}
            if one.away_until
            else _("지금 자리를 비웠습니다.")
        )
        instead = (
            _("그동안 %(name)s 님이 대신합니다.") % {"name": one.deputy.name}
            if one.deputy
            else _("대신할 사람이 정해지지 않았습니다.")
        )
        away = f"{until} {instead}"
    return Answer(
        tong=f"{one.tong}{dong.unit_name}",
        who=f"{one.officer.name} {one.officer.title}" if one.officer else _("담당자 없음"),
        note=one.officer.team.name if one.officer else "",
        why=one.why,
        sure=one.sure,
        away=away,
    )
