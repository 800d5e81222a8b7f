"""Reads: lockers of a viewer, their walls, what is free, what the controller has to do."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from dongne.delivery.couriers.public import Task, own_courier, runs_of
from dongne.delivery.custody.public import Parcel, parcels_for
from dongne.delivery.ways.public import DAY, Feature, Site
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import NotHere
from dongne.lib.seoul import seoul_day

from .models import Compartment, Grant, Locker, LockerAlarm, Opening, OpeningStep
from .rules import SILENT_AFTER
from .states import LIVE, TAKES, Box


def lockers_for(viewer: Viewer) -> QuerySet[Locker]:
    """Lockers in use: people of the office theirs, whoever is above those below; a volunteer those
    of their dong."""
    if viewer.courier_id is not None:
        own = own_courier(viewer)
        rows = Locker.objects.for_viewer(SYSTEM).filter(dong=own.dong_id if own else 0)
    else:
        rows = Locker.objects.for_viewer(viewer)
    return rows.filter(removed_at=None).select_related("dong__district")


def locker_for(viewer: Viewer, locker_id: UUID) -> Locker:
    """Raises NotHere for strangers."""
    found = lockers_for(viewer).filter(pk=locker_id).first()
    if found is None:
        raise no_locker()
    return found


def locker_of(locker_id: UUID) -> Locker:
    """For its own screen and controller. Raises NotHere."""
    found = (
        Locker.objects.for_viewer(SYSTEM)
        .filter(pk=locker_id, removed_at=None)
        .select_related("dong__district")
        .first()
    )
    if found is None:
        raise no_locker()
    return found


def no_locker() -> NotHere:
    return NotHere(_("그 택배함을 찾을 수 없습니다."), code="locker_not_found")


def is_heard(locker: Locker, now: datetime) -> bool:
    """Whether its controller was heard of lately: else nobody is promised a door."""
    return locker.heard_at is not None and now - locker.heard_at < SILENT_AFTER


def wall_of(locker: Locker) -> list[Compartment]:
    return list(Compartment.objects.for_viewer(SYSTEM).filter(locker=locker).order_by("number"))


def compartment_for(viewer: Viewer, compartment_id: UUID) -> Compartment:
    """Raises NotHere for strangers."""
    found = (
        Compartment.objects.for_viewer(SYSTEM)
        .filter(pk=compartment_id, locker__in=lockers_for(viewer).values("pk"))
        .select_related("locker__dong")
        .first()
    )
    if found is None:
        raise NotHere(_("그 칸을 찾을 수 없습니다."), code="compartment_not_found")
    return found


def opening_of(locker: Locker, opening_id: UUID) -> Opening:
    found = (
        Opening.objects.for_viewer(SYSTEM)
        .filter(pk=opening_id, locker=locker)
        .select_related("compartment")
        .first()
    )
    if found is None:
        raise NotHere(_("그 열림 기록을 찾을 수 없습니다."), code="opening_not_found")
    return found


def openings_of(locker: Locker, compartment: Compartment | None = None) -> QuerySet[Opening]:
    """Newest first, with their steps."""
    rows = Opening.objects.for_viewer(SYSTEM).filter(locker=locker)
    if compartment is not None:
        rows = rows.filter(compartment=compartment)
    return rows.select_related("compartment", "officer").prefetch_related(
        Prefetch("steps", OpeningStep.objects.for_viewer(SYSTEM))
    )


def live_openings(locker: Locker) -> dict[UUID, Opening]:
    rows = Opening.objects.for_viewer(SYSTEM).filter(locker=locker, state__in=LIVE)
    return {row.compartment_id: row for row in rows if row.compartment_id}


def alarms_of(locker_ids: Sequence[UUID]) -> list[LockerAlarm]:
    """Open ones, the oldest first."""
    return list(
        LockerAlarm.objects.for_viewer(SYSTEM)
        .filter(locker__in=locker_ids, ended_at=None)
        .select_related("compartment", "locker")
        .order_by("raised_at", "id")
    )


def open_grants(compartment: Compartment) -> list[Grant]:
    return list(
        Grant.objects.for_viewer(SYSTEM)
        .filter(compartment=compartment)
        .select_related("person", "granted_by", "revoked_by")[:20]
    )


def counts_of(locker_ids: Sequence[UUID]) -> dict[UUID, dict[str, int]]:
    """Compartments by state. One statement."""
    found: dict[UUID, dict[str, int]] = {key: {} for key in locker_ids}
    rows = (
        Compartment.objects.for_viewer(SYSTEM)
        .filter(locker__in=locker_ids)
        .order_by()
        .values_list("locker_id", "state")
        .annotate(n=Count("pk"))
    )
    for key, state, n in rows:
        found[key][state] = n
    return found


def parcels_by_key(keys: Sequence[UUID]) -> dict[UUID, Parcel]:
    rows = Parcel.objects.for_viewer(SYSTEM).filter(pk__in=keys)
    return {row.pk: row for row in rows}


def overdue(viewer: Viewer, now: datetime) -> list[Compartment]:
    """What lies there longer than it may: somebody takes it back to the office's shelf."""
    boxes = list(
        Compartment.objects.for_viewer(SYSTEM)
        .filter(locker__in=lockers_for(viewer).values("pk"), state=Box.LOADED)
        .select_related("locker")
    )
    parcels = parcels_by_key([box.parcel for box in boxes if box.parcel])
    today = seoul_day(now)
    return [
        box
        for box in boxes
        if box.parcel
        and (parcel := parcels.get(box.parcel))
        and parcel.keep_until
        and parcel.keep_until < today
    ]


def to_load(viewer: Viewer) -> list[Parcel]:
    """What the viewer has in hand, meant for a locker first."""
    if viewer.courier_id is not None:
        kind, key = "volunteer", str(viewer.courier_id)
    else:
        kind, key = "officer", str(viewer.officer_key)
    rows = parcels_for(viewer).filter(holder_kind=kind, holder_key=key)
    held = rows.filter(state__in=("sealed", "on_the_way", "waiting"))
    return sorted(held[:100], key=lambda one: (one.receive != "locker", one.number))


def digest_of_key(key: str) -> bytes:
    """Of a controller's key: 256 bits of chance need no slow hash."""
    return hashlib.sha256(key.encode()).digest()


def locker_of_key(locker_id: UUID, key: str) -> Locker | None:
    """The locker whose controller shows this key; None for anybody else."""
    if not key:
        return None
    return (
        Locker.objects.for_viewer(SYSTEM)
        .filter(pk=locker_id, key_digest=digest_of_key(key[:200]), removed_at=None)
        .select_related("dong")
        .first()
    )


def supply_lockers(
    dong_id: int, starts: datetime, days: int, sites: Sequence[Site]
) -> Sequence[Site]:
    """The channel `locker`: free compartments, who carries things there, open day and night."""
    rows = {
        row.site or row.pk: row
        for row in Locker.objects.for_viewer(SYSTEM).filter(dong=dong_id, removed_at=None)
    }
    free = {
        key: n
        for key, n in Compartment.objects.for_viewer(SYSTEM)
        .filter(locker__in=[row.pk for row in rows.values()], state__in=TAKES)
        .order_by()
        .values_list("locker_id")
        .annotate(n=Count("pk"))
    }
    low = set(
        Compartment.objects.for_viewer(SYSTEM)
        .filter(Q(low_reach=True), locker__in=[row.pk for row in rows.values()])
        .values_list("locker_id", flat=True)
    )
    runs = tuple(runs_of(dong_id, starts, days, task=Task.DELIVER))
    told = []
    for site in sites:
        row = rows.pop(site.id, None)
        told.append(
            replace(site, free=free.get(row.pk, 0) if row else 0, runs=runs) if row else site
        )
    for key, row in rows.items():
        features = frozenset({Feature.LOW_REACH}) if row.pk in low else frozenset()
        told.append(
            Site(
                id=key,
                channel="locker",
                names={"ko": row.name},
                open=((0, days * DAY),),
                latitude=row.latitude,
                longitude=row.longitude,
                address=row.place,
                free=free.get(row.pk, 0),
                runs=runs,
                features=features,
            )
        )
    return told
