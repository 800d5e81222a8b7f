"""The office looks after a locker: sets it up, puts compartments out of use, says what it found."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from dongne.delivery.custody.public import (
    Confirmed,
    HolderKind,
    Parcel,
    Shown,
    find_parcel,
    hand_to,
    report_lost,
    take,
    withdraw_offer,
)
from dongne.delivery.ways.public import Identity
from dongne.foundation.audit.public import record
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import Conflict, NotHere, Refused

from ..models import Compartment, Locker, Opening
from ..permissions import require_keeping, require_setting_up
from ..queries import digest_of_key, locker_for
from ..states import CHECK, LIVE, AlarmKind, Box, Found, Size, Step
from .granting import end_grants, grant_fetching
from .ground import change, device_of, end_alarms, held, step

MOST_COMPARTMENTS = 200
MOST_COLUMNS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLocker:
    """`key` is the controller's, told once."""

    locker: Locker
    key: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of the wall from above: sizes of its compartments."""

    sizes: tuple[Size, ...]


_ROWS = {Size.SMALL: 1, Size.MEDIUM: 2, Size.LARGE: 3}


@transaction.atomic
def add_locker(
    viewer: Viewer,
    *,
    dong_id: int,
    name: str,
    columns: Sequence[Column],
    now: datetime,
    place: str = "",
    site: UUID | None = None,
    latitude: float | None = None,
    longitude: float | None = None,
) -> NewLocker:
    """A wall of compartments, numbered column by column from above. The lower half is low reach."""
    require_setting_up(viewer, dong_id)
    name = " ".join(name.split())[:60]
    if not name:
        raise Refused(_("택배함의 이름을 적어 주세요."), code="no_name")
    if not 1 <= len(columns) <= MOST_COLUMNS:
        raise Refused(_("칸의 수를 다시 확인해 주세요."), code="compartments_out_of_reach")
    key = secrets.token_urlsafe(32)
    locker = Locker(
        dong_id=dong_id,
        site=site,
        name=name,
        place=" ".join(place.split())[:120],
        latitude=latitude,
        longitude=longitude,
        key_digest=digest_of_key(key),
        added_at=now,
    )
    locker.save(force_insert=True)
    boxes = list(_laid_out(locker, columns, now))
    if not 1 <= len(boxes) <= MOST_COMPARTMENTS:
        raise Refused(_("칸의 수를 다시 확인해 주세요."), code="compartments_out_of_reach")
    Compartment.objects.bulk_create(boxes)
    record(
        viewer,
        action="lockers.added",
        subject=locker,
        now=now,
        dong_id=dong_id,
        changes={"locker": name, "compartments": len(boxes)},
    )
    return NewLocker(locker=locker, key=key)


def _laid_out(locker: Locker, columns: Sequence[Column], now: datetime) -> list[Compartment]:
    boxes: list[Compartment] = []
    height = max((sum(_ROWS[size] for size in one.sizes) for one in columns), default=0)
    for place, column in enumerate(columns):
        row = 0
        for size in column.sizes:
            boxes.append(
                Compartment(
                    locker=locker,
                    number=len(boxes) + 1,
                    size=size,
                    column=place,
                    row=row,
                    height=_ROWS[size],
                    low_reach=2 * row >= height,
                    since=now,
                )
            )
            row += _ROWS[size]
    return boxes


@transaction.atomic
def new_key(viewer: Viewer, *, locker_id: UUID, now: datetime) -> NewLocker:
    """Another key for the controller, told once; the one before is let in no longer."""
    locker = locker_for(viewer, locker_id)
    require_setting_up(viewer, locker.dong_id)
    key = secrets.token_urlsafe(32)
    locker.key_digest = digest_of_key(key)
    locker.version += 1
    locker.save(update_fields=["key_digest", "version"])
    record(
        viewer,
        action="lockers.key_made",
        subject=locker,
        now=now,
        dong_id=locker.dong_id,
        changes={"locker": locker.name},
    )
    return NewLocker(locker=locker, key=key)


@transaction.atomic
def block(viewer: Viewer, *, compartment_id: UUID, reason: str, now: datetime) -> Compartment:
    """Out of use, with the reason; only an empty one."""
    box = _kept(viewer, compartment_id)
    if not reason.strip():
        raise Refused(_("쓰지 않는 까닭을 적어 주세요."), code="no_reason")
    if box.parcel is not None:
        raise Conflict(_("봉투가 들어 있는 칸입니다. 먼저 꺼내 주세요."), code="compartment_full")
    change(box, Box.BLOCKED, now=now, reason=" ".join(reason.split())[:200], reserved_by="")
    _tell(viewer, "lockers.blocked", box, now, reason=box.reason)
    return box


@transaction.atomic
def unblock(viewer: Viewer, *, compartment_id: UUID, now: datetime) -> Compartment:
    box = _kept(viewer, compartment_id)
    if box.state != Box.BLOCKED:
        raise Conflict(_("쓰지 않기로 한 칸이 아닙니다."), code="not_blocked")
    change(box, Box.FREE, now=now, reason="")
    _tell(viewer, "lockers.unblocked", box, now)
    return box


@transaction.atomic
def settle(
    viewer: Viewer, *, compartment_id: UUID, found: str, reason: str, now: datetime
) -> Compartment:
    """Somebody has looked into a compartment of which nobody knew. What they found counts, in
    custody too. Raises Conflict where the bag's own record says otherwise."""
    box = _kept(viewer, compartment_id)
    if box.state not in CHECK:
        raise Conflict(_("확인이 필요한 칸이 아닙니다."), code="not_to_check")
    if not reason.strip():
        raise Refused(_("무엇을 확인했는지 적어 주세요."), code="no_finding")
    _end_live(box, now)
    parcel = find_parcel(SYSTEM, box.parcel) if box.parcel else None
    inside = parcel is not None and _lies_in(parcel, box)
    match Found(found):
        case Found.EMPTY:
            if inside:
                raise Conflict(
                    _("이 칸에 봉투가 있다고 적혀 있습니다. 봉투가 어떻게 되었는지 골라 주세요."),
                    code="compartment_full",
                )
            _drop_offer(parcel, now)
            change(box, Box.FREE, now=now, parcel=None, reserved_by="")
        case Found.THERE:
            parcel = _require_parcel(parcel)
            if not inside:
                device = device_of(box.locker_id)
                take(device, parcel_id=parcel.pk, now=now, confirmed=Confirmed.DOOR)
            change(box, Box.LOADED, now=now, reserved_by="")
            grant_fetching(viewer, compartment_id=box.pk, now=now)
        case Found.FETCHED:
            parcel = _require_parcel(parcel)
            if not inside:
                raise Conflict(_("이 칸에 들어온 적이 없는 봉투입니다."), code="never_there")
            shown = Shown(kind=Identity.CODE, confirmed=Confirmed.DOOR)
            hand_to(device_of(box.locker_id), parcel_id=parcel.pk, shown=shown, now=now)
            change(box, Box.EMPTIED, now=now, parcel=None)
        case Found.GONE:
            parcel = _require_parcel(parcel)
            report_lost(viewer, parcel_id=parcel.pk, text=reason, now=now)
            end_grants(box, now=now, why="lost")
            change(box, Box.FREE, now=now, parcel=None, reserved_by="")
    for kind in (AlarmKind.CHECK, AlarmKind.STAYED_SHUT):
        end_alarms(
            box.locker_id, kind, now=now, compartment_id=box.pk, viewer=viewer, finding=reason
        )
    _tell(viewer, "lockers.settled", box, now, found=found, reason=" ".join(reason.split())[:200])
    return box


@transaction.atomic
def confirm_taken_back(
    viewer: Viewer, *, compartment_id: UUID, bag: str, now: datetime
) -> Compartment:
    """Whoever has taken the bag out confirms by its code: now it is in their hands."""
    box = held(compartment_id)
    if box.parcel is None:
        raise Conflict(_("비어 있는 칸입니다."), code="compartment_empty")
    take(viewer, parcel_id=box.parcel, now=now, bag=bag)
    # `emptied` follows the move, from wherever it was confirmed.
    box.refresh_from_db()
    return box


@transaction.atomic
def emptied(viewer: Viewer, *, compartment_id: UUID, parcel_id: UUID, now: datetime) -> None:
    """What lay there is in other hands. Follows custody's move, within its transaction."""
    box = held(compartment_id)
    if box.parcel != parcel_id:
        return
    end_grants(box, now=now, why="taken out")
    if box.state == Box.LOADED:
        change(box, Box.OPENING, now=now)
    if box.state in (Box.OPENING, *CHECK):
        change(box, Box.EMPTIED, now=now, parcel=None)


def _kept(viewer: Viewer, compartment_id: UUID) -> Compartment:
    box = held(compartment_id)
    if not Locker.objects.for_viewer(viewer).filter(pk=box.locker_id).exists():
        raise NotHere(_("그 칸을 찾을 수 없습니다."), code="compartment_not_found")
    require_keeping(viewer, box.locker.dong_id)
    return box


def _lies_in(parcel: Parcel, box: Compartment) -> bool:
    return (parcel.holder_kind, parcel.holder_key) == (HolderKind.COMPARTMENT, str(box.pk))


def _require_parcel(parcel: Parcel | None) -> Parcel:
    if parcel is None:
        raise Conflict(_("이 칸에 넣기로 한 봉투가 없습니다."), code="compartment_empty")
    return parcel


def _drop_offer(parcel: Parcel | None, now: datetime) -> None:
    if parcel is None:
        return
    try:
        with transaction.atomic():
            withdraw_offer(SYSTEM, parcel_id=parcel.pk, now=now)
    except Refused:
        return


def _end_live(box: Compartment, now: datetime) -> None:
    """The chain ends with the person who looked."""
    rows = Opening.objects.for_viewer(SYSTEM).filter(compartment=box, state__in=LIVE)
    for row in rows.select_for_update(of=("self",)):
        if not step(row, Step.CLOSED, now=now):
            raise Conflict(_("그 문은 지금 열리는 중입니다."), code="door_busy")


def _tell(viewer: Viewer, action: str, box: Compartment, now: datetime, **changes: object) -> None:
    record(
        viewer,
        action=action,
        subject=box,
        now=now,
        dong_id=box.locker.dong_id,
        changes={"locker": box.locker.name, "compartment": box.number, **changes},
    )
