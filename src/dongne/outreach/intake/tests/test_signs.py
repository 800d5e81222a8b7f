"""Posters at places and cards of officers: what is printed leads where it says."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from dongne.foundation.organisations.public import Account, Officer
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.refusals import Forbidden, Refused
from dongne.outreach.casework.public import Case, Channel
from dongne.outreach.intake.public import (
    Poster,
    Sign,
    end_sign,
    make_card,
    make_poster,
    set_office_call,
)
from tests.cast import NOW, Cast

from .conftest import HERE, PARIS

BACKEND = "dongne.foundation.organisations.identity.AccountBackend"


@pytest.fixture
def bus_stop(land: Cast) -> Sign:
    poster = Poster(kind="bus_stop", label="신정시장 정류장", latitude=HERE[0], longitude=HERE[1])
    return make_poster(land.viewer(land.own.lead), poster=poster, now=NOW)


@pytest.fixture
def enter(cast: Cast) -> Callable[[Officer], Client]:
    def by(officer: Officer) -> Client:
        client = Client()
        client.force_login(Account.objects.get(officer=officer), backend=BACKEND)
        return client

    return by


def test_a_scanned_poster_knows_its_place(resident: Client, bus_stop: Sign) -> None:
    assert "신정시장 정류장" in resident.get(f"/report?at={bus_stop.code.lower()}").content.decode()
    begun = resident.post("/report", {"at": bus_stop.code})
    assert begun.url == "/report/what"
    resident.post("/report/what", {"category": "bus_stop"})
    resident.post("/report/text", {"text": "의자가 부서졌습니다."})
    resident.post("/report/contact", {"contact": "none"})
    resident.post("/report/check")
    case = Case.objects.for_viewer(SYSTEM).get()
    assert case.channel == Channel.QR
    assert case.tong is not None
    assert case.tong.number == 1
    assert "신정시장 정류장" in case.address


@pytest.mark.parametrize("code", ["", "NOSUCH00", "'; DROP", "x" * 500, "한글코드"])
def test_a_code_that_is_none_begins_as_usual(resident: Client, code: str) -> None:
    assert resident.get("/report", {"at": code}).status_code == 200
    assert resident.post("/report", {"at": code}).url == "/report/where"


def test_an_old_poster_still_knows_its_place(resident: Client, bus_stop: Sign, land: Cast) -> None:
    end_sign(land.viewer(land.own.lead), sign_id=bus_stop.pk, now=NOW)
    assert resident.post("/report", {"at": bus_stop.code}).url == "/report/what"


def test_a_card_says_who_which_area_and_how_to_call(resident: Client, land: Cast) -> None:
    me = land.viewer(land.own.officer)
    card = make_card(me, officer_id=land.own.officer.pk, call="02-2620-4101", now=NOW)
    page = resident.get(f"/o/{card.code}").content.decode()
    for word in ("최주무", "신정4동", "1통, 2통", 'href="tel:0226204101"'):
        assert word in page
    again = make_card(me, officer_id=land.own.officer.pk, call="02-2620-4102", now=NOW)
    assert again.code == card.code
    end_sign(me, sign_id=card.pk, now=NOW)
    assert resident.get(f"/o/{card.code}").status_code == 404


def test_a_question_from_a_card_needs_no_place(resident: Client, land: Cast) -> None:
    me = land.viewer(land.own.officer)
    card = make_card(me, officer_id=land.own.officer.pk, call="02-2620-4101", now=NOW)
    begun = resident.post("/report", {"at": card.code, "ask": "1"})
    assert begun.url == "/report/text"
    resident.post("/report/text", {"text": "대형폐기물은 어떻게 버리나요?"})
    contact = {"contact": "phone", "phone": "010-5555-7777", "agreed": "on"}
    resident.post("/report/contact", contact)
    assert resident.post("/report/check").url == "/report/receipt"
    assert Case.objects.for_viewer(SYSTEM).get().dong == land.own.dong


def test_posters_are_made_by_whoever_runs_the_dong(land: Cast) -> None:
    poster = Poster(kind="park", label="달마을공원")
    with pytest.raises(Forbidden):
        make_poster(land.viewer(land.own.officer), poster=poster, now=NOW)
    with pytest.raises(Forbidden):
        make_card(
            land.viewer(land.own.officer), officer_id=land.own.colleague.pk, call="02", now=NOW
        )
    away = Poster(kind="park", label="에펠탑", latitude=PARIS[0], longitude=PARIS[1])
    with pytest.raises(Refused):
        make_poster(land.viewer(land.own.lead), poster=away, now=NOW)


@pytest.mark.parametrize("size", ["a4", "a5"])
def test_a_poster_is_printed_with_its_code(
    bus_stop: Sign, land: Cast, enter: Callable[[Officer], Client], size: str
) -> None:
    page = enter(land.own.lead).get(f"/office/signs/{bus_stop.pk}/print/{size}")
    assert page.status_code == 200
    assert bus_stop.code in page.content.decode()


def test_the_office_is_called_under_the_number_it_gave(resident: Client, land: Cast) -> None:
    lead = land.viewer(land.own.lead)
    set_office_call(lead, call="02-2620-4000", hours="평일 9시–18시", now=NOW)
    page = resident.get("/call").content.decode()
    assert 'href="tel:0226204000"' in page
    assert "평일 9시–18시" in page
