"""JSON: parcels, and their changes of hands: one offers, the other takes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Query, Router, Schema

from dongne.foundation.organisations.public import Officer
from dongne.foundation.places.public import dong_of
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.seoul import iso_seoul

from . import rules
from .models import Parcel, Transfer
from .queries.parcels import find_parcel, parcels_for
from .services import OnPhone, offer, place, take
from .services.ground import refuse
from .states import LIVING, HolderKind
from .subjects import holder_words, info_of

router = Router(tags=["parcels"])
MOST = 200


class HolderOut(Schema):
    kind: str
    key: str
    name: str


class TransferOut(Schema):
    id: UUID
    state: str
    giver: HolderOut
    taker: HolderOut
    place: str
    offered_at: str
    ended_at: str | None
    phone_at: str | None
    confirmed: str
    broken: bool


class ParcelOut(Schema):
    """`holder` is who has it now: exactly one, always."""

    id: UUID
    number: str
    dong: str
    state: str
    seal: str
    pages: int
    holder: HolderOut
    holder_since: str
    receive: str
    sealed_at: str
    leg_due: str | None
    keep_until: str | None
    destroy_from: str
    handed_at: str | None
    version: int


class ParcelWholeOut(ParcelOut):
    transfers: list[TransferOut]


class ParcelsOut(Schema):
    """`next` continues the list; empty at its end."""

    items: list[ParcelOut]
    next: str


class ParcelsAsked(Schema):
    dong: str = ""
    state: str = ""
    after: str = ""
    limit: int = Field(50, ge=1, le=MOST)


class OfferOut(ParcelWholeOut):
    """`code` is shown to the taker, once; `transfer` names the offer. Both are empty where one
    side has nobody of its own and the transfer is done."""

    code: str = ""
    transfer: UUID | None = None


class TransferIn(Schema):
    """`to`: an officer's user name, or `kind:key` (`officer:12`, `volunteer:…`, `compartment:…`,
    `office_desk:3`)."""

    to: str = Field(max_length=80)
    place: str = Field("", max_length=100)


class TakeIn(Schema):
    """The giver's `code`, or what the bag's label says (`bag`). `transfer` makes the same
    confirmation sent twice one."""

    code: str = Field("", max_length=40)
    bag: str = Field("", max_length=80)
    transfer: UUID | None = None
    seal: str = Field("", max_length=30)
    broken: bool = False
    device: str = Field("", max_length=60)


@router.get("/parcels", response=ParcelsOut)
def parcels_listed(request: HttpRequest, asked: Query[ParcelsAsked]) -> dict[str, Any]:
    """The viewer's parcels, newest first. `state=living` for those that are on their way."""
    viewer = viewer_of(request)
    rows = parcels_for(viewer).select_related("dong")
    if asked.dong:
        rows = rows.filter(dong=dong_of(viewer, asked.dong))
    if asked.state == "living":
        rows = rows.filter(state__in=LIVING)
    elif asked.state:
        rows = rows.filter(state=asked.state)
    if asked.after:
        last = parcel_of(viewer, asked.after)
        rows = rows.filter(sealed_at__lte=last.sealed_at).exclude(
            sealed_at=last.sealed_at, pk__gte=last.pk
        )
    found = list(rows.order_by("-sealed_at", "-id")[: asked.limit + 1])
    page = found[: asked.limit]
    names = named([(one.holder_kind, one.holder_key) for one in page])
    return {
        "items": [brief(one, names) for one in page],
        "next": str(page[-1].pk) if len(found) > asked.limit else "",
    }


@router.get("/parcels/{parcel_key}", response=ParcelWholeOut)
def parcel_read(request: HttpRequest, parcel_key: str) -> dict[str, Any]:
    """One with its chain, by its key, its label's code or the number of a living bag."""
    return whole(parcel_of(viewer_of(request), parcel_key))


@router.post("/parcels/{parcel_key}/transfer", response=OfferOut)
def parcel_transfer(request: HttpRequest, parcel_key: str, given: TransferIn) -> dict[str, Any]:
    """The giver offers; the parcel stays where it is until the taker completes. Onto a shelf of
    the office, or from it into one's own hands, it is done at once."""
    viewer, now = viewer_of(request), timezone.now()
    parcel = parcel_of(viewer, parcel_key)
    to = holder_named(viewer, given.to)
    if _both_sign(parcel.holder_kind, to, viewer):
        moved = place(viewer, parcel_id=parcel.pk, to=to, where=given.place, now=now)
        return whole(moved) | {"code": "", "transfer": None}
    made = offer(viewer, parcel_id=parcel.pk, to=to, place=given.place, now=now)
    return whole(parcel_of(viewer, str(parcel.pk))) | {
        "code": made.code,
        "transfer": made.transfer.pk,
    }


@router.post("/parcels/{parcel_key}/take", response=ParcelWholeOut)
def parcel_take(request: HttpRequest, parcel_key: str, given: TakeIn) -> dict[str, Any]:
    """The taker completes; whoever else tries gets 403, and too early is a 409."""
    viewer = viewer_of(request)
    parcel = parcel_of(viewer, parcel_key)
    taken = take(
        viewer,
        parcel_id=parcel.pk,
        code=given.code,
        bag=given.bag,
        transfer_id=given.transfer,
        seal_seen=given.seal,
        broken=given.broken,
        phone=OnPhone(device=given.device),
        now=timezone.now(),
    )
    return whole(taken)


def viewer_of(request: HttpRequest) -> Viewer:
    viewer: Viewer = request.auth  # type: ignore[attr-defined]
    return viewer


def parcel_of(viewer: Viewer, key: str) -> Parcel:
    try:
        return find_parcel(viewer, UUID(key))
    except ValueError:
        return find_parcel(viewer, key)


def holder_named(viewer: Viewer, text: str) -> rules.Holder:
    """`kind:key`, or the user name of somebody of the viewer's office. Raises NotHere."""
    if (found := rules.read_holder(text)) is not None:
        return found
    rows = Officer.objects.for_viewer(viewer).filter(account__username=text.strip())
    key = rows.values_list("pk", flat=True).first()
    if key is None:
        refuse("no_such_holder")
    return rules.officer(key)


def named(holders: list[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """A fixed number of statements for each kind that there is."""
    kinds: dict[str, set[str]] = {}
    for kind, key in holders:
        kinds.setdefault(kind, set()).add(key)
    return {
        (kind, key): word
        for kind, keys in kinds.items()
        for key, word in holder_words(kind, sorted(keys)).items()
    }


def brief(parcel: Parcel, names: dict[tuple[str, str], str]) -> dict[str, Any]:
    return {
        "id": parcel.pk,
        "number": parcel.number,
        "dong": parcel.dong.code,
        "state": parcel.state,
        "seal": parcel.seal,
        "pages": parcel.pages,
        "holder": _holder(parcel.holder_kind, parcel.holder_key, names),
        "holder_since": iso_seoul(parcel.holder_since),
        "receive": parcel.receive,
        "sealed_at": iso_seoul(parcel.sealed_at),
        "leg_due": iso_seoul(parcel.leg_due) if parcel.leg_due else None,
        "keep_until": parcel.keep_until.isoformat() if parcel.keep_until else None,
        "destroy_from": parcel.destroy_from.isoformat(),
        "handed_at": iso_seoul(parcel.handed_at) if parcel.handed_at else None,
        "version": parcel.version,
    }


def whole(parcel: Parcel) -> dict[str, Any]:
    legs = list(Transfer.objects.for_viewer(SYSTEM).filter(parcel=parcel))
    holders = [(parcel.holder_kind, parcel.holder_key)]
    for leg in legs:
        holders += [(leg.giver_kind, leg.giver_key), (leg.taker_kind, leg.taker_key)]
    names = named(holders)
    return brief(parcel, names) | {
        "transfers": [
            {
                "id": leg.pk,
                "state": leg.state,
                "giver": _holder(leg.giver_kind, leg.giver_key, names),
                "taker": _holder(leg.taker_kind, leg.taker_key, names),
                "place": leg.place,
                "offered_at": iso_seoul(leg.offered_at),
                "ended_at": iso_seoul(leg.ended_at) if leg.ended_at else None,
                "phone_at": iso_seoul(leg.phone_at) if leg.phone_at else None,
                "confirmed": leg.confirmed,
                "broken": leg.broken,
            }
            for leg in legs
        ]
    }


def _holder(kind: str, key: str, names: dict[tuple[str, str], str]) -> dict[str, str]:
    return {"kind": kind, "key": "" if kind == HolderKind.TAKER else key, "name": names[kind, key]}


def _both_sign(kind: str, to: rules.Holder, viewer: Viewer) -> bool:
    """Whether the viewer signs for both: one side is a shelf or the like, the other theirs too."""
    sides = (info_of(kind), info_of(to.kind))
    if not any(side is not None and side.own for side in sides):
        return False
    if to.kind == HolderKind.OFFICER:
        return to.key == str(viewer.officer_id)
    return to.kind != HolderKind.VOLUNTEER
