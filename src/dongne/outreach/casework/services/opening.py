"""A case is opened: quickly for whoever waits, everything that follows by a job."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import h3
from django.db import IntegrityError, transaction

from dongne.foundation.asides.public import Aside, Text, taken_out
from dongne.foundation.asides.public import keep as keep_asides
from dongne.foundation.audit import public as audit
from dongne.foundation.jobs.public import defer
from dongne.foundation.media.public import photos_by_sha
from dongne.foundation.places.public import Tong, spot_at
from dongne.foundation.residents.public import Household, note_contact, persons_for
from dongne.foundation.scope.public import SYSTEM, Viewer, ViewerKind
from dongne.lib.ids import new_id
from dongne.lib.readable_secrets import new_secret
from dongne.lib.reference_numbers import new_number
from dongne.lib.refusals import Refused
from dongne.lib.seoul import seoul_day
from dongne.outreach.categories.public import categories_of, due_of
from dongne.outreach.fieldwork.public import Activity

from .. import rules
from ..models import Case, CaseActivity, CasePhoto, Reporter
from ..queries.secrets import digest_of
from ..states import (
    FROM_RESIDENTS,
    ActivityRole,
    CaseState,
    Publicity,
)
from ..words import REFUSALS
from .ground import move, refuse
from .routing import FOLLOW_UP, follow_up
from .searching import searched_words


class Unacceptable(Refused):
    """It cannot be opened as it is; `parts` says which entries are wrong and why."""

    def __init__(self, parts: list[tuple[str, str]]) -> None:
        self.parts = [(part, str(REFUSALS[code])) for part, code in parts]
        super().__init__(self.parts[0][1], code=parts[0][1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """`secret` is the first reporter's, told once. `created` is False for what was sent twice."""

    case: Case
    secret: bytes | None
    created: bool


def open_case(viewer: Viewer, *, given: rules.Opening, now: datetime) -> Opened:
    """Keep a new case. What was sent before with the same `id` answers as it did.

    Raises Unacceptable, Refused.
    """
    try:
        with transaction.atomic():
            return _open(viewer, given, now)
    except IntegrityError as clash:
        if given.id is None or "casework_case_pkey" not in str(clash):
            raise
        case = Case.objects.for_viewer(SYSTEM).select_related("dong").get(pk=given.id)
        return Opened(case=case, secret=None, created=False)


def _open(viewer: Viewer, given: rules.Opening, now: datetime) -> Opened:
    if found := rules.faults(given):
        raise Unacceptable(found)
    dong_id, tong_id = _place(viewer, given)
    day = seoul_day(now)
    category = categories_of(dong_id, day=day).get(given.category)
    if category is None or (not category.offered and given.channel in FROM_RESIDENTS):
        raise Unacceptable([("category", "category_unknown")])
    petition = bool(given.contacts) or given.channel in FROM_RESIDENTS
    due = due_of(category, received_at=now, dong_id=dong_id, petition=petition)
    case = Case(
        id=given.id or new_id(),
        number=new_number(),
        dong_id=dong_id,
        tong_id=tong_id,
        category=category.code,
        category_version=category.version_id,
        channel=given.channel,
        title=rules.title_of(given.title or given.text),
        text=given.text.strip(),
        answers=dict(given.answers),
        address=given.address.strip(),
        latitude=given.latitude,
        longitude=given.longitude,
        cell=cell_of(given.latitude, given.longitude),
        household_id=_household(viewer, given.household_id),
        repeats_id=given.repeats_id,
        urgent=given.urgent,
        restricted=category.restricted,
        may_be_public=given.may_be_public and category.public and not category.restricted,
        received_at=now,
        statutory_due_at=due.statutory_due_at,
        target_at=due.target_at,
        due_at=due.due_at,
        promised_at=due.due_at if petition else None,
        counted_from=now,
        moved_at=now,
        updated_at=now,
        opened_by_id=viewer.officer_id,
    )
    if case.may_be_public:
        case.public = Publicity.LISTED
    if viewer.kind is ViewerKind.OFFICER and viewer.dong_id == dong_id:
        # Whoever takes something down has it until it is handed over.
        case.holder_team_id, case.holder_officer_id = viewer.team_id, viewer.officer_id
        case.state = CaseState.ASSIGNED
    asides = _without_numbers(case, now=now)
    case.words = searched_words(case)
    case.save(force_insert=True)
    keep_asides(asides)
    move(viewer, case, before="", why="", now=now)
    secret = _reporters(viewer, case, given, now)
    _photos(viewer, case, given, now)
    if given.activity_id:
        _link(viewer, case, given.activity_id, now)
    audit.record(
        viewer,
        action="case.opened",
        subject=case,
        now=now,
        dong_id=dong_id,
        changes={
            "number": case.number,
            "category": case.category,
            "channel": case.channel,
            "reporters": len(given.contacts),
            "photos": len(given.photos),
        },
    )
    if viewer.kind in (ViewerKind.OFFICER, ViewerKind.SYSTEM):
        follow_up(SYSTEM, case_id=case.pk, now=now)
        case.refresh_from_db(from_queryset=Case.objects.for_viewer(SYSTEM))
    else:
        defer(FOLLOW_UP, case_id=case.pk)
    return Opened(case=case, secret=secret, created=True)


def cell_of(latitude: float | None, longitude: float | None) -> int | None:
    """The H3 cell of resolution 15, as a number."""
    if latitude is None or longitude is None:
        return None
    return int(h3.latlng_to_cell(latitude, longitude, rules.H3_RESOLUTION), 16)


def _place(viewer: Viewer, given: rules.Opening) -> tuple[int, int | None]:
    """The dong and the tong. A member of a dong's staff opens cases of that dong."""
    spot = None
    if given.latitude is not None and given.longitude is not None:
        spot = spot_at(given.latitude, given.longitude)
        if spot is None:
            raise Unacceptable([("latitude", "outside")])
    own = viewer.dong_id if viewer.kind is ViewerKind.OFFICER else None
    dong_id = own or (spot.dong_id if spot else None) or given.dong_id
    if dong_id is None:
        raise Unacceptable([("dong", "no_dong")])
    if (
        given.tong is not None
        and spot
        and (spot.dong_id, spot.tong_number) == (dong_id, given.tong)
    ):
        return dong_id, spot.tong_id
    if given.tong is not None:
        tongs = Tong.objects.for_viewer(SYSTEM).filter(
            dong=dong_id, number=given.tong, closed_on=None
        )
        tong = tongs.values_list("pk", flat=True).first()
        if tong is None:
            raise Unacceptable([("tong", "tong_unknown")])
        return dong_id, tong
    return dong_id, spot.tong_id if spot and spot.dong_id == dong_id else None


def _household(viewer: Viewer, household_id: UUID | None) -> UUID | None:
    if household_id is None:
        return None
    if not Household.objects.for_viewer(viewer).filter(pk=household_id).exists():
        refuse("household_unknown")
    return household_id


def _without_numbers(case: Case, *, now: datetime) -> list[Aside]:
    columns = ("title", "text", "address")
    given = [
        Text(
            subject=case,
            column=column,
            text=getattr(case, column),
            dong_id=case.dong_id,
            is_new=True,
        )
        for column in columns
    ]
    out = taken_out(given, now=now)
    for column, text in zip(columns, out.texts, strict=True):
        setattr(case, column, text)
    case.title = case.title[:120]
    answers = [
        Text(
            subject=case,
            column=f"answers.{code}",
            text=value,
            dong_id=case.dong_id,
            is_new=True,
        )
        for code, value in case.answers.items()
        if isinstance(value, str)
    ]
    told = taken_out(answers, now=now)
    case.answers |= {
        text.column.removeprefix("answers."): value
        for text, value in zip(answers, told.texts, strict=True)
    }
    return [*out.asides, *told.asides]


def _reporters(viewer: Viewer, case: Case, given: rules.Opening, now: datetime) -> bytes | None:
    """A row each. Whoever sends something in without an account gets a secret, with or without a
    name."""
    contacts = given.contacts
    if not contacts and viewer.kind in (ViewerKind.RESIDENT, ViewerKind.PROGRAM):
        contacts = (rules.Contact(),)
    first: bytes | None = None
    for turn, contact in enumerate(contacts):
        _row, secret = add_reporter(viewer, case, contact, now=now, is_first=turn == 0)
        first = first or secret
    return first


def add_reporter(
    viewer: Viewer,
    case: Case,
    contact: rules.Contact,
    *,
    now: datetime,
    is_first: bool = False,
) -> tuple[Reporter, bytes]:
    """Somebody more who is to hear of the case, and the secret that leads back to it.

    `is_first`: nobody can be there already.
    """
    person_id = contact.person_id
    reachable = person_id is not None
    if person_id is not None:
        person = persons_for(viewer).filter(pk=person_id, destroyed_at=None).first()
        if person is None:
            refuse("reporter_unknown")
        reachable = any(
            column is not None for column in (person.phone, person.email, person.address)
        )
    elif contact.is_somebody:
        noted = note_contact(
            viewer,
            dong_id=case.dong_id,
            name=contact.name,
            phone=contact.phone,
            email=contact.email,
            address=contact.address,
            language=contact.language,
            now=now,
        )
        person_id = noted.pk if noted else None
        reachable = bool(contact.phone or contact.email or contact.address)
    secret = contact.secret or new_secret().bits
    row = Reporter(
        case=case,
        person_id=person_id,
        role=contact.role,
        reachable=reachable,
        wants=contact.wants,
        agreed_oral=contact.agreed_oral,
        language=contact.language,
        secret_digest=digest_of(secret, case.pk),
        verified_at=contact.verified_at,
        joined_at=now,
    )
    if (
        person_id is not None
        and not is_first
        and Reporter.objects.for_viewer(SYSTEM).filter(case=case, person=person_id).exists()
    ):
        refuse("follows_already")
    row.save(force_insert=True)
    return row, secret


def _photos(viewer: Viewer, case: Case, given: rules.Opening, now: datetime) -> None:
    if not given.photos:
        return
    known = photos_by_sha(SYSTEM, [sha for sha, _role in given.photos], dong_id=case.dong_id)
    if any(sha not in known for sha, _role in given.photos):
        raise Unacceptable([("photos", "photo_unknown")])
    CasePhoto.objects.bulk_create(
        [
            CasePhoto(
                case=case,
                sha256=sha,
                role=role,
                position=position,
                officer_id=viewer.officer_id,
                added_at=now,
            )
            for position, (sha, role) in enumerate(dict(given.photos).items())
        ]
    )


def _link(viewer: Viewer, case: Case, activity_id: UUID, now: datetime) -> None:
    activity = Activity.objects.for_viewer(viewer).filter(pk=activity_id, removed_at=None).first()
    if activity is None:
        refuse("activity_unknown")
    if (
        CaseActivity.objects.for_viewer(SYSTEM)
        .filter(activity=activity, role=ActivityRole.SOURCE)
        .exists()
    ):
        refuse("activity_has_case")
    CaseActivity(case=case, activity=activity, role=ActivityRole.SOURCE, at=now).save()
