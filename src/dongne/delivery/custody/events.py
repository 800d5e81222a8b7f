"""What is told of parcels, inside the transaction of the change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from dongne.foundation.scope.public import Viewer
from dongne.lib.together import Together

if TYPE_CHECKING:
    from .models import Alarm, Parcel
    from .rules import Holder


@dataclass(frozen=True, slots=True, kw_only=True)
class ParcelSealed:
    actor: Viewer
    parcel: Parcel
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ParcelMoved:
    """Both have confirmed."""

    actor: Viewer
    parcel: Parcel
    giver: Holder
    taker: Holder
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ParcelHanded:
    """Whoever it is for has it. `identity`: how they showed who they are."""

    actor: Viewer
    parcel: Parcel
    giver: Holder
    identity: str
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ParcelAlarm:
    alarm: Alarm
    now: datetime


parcel_sealed: Together[ParcelSealed] = Together()
parcel_moved: Together[ParcelMoved] = Together()
parcel_handed: Together[ParcelHanded] = Together()
parcel_alarm: Together[ParcelAlarm] = Together()
