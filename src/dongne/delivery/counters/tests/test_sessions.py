"""Sessions follow rhythm, holidays and closings; calling one off tells everybody once."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from django.db.models import Count
from icalendar import Calendar

from dongne.delivery.channels.public import add_site_closing, world_of
from dongne.delivery.counters import public as counters
from dongne.delivery.counters.presenters import calendars
from dongne.delivery.counters.services.tending import remind_tomorrow
from dongne.foundation.messaging.public import Message
from dongne.foundation.scope.public import SYSTEM, Viewer, resident_viewer
from dongne.lib.refusals import Conflict, Forbidden, NotHere, Refused
from tests.cast import NOW, Cast

from .conftest import a_place, sessions, weekly

pytestmark = pytest.mark.django_db


def book(session: counters.Session, begins: int, phone: str = "010-1234-5678", **more: object):  # type: ignore[no-untyped-def]
    wanted = counters.Wanted(
        session_id=session.pk, begins=begins, name="김하나", phone=phone, **more
    )
    return counters.book(resident_viewer(), wanted=wanted, now=NOW)


def told(event: str) -> int:
    return Message.objects.for_viewer(SYSTEM).filter(event=event).count()


def test_sessions_are_made_eight_weeks_ahead_once(lead: Viewer, place: UUID) -> None:
    made = weekly(lead, place)
    days = [one.day for one in made]
    assert days[0] == date(2026, 11, 25)
    assert all(day.weekday() == 2 for day in days)
    assert len(days) == 8
    assert counters.tend_counter(SYSTEM, site_id=place, now=NOW) == 0


def test_the_state_s_holidays_have_no_session(lead: Viewer, place: UUID) -> None:
    made = weekly(lead, place, weekday=4)
    days = {one.day for one in made}
    assert date(2026, 12, 25) not in days
    assert date(2027, 1, 1) not in days
    assert date(2026, 12, 18) in days


def test_a_closing_calls_sessions_off_and_a_short_day_shortens_them(
    cast: Cast, lead: Viewer, place: UUID
) -> None:
    first, second = weekly(lead, place)[:2]
    lost = book(first, 840).appointment
    kept = book(second, 840, "010-1111-2222").appointment
    late = book(second, 980, "010-3333-4444").appointment
    add_site_closing(
        lead, site_id=place, first=first.day, last=first.day, reason="복지관 공사", now=NOW
    )
    add_site_closing(
        lead, site_id=place, first=second.day, last=second.day, opens=540, closes=960,
        reason="행사", now=NOW,
    )  # fmt: skip
    counters.tend_counter(SYSTEM, site_id=place, now=NOW)
    counters.tend_counter(SYSTEM, site_id=place, now=NOW)
    for one in (first, second, lost, kept, late):
        one.refresh_from_db()
    assert first.cancelled_at is not None
    assert first.reason == "복지관 공사"
    assert (second.cancelled_at, second.starts, second.ends) == (None, 840, 960)
    assert (lost.state, kept.state, late.state) == ("cancelled", "booked", "cancelled")
    assert told("outreach.cancelled") == 2


def test_calling_off_tells_everybody_once_and_they_may_take_another_slot(
    lead: Viewer, place: UUID
) -> None:
    first, second = weekly(lead, place)[:2]
    mine = book(first, 840).appointment
    book(first, 860, "010-1111-2222")
    gone = book(first, 880, "010-3333-4444").appointment
    counters.cancel_appointment(resident_viewer(), appointment_id=gone.pk, now=NOW)
    counters.cancel_session(lead, session_id=first.pk, reason="담당자가 아픕니다", now=NOW)
    with pytest.raises(Conflict):
        counters.cancel_session(lead, session_id=first.pk, reason="또", now=NOW)
    assert told("outreach.cancelled") == 2
    with pytest.raises(Conflict):
        book(first, 900, "010-5555-6666")
    moved = counters.move_appointment(
        resident_viewer(), appointment_id=mine.pk, session_id=second.pk, begins=840, now=NOW
    )
    assert (moved.state, moved.number) == ("booked", mine.number)
    assert told("outreach.changed") == 1


def test_the_day_before_is_told_once(lead: Viewer, place: UUID) -> None:
    first = weekly(lead, place)[0]
    book(first, 840)
    eve = NOW + timedelta(days=4)
    assert remind_tomorrow(SYSTEM, now=NOW) == 0
    assert (remind_tomorrow(SYSTEM, now=eve), remind_tomorrow(SYSTEM, now=eve)) == (1, 0)


def test_what_is_refused(cast: Cast, lead: Viewer, place: UUID) -> None:
    first = weekly(lead, place)[0]
    book(first, 840)
    with pytest.raises(Conflict) as full:
        book(first, 840, "010-1111-2222")
    assert full.value.code == "slot_taken"
    for begins in (845, 1020, 0):
        with pytest.raises(Refused):
            book(first, begins, "010-1111-2222")
    with pytest.raises(Refused):
        counters.book(
            resident_viewer(),
            wanted=counters.Wanted(session_id=first.pk, begins=860, phone="010-1111-2222"),
            now=NOW + timedelta(days=6),
        )
    officer = cast.viewer(cast.own.officer)
    with pytest.raises(Forbidden):
        counters.end_rhythm(officer, rhythm_id=first.rhythm_id, now=NOW)
    stranger = cast.viewer(cast.far.lead)
    with pytest.raises(NotHere):
        counters.cancel_session(stranger, session_id=first.pk, reason="x", now=NOW)
    with pytest.raises(Conflict):
        weekly(lead, place, starts=900)
    with pytest.raises(Refused):
        counters.add_session(
            lead, site_id=place, day=date(2026, 12, 25), starts=840, ends=1020, now=NOW
        )


def test_booking_twice_with_one_key_is_one_appointment(lead: Viewer, place: UUID) -> None:
    first = weekly(lead, place)[0]
    wanted = counters.Wanted(session_id=first.pk, begins=840, name="김하나", phone="010-1234-5678")
    one = counters.book(resident_viewer(), wanted=wanted, now=NOW)
    two = counters.book(resident_viewer(), wanted=wanted, now=NOW)
    assert (one.appointment.pk, two.created) == (two.appointment.pk, False)
    assert told("outreach.booked") == 1


def test_the_planner_knows_sessions_and_slots(cast: Cast, lead: Viewer, place: UUID) -> None:
    first = weekly(lead, place)[0]
    book(first, 840)

    def site():  # type: ignore[no-untyped-def]
        world = world_of(cast.own.dong.pk, now=NOW, days=14)
        return next(one for one in world.sites if one.id == place)

    day = 5 * 1440
    assert site().open == ((day + 840, day + 1020), (day + 7 * 1440 + 840, day + 7 * 1440 + 1020))
    assert site().slots is None
    counters.run_counter(lead, site_id=place, weeks_ahead=8, walk_in=False, places=1, now=NOW)
    slots = site().slots
    assert slots is not None
    assert (slots[0].begins, slots[0].left) == (day + 840, 0)
    assert slots[1].left == 1


def test_the_feed_is_read_by_the_parser_and_names_nobody(lead: Viewer, place: UUID) -> None:
    made = weekly(lead, place)
    book(made[0], 840)
    counters.cancel_session(lead, session_id=made[1].pk, reason="공사", now=NOW)
    body = calendars.feed(sessions(place), name="창구", url="http://test/outreach/")
    events = Calendar.from_ical(body).walk("VEVENT")
    assert len(events) == len(made)
    assert events[0]["dtstart"].dt == datetime.fromisoformat("2026-11-25T14:00:00+09:00")
    assert str(events[1]["status"]) == "CANCELLED"
    assert "김하나" not in body.decode()
    assert "1234-5678" not in body.decode()


def test_a_second_place_has_its_own_sessions(cast: Cast, lead: Viewer, place: UUID) -> None:
    weekly(lead, place)
    other = a_place(lead, cast.own.dong)
    weekly(lead, other)
    rows = counters.sessions_for(SYSTEM).values("outreach").annotate(n=Count("pk"))
    assert {row["outreach"]: row["n"] for row in rows.order_by()} == {place: 8, other: 8}


def test_somebody_sets_out_for_each_session_and_takes_along_what_is_ready(
    cast: Cast, lead: Viewer, place: UUID
) -> None:
    weekly(lead, place)
    world = world_of(cast.own.dong.pk, now=NOW, days=14)
    [site] = [one for one in world.sites if one.channel == "outreach"]
    assert [run.back for run in site.runs] == [begin for begin, _end in site.open]
    assert all(run.back - run.leaves == 60 and run.takes > 0 for run in site.runs)
    session = sessions(place)[0]
    counters.cancel_session(lead, session_id=session.pk, reason="눈이 많이 옴", now=NOW)
    fewer = world_of(cast.own.dong.pk, now=NOW, days=14)
    [site] = [one for one in fewer.sites if one.channel == "outreach"]
    assert len(site.runs) == 1
