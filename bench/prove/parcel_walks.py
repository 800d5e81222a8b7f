"""Clerks and couriers at the same parcels at once, and what has to be true afterwards."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from dongne.delivery.custody import public as custody
from dongne.delivery.ways.public import Identity
from dongne.foundation.audit.public import AuditEntry
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.ids import new_id
from dongne.lib.refusals import Refused

QUIET = ("parcel.alarm", "parcel.code_given")
"""Audit rows that change no column of the parcel."""


@dataclass
class Phone:
    """What somebody did while there was no network: sent later, some of it twice."""

    kept: list[Callable[[], Any]] = field(default_factory=list)


@dataclass
class Course:
    done: dict[str, int] = field(default_factory=dict)
    refused: dict[str, int] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)
    seen: dict[UUID, int] = field(default_factory=dict)
    """The highest version that somebody was told of, by parcel."""

    def count(self, where: dict[str, int], what: str) -> None:
        where[what] = where.get(what, 0) + 1


class Somebody:
    """A clerk or a courier who does whatever comes to their mind with one of the parcels."""

    def __init__(
        self,
        viewer: Viewer,
        others: Sequence[custody.Holder],
        dong_id: int,
        rng: Random,
        course: Course,
        told: Callable[[UUID, int], None] | None = None,
    ) -> None:
        self.viewer, self.others, self.dong_id = viewer, others, dong_id
        self.rng, self.course, self.phone = rng, course, Phone()
        self.told = told or self._note
        self.codes: dict[UUID, tuple[UUID, str]] = {}

    def _note(self, key: UUID, version: int) -> None:
        self.course.seen[key] = max(version, self.course.seen.get(key, 0))

    def step(self, keys: Sequence[UUID], offers: dict[UUID, tuple[UUID, str]]) -> None:
        key = self.rng.choice(keys)
        name, deed = self._deed(key, offers)
        if self.rng.random() < 0.25 and name in ("take", "hand", "nobody"):
            # No network: it goes out later, and perhaps once more.
            self.phone.kept += [deed] * self.rng.choice((1, 1, 2))
            return
        if self.phone.kept and self.rng.random() < 0.3:
            name, deed = "late", self.phone.kept.pop(0)
        self._try(name, deed)

    def end(self) -> None:
        """The network is back."""
        for deed in self.phone.kept:
            self._try("late", deed)
        self.phone.kept.clear()

    def _try(self, name: str, deed: Callable[[], Any]) -> None:
        try:
            found = deed()
        except Refused as problem:
            self.course.count(self.course.refused, problem.code)
        except Exception as problem:
            self.course.failed.append(f"{name}: {problem!r}")
        else:
            self.course.count(self.course.done, name)
            if isinstance(found, custody.Parcel):
                self.told(found.pk, found.version)

    def _deed(
        self, key: UUID, offers: dict[UUID, tuple[UUID, str]]
    ) -> tuple[str, Callable[[], Any]]:
        viewer, now = self.viewer, timezone.now()
        what = self.rng.choices(
            ("offer", "take", "withdraw", "decline", "place", "hand", "nobody", "broken", "lost"),
            (30, 34, 6, 4, 12, 4, 6, 1, 1),
        )[0]
        match what:
            case "offer":
                return what, lambda: self._offer(key, offers)
            case "take":
                # Whoever was told of an offer comes for it; others come too, and for nothing.
                key = self.rng.choice(list(offers) or [key])
                transfer, code = offers.get(key, (new_id(), "??????"))
                code = "??????" if self.rng.random() < 0.05 else code
                return what, lambda: custody.take(
                    viewer,
                    parcel_id=key,
                    code=code,
                    transfer_id=transfer,
                    phone=custody.OnPhone(at=now, device="phone"),
                    now=timezone.now(),
                )
            case "withdraw":
                return what, lambda: custody.withdraw_offer(
                    viewer, parcel_id=key, now=timezone.now()
                )
            case "decline":
                return what, lambda: custody.decline_offer(
                    viewer, parcel_id=key, now=timezone.now()
                )
            case "place":
                to = self.rng.choice(
                    (custody.office_desk(self.dong_id), custody.officer(viewer.officer_id or 0))
                )
                return what, lambda: custody.place(viewer, parcel_id=key, to=to, now=timezone.now())
            case "hand":
                # A courier has no code of the receiver's here: it must never come off.
                kind = Identity.CARD if viewer.officer_id else Identity.CODE
                deed_id = new_id()
                return what, lambda: custody.hand_to(
                    viewer,
                    parcel_id=key,
                    shown=custody.Shown(kind=kind, code="000000"),
                    deed_id=deed_id,
                    phone=custody.OnPhone(at=now, device="phone"),
                    now=timezone.now(),
                )
            case "nobody":
                deed_id = new_id()
                return what, lambda: custody.nobody_at_home(
                    viewer,
                    parcel_id=key,
                    deed_id=deed_id,
                    phone=custody.OnPhone(at=now, device="phone"),
                    now=timezone.now(),
                )
            case "broken":
                return what, lambda: custody.report_broken(
                    viewer, parcel_id=key, text="뜯김", now=timezone.now()
                )
        return what, lambda: custody.report_lost(
            viewer, parcel_id=key, text="없음", now=timezone.now()
        )

    def _offer(self, key: UUID, offers: dict[UUID, tuple[UUID, str]]) -> None:
        made = custody.offer(
            self.viewer, parcel_id=key, to=self.rng.choice(self.others), now=timezone.now()
        )
        offers[key] = (made.transfer.pk, made.code)


def walk(people: Sequence[Somebody], keys: Sequence[UUID], steps: int) -> None:
    """Everybody at once, each in a thread with a connection of its own."""
    offers: dict[UUID, tuple[UUID, str]] = {}
    start = threading.Barrier(len(people))

    def steps_of(one: Somebody) -> None:
        try:
            start.wait()
            for _step in range(steps):
                one.step(keys, offers)
            one.end()
        finally:
            connection.close()

    threads = [threading.Thread(target=steps_of, args=(one,)) for one in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def faults(keys: Sequence[UUID], seen: dict[UUID, int]) -> list[str]:
    """Exactly one holder, who was handed it by the one before; nothing that was told is gone."""
    found: list[str] = []
    legs: dict[UUID, list[custody.Transfer]] = {}
    rows = custody.Transfer.objects.for_viewer(SYSTEM).filter(parcel__in=keys)
    for leg in rows.order_by("parcel", "position"):
        legs.setdefault(leg.parcel_id, []).append(leg)
    written: dict[str, int] = {}
    entries = AuditEntry.objects.filter(
        subject_type="custody.parcel", subject_id__in=[str(key) for key in keys]
    ).exclude(action__in=QUIET)
    for key in entries.values_list("subject_id", flat=True):
        written[key] = written.get(key, 0) + 1
    for parcel in custody.Parcel.objects.for_viewer(SYSTEM).filter(pk__in=keys):
        found += _of(parcel, legs.get(parcel.pk, []), written.get(str(parcel.pk), 0))
        if parcel.version < seen.get(parcel.pk, 0):
            found.append(f"{parcel}: what somebody was told of is gone")
    return found


def _of(parcel: custody.Parcel, legs: list[custody.Transfer], written: int) -> list[str]:
    found = []
    holder = ("officer", str(parcel.sealed_by_id))
    last: datetime | None = None
    for leg in legs:
        if leg.state != custody.TransferState.TAKEN:
            continue
        if (leg.giver_kind, leg.giver_key) != holder:
            found.append(f"{parcel}: handed over by somebody who did not have it")
        if last is not None and leg.ended_at is not None and leg.ended_at + SLACK < last:
            found.append(f"{parcel}: legs out of order")
        holder, last = (leg.taker_kind, leg.taker_key), leg.ended_at
    if holder != (parcel.holder_kind, parcel.holder_key):
        found.append(f"{parcel}: with somebody whom nobody handed it")
    if sum(leg.state == custody.TransferState.OFFERED for leg in legs) > 1:
        found.append(f"{parcel}: offered to two")
    if [leg.position for leg in legs] != list(range(1, len(legs) + 1)):
        found.append(f"{parcel}: a gap in the chain")
    if written != parcel.version:
        found.append(f"{parcel}: {written} rows of history for {parcel.version} versions")
    handed = parcel.state == custody.ParcelState.HANDED
    if handed != (parcel.holder_kind == custody.HolderKind.TAKER):
        found.append(f"{parcel}: {parcel.state} and with {parcel.holder_kind}")
    return found


SLACK = timedelta(seconds=5)
"""`now` is taken before the row is waited for."""
