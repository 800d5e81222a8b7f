"""Numbers have no gaps; one slot goes to one of twenty; the screen shows numbers and no name."""

from __future__ import annotations

import threading
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client

from dongne.delivery.counters import public as counters
from dongne.delivery.counters.queries.figures import figures_of
from dongne.foundation.scope.public import SYSTEM, Viewer, resident_viewer
from dongne.lib.refusals import Conflict, NotHere
from dongne.lib.seoul import at_seoul
from tests.cast import NOW, Cast

from .conftest import a_place, weekly

DAY = date(2026, 11, 25)
OPENS = at_seoul(DAY) + timedelta(hours=14)
THREADS = 20


def at(minutes: int):  # type: ignore[no-untyped-def]
    return OPENS + timedelta(minutes=minutes)


def take(session: counters.Session, minutes: int) -> counters.Ticket:
    return counters.take_ticket(resident_viewer(), session_id=session.pk, now=at(minutes))


def booked(session: counters.Session, begins: int, phone: str) -> counters.Appointment:
    wanted = counters.Wanted(session_id=session.pk, begins=begins, name="김하나", phone=phone)
    return counters.book(resident_viewer(), wanted=wanted, now=NOW).appointment


@pytest.mark.django_db
def test_whoever_s_slot_has_begun_is_called_first(lead: Viewer, place: UUID) -> None:
    session = weekly(lead, place)[0]
    booked(session, 860, "010-1234-5678")
    for minute in (1, 2, 3):
        take(session, minute)
    mine = counters.arrive(
        resident_viewer(), session_id=session.pk, phone="010 1234 5678", now=at(5)
    )
    assert mine.number == 4
    called = counters.call_next(lead, session_id=session.pk, place=1, seen=0, now=at(6))
    assert called is not None
    assert called.number == 1
    called = counters.call_next(lead, session_id=session.pk, place=1, seen=1, now=at(21))
    assert called is not None
    assert called.number == 4
    with pytest.raises(Conflict):
        counters.call_next(lead, session_id=session.pk, place=1, seen=1, now=at(21))
    counters.finish(lead, session_id=session.pk, number=4, there=False, now=at(22))
    again = counters.call_one(lead, session_id=session.pk, number=4, place=1, now=at(23))
    assert (again.state, again.calls) == ("called", 2)
    counters.finish(lead, session_id=session.pk, number=4, there=True, now=at(25))
    found = figures_of([session.pk])[session.pk]
    assert (found.tickets, found.served, found.gone, found.waited) == (4, 2, 0, 10)


@pytest.mark.django_db
def test_no_number_before_or_after_and_none_for_a_stranger_s_appointment(
    lead: Viewer, place: UUID
) -> None:
    session = weekly(lead, place)[0]
    for minutes in (-61, 181, -60 * 24):
        with pytest.raises(Conflict):
            take(session, minutes)
    with pytest.raises(NotHere):
        counters.arrive(resident_viewer(), session_id=session.pk, phone="010-9999-9999", now=at(1))
    session.refresh_from_db()
    assert session.last_ticket == 0


@pytest.mark.django_db
def test_the_screen_shows_no_name_and_is_silent_while_nothing_changes(
    lead: Viewer, place: UUID, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = weekly(lead, place)[0]
    booked(session, 840, "010-1234-5678")
    counters.arrive(resident_viewer(), session_id=session.pk, phone="010-1234-5678", now=at(1))
    counters.call_next(lead, session_id=session.pk, place=1, seen=0, now=at(2))
    monkeypatch.setattr("dongne.delivery.counters.views.door.timezone.now", lambda: at(3))
    key = session.outreach.door_key
    url = f"/outreach/at/{key}/screen"
    page = client.get(url).content.decode()
    assert "wall-number" in page
    assert "김" not in page.split("<main")[1].split("</main")[0]
    first = client.get(f"{url}?part=1")
    again = client.get(f"{url}?part=1", headers={"If-None-Match": first["ETag"]})
    assert (first.status_code, again.status_code) == (200, 304)
    taken = client.post(f"/outreach/at/{key}/ticket", {"go": "take"})
    assert taken.status_code == 200
    assert client.get(f"{url}?part=1", headers={"If-None-Match": first["ETag"]}).status_code == 200
    assert client.get("/outreach/at/not-a-key-of-ours/screen").status_code == 404


def _all_at_once(deed) -> list[object]:  # type: ignore[no-untyped-def]
    """What each of twenty threads got, or which refusal."""
    got: list[object] = []
    start = threading.Barrier(THREADS)

    def run(n: int) -> None:
        try:
            start.wait()
            got.append(deed(n))
        except Conflict as problem:
            got.append(problem.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(n,)) for n in range(THREADS)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return got


@pytest.mark.django_db(transaction=True)
def test_one_of_twenty_gets_the_slot_and_numbers_have_no_gaps(cast: Cast) -> None:
    lead = cast.viewer(cast.own.lead)
    place = a_place(lead, cast.own.dong)
    session = weekly(lead, place)[0]

    got = _all_at_once(lambda n: booked(session, 840, f"010-1234-56{n:02}").seat)
    assert sorted(map(str, got)) == ["1", *["slot_taken"] * (THREADS - 1)]
    rows = counters.Appointment.objects.for_viewer(SYSTEM).filter(session=session, begins=840)
    assert rows.count() == 1

    numbers = _all_at_once(lambda n: take(session, 1).number)
    assert sorted(numbers) == list(range(1, THREADS + 1))  # type: ignore[type-var]

    called = _all_at_once(
        lambda n: counters.call_next(lead, session_id=session.pk, place=1, seen=0, now=at(2))
    )
    winners = [one for one in called if one != "changed_meanwhile"]
    assert [one.number for one in winners] == [1]  # type: ignore[attr-defined]
