"""Words of an officer's page and of the list of telephones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from dongne.foundation.places.public import Dong

from ..models import OfficeCall, Sign
from ..queries.officers import Area
from .reporting import team_name, title_of, unit_of


def tel(number: str) -> str:
    return "tel:" + "".join(sign for sign in number if sign.isdigit() or sign == "+")


def offices(dongs: Sequence[Dong], calls: Mapping[int, OfficeCall]) -> list[dict[str, Any]]:
    return [
        {
            "href": tel(row.call),
            "name": f"{dong.label} {row.call}",
            "text": " · ".join(filter(None, [dong.district.label, row.hours])),
        }
        for dong in dongs
        if (row := calls.get(dong.pk)) and row.call
    ]


def officer_page(card: Sign, area: Area, *, office_call: str, begin: str) -> dict[str, Any]:
    officer = card.officer
    assert officer is not None
    number = card.call or office_call
    return {
        "officer": officer,
        "role": " · ".join([card.dong.label, team_name(officer.team), title_of(officer)]),
        "area": _("맡은 곳: %(tongs)s") % {"tongs": area_words(card, area)} if area.tongs else "",
        "away": _("지금 자리를 비웠습니다. %(name)s 주무관이 대신합니다.") % {"name": area.deputy}
        if area.deputy
        else "",
        "call": number,
        "call_url": tel(number),
        "report_url": begin,
        "ask_url": f"{begin}&ask=1",
    }


def area_words(card: Sign, area: Area) -> str:
    unit = unit_of(card.dong)
    return ", ".join(f"{number}{unit}" for number in area.tongs)
