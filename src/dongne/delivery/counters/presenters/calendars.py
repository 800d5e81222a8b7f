"""Sessions and appointments as iCalendar (RFC 5545): no name, no service, no number in a feed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from ..models import Appointment, Session
from ..rules import moment_of
from .sessions import own_name, place_name


def feed(sessions: Sequence[Session], *, name: str, url: str) -> bytes:
    """A called off session stays in the feed as such, or calendars would keep it."""
    calendar = _calendar()
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", timedelta(hours=6), parameters={"value": "duration"})
    for one in sessions:
        event = _event(one, starts=one.starts, ends=one.ends, stamp=one.cancelled_at or one.made_at)
        event.add("uid", f"outreach-{one.pk}@dongne")
        event.add("summary", _("출장 민원 창구 · %(place)s") % {"place": place_name(one)})
        event.add("status", "CANCELLED" if one.cancelled_at else "CONFIRMED")
        event.add("sequence", 1 if one.cancelled_at else 0)
        text = [own_name(one.note, one.note_en), own_name(one.reason, one.reason_en)]
        said = " ".join(part for part in text if part)
        if said:
            event.add("description", said)
        event.add("url", url)
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def own(appointment: Appointment, *, now: datetime) -> bytes:
    """One's own, with a reminder two hours before."""
    session = appointment.session
    calendar = _calendar()
    begins = appointment.begins
    event = _event(session, starts=begins, ends=begins + session.slot_minutes, stamp=now)
    event.add("uid", f"{appointment.number}@dongne")
    event.add("summary", _("출장 민원 창구 예약 (%(number)s)") % {"number": appointment.number})
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _("출장 민원 창구 예약"))
    alarm.add("trigger", timedelta(hours=-2))
    event.add_component(alarm)
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _calendar() -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Dongne//counters//KO")
    calendar.add("version", "2.0")
    return calendar


def _event(session: Session, *, starts: int, ends: int, stamp: datetime) -> Event:
    event = Event()
    event.add("dtstamp", stamp)
    event.add("dtstart", moment_of(session.day, starts))
    event.add("dtend", moment_of(session.day, ends))
    site = session.outreach.site
    event.add("location", ", ".join(filter(None, [place_name(session), site.address])))
    if site.latitude is not None and site.longitude is not None:
        event.add("geo", (site.latitude, site.longitude))
    return event
