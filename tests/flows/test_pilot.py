"""The pilot's four stories, each from asking to the hand (seed: 옴니채널 구축).

The office's part by the JSON interface, the resident's and the volunteer's through what their pages
call; the doors by the protocol that a controller speaks.
"""

from __future__ import annotations

import json
import re
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.timezone import localtime

from dongne.delivery.applications import public as applications
from dongne.delivery.channels.public import SiteGiven, add_site
from dongne.delivery.counters import public as counters
from dongne.delivery.couriers.public import add_window
from dongne.delivery.custody import public as custody
from dongne.delivery.dispatch.tests.pdfs import PLAIN
from dongne.delivery.kiosks import public as kiosks
from dongne.delivery.lockers.tests.making import Wall, codes_sent
from dongne.delivery.planner.public import Option, Wish, plan_for
from dongne.delivery.ways.public import Identity
from dongne.foundation.calendar.public import next_working_day
from dongne.foundation.messaging.public import Message
from dongne.foundation.organisations.public import Officer, issue_token
from dongne.foundation.scope.public import SYSTEM, device_viewer, resident_viewer
from dongne.lib.seoul import at_seoul, seoul_day
from tests.cast import Cast
from tests.making import applications as making
from tests.making.parcels import a_courier, as_courier

pytestmark = pytest.mark.django_db

BIRTH = "19410302"
SOMEBODY = {
    "name": "김하나",
    "phone": making.SOMEBODY.phone,
    "birth_date": "1941-03-02",
    "address": "포천시 왕방로 1",
}


class Office:
    """A clerk's program, with a token."""

    def __init__(self, officer: Officer) -> None:
        token = issue_token(SYSTEM, account=officer.account, now=timezone.now())
        self.headers = {"Authorization": f"Bearer {token}"}
        self.client = Client()

    def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        answer = self.client.post(
            f"/api/v1{path}",
            json.dumps(body),
            content_type="application/json",
            headers=self.headers,
        )
        assert answer.status_code in (200, 201), answer.json()
        told: dict[str, Any] = answer.json()
        return told

    def takes_in(self, **values: Any) -> str:
        """At the counter, and accepted there."""
        body = {
            "items": [{"service": "resident_copy"}],
            "principal": SOMEBODY,
            "channel": "counter",
            **values,
        }
        number = str(self.post("/applications", body)["number"])
        self.post(f"/applications/{number}/accept", {"identity": "card"})
        return number

    def issues(self, number: str) -> UUID:
        told = self.post(f"/applications/{number}/issue", {"pages": 1})
        assert told["state"] == "issued"
        return UUID(told["id"])


@pytest.fixture
def office(cast: Cast) -> Office:
    return Office(cast.own.officer)


def ended(number: str) -> applications.Application:
    one = applications.find_application(SYSTEM, number)
    assert one.state == applications.ApplicationState.CLOSED
    assert one.handed_at is not None
    return one


def last_told(event: str) -> str:
    rows = Message.objects.for_viewer(SYSTEM).filter(event=event).order_by("asked_at", "pk")
    last = rows.last()
    assert last is not None, f"nobody was told {event}"
    return str(last.body.reveal())


def digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit())


def test_asked_for_at_the_office_and_printed_in_the_welfare_centre(
    cast: Cast, office: Office
) -> None:
    clerk, now = cast.viewer(cast.own.officer), timezone.now()
    kiosk = kiosks.add_kiosk(SYSTEM, dong_id=cast.own.dong.pk, name="복지관 복합기", now=now).kiosk
    number = office.takes_in(receive="kiosk")
    key = office.issues(number)
    kiosks.send_to_kiosk(
        clerk, application_id=key, content=PLAIN, pages=1, now=timezone.now() + timedelta(seconds=1)
    )
    text = last_told("kiosk.code")
    code = next(word for word in _codes(text, 8))
    screen = device_viewer(device_id=kiosk.pk)
    later = timezone.now() + timedelta(minutes=1)
    wrong = kiosks.try_code(screen, kiosk_id=kiosk.pk, code=code, birth_date="19410303", now=later)
    assert wrong.session is None
    right = kiosks.try_code(screen, kiosk_id=kiosk.pk, code=code, birth_date=BIRTH, now=later)
    assert right.session is not None
    job = kiosks.PrintJob.objects.for_viewer(SYSTEM).get()
    kiosks.begin_printing(screen, job_id=job.pk, kiosk_id=kiosk.pk, now=later)
    kiosks.came_out(screen, job_id=job.pk, kiosk_id=kiosk.pk, now=later)
    ended(number)
    assert not kiosks.PrintJob.objects.for_viewer(SYSTEM).get().file, "nothing is left of it"


def test_asked_for_online_and_brought_to_the_door(cast: Cast, office: Office) -> None:
    clerk, now = cast.viewer(cast.own.officer), timezone.now()
    courier = a_courier(cast)
    sent = applications.submit(
        resident_viewer(),
        given=applications.Request(
            items=(making.COPY,),
            principal=making.SOMEBODY,
            dong_id=cast.own.dong.pk,
            channel="online",
            identity="code",
            receive="volunteer",
        ),
        now=now,
    )
    number = sent.application.number
    office.post(f"/applications/{number}/accept", {})
    key = office.issues(number)
    parcel = custody.seal(clerk, application_ids=[key], bag_number="", pages=1, now=timezone.now())
    offered = office.post(f"/parcels/{parcel.pk}/transfer", {"to": f"volunteer:{courier.pk}"})
    at_work = as_courier(courier)
    custody.take(at_work, parcel_id=parcel.pk, code=offered["code"], now=timezone.now())
    custody.give_taker_code(clerk, parcel_id=parcel.pk, now=timezone.now())
    code = next(word for word in _codes(last_told("parcel.code"), 6))
    custody.hand_to(
        at_work,
        parcel_id=parcel.pk,
        shown=custody.Shown(kind=Identity.CODE, code=code, birth_date=BIRTH),
        now=timezone.now(),
    )
    ended(number)


def test_the_way_to_the_door_is_offered_while_somebody_is_on_duty(cast: Cast) -> None:
    now = timezone.now()
    wish = Wish(service="resident_copy")

    def to_the_door(dong_id: int) -> list[Option]:
        found = plan_for(dong_id, wish, now=now).ways
        return [one for one in found if (one.apply, one.receive) == ("online", "volunteer")]

    courier = a_courier(cast)
    assert to_the_door(cast.own.dong.pk) == [], "nobody has said when they come"
    lead = cast.viewer(cast.own.lead)
    add_window(lead, courier_id=courier.pk, weekday=2, starts=time(14), ends=time(16), now=now)
    (way,) = to_the_door(cast.own.dong.pk)
    assert localtime(way.in_hand_at).weekday() == 2
    assert to_the_door(cast.far.dong.pk) == []


def test_a_volunteer_asks_for_them_and_it_lies_in_the_locker(cast: Cast, office: Office) -> None:
    clerk, now = cast.viewer(cast.own.officer), timezone.now()
    courier = a_courier(cast, name="이웃사촌", phone="010-3456-7890")
    letter = making.a_letter(
        cast.own.dong.pk, valid_until=seoul_day(now) + timedelta(days=20), courier_id=courier.pk
    )
    applications.check_letter(
        clerk, letter_id=letter.pk, saw_principal_copy=True, saw_proxy_card=True, now=now
    )
    number = office.takes_in(
        circle="proxy",
        applicant={"name": "이웃사촌", "phone": "010-3456-7890"},
        letter=str(letter.pk),
        receive="locker",
    )
    key = office.issues(number)
    parcel = custody.seal(clerk, application_ids=[key], bag_number="", pages=1, now=timezone.now())
    offered = office.post(f"/parcels/{parcel.pk}/transfer", {"to": f"volunteer:{courier.pk}"})
    at_work = as_courier(courier)
    custody.take(at_work, parcel_id=parcel.pk, code=offered["code"], now=timezone.now())
    wall = Wall(cast, at=timezone.now())
    wall.load(at_work, parcel)
    one = applications.find_application(SYSTEM, number)
    assert one.state == applications.ApplicationState.READY
    (code,) = codes_sent()
    receiver = one.receiver or one.applicant
    assert receiver is not None
    birth = digits(receiver.birth_date.reveal()) if receiver.birth_date else ""
    assert wall.type(code, birth=birth).allowed
    wall.obey()
    ended(number)


def test_the_office_comes_to_the_welfare_centre(cast: Cast, office: Office) -> None:
    lead, clerk = cast.viewer(cast.own.lead), cast.viewer(cast.own.officer)
    session = making_session(cast)
    then = session_time(session)
    ticket = counters.take_ticket(resident_viewer(), session_id=session.pk, now=then)
    called = counters.call_next(clerk, session_id=session.pk, place=1, seen=0, now=then)
    assert called is not None
    assert called.number == ticket.number
    number = office.takes_in(channel="outreach", receive="outreach")
    key = office.issues(number)
    parcel = custody.seal(clerk, application_ids=[key], bag_number="", pages=1, now=timezone.now())
    custody.hand_to(
        clerk, parcel_id=parcel.pk, shown=custody.Shown(kind=Identity.CARD), now=timezone.now()
    )
    ended(number)
    counters.finish(lead, session_id=session.pk, number=ticket.number, there=True, now=then)


def _codes(text: str, length: int) -> list[str]:
    """Runs of so many digits, gaps left out."""
    runs = (digits(one) for one in re.findall(r"\d[\d ]+\d", text))
    return [one for one in runs if len(one) == length]


def making_session(cast: Cast) -> counters.Session:
    """An afternoon at the welfare centre, on the next day on which the office works."""
    lead, now = cast.viewer(cast.own.lead), timezone.now()
    given = SiteGiven(channel="outreach", name="복지관 출장 창구")
    site = add_site(lead, place=cast.own.dong, given=given, now=now)
    counters.open_counter(lead, site_id=site.pk, now=now)
    day = next_working_day(seoul_day(now) + timedelta(days=1), cast.own.dong.pk)
    return counters.add_session(
        lead,
        site_id=site.pk,
        day=day,
        starts=14 * 60,
        ends=17 * 60,
        officer_ids=[cast.own.officer.pk],
        now=now,
    )


def session_time(session: counters.Session) -> datetime:
    return at_seoul(session.day) + timedelta(hours=14, minutes=5)
