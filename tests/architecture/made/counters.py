"""What the pages of outreach counters are asked for."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from dongne.delivery.channels.public import SiteGiven, add_site
from dongne.delivery.counters import public as counters
from dongne.foundation.scope.public import SYSTEM, resident_viewer
from dongne.lib.seoul import seoul_day
from tests.cast import NOW

from . import Made

if TYPE_CHECKING:
    from tests.architecture.things import Things


def make(things: Things) -> Made:
    lead, dong = things.cast.viewer(things.cast.own.lead), things.cast.own.dong
    site = add_site(
        lead, place=dong, given=SiteGiven(channel="outreach", name="복지관 출장 창구"), now=NOW
    )
    outreach = counters.open_counter(lead, site_id=site.pk, now=NOW)
    today = seoul_day(timezone.now())
    rhythm = counters.add_rhythm(
        lead,
        site_id=outreach.pk,
        given=counters.RhythmGiven(weekday=2, starts=840, ends=1020, since=today),
        now=NOW,
    )
    # On whatever day that is: it may be a holiday, so the rule is not asked.
    session = counters.Session.objects.for_viewer(SYSTEM).create(
        outreach=outreach, day=today + timedelta(days=30), starts=840, ends=1020,
        slot_minutes=20, cap=9, made_at=NOW,
    )  # fmt: skip
    appointment = counters.book(
        resident_viewer(),
        wanted=counters.Wanted(
            session_id=session.pk, begins=840, name="김하나", phone="010-1234-5690"
        ),
        now=NOW,
    ).appointment
    ticket = counters.Ticket.objects.for_viewer(SYSTEM).create(
        session=session, number=1, follow_key="a-key-of-a-ticket", taken_at=NOW
    )
    times = {"starts": "10:00", "ends": "11:00", "slot_minutes": "20", "cap": "1"}
    return Made(
        always={
            "outreach_key": outreach.pk,
            "session_key": session.pk,
            "rhythm_key": rhythm.pk,
            "appointment_key": appointment.pk,
            "door_key": outreach.door_key,
            "follow_key": ticket.follow_key,
        },
        bodies={
            "outreach_slots": {"begins": "860"},
            "outreach_open": {"site": str(site.pk)},
            "outreach_site": {"weeks_ahead": "8", "places": "1", "version": "1", "walk_in": "on"},
            "outreach_rhythm_new": {"weekday": "0", "since": str(today), **times},
            "outreach_session_new": {"day": str(today + timedelta(days=41)), **times},
            "outreach_session": {},
            "outreach_cancel": {"reason": "담당자가 아픕니다"},
            "outreach_book": {"begins": "880", "name": "박둘", "phone": "010-2222-3333"},
            "outreach_appointment": {"go": "missing"},
            "outreach_desk_do": {"go": "next", "seen": "0", "place": "1"},
        },
    )
