"""The night's work: sessions made ahead, those that a holiday or a closing forbids called off,
what was left open closed, drafts forgotten."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import record
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.seoul import seoul_day

from ..models import Appointment, BookingDraft, OutreachSite, Rhythm, Server, Session, Ticket
from ..queries.days import Calendar, calendar_between
from ..rules import Pattern, Span, cut, moment_of
from ..states import AppointmentState, TicketState
from .ground import held
from .sessions import booked_in, call_off, call_off_appointments, make_session, overlapping
from .telling import remind

DRAFTS_KEPT = timedelta(hours=2)
FAR = timedelta(days=400)
MOST = 500


def tend_counters(*, now: datetime, dong_ids: frozenset[int] | None = None) -> None:
    """Every counter in a transaction of its own."""
    rows = OutreachSite.objects.for_viewer(SYSTEM).filter(site__removed_at=None)
    if dong_ids is not None:
        rows = rows.filter(dong__in=dong_ids)
    for key in rows.values_list("pk", flat=True):
        tend_counter(SYSTEM, site_id=key, now=now)


@transaction.atomic
def tend_counter(viewer: Viewer, *, site_id: UUID, now: datetime) -> int:
    """What a rhythm and the calendar ask for, at once. Run twice it does nothing the second time.
    Answers how many sessions are new."""
    outreach = (
        OutreachSite.objects.for_viewer(SYSTEM)
        .select_for_update(of=("self",), no_key=True)
        .select_related("site", "dong__district")
        .get(pk=site_id)
    )
    today = seoul_day(now)
    calendar = calendar_between(outreach, today, today + FAR)
    _shorten(outreach, calendar, now=now)
    last = today + timedelta(weeks=outreach.weeks_ahead)
    made = 0
    for rhythm in Rhythm.objects.for_viewer(SYSTEM).filter(outreach=outreach, ended_at=None):
        made += _make(outreach, rhythm, calendar, today, last, now=now)
    return made


def span_on(calendar: Calendar, day: date, span: Span, least: int) -> Span | None:
    limits = calendar.limits(day)
    return None if limits is None else cut(span, limits, least=least)


def pattern_of(rhythm: Rhythm) -> Pattern:
    return Pattern(
        weekday=rhythm.weekday,
        nth=frozenset(rhythm.nth),
        starts=rhythm.starts,
        ends=rhythm.ends,
        slot_minutes=rhythm.slot_minutes,
        since=rhythm.since,
        until=rhythm.until,
    )


def _make(
    outreach: OutreachSite,
    rhythm: Rhythm,
    calendar: Calendar,
    first: date,
    last: date,
    *,
    now: datetime,
) -> int:
    there = set(
        Session.objects.for_viewer(SYSTEM)
        .filter(rhythm=rhythm, day__gte=first)
        .values_list("day", flat=True)
    )
    made = 0
    for day in pattern_of(rhythm).days(first, last):
        span = span_on(calendar, day, (rhythm.starts, rhythm.ends), rhythm.slot_minutes)
        if day in there or span is None or moment_of(day, span[1]) <= now:
            continue
        if overlapping(outreach.pk, day, *span):
            continue
        session = make_session(
            SYSTEM,
            outreach=outreach,
            rhythm_id=rhythm.pk,
            day=day,
            starts=span[0],
            ends=span[1],
            slot_minutes=rhythm.slot_minutes,
            cap=rhythm.cap,
            now=now,
        )
        if session is not None:
            made += 1
            if rhythm.officer_id is not None:
                Server.objects.for_viewer(SYSTEM).create(
                    session=session, officer_id=rhythm.officer_id
                )
    return made


def _shorten(outreach: OutreachSite, calendar: Calendar, *, now: datetime) -> None:
    """A holiday declared since, or a closing: off, or shorter; never longer than people know it."""
    rows = Session.objects.for_viewer(SYSTEM).filter(
        outreach=outreach, day__gte=seoul_day(now), cancelled_at=None
    )
    for key in rows.values_list("pk", flat=True):
        session = held(key)
        if moment_of(session.day, session.ends) <= now:
            continue
        old = (session.starts, session.ends)
        new = span_on(calendar, session.day, old, session.slot_minutes)
        if new == old:
            continue
        why = calendar.why(session.day) or _("주민센터 휴무")
        if new is None:
            call_off(SYSTEM, session, reason=why[:100], now=now)
            continue
        # Slots stay where they were: the beginning moves by whole ones.
        late = -(-(new[0] - old[0]) // session.slot_minutes) * session.slot_minutes
        session.starts, session.ends = old[0] + late, new[1]
        session.reason = why[:100]
        if session.ends - session.starts < session.slot_minutes:
            session.starts, session.ends = old
            call_off(SYSTEM, session, reason=why[:100], now=now)
            continue
        session.save(update_fields=["starts", "ends", "reason"])
        lost = [
            one
            for one in booked_in(session)
            if one.begins < session.starts or one.begins + session.slot_minutes > session.ends
        ]
        count = call_off_appointments(lost, session, now=now)
        record(
            SYSTEM,
            action="outreach.session_shortened",
            subject=session,
            now=now,
            dong_id=outreach.dong_id,
            changes={
                "starts": [old[0], session.starts],
                "ends": [old[1], session.ends],
                "appointments": count,
            },
        )


@transaction.atomic
def remind_tomorrow(viewer: Viewer, *, now: datetime) -> int:
    """The day before, once."""
    tomorrow = seoul_day(now) + timedelta(days=1)
    rows = (
        Appointment.objects.for_viewer(SYSTEM)
        .select_for_update(of=("self",), skip_locked=True)
        .select_related("session__outreach__site", "session__outreach__dong__district")
        .filter(
            session__day=tomorrow,
            session__cancelled_at=None,
            state=AppointmentState.BOOKED,
            reminded_at=None,
        )
    )
    told = 0
    for one in rows[:MOST]:
        told += remind(one, one.session, now=now)
        one.reminded_at = now
        one.save(update_fields=["reminded_at"])
        record(
            SYSTEM,
            action="outreach.reminded",
            subject=one,
            now=now,
            dong_id=one.session.outreach.dong_id,
            changes={},
        )
    return told


@transaction.atomic
def close_past(viewer: Viewer, *, now: datetime) -> None:
    """After the day: who did not come, and numbers that nobody finished."""
    today = seoul_day(now)
    missed = list(
        Appointment.objects.for_viewer(SYSTEM)
        .select_for_update(of=("self",), skip_locked=True)
        .select_related("session__outreach")
        .filter(session__day__lt=today, state=AppointmentState.BOOKED)[:MOST]
    )
    for one in missed:
        one.state, one.changed_at = AppointmentState.DID_NOT_COME, now
        one.save(update_fields=["state", "changed_at"])
    open_ones = Ticket.objects.for_viewer(SYSTEM).filter(session__day__lt=today)
    left = list(
        open_ones.select_for_update(of=("self",), skip_locked=True)
        .select_related("session__outreach")
        .filter(state__in=[TicketState.WAITING, TicketState.CALLED])[:MOST]
    )
    for ticket in left:
        served = ticket.state == TicketState.CALLED
        ticket.state = TicketState.SERVED if served else TicketState.GONE
        ticket.ended_at = moment_of(ticket.session.day, ticket.session.ends)
        if ticket.ended_at < ticket.taken_at:
            ticket.ended_at = ticket.taken_at
        ticket.save(update_fields=["state", "ended_at"])
    ended: list[Appointment | Ticket] = [*missed, *left]
    for subject in ended:
        record(
            SYSTEM,
            action="outreach.closed_after",
            subject=subject,
            now=now,
            dong_id=subject.session.outreach.dong_id,
            changes={"state": subject.state},
        )


@transaction.atomic
def forget_old_drafts(viewer: Viewer, *, now: datetime) -> int:
    rows = list(
        BookingDraft.objects.select_for_update(skip_locked=True).filter(
            started_at__lte=now - DRAFTS_KEPT
        )[:MOST]
    )
    for draft in rows:
        record(
            SYSTEM,
            action="outreach.draft_forgotten",
            subject=draft,
            now=now,
            changes={"name": ["•", ""], "phone": ["•", ""]},
        )
        draft.delete()
    return len(rows)
