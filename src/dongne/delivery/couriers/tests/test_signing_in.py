"""A volunteer is let in by a code to the telephone that the office knows, and by nothing else."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from dongne.delivery.couriers import public as couriers
from dongne.delivery.couriers.models import SignIn
from dongne.delivery.couriers.queries import sign_in_of
from dongne.delivery.couriers.services.signing_in import sign_in
from dongne.foundation.messaging.public import Message
from dongne.foundation.residents.public import note_contact
from dongne.foundation.scope.public import SYSTEM, resident_viewer
from dongne.lib.refusals import Conflict, Forbidden, NotHere
from tests.cast import Cast

pytestmark = pytest.mark.django_db
PHONE = "010-7777-0001"


def a_volunteer(cast: Cast, phone: str = PHONE, **values: Any) -> couriers.Courier:
    lead = cast.viewer(cast.own.lead)
    now = timezone.now()
    person = note_contact(lead, dong_id=cast.own.dong.pk, name="박봉사", phone=phone, now=now)
    assert person is not None
    usual: dict[str, Any] = {
        "tasks": ["deliver"],
        "since": date(2026, 1, 1),
        "consented_on": date(2026, 1, 1),
    }
    return couriers.add_courier(lead, person_id=person.pk, now=now, **(usual | values))


def code_sent() -> str:
    rows = Message.objects.for_viewer(SYSTEM).filter(event="code.given").order_by("-asked_at")
    found = re.search(r"\d{6}", rows[0].body.reveal()) if rows else None
    return found[0] if found else ""


def let_in(client: Client, phone: str = PHONE) -> Any:
    client.post("/courier/sign-in", {"phone": phone})
    return client.post("/courier/code", {"phone": phone, "code": code_sent()})


def test_the_code_lets_in_and_leaving_ends_it(cast: Cast) -> None:
    a_volunteer(cast)
    client = Client()
    assert let_in(client)["Location"] == "/courier/"
    assert client.get("/courier/").status_code == 200
    kept = client.cookies["dongne_courier"].value
    client.post("/courier/leave")
    client.cookies["dongne_courier"] = kept
    assert client.get("/courier/").status_code == 302, "the cookie opens nothing any more"


def test_known_and_unknown_numbers_are_answered_alike(cast: Cast) -> None:
    a_volunteer(cast)
    known, unknown = Client(), Client()
    first = known.post("/courier/sign-in", {"phone": PHONE})
    before = Message.objects.for_viewer(SYSTEM).count()
    other = unknown.post("/courier/sign-in", {"phone": "010-9999-0009"})
    assert Message.objects.for_viewer(SYSTEM).count() == before

    def shown(answer: Any) -> str:
        return re.sub(r'value="[^"]*"|nonce-\S+|nonce="[^"]*"', "", answer.content.decode())

    assert shown(first) == shown(other)


def test_without_the_signed_consent_nobody_gets_in(cast: Cast) -> None:
    a_volunteer(cast, consented_on=None)
    client = Client()
    client.post("/courier/sign-in", {"phone": PHONE})
    assert code_sent() == ""


def test_whoever_is_ended_is_out_at_once(cast: Cast) -> None:
    courier = a_volunteer(cast)
    client = Client()
    let_in(client)
    lead = cast.viewer(cast.own.lead)
    couriers.end_courier(lead, courier_id=courier.pk, why="이사", now=timezone.now())
    assert client.get("/courier/").status_code == 302


@pytest.mark.parametrize(("idle", "total", "holds"), [(29, 600, True), (31, 600, False)])
def test_half_an_hour_idle_ends_it(cast: Cast, idle: int, total: int, holds: bool) -> None:
    a_volunteer(cast)
    client = Client()
    let_in(client)
    now = timezone.now()
    SignIn.objects.for_viewer(SYSTEM).update(
        seen_at=now - timedelta(minutes=idle), started_at=now - timedelta(minutes=total)
    )
    assert client.get("/courier/").status_code == (200 if holds else 302)


def test_twelve_hours_end_it_whatever_is_done(cast: Cast) -> None:
    courier = a_volunteer(cast)
    Client().post("/courier/sign-in", {"phone": PHONE})
    now = timezone.now()
    done = sign_in(resident_viewer(), phone=PHONE, code=code_sent(), now=now)
    assert done is not None
    assert done.courier == courier
    SignIn.objects.for_viewer(SYSTEM).update(seen_at=now, started_at=now - timedelta(hours=12))
    assert sign_in_of(done.token, now) is None


def test_the_cookie_of_another_site_leads_nowhere_else(cast: Cast) -> None:
    a_volunteer(cast)
    client = Client()
    client.post("/courier/sign-in", {"phone": PHONE})
    answer = client.post(
        "/courier/code", {"phone": PHONE, "code": code_sent(), "next": "//evil.example/x"}
    )
    assert answer["Location"] == "/courier/"


def test_a_volunteer_changes_own_hours_and_nobody_elses(cast: Cast) -> None:
    mine, other = a_volunteer(cast), a_volunteer(cast, phone="010-7777-0002")
    client = Client()
    let_in(client)
    body = {"weekdays": ["1", "3"], "starts": "10:00", "ends": "12:00"}
    assert client.post("/courier/hours/new/", body).status_code == 302
    assert mine.windows.for_viewer(SYSTEM).count() == 2
    assert other.windows.for_viewer(SYSTEM).count() == 0


def test_hours_that_overlap_are_refused_and_nothing_is_kept(cast: Cast) -> None:
    mine = a_volunteer(cast)
    client = Client()
    let_in(client)
    client.post("/courier/hours/new/", {"weekdays": ["1"], "starts": "10:00", "ends": "12:00"})
    body = {"weekdays": ["0", "1"], "starts": "11:00", "ends": "13:00"}
    assert client.post("/courier/hours/new/", body).status_code == 422
    assert mine.windows.for_viewer(SYSTEM).count() == 1


def test_somebody_is_a_courier_once(cast: Cast) -> None:
    a_volunteer(cast)
    with pytest.raises(Conflict):
        a_volunteer(cast)


def test_another_dong_ends_nobody(cast: Cast) -> None:
    courier = a_volunteer(cast)
    stranger = cast.viewer(cast.near.officer)
    with pytest.raises((NotHere, Forbidden)):
        couriers.end_courier(stranger, courier_id=courier.pk, why="-", now=timezone.now())
