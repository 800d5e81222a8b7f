"""What the office announces about its people. Listeners run in the transaction of the change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from dongne.foundation.scope.public import Viewer
from dongne.lib.together import Together


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsenceRecorded:
    """Somebody is away from `starts_on` to `ends_on` (None: until they return).

    Announced again when the days, or who stands in, change; `ends_on` before `starts_on` never
    happens: an absence that was taken back is announced as `absence_cancelled`.
    """

    viewer: Viewer
    officer_id: int
    starts_on: date
    ends_on: date | None
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsenceCancelled:
    """Somebody is there after all on the days from `starts_on` to `ends_on`."""

    viewer: Viewer
    officer_id: int
    starts_on: date
    ends_on: date | None
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerLeft:
    """`last_day` was, or will be, the officer's last one in this dong."""

    viewer: Viewer
    officer_id: int
    last_day: date
    now: datetime


absence_recorded: Together[AbsenceRecorded] = Together()
absence_cancelled: Together[AbsenceCancelled] = Together()
officer_left: Together[OfficerLeft] = Together()
