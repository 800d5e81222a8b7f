"""What higher modules put onto the office's pages: cards of their settings, parts of a person."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.safestring import SafeString

from dongne.foundation.places.public import City, District, Dong
from dongne.foundation.scope.public import Viewer

from .models import Officer

Place = City | District | Dong


class Section(StrEnum):
    """The parts of the page, in the order in which they stand there."""

    PEOPLE = "people"
    ZONES = "zones"
    PAPERS = "papers"
    RESIDENTS = "residents"
    PRIVACY = "privacy"
    DATA = "data"
    SETTINGS = "settings"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeCard:
    """A way to one page. `title` and `text` are lazy; `may` says who sees it."""

    section: Section
    title: str | Promise
    text: str | Promise
    url_name: str
    icon: str
    may: Callable[[Viewer], bool]


_cards: dict[str, OfficeCard] = {}


def register_card(
    section: Section | str,
    title: str | Promise,
    text: str | Promise,
    url_name: str,
    icon: str,
    may: Callable[[Viewer], bool],
) -> None:
    """Put a card onto `/office/`; a second one of the same page takes the place of the first."""
    _cards[url_name] = OfficeCard(
        section=Section(section), title=title, text=text, url_name=url_name, icon=icon, may=may
    )


def cards_for(viewer: Viewer) -> list[tuple[Section, list[OfficeCard]]]:
    """What this viewer may open, by section; a section without cards is left out."""
    mine = [card for card in _cards.values() if card.may(viewer)]
    found = [(section, [card for card in mine if card.section is section]) for section in Section]
    return [(section, cards) for section, cards in found if cards]


DaysOff = Callable[[Place, date, date], Mapping[date, str]]
_days_off: list[DaysOff] = []


def register_days_off(days: DaysOff) -> None:
    """What the days are called on which an office does not work, for the month of absences.

    The calendar, which stands above, knows them.
    """
    _days_off[:] = [days]


def days_off(place: Place, first: date, last: date) -> Mapping[date, str]:
    return _days_off[0](place, first, last) if _days_off else {}


Part = Callable[[Viewer, Officer, date], SafeString]
_parts: dict[str, Part] = {}


def register_part(name: str, part: Part) -> None:
    """Something of one's own on the page of a person: their tongs, duties, sign-in.

    Gets who looks, whom at, and the day; answers a whole card, or nothing to show. `name` keeps it
    from standing there twice.
    """
    _parts[name] = part


def parts_of(viewer: Viewer, officer: Officer, day: date) -> list[SafeString]:
    return [html for part in _parts.values() if (html := part(viewer, officer, day))]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficePhone:
    """Under which number residents reach an office, and when."""

    call: str
    hours: str = ""


PhonesOf = Callable[[], Mapping[int, OfficePhone]]
_phones: list[PhonesOf] = []


def register_phones(phones: PhonesOf) -> None:
    """Who keeps the telephones of the offices tells them, by dong."""
    _phones[:] = [phones]


def office_phone(dong_id: int) -> OfficePhone | None:
    """For pages that must never leave somebody alone. One statement."""
    return _phones[0]().get(dong_id) if _phones else None
