"""One's own report: whose it is by number and contact, and all that its page shows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from dongne.foundation.media.public import Photo, PhotoState
from dongne.foundation.places.public import Dong
from dongne.foundation.residents.public import Person
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.reference_numbers import tidy_number
from dongne.outreach.casework.public import (
    FROM_RESIDENTS,
    Case,
    CasePhoto,
    CaseState,
    Move,
    Note,
    Publicity,
    Reporter,
    ReporterRole,
    Telling,
    category_of,
)
from dongne.outreach.categories.public import Words

from ..models import OfficeCall
from .photos import photos_of

_WITH = (
    "case__dong__district",
    "case__holder_team__dong",
    "case__holder_team__district",
    "case__holder_team__city",
    "case__holder_officer",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mine:
    """What somebody may know of the case that they reported or follow."""

    reporter: Reporter
    case: Case
    words: Words | None
    text: str
    """What was reported, where it is theirs or everybody's."""
    told: bool
    """Whether the result may stand here: never before the zone's officer knows of it, and whoever
    can be reached hears it first from the one who did it (domain.md, outreach rule 8)."""
    moves: list[Move]
    notes: list[Note]
    tellings: list[Telling]
    photos: list[CasePhoto]
    ready: Mapping[str, Photo]
    """Those that were worked through and can be looked at, by digest."""
    call: OfficeCall | None


def reporter_of(reporter_id: UUID) -> Reporter | None:
    return Reporter.objects.for_viewer(SYSTEM).select_related(*_WITH).filter(pk=reporter_id).first()


def mine_of(reporter: Reporter) -> Mine:
    """Six statements, however much has happened."""
    case = reporter.case
    told = result_may_be_read(reporter)
    own = Q(reporter=reporter.pk)
    photos = [
        photo
        for photo in CasePhoto.objects.for_viewer(SYSTEM).filter(Q(public=True) | own, case=case.pk)
        if told or photo.role != "after"
    ]
    known = photos_of(case.dong_id, [photo.sha256 for photo in photos]) if photos else {}
    return Mine(
        reporter=reporter,
        case=case,
        words=category_of(case),
        text=case.text if _may_read_text(reporter) else "",
        told=told,
        moves=list(Move.objects.for_viewer(SYSTEM).filter(case=case.pk).order_by("at", "version")),
        notes=list(
            Note.objects.for_viewer(SYSTEM)
            .filter(Q(public=True, reporter=None) | own, case=case.pk)
            .order_by("at")
        ),
        tellings=list(
            Telling.objects.for_viewer(SYSTEM).filter(case=case.pk, reporter=reporter.pk)
        ),
        photos=photos,
        ready={key: photo for key, photo in known.items() if photo.state == PhotoState.READY},
        call=OfficeCall.objects.for_viewer(SYSTEM).filter(dong=case.dong_id).first(),
    )


def result_may_be_read(reporter: Reporter) -> bool:
    case = reporter.case
    if case.state == CaseState.CLOSED:
        return True
    if case.state != CaseState.DONE or case.zone_told_at is None:
        return False
    return reporter.told_at is not None or not reporter.reachable


def _may_read_text(reporter: Reporter) -> bool:
    """One's own words; what officers wrote, and others, only where everybody may read it."""
    case = reporter.case
    if case.public == Publicity.SHOWN:
        return True
    return (
        reporter.role == ReporterRole.REPORTER
        and reporter.merged_from_id is None
        and case.channel in FROM_RESIDENTS
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """Where a code goes that opens a report; `reporter` None where the two don't belong together.

    `dong_id` is some dong's also then, so that as much is done.
    """

    reporter: Reporter | None
    phone: str
    email: str
    dong_id: int | None


def reached_by(number: str, contact: str) -> Reached:
    """The reporter of that number who has left this telephone number or mailbox."""
    tidy = tidy_number(number)
    case = Case.objects.for_viewer(SYSTEM).filter(number=tidy or "-").first()
    key = case.pk if case else UUID(int=0)
    phone, email = ("", contact.strip()) if "@" in contact else (contact, "")
    rows = (
        Reporter.objects.for_viewer(SYSTEM)
        .select_related("person", "case")
        .filter(Q(case=key) | Q(merged_from=key), person__isnull=False)
    )
    found = next((row for row in rows if row.person and _has(row.person, phone, email)), None)
    some = Dong.objects.for_viewer(SYSTEM).values_list("pk", flat=True).first()
    return Reached(reporter=found, phone=phone, email=email, dong_id=case.dong_id if case else some)


def plain_contact(contact: str) -> str:
    """The same text for every spelling of a number or mailbox; for digests only."""
    return contact.strip().casefold() if "@" in contact else re.sub(r"\D", "", contact)


def _has(person: Person, phone: str, email: str) -> bool:
    wanted = (
        [("email_key", email)] if email else [("phone_key", phone), ("second_phone_key", phone)]
    )
    for column, text in wanted:
        kept = getattr(person, column)
        if kept is not None and bytes(kept) in Person.keyed(column, text):
            return True
    return False
