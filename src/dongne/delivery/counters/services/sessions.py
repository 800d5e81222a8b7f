"""Writes: sessions made by hand or from a rhythm, called off, and who sits there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from dongne.foundation.asides.public import without_numbers
from dongne.foundation.audit.public import record
from dongne.foundation.organisations.public import officers_for
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.ids import new_id
from dongne.lib.refusals import Conflict, NotHere, Refused

from ..models import Appointment, OutreachSite, Server, Session, Ticket
from ..permissions import require_serving
from ..queries.days import calendar_between
from ..queries.sessions import site_of
from ..rules import cut, moment_of
from ..states import AppointmentState, CancelledBy, TicketState
from .ground import held_by
from .sites import check_times
from .telling import tell_cancelled


@transaction.atomic
def add_session(
    viewer: Viewer,
    *,
    site_id: UUID,
    day: date,
    starts: int,
    ends: int,
    now: datetime,
    slot_minutes: int = 20,
    cap: int = 1,
    note: str = "",
    note_en: str = "",
    officer_ids: Iterable[int] = (),
) -> Session:
    """One more afternoon, outside of any rhythm.

    Raises Refused on a holiday or a closed day and for what is past, Conflict where there is one
    at that time already.
    """
    outreach = site_of(viewer, site_id)
    require_serving(viewer, outreach.dong_id)
    check_times(starts, ends, slot_minutes, cap)
    if moment_of(day, ends) <= now:
        raise Refused(_("이미 지난 날입니다. 앞으로 올 날을 골라 주세요."), code="past")
    calendar = calendar_between(outreach, day, day)
    limits = calendar.limits(day)
    span = None if limits is None else cut((starts, ends), limits, least=slot_minutes)
    if span != (starts, ends):
        raise Refused(
            _("그날은 쉬거나 일찍 닫습니다(%(why)s). 날이나 시간을 바꿔 주세요.")
            % {"why": calendar.why(day) or _("여는 시간이 아님")},
            code="closed_then",
        )
    OutreachSite.objects.for_viewer(SYSTEM).select_for_update(no_key=True).get(pk=outreach.pk)
    if overlapping(outreach.pk, day, starts, ends):
        raise Conflict(_("그 시간에는 이미 창구가 있습니다."), code="session_there")
    key = new_id()
    texts = without_numbers(
        viewer, subject=Session(id=key), now=now, dong_id=outreach.dong_id, is_new=True,
        note=" ".join(note.split()), note_en=" ".join(note_en.split()),
    )  # fmt: skip
    session = make_session(
        viewer, outreach=outreach, day=day, starts=starts, ends=ends, slot_minutes=slot_minutes,
        cap=cap, now=now, session_id=key, note=texts["note"][:200], note_en=texts["note_en"][:300],
    )  # fmt: skip
    if session is None:
        raise Conflict(_("그 시간에는 이미 창구가 있습니다."), code="session_there")
    _seat(session, officer_ids)
    return session


def overlapping(outreach_id: UUID, day: date, starts: int, ends: int) -> bool:
    rows = Session.objects.for_viewer(SYSTEM).filter(
        outreach=outreach_id, day=day, cancelled_at=None, starts__lt=ends, ends__gt=starts
    )
    return rows.exists()


def make_session(
    viewer: Viewer,
    *,
    outreach: OutreachSite,
    day: date,
    starts: int,
    ends: int,
    slot_minutes: int,
    cap: int,
    now: datetime,
    rhythm_id: UUID | None = None,
    session_id: UUID | None = None,
    note: str = "",
    note_en: str = "",
) -> Session | None:
    """None where somebody was faster. Inside the caller's transaction."""
    session = Session(
        id=session_id or new_id(),
        outreach=outreach, rhythm_id=rhythm_id, day=day, starts=starts, ends=ends,
        slot_minutes=slot_minutes, cap=cap, note=note, note_en=note_en, made_at=now,
    )  # fmt: skip
    try:
        with transaction.atomic():
            session.save(force_insert=True)
    except IntegrityError:
        return None
    record(
        viewer,
        action="outreach.session_added",
        subject=session,
        now=now,
        dong_id=outreach.dong_id,
        changes={"day": day, "starts": starts, "ends": ends},
    )
    return session


@transaction.atomic
def cancel_session(
    viewer: Viewer, *, session_id: UUID, reason: str, now: datetime, reason_en: str = ""
) -> Session:
    """Nobody will be there. Everybody with an appointment is told once and may take another time.

    Raises Conflict where it was called off already or is over.
    """
    session = held_by(viewer, session_id)
    if session.cancelled_at is not None:
        raise Conflict(_("이미 열지 않기로 한 날입니다."), code="session_cancelled")
    if moment_of(session.day, session.ends) <= now:
        raise Conflict(_("이미 끝난 창구입니다."), code="session_over")
    if not reason.strip():
        raise Refused(_("왜 열지 않는지 적어 주세요. 예약한 분들께 알립니다."), code="no_reason")
    texts = without_numbers(
        viewer, subject=session, now=now, dong_id=session.outreach.dong_id,
        reason=" ".join(reason.split()), reason_en=" ".join(reason_en.split()),
    )  # fmt: skip
    call_off(
        viewer, session, reason=texts["reason"][:100], reason_en=texts["reason_en"][:150], now=now
    )
    return session


def call_off(
    viewer: Viewer, session: Session, *, reason: str, now: datetime, reason_en: str = ""
) -> int:
    """For a session that is held: cancel it and tell everybody. Answers how many."""
    session.cancelled_at, session.reason, session.reason_en = now, reason, reason_en
    session.save(update_fields=["cancelled_at", "reason", "reason_en"])
    booked = booked_in(session)
    count = call_off_appointments(booked, session, now=now)
    waiting = Ticket.objects.for_viewer(SYSTEM).filter(
        session=session, state__in=[TicketState.WAITING, TicketState.CALLED]
    )
    waiting.update(state=TicketState.GONE, ended_at=now)
    record(
        viewer,
        action="outreach.session_cancelled",
        subject=session,
        now=now,
        dong_id=session.outreach.dong_id,
        changes={"day": session.day, "reason": reason, "appointments": count},
    )
    return count


def booked_in(session: Session) -> QuerySet[Appointment]:
    """Held, so that nobody cancels or comes meanwhile."""
    rows = Appointment.objects.for_viewer(SYSTEM).select_for_update(of=("self",), no_key=True)
    return rows.filter(session=session, state=AppointmentState.BOOKED)


def call_off_appointments(rows: Iterable[Appointment], session: Session, *, now: datetime) -> int:
    """Those of a held session that can't take place. Answers how many."""
    found = list(rows)
    for one in found:
        one.state = AppointmentState.CANCELLED
        one.cancelled_by = CancelledBy.SESSION
        one.changed_at = now
        one.unreached = not tell_cancelled(one, session, begins=one.begins, now=now)
        one.save(update_fields=["state", "cancelled_by", "changed_at", "unreached"])
    return len(found)


@transaction.atomic
def set_servers(
    viewer: Viewer, *, session_id: UUID, officer_ids: Sequence[int], now: datetime
) -> Session:
    """Who sits there: the first at place 1, and so on."""
    session = held_by(viewer, session_id)
    before = list(_servers(session).values_list("officer", flat=True))
    wanted = list(dict.fromkeys(officer_ids))
    if before == wanted:
        return session
    _servers(session).delete()
    _seat(session, wanted)
    record(
        viewer,
        action="outreach.servers_set",
        subject=session,
        now=now,
        dong_id=session.outreach.dong_id,
        changes={"officers": [before, wanted]},
    )
    return session


def _servers(session: Session) -> QuerySet[Server]:
    return Server.objects.for_viewer(SYSTEM).filter(session=session)


def _seat(session: Session, officer_ids: Iterable[int]) -> None:
    wanted = list(dict.fromkeys(officer_ids))
    here = set(
        officers_for(SYSTEM)
        .filter(pk__in=wanted, dong=session.outreach.dong_id)
        .values_list("pk", flat=True)
    )
    if here != set(wanted):
        raise NotHere(_("이 사무실에서 일하는 직원을 찾을 수 없습니다."), code="not_found")
    most = session.outreach.places
    Server.objects.for_viewer(SYSTEM).bulk_create(
        Server(session=session, officer_id=key, place=min(n, most))
        for n, key in enumerate(wanted, 1)
    )
