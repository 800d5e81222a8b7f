"""Cases as service requests: those that everybody may see, as everybody may see them.

Which those are, and how exactly their places are told, is the public map's rule, asked of the cases
themselves: a request stands in the list the moment after it was sent. What somebody wrote is
withheld until the office has read it (`Publicity.SHOWN`); until then an address of the place of the
tong stands in for theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dongne.foundation.asides.public import for_everybody
from dongne.foundation.organisations.public import Team
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.reference_numbers import tidy_number
from dongne.lib.seoul import iso_seoul, seoul_day
from dongne.outreach.casework.public import (
    Case,
    CasePhoto,
    CaseState,
    Channel,
    Outcome,
    Publicity,
)
from dongne.outreach.categories.public import Words, words_of_many
from dongne.outreach.opendata.public import Ground, ground_of, may_be_seen, wanted_row

from .arguments import LONGEST_TEXT
from .asking import Mark, Wish
from .places import Jurisdiction, codes_of

SENT_IN = (Channel.OPEN311, Channel.WEB, Channel.QR)
"""Whoever sent it in was told its number, and asks with that how it stands, shown or not."""
DEGREES = 100_000
"""The public map keeps places in this many parts of a degree."""
_WITH = (
    "dong__district__city", "tong", "merged_into",
    "holder_team__dong", "holder_team__district", "holder_team__city",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Page:
    """`after` is there where more may follow; `more` whether it does."""

    requests: list[dict[str, Any]]
    after: Mark | None = None


def page_of(wish: Wish, jurisdiction: Jurisdiction, *, base: str, now: datetime) -> Page:
    """Requests by what was asked; a constant number of statements, whatever comes. `base` is the
    address of the server, for photos."""
    rows = Case.objects.for_viewer(SYSTEM).filter(jurisdiction.dongs).select_related(*_WITH)
    if wish.ids:
        return Page(_by_number(rows, wish, base=base, now=now))
    rows = _seen(rows.filter(_asked(wish)))
    column = "updated_at" if wish.by_change else "received_at"
    if wish.by_change:
        rows = rows.order_by("updated_at", "pk")
        beyond, equal = Q(updated_at__gt=_at(wish)), Q(updated_at=_at(wish))
    else:
        rows = rows.order_by("-received_at", "-pk")
        beyond, equal = Q(received_at__lt=_at(wish)), Q(received_at=_at(wish))
    if wish.after is not None:
        key = Q(pk__gt=wish.after.key) if wish.by_change else Q(pk__lt=wish.after.key)
        rows = rows.filter(beyond | (equal & key))
    first = wish.passed_over if wish.after is None else 0
    # One more than wanted tells whether there is a next page.
    found = list(rows[first : first + wish.most + 1])
    shown, further = found[: wish.most], len(found) > wish.most
    told = _told(shown, base=base, now=now, extensions=wish.extensions)
    last = shown[-1] if shown and further else None
    return Page(told, Mark(getattr(last, column), last.pk) if last else None)


def request_of(
    number: str,
    jurisdiction: Jurisdiction,
    *,
    base: str,
    now: datetime,
    extensions: bool = False,
) -> dict[str, Any] | None:
    wish = Wish(ids=(number,), extensions=extensions)
    return next(iter(page_of(wish, jurisdiction, base=base, now=now).requests), None)


def _at(wish: Wish) -> datetime | None:
    return wish.after.at if wish.after else None


def _asked(wish: Wish) -> Q:
    asked = Q()
    if wish.codes:
        asked &= Q(category__in=wish.codes)
    if wish.statuses == {"open"}:
        asked &= ~Q(state=CaseState.CLOSED)
    elif wish.statuses == {"closed"}:
        asked &= Q(state=CaseState.CLOSED)
    for name, moment in (
        ("received_at__gte", wish.since),
        ("received_at__lt", wish.until),
        ("updated_at__gte", wish.changed_since),
        ("updated_at__lt", wish.changed_until),
    ):
        if moment is not None:
            asked &= Q(**{name: moment})
    return asked


def _seen(rows: Any) -> Any:
    """As `opendata.may_be_seen`, as far as the database can tell."""
    return rows.filter(
        public__in=(Publicity.LISTED, Publicity.SHOWN),
        may_be_public=True,
        restricted=False,
        merged_into=None,
    ).exclude(outcome__in=(Outcome.WITHDRAWN, Outcome.DUPLICATE))


def _by_number(rows: Any, wish: Wish, *, base: str, now: datetime) -> list[dict[str, Any]]:
    """In the order of the numbers asked for; what nobody may see is not there."""
    numbers = list(dict.fromkeys(filter(None, map(tidy_number, wish.ids))))
    found = list(rows.filter(number__in=numbers))
    told = _told(found, base=base, now=now, extensions=wish.extensions, by_number=True)
    by_number = {one["service_request_id"]: one for one in told}
    return [by_number[number] for number in numbers if number in by_number]


def _told(
    cases: Sequence[Case],
    *,
    base: str,
    now: datetime,
    extensions: bool,
    by_number: bool = False,
) -> list[dict[str, Any]]:
    ground = ground_of({case.dong_id for case in cases}, day=seoul_day(now))
    names = _names(cases, ground)
    pictured = _pictured(cases)
    told = []
    for case in cases:
        seen = may_be_seen(case, ground)
        if seen or (by_number and case.channel in SENT_IN):
            one = _request(case, ground, names, seen=seen, extensions=extensions)
            if seen and case.pk in pictured:
                one["media_url"] = base + reverse(
                    "public_photo", args=[case.number, pictured[case.pk], "full"]
                )
            told.append(one)
    return told


def _pictured(cases: Iterable[Case]) -> dict[UUID, int]:
    """Of each case the first photo that somebody looked at and let out. One statement."""
    read = [case.pk for case in cases if case.public == Publicity.SHOWN]
    rows = CasePhoto.objects.for_viewer(SYSTEM).filter(case__in=read, public=True)
    found: dict[UUID, int] = {}
    for case, key in rows.order_by("case", "position", "pk").values_list("case", "pk"):
        found.setdefault(case, key)
    return found


def _names(cases: Iterable[Case], ground: Ground) -> dict[tuple[int, str], Words]:
    """What categories are called now; of those that are gone, what they were called."""
    found: dict[tuple[int, str], Words] = {}
    gone: dict[Any, list[tuple[int, str]]] = {}
    for case in cases:
        key = (case.dong_id, case.category)
        if key in found:
            continue
        here = ground.categories.get(case.dong_id)
        words = here.everything.get(case.category) if here else None
        if words is not None:
            found[key] = words
        elif case.category_version is not None:
            gone.setdefault(case.category_version, []).append(key)
    for version, words in words_of_many(gone).items():
        found |= dict.fromkeys(gone[version], words)
    return found


def _request(
    case: Case,
    ground: Ground,
    names: dict[tuple[int, str], Words],
    *,
    seen: bool,
    extensions: bool,
) -> dict[str, Any]:
    """One row, its fields in the order of the standard. Not `seen`: no place and no words."""
    words = names.get((case.dong_id, case.category))
    row = wanted_row(case, ground) if seen else None
    read = seen and case.public == Publicity.SHOWN
    closed = case.state == CaseState.CLOSED
    lat = row.latitude / DEGREES if row and row.latitude is not None else None
    long = row.longitude / DEGREES if row and row.longitude is not None else None
    told: dict[str, Any] = {
        "service_request_id": case.number,
        "status": "closed" if closed else "open",
        "status_notes": _status_notes(case),
        "service_name": words.name() if words else case.category,
        "service_code": case.category,
        "description": plain(case.text) or None if read else None,
        "agency_responsible": _agency(case.holder_team) if seen else None,
        "service_notice": (words.promise() if words else "") or None,
        "requested_datetime": _moment(case.received_at),
        "updated_datetime": _moment((case.closed_at if closed else None) or case.updated_at),
        "expected_datetime": _moment(case.due_at),
        "address": _address(case, row, read=read) if seen else None,
        "address_id": None,
        "zipcode": None,
        "lat": lat,
        "long": long,
        "media_url": None,
    }
    if extensions:
        told["extended_attributes"] = {
            "detailed_status": case.state,
            "outcome": case.outcome or None,
            "jurisdiction_id": codes_of(case.dong)[0],
            "moderated": read,
            "place": row.shows if row else None,
        }
    return told


def plain(text: str) -> str:
    """Free text that may go out: no numbers of anybody's, no HTML, as long as the standard lets."""
    return strip_tags(for_everybody(text)).strip()[:LONGEST_TEXT]


def _moment(moment: datetime | None) -> str | None:
    """In whole seconds, as the standard's examples have it."""
    return iso_seoul(moment.replace(microsecond=0)) if moment else None


def _address(case: Case, row: Any, *, read: bool) -> str | None:
    if read and row.shows == "exact" and case.address:
        return plain(case.address) or None
    return area_of(case.dong, row.tong)


def area_of(dong: Dong, tong: int | None) -> str:
    """Korean addresses go from the large to the small, English ones from the small to the large,
    which is what the standard asks for."""
    parts = [dong.district.city.label, dong.district.label, dong.label]
    if tong is not None:
        parts.append(f"{tong}{dong.unit_name}")
    if get_language() == "ko":
        return " ".join(parts)
    return ", ".join(reversed(parts))


def _agency(team: Team | None) -> str | None:
    """The unit in whose hands it is; never who there."""
    if team is None:
        return None
    place = team.dong or team.district or team.city
    name = team.name_en if team.name_en and get_language() == "en" else team.name
    return f"{place.label} {name}" if place else name


def _status_notes(case: Case) -> str | None:
    """Why it stands as it does, in standing sentences: what officers write is for the reporters."""
    if case.merged_into is not None:
        return _("같은 내용의 %(number)s 건에 합쳤습니다.") % {"number": case.merged_into.number}
    if case.state == CaseState.CLOSED:
        return str(_ended().get(case.outcome, "")) or None
    return str(_under_way().get(case.state, "")) or None


def _under_way() -> dict[str, str]:
    return {
        CaseState.RECEIVED: _("접수했습니다. 담당자를 정하고 있습니다."),
        CaseState.ASSIGNED: _("담당자가 정해졌습니다."),
        CaseState.IN_PROGRESS: _("담당자가 처리하고 있습니다."),
        CaseState.WAITING: _("다음 일을 기다리고 있습니다."),
        CaseState.DONE: _("처리를 마치고 결과를 알리고 있습니다."),
    }


def _ended() -> dict[str, str]:
    return {
        Outcome.SOLVED: _("해결했습니다."),
        Outcome.NOT_OURS: _("우리 소관이 아니어서 맡은 기관을 알려 드렸습니다."),
        Outcome.NOT_POSSIBLE: _("처리할 수 없어 까닭을 알려 드렸습니다."),
        Outcome.DUPLICATE: _("같은 내용의 다른 건에서 처리합니다."),
        Outcome.NO_CONTACT: _("처리를 마쳤으나 알린 분께 연락이 닿지 않았습니다."),
        Outcome.WITHDRAWN: _("알린 분이 거두었습니다."),
    }
