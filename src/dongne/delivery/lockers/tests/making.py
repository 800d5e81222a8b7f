"""A locker with a controller that does what it is told, in one line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from dongne.delivery.custody import public as custody
from dongne.delivery.lockers import public as lockers
from dongne.foundation.messaging.public import Message
from dongne.foundation.scope.public import SYSTEM, Viewer, device_viewer
from dongne.lib.ids import new_id
from tests.cast import NOW, Cast
from tests.making.parcels import a_courier, a_parcel, as_courier, given

S, M = lockers.Size.SMALL, lockers.Size.MEDIUM


@dataclass
class Wall:
    """A locker of six compartments, heard of at `at`. `pulses` counts per number."""

    cast: Cast
    at: datetime = NOW
    boot: UUID = field(default_factory=new_id)
    after: int = 0
    pulses: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        made = lockers.add_locker(
            SYSTEM,
            dong_id=self.cast.own.dong.pk,
            name="소담택배함",
            place="복지관 1층",
            columns=[lockers.Column(sizes=(S, S, M)), lockers.Column(sizes=(S, S, S))],
            now=NOW,
        )
        self.locker, self.key = made.locker, made.key
        self.device = device_viewer(device_id=self.locker.pk)
        self.beat()

    def beat(self, **doors: str) -> None:
        lockers.beat(
            self.device,
            locker_id=self.locker.pk,
            boot=self.boot,
            doors={int(name[1:]): state for name, state in doors.items()},
            now=self.at,
        )

    def fetch(self) -> list[lockers.Opening]:
        """The controller asks what there is to do, and gives the pulses."""
        found = lockers.commands(
            self.device, locker_id=self.locker.pk, boot=self.boot, after=self.after, now=self.at
        )
        for one in found:
            if one.seq and one.seq > self.after and one.compartment:
                self.after = one.seq
                number = one.compartment.number
                self.pulses[number] = self.pulses.get(number, 0) + 1
        return found

    def says(self, opening: lockers.Opening, *kinds: str) -> None:
        assert opening.compartment is not None
        events = [
            lockers.Told(
                id=new_id(),
                kind=kind,
                number=opening.compartment.number,
                seq=opening.seq,
                at=self.at,
            )
            for kind in kinds
        ]
        lockers.tell(self.device, locker_id=self.locker.pk, events=events, now=self.at)

    def obey(self) -> None:
        """Everything that waits is opened, and closed by whoever stands there."""
        for one in self.fetch():
            self.says(one, "pulsed", "opened", "closed")

    def later(self, **step: float) -> None:
        self.at += timedelta(**step)

    def load(self, viewer: Viewer, parcel: custody.Parcel) -> lockers.Compartment:
        box = lockers.reserve(viewer, locker_id=self.locker.pk, parcel_id=parcel.pk, now=self.at)
        lockers.open_to_load(viewer, compartment_id=box.pk, now=self.at)
        self.obey()
        return again(box)

    def type(self, code: str, birth: str = "19410302", address: str = "") -> lockers.Asked:
        return lockers.open_by_code(
            device_viewer(device_id=self.locker.pk, address=address),
            locker_id=self.locker.pk,
            code=code,
            birth_date=birth,
            now=self.at,
        )


def again(box: lockers.Compartment) -> lockers.Compartment:
    return lockers.Compartment.objects.for_viewer(SYSTEM).get(pk=box.pk)


def codes_sent() -> list[str]:
    """What came to telephones, the newest last."""
    rows = Message.objects.for_viewer(SYSTEM).filter(event="locker.code").order_by("asked_at", "pk")
    found = [re.search(r"\d{4} \d{4}", row.body.reveal()) for row in rows]
    return [one[0].replace(" ", "") for one in found if one]


def in_courier_hands(cast: Cast, **values: object) -> tuple[custody.Parcel, Viewer]:
    """Meant for a locker, with somebody who carries it there."""
    clerk = cast.viewer(cast.own.officer)
    courier = a_courier(cast)
    parcel = a_parcel(clerk, receive="locker", **values)
    given(clerk, parcel, courier)
    return parcel, as_courier(courier)


def held_by(parcel: custody.Parcel) -> str:
    row = custody.Parcel.objects.for_viewer(SYSTEM).get(pk=parcel.pk)
    return f"{row.holder_kind}:{row.holder_key}"
