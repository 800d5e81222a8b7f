"""Parts of a service in words: names in the language of the page, circles, ways, what a rule is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from dongne.delivery.ways.public import Basis, Circle, Letter, Service, Source, Way
from dongne.foundation.calendar.public import key_of_place
from dongne.foundation.deadlines.public import limit_words

from ..queries.holding import Place
from ..rules.content import ways_in
from ..states import OwnerLevel
from ..subjects import channels
from ..words import CIRCLES, DIRECTIONS, EXEMPT, PARTS, SOURCES, won


def language() -> str:
    return "ko" if (get_language() or "ko").startswith("ko") else "en"


def in_language(texts: Mapping[str, str]) -> str:
    return texts.get(language()) or texts.get("ko", "")


def name_of(service: Service) -> str:
    return service.name(language())


def channel_name(key: str) -> str:
    """As the channel calls itself; the slug of one whose folder is gone."""
    known = channels().get(key)
    return known.name(language()) if known else key


def channel_icon(key: str) -> str:
    known = channels().get(key)
    return known.icon if known else "circle"


def in_channel_order(keys: Iterable[str]) -> list[str]:
    order = list(channels())
    return sorted(set(keys), key=lambda key: (order.index(key) if key in order else 99, key))


def part_words(part: str) -> str:
    """A part in words: `receive.kiosk` as the kiosk is called there."""
    direction, dot, channel = part.partition(".")
    if not dot:
        return str(PARTS.get(part, part))
    return f"{channel_name(channel)} · {DIRECTIONS[direction]}"


def circles_words(found: Collection[Circle | str], *, open_to_all: bool = False) -> str:
    """`open_to_all`: nobody needs a letter there, so that all circles together are everybody."""
    given = {str(one) for one in found}
    if open_to_all and given == set(Circle):
        return _("누구나")
    return ", ".join(str(CIRCLES[one]) for one in Circle if one in given)


def minutes_words(minutes: int) -> str:
    if not minutes:
        return ""
    if minutes % 60:
        return ngettext("%(n)d분", "%(n)d분", minutes) % {"n": minutes}
    hours = minutes // 60
    return ngettext("%(n)d시간", "%(n)d시간", hours) % {"n": hours}


def time_words(service: Service) -> str:
    """How long it takes: as a rule, and by the statute."""
    limit = limit_words(service.limit) if service.limit else ""
    usual = minutes_words(service.usual_minutes)
    if usual and limit:
        return _("보통 %(usual)s, 법정 기한 %(limit)s") % {"usual": usual, "limit": limit}
    return usual or limit or _("정해진 기한 없음")


def fee_words(service: Service) -> str:
    """From the cheapest to the dearest channel."""
    fees = {service.fee if way.fee is None else way.fee for way in service.apply.values()}
    if len(fees) < 2:
        return won(fees.pop() if fees else service.fee)
    return _("%(least)s부터 %(most)s까지") % {"least": won(min(fees)), "most": won(max(fees))}


def is_open_to_all(service: Service) -> bool:
    return service.letter is Letter.NONE and set(service.circles) == set(Circle)


def group_words(code: str) -> str:
    """Whom an exemption is for; nobody in particular is everybody else."""
    return str(EXEMPT.get(code, code)) if code else _("면제 대상이 아닌 분")


def basis_words(basis: Basis) -> str:
    """An article as it is cited, in Korean whatever the page's language; the office's own reason in
    the words it was written in, for who reads them. Where nobody is sure: that."""
    if basis.kind is Source.OPEN or (basis.kind is Source.OFFICE and language() != "ko"):
        return str(SOURCES[basis.kind])
    return basis.text or str(SOURCES[basis.kind])


def open_parts(content: Mapping[str, Any]) -> list[str]:
    """Parts whose rule the office has still to confirm, by key."""
    found = [] if _settled(content) else ["basis"]
    found += [
        f"{direction}.{channel}"
        for direction, channel, told in ways_in(content)
        if not _settled(told)
    ]
    if any(not _settled(one) for one in content["exemptions"]):
        found.append("exemptions")
    return found


def _settled(told: Mapping[str, Any]) -> bool:
    return bool((told.get("basis") or {}).get("kind", Source.OPEN) != Source.OPEN)


def fee_of_way(service: Service, way: Way) -> int:
    return service.fee if way.fee is None else way.fee


def place_label(place: Place) -> str:
    return place.label if place else _("모두")


def address(name: str, place: Place, *args: Any) -> str:
    return f"{reverse(name, args=args)}?at={key_of_place(place)}"


def level_of(place: Place) -> OwnerLevel:
    return OwnerLevel[type(place).__name__.upper()] if place else OwnerLevel.EVERYBODY


def whose_words(level: int, place: Place) -> str:
    """Whose word a part is; nothing for everybody's."""
    if level == OwnerLevel.EVERYBODY:
        return ""
    if level == level_of(place):
        return _("우리 기관")
    return {
        OwnerLevel.CITY: _("시·도"),
        OwnerLevel.DISTRICT: _("시·군·구"),
        OwnerLevel.DONG: _("동"),
    }[OwnerLevel(level)]
