"""Letters of attorney as those see them whom they name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from dongne.delivery.catalogue.public import services_of
from dongne.delivery.couriers.public import own_courier
from dongne.delivery.ways.public import Circle, Service
from dongne.delivery.ways.public import Letter as LetterRule
from dongne.foundation.places.public import Dong
from dongne.foundation.residents.public import Person
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.reference_numbers import tidy_number
from dongne.lib.seoul import seoul_day

from ..models import Letter, LetterUse

PRINCIPAL, PROXY = "principal", "proxy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """`letter` None where number and telephone do not belong together; `dong_id` is some dong's
    also then, so that as much is done."""

    letter: Letter | None
    role: str
    dong_id: int | None
    language: str = "ko"


def named_in(number: str, phone: str) -> Named:
    tidy = tidy_number(number)
    rows = Letter.objects.for_viewer(SYSTEM).select_related("principal", "proxy")
    letter = rows.filter(number=tidy or "-").first()
    some = Dong.objects.for_viewer(SYSTEM).values_list("pk", flat=True).first()
    persons = [(PRINCIPAL, letter.principal), (PROXY, letter.proxy)] if letter else []
    for role, person in persons:
        if letter and person and _has(person, phone):
            return Named(letter=letter, role=role, dong_id=letter.dong_id, language=person.language)
    return Named(letter=None, role="", dong_id=some)


def _has(person: Person, phone: str) -> bool:
    for column in ("phone_key", "second_phone_key"):
        kept = getattr(person, column)
        if kept is not None and bytes(kept) in Person.keyed(column, phone):
            return True
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entrusted:
    """A letter with its services as they hold today, and each use of it."""

    letter: Letter
    services: list[tuple[Service | None, str, int]]
    """The service (None where it is gone), its code, how many copies."""
    uses: list[LetterUse]
    on_screen: bool
    """Whether every row of the catalogue allows a signature on the screen."""


def entrusted(letter_id: UUID, *, now: datetime) -> Entrusted | None:
    rows = Letter.objects.for_viewer(SYSTEM).select_related("dong__district", "principal", "proxy")
    letter = rows.filter(pk=letter_id).first()
    if letter is None:
        return None
    known = services_of(letter.dong_id, day=seoul_day(now))
    services = [
        (known.get(str(one["code"])), str(one["code"]), int(one.get("copies", 1)))
        for one in letter.services
    ]
    return Entrusted(
        letter=letter,
        services=services,
        uses=list(LetterUse.objects.for_viewer(SYSTEM).filter(letter=letter)),
        on_screen=all(
            one is not None and one.letter is LetterRule.SCREEN for one, _c, _n in services
        ),
    )


def of_courier(viewer: Viewer, number: str, *, now: datetime) -> Entrusted | None:
    """The letter of that number if the volunteer is the one whom it names. An officer tries the
    page with any letter of the own office."""
    tidy = tidy_number(number)
    rows = Letter.objects.for_viewer(SYSTEM).filter(number=tidy or "-")
    if viewer.courier_id is not None:
        courier = own_courier(viewer)
        person = courier.person_id if courier else None
        found = rows.first()
        if found is None:
            return None
        named = found.courier == viewer.courier_id or (person and found.proxy_id == person)
        return entrusted(found.pk, now=now) if named else None
    own = rows.filter(dong=viewer.dong_key).first()
    return entrusted(own.pk, now=now) if own else None


def entrustable(known: Mapping[str, Service]) -> list[Service]:
    """What a proxy may ask for at all."""
    return [one for one in known.values() if Circle.PROXY in one.circles]
