"""The counter's work list: each tab shows what its name says, in as many statements."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dongne.delivery.applications import public as applications
from dongne.delivery.applications.models import Application, Item
from dongne.delivery.catalogue.public import services_of
from dongne.foundation.audit.public import AuditEntry
from dongne.foundation.openings.public import Opening
from dongne.foundation.organisations.public import Account, Officer
from dongne.foundation.residents.public import keep_away, note_contact
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.reference_numbers import new_number
from dongne.lib.seoul import seoul_day
from tests.cast import Cast, Office
from tests.making.applications import SOMEBODY, at_the_counter

BACKEND = "dongne.foundation.organisations.identity.AccountBackend"
MOST_STATEMENTS = 8


def enter(officer: Officer) -> Client:
    """A browser in which that officer is signed in."""
    client = Client()
    client.force_login(Account.objects.get(officer=officer), backend=BACKEND)
    return client


def listed(office: Office, n: int = 1, **values: Any) -> list[Application]:
    """Put there as they are, without the way that led there."""
    now: datetime = timezone.now()
    rows = [
        Application(
            **{
                "number": new_number(),
                "dong_id": office.dong.pk,
                "state": "submitted",
                "channel": "online",
                "receive": "counter",
                "arrived_at": now - timedelta(hours=1, seconds=at),
                "accept_by": now + timedelta(hours=7),
                "updated_at": now,
                "settled": True,
            }
            | values
        )
        for at in range(n)
    ]
    Application.objects.bulk_create(rows)
    service = services_of(office.dong.pk, day=seoul_day(now))["resident_copy"]
    Item.objects.bulk_create(
        [Item(application=row, service=service.code, edition=service.edition_id) for row in rows]
    )
    return rows


def shown(client: Client, **asked: str) -> set[str]:
    page = client.get("/applications/", asked)
    assert page.status_code == 200
    return _keys(page.content.decode())


def _keys(html: str) -> set[str]:
    return {
        part.partition("/")[0]
        for part in html.split('href="/applications/')[1:]
        if part[8:9] == "-" and part.partition('"')[0].endswith("/")
    }


def _of(*rows: Application) -> set[str]:
    return {str(row.pk) for row in rows}


def test_each_tab_shows_what_stands_so(cast: Cast) -> None:
    own, now = cast.own, timezone.now()
    [arrived] = listed(own)
    [late] = listed(own, accept_by=now - timedelta(days=2))
    [working] = listed(own, state="accepted", due_at=now + timedelta(days=9))
    [due] = listed(own, state="accepted", due_at=now - timedelta(days=1))
    [waiting] = listed(own, state="supplement")
    [issued] = listed(own, state="issued", issued_at=now)
    [ready] = listed(own, state="ready", ready_at=now)
    [unpaid] = listed(own, state="accepted", fee=400, settled=False)
    [closed] = listed(own, state="closed", closed_at=now)
    [refused] = listed(own, state="refused")
    listed(cast.near)
    client = enter(own.officer)
    assert shown(client) == _of(arrived, late)
    assert shown(client, show="working") == _of(working, due, unpaid)
    assert shown(client, show="supplement") == _of(waiting)
    assert shown(client, show="issued") == _of(issued, ready)
    assert shown(client, show="unpaid") == _of(unpaid)
    assert {str(late.pk), str(due.pk)} <= shown(client, show="due")
    assert shown(client, show="over") == _of(closed, refused)
    assert len(shown(client, show="all")) == 10
    assert shown(enter(cast.road), show="all") == set(), "a department has no part in it"


def test_mine_and_the_teams(cast: Cast) -> None:
    own = cast.own
    [mine] = listed(own, officer=own.officer, team_id=own.officer.team_id)
    [free] = listed(own)
    [welfare] = listed(own, team_id=own.welfare_officer.team_id)
    client = enter(own.officer)
    assert shown(client, whose="mine") == _of(mine)
    assert shown(client, whose="team") == _of(mine, free)
    assert shown(client, whose="all") == _of(mine, free, welfare)


@pytest.mark.parametrize("show", ["arrived", "working", "all"])
def test_pages_go_on_where_they_ended_in_as_many_statements(cast: Cast, show: str) -> None:
    state = "accepted" if show == "working" else "submitted"
    listed(cast.own, 2, state=state)
    client = enter(cast.own.officer)
    few = _statements(client, show)
    listed(cast.own, 108, state=state)
    many = _statements(client, show)
    assert few == many <= MOST_STATEMENTS
    seen: set[str] = set()
    address = f"/applications/?show={show}"
    for _page in range(3):
        html = client.get(address).content.decode()
        keys = _keys(html)
        assert not keys & seen, "nobody stands on two pages"
        seen |= keys
        # The last one: addresses above the list hold where this page itself began.
        query = html.rpartition("after=")[2].partition('"')[0].partition("&")[0]
        address = f"/applications/?show={show}&after={query}"
    assert len(seen) == 110


def _statements(client: Client, show: str) -> int:
    client.get("/applications/", {"show": show})
    with CaptureQueriesContext(connection) as told:
        client.get("/applications/", {"show": show})
    return len(told)


def test_a_number_leads_there_and_a_name_or_four_digits_find_it(cast: Cast) -> None:
    own = cast.own
    mine = at_the_counter(cast.viewer(own.officer))
    [outside] = listed(own, outside_number="20261119-0000-4417", made="elsewhere")
    client = enter(own.officer)
    number = mine.number.replace("-", "").lower()
    answer = client.post("/applications/", {"words": number})
    assert (answer.status_code, answer["Location"]) == (302, f"/applications/{mine.pk}/")
    for words in ("김하나", SOMEBODY.phone[-4:]):
        assert _keys(client.post("/applications/", {"words": words}).content.decode()) == _of(mine)
    found = client.post("/applications/", {"words": "20261119-0000-4417"})
    assert _keys(found.content.decode()) == _of(outside)
    for words in ("김하", "567", "하나"):
        found = client.post("/applications/", {"words": words})
        assert _keys(found.content.decode()) == set(), "only the whole of it finds somebody"
    assert client.post("/applications/", {"words": ""}).status_code == 422


def test_whom_a_block_protects_has_no_name_on_the_list_of_the_one_kept_away(cast: Cast) -> None:
    own, now = cast.own, timezone.now()
    viewer = cast.viewer(own.lead)
    person = note_contact(
        SYSTEM, dong_id=own.dong.pk, name="문보호", phone="010-7777-1234", now=now
    )
    assert person is not None
    listed(own, principal=person)
    assert "문*호" in enter(own.officer).get("/applications/").content.decode()
    keep_away(
        viewer,
        person_id=person.pk,
        officer_id=own.officer.pk,
        basis="wish",
        now=now,
    )
    client = enter(own.officer)
    assert "문*호" not in client.get("/applications/").content.decode()
    assert _keys(client.post("/applications/", {"words": "문보호"}).content.decode()) == set()


def test_many_are_accepted_together_or_none(cast: Cast) -> None:
    own = cast.own
    actor = cast.viewer(own.officer)
    one, two = at_the_counter(actor), at_the_counter(actor)
    client = enter(own.officer)
    told = {"case": [str(one.pk), str(two.pk)], "deed": "accept", "identity": "card"}
    assert client.post("/applications/many", told).status_code == 302
    assert {applications.find_application(SYSTEM, row.pk).state for row in (one, two)} == {
        "accepted"
    }
    gone, other = at_the_counter(actor), at_the_counter(actor)
    applications.withdraw(actor, application_id=gone.pk, reason="그만둠", now=timezone.now())
    told["case"] = [str(gone.pk), str(other.pk)]
    answer = client.post("/applications/many", told)
    assert answer.status_code == 422
    assert applications.find_application(SYSTEM, other.pk).state == "submitted"


@pytest.mark.parametrize("paper", ["print_receipt", "print_form"])
def test_slips_and_forms_are_printed_with_nobodys_name_in_the_clear(cast: Cast, paper: str) -> None:
    from pypdf import PdfReader

    mine = at_the_counter(cast.viewer(cast.own.officer))
    answer = enter(cast.own.officer).get(
        "/applications/many", {"case": str(mine.pk), "deed": paper}
    )
    assert answer["Content-Type"] == "application/pdf"
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    assert mine.number in text
    assert "김하나" not in text


def test_taking_a_list_out_asks_why_and_is_logged_without_persons(cast: Cast) -> None:
    own = cast.own
    mine = at_the_counter(cast.viewer(own.officer), outside_number="")
    client = enter(own.officer)
    asked = "/applications/export?show=all"
    assert client.post(asked, {"form": "csv", "reason": ""}).status_code == 422
    assert not Opening.objects.for_viewer(SYSTEM).filter(whose__startswith="applications:").exists()
    answer = client.post(asked, {"form": "csv", "reason": "11월 현황 보고"})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    assert mine.number in text
    assert "김하나" not in text
    opening = Opening.objects.for_viewer(SYSTEM).get(whose="applications:1")
    assert opening.purpose == "11월 현황 보고"
    assert AuditEntry.objects.filter(action="application.exported").exists()
    book = client.post(asked, {"form": "xlsx", "reason": "11월 현황 보고"})
    assert b"".join(book.streaming_content).startswith(b"PK")  # type: ignore[attr-defined]
