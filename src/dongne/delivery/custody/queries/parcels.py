"""Reads that everything else builds on: one parcel, those of a viewer, what a code stands for."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from dongne.foundation.scope.public import ANONYMOUS, SYSTEM, Viewer, ViewerKind
from dongne.lib.reference_numbers import tidy_number
from dongne.lib.refusals import NotHere

from ..models import Content, Parcel, Transfer
from ..states import LIVING, MOVING, HolderKind, ParcelState, TransferState
from ..words import REFUSALS


def parcels_for(viewer: Viewer) -> QuerySet[Parcel]:
    """People of the office: their dong's. A courier: what is in their hands or offered to them."""
    if viewer.kind is ViewerKind.VOLUNTEER and viewer.courier_id is not None:
        key = str(viewer.courier_id)
        offered = Transfer.objects.for_viewer(SYSTEM).filter(
            state=TransferState.OFFERED, taker_kind=HolderKind.VOLUNTEER, taker_key=key
        )
        mine = Q(holder_kind=HolderKind.VOLUNTEER, holder_key=key)
        rows = Parcel.objects.for_viewer(SYSTEM).filter(mine | Q(pk__in=offered.values("parcel")))
        return rows.filter(state__in=LIVING)
    return Parcel.objects.for_viewer(office_of(viewer))


def office_of(viewer: Viewer) -> Viewer:
    """Whose rows they see: a parcel is a matter of the dong's own people, not of those above."""
    above = viewer.kind is ViewerKind.OFFICER and viewer.dong_id is None
    return ANONYMOUS if above else viewer


def find_parcel(viewer: Viewer, key: UUID | str) -> Parcel:
    """By its key, its label's code, or the number of a living bag. Raises NotHere. One statement
    or two."""
    rows = parcels_for(viewer).select_related("dong__district", "receiver", "sealed_by")
    found: Parcel | None
    if isinstance(key, UUID):
        found = rows.filter(pk=key).first()
    else:
        code = tidy_number(key)
        found = rows.filter(code=code).first() if code else None
        if found is None:
            bag = key.strip().upper().replace(" ", "")[:20]
            found = rows.filter(number=bag, state__in=LIVING).first()
    if found is None:
        raise NotHere(str(REFUSALS["not_found"]), code="not_found")
    return found


def parcel_of_code(text: str) -> Parcel | None:
    """Whatever bag that label is on, for whoever has checked that it is theirs to know."""
    code = tidy_number(text)
    rows = Parcel.objects.for_viewer(SYSTEM).select_related("dong", "receiver")
    return rows.filter(code=code).first() if code else None


def parcel_of_application(application_id: UUID) -> Parcel | None:
    """The bag in which it counts. One statement."""
    held = Content.objects.for_viewer(SYSTEM).filter(application=application_id, counts=True)
    return Parcel.objects.for_viewer(SYSTEM).filter(pk__in=held.values("parcel")).first()


def is_underway(application_id: UUID) -> bool:
    """Its bag has left the hands in which it was sealed, and is not back in the office."""
    parcel = parcel_of_application(application_id)
    if parcel is None:
        return False
    return not (parcel.state == ParcelState.SEALED or parcel.holder_kind == HolderKind.OFFICE_DESK)


def loads(dong_id: int) -> Mapping[UUID, int]:
    """How many parcels each courier has in hand, or is offered. Two statements."""
    found: dict[UUID, int] = {}
    held = Parcel.objects.for_viewer(SYSTEM).filter(
        dong=dong_id, state__in=MOVING, holder_kind=HolderKind.VOLUNTEER
    )
    offered = Transfer.objects.for_viewer(SYSTEM).filter(
        parcel__dong=dong_id, state=TransferState.OFFERED, taker_kind=HolderKind.VOLUNTEER
    )
    for rows, column in ((held, "holder_key"), (offered, "taker_key")):
        counted = rows.order_by(column).values_list(column).annotate(n=Count("pk"))
        for key, n in counted:
            found[UUID(key)] = found.get(UUID(key), 0) + n
    return found
