"""A case put right: kind, place and words; what everybody may see; other systems."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from dongne.foundation.places.public import Tong, spot_at
from dongne.foundation.residents.public import Household
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.seoul import seoul_day
from dongne.outreach.categories.public import categories_of, due_of

from .. import rules
from ..models import Case, CasePhoto, OutsideEntry, Reporter
from ..permissions import takes_part
from ..states import OutsideSystem, Publicity
from .ground import held, held_open, keep, refuse, said, unless
from .opening import add_reporter, cell_of
from .routing import zone_officer_of
from .searching import found_anew

_UNSAID: Any = object()


@transaction.atomic
def edit_case(
    viewer: Viewer,
    *,
    case_id: UUID,
    now: datetime,
    version: int | None = None,
    category: str | None = None,
    title: str | None = None,
    address: str | None = None,
    tong: int | None = _UNSAID,
    latitude: float | None = _UNSAID,
    longitude: float | None = _UNSAID,
    urgent: bool | None = None,
    household_id: UUID | None = _UNSAID,
) -> Case:
    """Only what is named changes; what the resident wrote is never changed. Another kind counts
    the due dates anew from when it came in; the promise that was made stays."""
    case = held_open(viewer, case_id, version=version)
    unless(takes_part(viewer, case))
    before = {name: getattr(case, name) for name in _EDITED}
    fields: list[str] = []
    if category is not None and category != case.category:
        fields += _other_kind(case, category, now)
    if title is not None:
        case.title = said(viewer, case, case, now=now, title=title.strip()[:120])["title"]
    if address is not None:
        text = address.strip()[: rules.ADDRESS_LENGTH]
        case.address = said(viewer, case, case, now=now, address=text)["address"]
    if latitude is not _UNSAID or longitude is not _UNSAID:
        _other_point(case, latitude, longitude)
    if tong is not _UNSAID:
        case.tong = _tong(case, tong)
    if urgent is not None:
        case.urgent = urgent
    if household_id is not _UNSAID:
        if (
            household_id
            and not Household.objects.for_viewer(viewer).filter(pk=household_id).exists()
        ):
            refuse("household_unknown")
        case.household_id = household_id
    changes = {
        name: [before[name], getattr(case, name)]
        for name in _EDITED
        if before[name] != getattr(case, name)
    }
    if not changes:
        refuse("already_so")
    if "tong_id" in changes:
        zone = zone_officer_of(case, now=now)
        case.zone_officer_id = zone.pk if zone else None
        fields.append("zone_officer")
    names = [
        name.removesuffix("_id") if name != "household_id" else "household" for name in changes
    ]
    keep(
        viewer,
        case,
        action="case.edited",
        now=now,
        before=case.state,
        fields=[*fields, *names],
        changes=changes,
    )
    found_anew(case)
    return case


_EDITED = (
    "category", "title", "address", "tong_id", "latitude", "longitude", "cell", "urgent",
    "household_id",
)  # fmt: skip


def _other_kind(case: Case, code: str, now: datetime) -> list[str]:
    category = categories_of(case.dong_id, day=seoul_day(now)).get(code)
    if category is None:
        refuse("category_unknown")
    petition = Reporter.objects.for_viewer(SYSTEM).filter(case=case).exists()
    due = due_of(
        category,
        received_at=case.counted_from or case.received_at,
        dong_id=case.dong_id,
        petition=petition,
    )
    case.category, case.category_version = category.code, category.version_id
    case.statutory_due_at, case.target_at = due.statutory_due_at, due.target_at
    case.due_at, case.restricted = due.due_at, category.restricted
    fields = [
        "category_version", "statutory_due_at", "target_at", "due_at", "restricted", "public",
        "may_be_public",
    ]  # fmt: skip
    if category.restricted or not category.public:
        case.public, case.may_be_public = Publicity.HIDDEN, False
    return fields


def _other_point(case: Case, latitude: Any, longitude: Any) -> None:
    lat = case.latitude if latitude is _UNSAID else latitude
    lon = case.longitude if longitude is _UNSAID else longitude
    if (lat is None) is not (lon is None):
        refuse("not_a_place")
    case.latitude, case.longitude, case.cell = lat, lon, cell_of(lat, lon)
    if lat is None or lon is None:
        return
    spot = spot_at(lat, lon)
    if spot is None:
        refuse("outside")
    if spot.dong_id == case.dong_id and spot.tong_id is not None:
        case.tong = Tong.objects.for_viewer(SYSTEM).get(pk=spot.tong_id)


def _tong(case: Case, number: int | None) -> Tong | None:
    if number is None:
        return None
    tongs = Tong.objects.for_viewer(SYSTEM).filter(dong=case.dong_id, number=number)
    found = tongs.filter(closed_on=None).first()
    if found is None:
        refuse("tong_unknown")
    return found


@transaction.atomic
def publish(
    viewer: Viewer,
    *,
    case_id: UUID,
    publicity: str,
    now: datetime,
    photos: tuple[str, ...] = (),
    version: int | None = None,
) -> Case:
    """What everybody may see of it; `photos` are those that may be shown, by hash.

    Whoever does this has looked: nobody's face, name or number plate. Hidden takes all back.
    """
    case = held(viewer, case_id, version=version)
    unless(takes_part(viewer, case))
    if publicity not in set(Publicity):
        refuse("already_so")
    if publicity != Publicity.HIDDEN:
        if case.restricted:
            refuse("restricted_public")
        if not case.may_be_public:
            refuse("not_public")
    rows = CasePhoto.objects.for_viewer(SYSTEM).filter(case=case)
    shown = set(photos) if publicity == Publicity.SHOWN else set()
    if shown - set(rows.values_list("sha256", flat=True)):
        refuse("photo_unknown")
    rows.filter(sha256__in=shown).update(public=True)
    rows.exclude(sha256__in=shown).update(public=False)
    was, case.public = case.public, publicity
    return keep(
        viewer,
        case,
        action="case.published",
        now=now,
        before=case.state,
        fields=["public"],
        changes={"public": [was, publicity], "photos": len(shown)},
    )


@transaction.atomic
def register_outside(
    viewer: Viewer,
    *,
    case_id: UUID,
    system: str,
    number: str,
    now: datetime,
    system_name: str = "",
    version: int | None = None,
) -> OutsideEntry:
    """환경순찰, 120, 안전신문고, 새올: where else it is registered, under which number."""
    case = held_open(viewer, case_id, version=version)
    unless(takes_part(viewer, case))
    if system not in set(OutsideSystem):
        refuse("outside_unknown")
    if not number.strip():
        refuse("number_missing")
    row = OutsideEntry(
        case=case,
        system=system,
        system_name=system_name.strip()[:60],
        number=number.strip()[:60],
        registered_at=now,
        registered_by_id=viewer.officer_id,
    )
    there = OutsideEntry.objects.for_viewer(SYSTEM).filter(
        case=case, system=row.system, number=row.number
    )
    if there.exists():
        refuse("outside_there")
    row.save(force_insert=True)
    keep(
        viewer,
        case,
        action="case.registered_outside",
        now=now,
        before=case.state,
        changes={"system": system, "number": row.number},
    )
    return row


@transaction.atomic
def end_outside(
    viewer: Viewer,
    *,
    case_id: UUID,
    entry_id: UUID,
    result: str,
    now: datetime,
    version: int | None = None,
) -> OutsideEntry:
    case = held(viewer, case_id, version=version)
    unless(takes_part(viewer, case))
    row = OutsideEntry.objects.for_viewer(SYSTEM).filter(pk=entry_id, case=case).first()
    if row is None:
        refuse("outside_unknown")
    if not result.strip():
        refuse("measure_missing")
    text = result.strip()[: rules.TEXT_LENGTH]
    row.result, row.ended_at = said(viewer, case, row, now=now, result=text)["result"], now
    row.save()
    keep(
        viewer,
        case,
        action="case.outside_ended",
        now=now,
        before=case.state,
        changes={"system": row.system, "number": row.number},
    )
    return row


@transaction.atomic
def join_person(
    viewer: Viewer,
    *,
    case_id: UUID,
    contact: rules.Contact,
    now: datetime,
    version: int | None = None,
) -> Reporter:
    """Somebody of the office writes down who reported it, or who wants to hear of it."""
    case = held_open(viewer, case_id, version=version)
    unless(takes_part(viewer, case))
    if not contact.is_somebody:
        refuse("contact_missing")
    row, _secret = add_reporter(viewer, case, contact, now=now)
    case.told_at = None
    keep(
        viewer, case, action="case.reporter_joined", now=now, before=case.state, fields=["told_at"]
    )
    return row
