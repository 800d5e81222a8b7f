"""What a change would move, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dongne.foundation.places.public import Dong
from dongne.lib.seoul import SEOUL

from ..moves import Moved
from ..services import Preview
from .pages import place_label

MOST = 200
"""More are counted, and not listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    text: str
    url: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """`lines` has the furthest first; `more` is how many there are beyond those."""

    sentence: str
    where: str
    worst: Line | None
    examples: list[Line]
    rest: list[Line]
    more: int
    mark: str
    late: bool


def shown(found: Preview) -> Shown:
    lines = [_line(one) for one in found.moved[:MOST]]
    count = len(found.moved)
    n = len(found.examples)
    return Shown(
        sentence=ngettext(
            "진행 중인 기한 %(n)d건의 날짜가 바뀝니다.",
            "진행 중인 기한 %(n)d건의 날짜가 바뀝니다.",
            count,
        )
        % {"n": count}
        if count
        else _("날짜가 바뀌는 진행 중인 기한은 없습니다."),
        where=_where(found),
        worst=lines[0] if lines else None,
        examples=lines[:n],
        rest=lines[n:],
        more=count - len(lines),
        mark=found.mark,
        late=bool(getattr(found.kept.subject, "late", False)),
    )


def _where(found: Preview) -> str:
    if not found.dongs:
        return _("달력이 실제로 달라지는 동은 없습니다.")
    if isinstance(found.kept.place, Dong):
        return _("%(place)s의 달력이 바뀝니다.") % {"place": found.kept.place.label}
    return ngettext(
        "%(place)s 아래 %(n)d개 동의 달력이 바뀝니다.",
        "%(place)s 아래 %(n)d개 동의 달력이 바뀝니다.",
        found.dongs,
    ) % {"place": place_label(found.kept.place), "n": found.dongs}


def _line(one: Moved) -> Line:
    return Line(text=one.text, url=one.url, before=_moment(one.before), after=_moment(one.after))


def _moment(value: datetime | date) -> str:
    if isinstance(value, datetime):
        return date_format(value.astimezone(SEOUL), _("n. j.(D) H:i"))
    return date_format(value, _("n. j.(D)"))
