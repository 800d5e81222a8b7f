"""Sealed documents in every hand they can be in: on the shelf, with a volunteer, at a door where
nobody was, handed over, with a broken seal, and one whose time is over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from dongne.delivery.applications import public as applications
from dongne.delivery.catalogue.public import services_of
from dongne.delivery.couriers.public import Task, add_courier, couriers_for
from dongne.delivery.custody import public as custody
from dongne.delivery.ways.public import Identity
from dongne.foundation.residents.public import living
from dongne.foundation.scope.public import SYSTEM, Viewer, volunteer_viewer
from dongne.lib.seoul import seoul_day

from .people import People
from .places import Ground

PILOT = "pocheon1"
SERVICE = "resident_copy"
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Story:
    """`ago`: days since it was sealed."""

    fate: str
    receive: str = "counter"
    ago: float = 0.2
    pages: int = 1


STORIES = (
    Story("stays", "volunteer", 0.05),
    Story("shelf", "counter", 0.3, 2),
    Story("shelf", "counter", 6.2, 1),
    Story("offered", "volunteer", 0.1, 2),
    Story("carried", "volunteer", 0.12),
    Story("carried", "volunteer", 0.14, 3),
    Story("nobody", "volunteer", 1.2),
    Story("broken", "volunteer", 0.4),
    Story("handed", "counter", 2.1, 2),
    Story("brought", "volunteer", 1.1),
    Story("over", "counter", 33, 1),
    Story("destroyed", "counter", 45, 2),
)
ELSEWHERE = (1, 8)
"""Which of them the other dongs have."""


def load(people: People, grounds: Iterable[Ground], *, now: datetime) -> None:
    """Everything through the services, after applications and couriers."""
    for ground in grounds:
        code = ground.dong.code
        stories = STORIES if code == PILOT else [STORIES[n] for n in ELSEWHERE]
        Teller(people, ground, now).tell(stories)


class Teller:
    """Tells the stories of one dong; nothing is dated later than now."""

    def __init__(self, people: People, ground: Ground, now: datetime) -> None:
        self.dong, self.now = ground.dong, now
        self.lead = people[f"{self.dong.code}-lead"].viewer
        self.head = people[f"{self.dong.code}-head"].viewer
        self.clerk = people[f"{self.dong.code}-01"].viewer
        rows = living(SYSTEM).filter(dong=self.dong).order_by("pk")
        self.residents = [one.pk for one in rows[80:140] if one.name and one.phone]
        self.residents = self.residents or [one.pk for one in rows[:40] if one.name and one.phone]

    def tell(self, stories: Iterable[Story]) -> None:
        if SERVICE not in services_of(self.dong.pk, day=seoul_day(self.now)):
            return
        self.courier = self._courier()
        for turn, story in enumerate(stories):
            self.story = story
            self.at = self.now - timedelta(days=story.ago)
            parcel = self._sealed(turn)
            getattr(self, f"_{story.fate}")(parcel)

    def _then(self, **span: float) -> datetime:
        """The next deed: later than the last, and never after now."""
        self.at = min(self.at + timedelta(**span), self.now - timedelta(minutes=1))
        return self.at

    def _courier(self) -> Viewer | None:
        """Somebody of the corps; the demonstration's volunteers, or one of its residents."""
        if self.dong.code != PILOT:
            return None
        rows = couriers_for(self.lead).filter(
            ended_at=None, person__isnull=False, tasks__contains=[Task.DELIVER]
        )
        found = rows.order_by("pk").first()
        if found is None:
            day = seoul_day(self.now) - timedelta(days=90)
            found = add_courier(
                self.lead,
                person_id=self.residents[-1],
                tasks=[Task.DELIVER],
                corps="소담봉사단",
                since=day,
                consented_on=day,
                now=self.now - timedelta(days=60),
            )
        return volunteer_viewer(courier_id=found.pk, name=f"courier {found.pk}")

    def _sealed(self, turn: int) -> custody.Parcel:
        given = applications.Request(
            items=(applications.Wanted(service=SERVICE, copies=1, purpose="은행 제출"),),
            principal=applications.Who(person_id=self.residents[(turn * 3) % len(self.residents)]),
            dong_id=self.dong.pk,
            channel="counter",
            receive=self.story.receive,
            identity=Identity.CARD,
        )
        made = applications.submit(self.clerk, given=given, now=self.at - 2 * HOUR).application
        accepted = self.at - 2 * HOUR + timedelta(minutes=1)
        applications.accept(
            self.clerk, application_id=made.pk, identity=Identity.CARD, now=accepted
        )
        fee = applications.find_application(SYSTEM, made.pk)
        if fee.fee and not fee.settled:
            applications.pay(self.clerk, application_id=made.pk, means="cash", now=accepted)
        applications.issue_all(
            self.clerk,
            application_id=made.pk,
            pages=self.story.pages,
            now=accepted + timedelta(minutes=5),
        )
        return custody.seal(
            self.clerk,
            application_ids=[made.pk],
            bag_number="",
            pages=self.story.pages,
            now=self.at,
        )

    # What becomes of them.

    def _stays(self, parcel: custody.Parcel) -> None:
        pass

    def _shelf(self, parcel: custody.Parcel) -> None:
        custody.place(
            self.clerk,
            parcel_id=parcel.pk,
            to=custody.office_desk(self.dong.pk),
            now=self._then(minutes=10),
        )

    def _handed(self, parcel: custody.Parcel) -> None:
        self._shelf(parcel)
        custody.hand_to(
            self.clerk,
            parcel_id=parcel.pk,
            shown=custody.Shown(kind=Identity.CARD),
            now=self._then(hours=3),
        )

    _over = _shelf

    def _destroyed(self, parcel: custody.Parcel) -> None:
        self._shelf(parcel)
        row = custody.propose_destruction(
            self.lead,
            parcel_id=parcel.pk,
            reason="처리기한이 지나고 15일이 지나도록 찾아가지 않음",
            now=self._then(days=25),
        )
        custody.agree_destruction(self.head, destruction_id=row.pk, now=self._then(hours=20))

    def _offered(self, parcel: custody.Parcel) -> None:
        self._offer(parcel)

    def _offer(self, parcel: custody.Parcel) -> custody.Offer:
        assert self.courier is not None
        assert self.courier.courier_id is not None
        at = self._then(minutes=12)
        return custody.offer(
            self.clerk,
            parcel_id=parcel.pk,
            to=custody.volunteer(self.courier.courier_id),
            window=(at, at + 9 * HOUR),
            now=at,
        )

    def _carried(self, parcel: custody.Parcel) -> None:
        made = self._offer(parcel)
        assert self.courier is not None
        now = self._then(minutes=4)
        custody.take(self.courier, parcel_id=parcel.pk, code=made.code, now=now)
        custody.give_taker_code(self.courier, parcel_id=parcel.pk, now=self._then(minutes=1))

    def _nobody(self, parcel: custody.Parcel) -> None:
        self._carried(parcel)
        assert self.courier is not None
        custody.nobody_at_home(
            self.courier,
            parcel_id=parcel.pk,
            next_on=seoul_day(self.now),
            now=self._then(hours=1),
        )

    def _broken(self, parcel: custody.Parcel) -> None:
        self._carried(parcel)
        assert self.courier is not None
        custody.report_broken(
            self.courier,
            parcel_id=parcel.pk,
            text="가방에서 꺼내다가 모서리가 뜯겼습니다. 안은 보지 않았습니다.",
            now=self._then(minutes=40),
        )

    def _brought(self, parcel: custody.Parcel) -> None:
        """Back at the office, and handed to somebody who came for it."""
        self._carried(parcel)
        assert self.courier is not None
        made = custody.offer(
            self.courier,
            parcel_id=parcel.pk,
            to=custody.office_desk(self.dong.pk),
            now=self._then(hours=2),
        )
        custody.take(self.clerk, parcel_id=parcel.pk, code=made.code, now=self._then(minutes=2))
        custody.hand_to(
            self.clerk,
            parcel_id=parcel.pk,
            shown=custody.Shown(kind=Identity.CARD),
            now=self._then(hours=3),
        )
