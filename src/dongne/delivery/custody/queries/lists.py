"""Lists of parcels: what lies where, late legs, alarms, what is to be brought back or destroyed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from uuid import UUID

from django.db.models import Count, Q

from dongne.delivery.applications.public import Application, ApplicationState
from dongne.foundation.residents.public import persons_for
from dongne.foundation.scope.public import SYSTEM, Viewer

from ..models import Alarm, Content, Destruction, Parcel, Transfer
from ..states import LIVING, MOVING, DestructionState, HolderKind, ParcelState, TransferState
from .parcels import office_of, parcels_for
from .ways import without_a_bag

PAGE_LENGTH = 50
MOST_TO_SEAL = 100
IN_OFFICE = Q(holder_kind=HolderKind.OFFICE_DESK) | Q(state=ParcelState.SEALED)


class Show(StrEnum):
    HERE = "here"
    WAY = "way"
    WAITING = "waiting"
    ALARMS = "alarms"
    BACK = "back"
    DESTROY = "destroy"
    OVER = "over"


def narrowed(show: Show, today: date) -> Q:
    match show:
        case Show.HERE:
            return IN_OFFICE & Q(state__in=MOVING)
        case Show.WAY:
            return Q(state=ParcelState.ON_THE_WAY)
        case Show.WAITING:
            return Q(state=ParcelState.WAITING) & ~Q(holder_kind=HolderKind.OFFICE_DESK)
        case Show.BACK:
            return Q(
                state=ParcelState.WAITING, holder_kind=HolderKind.COMPARTMENT, keep_until__lt=today
            )
        case Show.DESTROY:
            return Q(
                state__in=MOVING,
                holder_kind__in=(HolderKind.OFFICE_DESK, HolderKind.OFFICER),
                destroy_from__lte=today,
            )
        case Show.ALARMS:
            open_ones = Alarm.objects.for_viewer(SYSTEM).filter(ended_at=None)
            return Q(pk__in=open_ones.values("parcel"))
    return ~Q(state__in=LIVING)


def counts(viewer: Viewer, today: date) -> Mapping[str, int]:
    """How many stand on each tab. One statement; what is over is not counted."""
    shows = [show for show in Show if show is not Show.OVER]
    asked = {show.value: Count("pk", filter=narrowed(show, today)) for show in shows}
    rows = parcels_for(viewer).filter(state__in=LIVING)
    found: Mapping[str, int] = rows.order_by().aggregate(**asked)
    return found


def listed(
    viewer: Viewer, show: Show, *, today: date, after: Parcel | None
) -> tuple[list[Parcel], bool]:
    """A page, newest first, and whether there is more. One statement."""
    rows = parcels_for(viewer).filter(narrowed(show, today))
    if show is not Show.OVER:
        rows = rows.filter(state__in=LIVING)
    if after is not None:
        rows = rows.filter(sealed_at__lte=after.sealed_at).exclude(
            sealed_at=after.sealed_at, pk__gte=after.pk
        )
    found = list(rows.select_related("dong").order_by("-sealed_at", "-id")[: PAGE_LENGTH + 1])
    return found[:PAGE_LENGTH], len(found) > PAGE_LENGTH


def open_alarms(parcels: Iterable[Parcel]) -> Mapping[UUID, list[str]]:
    """Kinds of what is not as it should be. One statement."""
    found: dict[UUID, list[str]] = {}
    rows = Alarm.objects.for_viewer(SYSTEM).filter(parcel__in=list(parcels), ended_at=None)
    for key, kind in rows.order_by("raised_at").values_list("parcel", "kind"):
        found.setdefault(key, []).append(kind)
    return found


def open_offers(parcels: Iterable[Parcel]) -> frozenset[UUID]:
    """Those that wait for somebody's confirmation. One statement."""
    rows = Transfer.objects.for_viewer(SYSTEM).filter(state=TransferState.OFFERED)
    return frozenset(rows.filter(parcel__in=list(parcels)).values_list("parcel", flat=True))


def offered_to(viewer: Viewer) -> list[Transfer]:
    """What waits for the viewer's confirmation."""
    mine = Q(taker_kind=HolderKind.OFFICER, taker_key=str(viewer.officer_key))
    desk = Q(taker_kind=HolderKind.OFFICE_DESK, taker_key=str(viewer.dong_key))
    rows = Transfer.objects.for_viewer(office_of(viewer)).filter(state=TransferState.OFFERED)
    return list(rows.filter(mine | desk).select_related("parcel")[:PAGE_LENGTH])


def to_seal(viewer: Viewer) -> list[Application]:
    """Issued and in no bag yet, by whom and how they are received. One statement."""
    held = Content.objects.for_viewer(SYSTEM).filter(counts=True)
    rows = Application.objects.for_viewer(office_of(viewer)).filter(state=ApplicationState.ISSUED)
    return list(
        rows.exclude(pk__in=held.values("application"))
        .exclude(receive__in=without_a_bag())
        .select_related("dong")
        .order_by("issued_at", "id")[:MOST_TO_SEAL]
    )


def legs_of(parcel: Parcel) -> list[Transfer]:
    """The chain, oldest first, with who confirmed. One statement."""
    rows = Transfer.objects.for_viewer(SYSTEM).filter(parcel=parcel)
    return list(rows.select_related("check_of_identity", "offered_by", "confirmed_by"))


def alarms_of(parcel: Parcel) -> list[Alarm]:
    rows = Alarm.objects.for_viewer(SYSTEM).filter(parcel=parcel)
    return list(rows.select_related("ended_by").order_by("-raised_at"))


def alarm_of(viewer: Viewer, alarm_id: UUID) -> Alarm | None:
    rows = Alarm.objects.for_viewer(office_of(viewer)).select_related("parcel__dong")
    return rows.filter(pk=alarm_id).first()


def destructions(viewer: Viewer, *, state: DestructionState) -> list[Destruction]:
    rows = Destruction.objects.for_viewer(office_of(viewer)).filter(state=state)
    return list(rows.select_related("parcel", "proposed_by", "agreed_by", "dong")[:PAGE_LENGTH])


def destruction_of(viewer: Viewer, destruction_id: UUID) -> Destruction | None:
    rows = Destruction.objects.for_viewer(office_of(viewer))
    found = rows.select_related("parcel", "proposed_by", "agreed_by", "dong__district")
    return found.filter(pk=destruction_id).first()


def names_of(viewer: Viewer, people: Iterable[UUID | None]) -> Mapping[UUID, str]:
    """Masked names of those that the viewer may know of. One statement."""
    keys = {one for one in people if one is not None}
    if not keys:
        return {}
    return {one.pk: str(one.name) for one in persons_for(viewer).filter(pk__in=keys)}
