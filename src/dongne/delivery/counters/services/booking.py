"""Writes: a place in a slot taken, moved, given back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from dongne.delivery.catalogue.public import services_of
from dongne.foundation.audit.public import record
from dongne.foundation.residents.public import note_contact
from dongne.foundation.scope.public import SYSTEM, Viewer, ViewerKind
from dongne.lib.ids import new_id
from dongne.lib.readable_secrets import Secret, new_secret
from dongne.lib.reference_numbers import new_number
from dongne.lib.refusals import Conflict, NotHere, Refused

from ..models import Appointment, Session
from ..permissions import require_serving
from ..queries.own import digest_of
from ..rules import moment_of, slots_of
from ..states import HOLDS, AppointmentState, BookedBy, CancelledBy
from .ground import held, require_open
from .telling import tell_booked, tell_moved

MOST_AHEAD = 3
MOST_SERVICES = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which slot, by whom, what for. `phone` was shown to be theirs, where a resident books."""

    session_id: UUID
    begins: int
    phone: str
    name: str = ""
    services: Sequence[str] = ()
    language: str = "ko"
    id: UUID = field(default_factory=new_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Booked:
    """`secret` is known here and never again."""

    appointment: Appointment
    secret: Secret | None
    created: bool = True


@transaction.atomic
def book(viewer: Viewer, *, wanted: Wanted, now: datetime) -> Booked:
    """A place in the slot. The same `id` books once.

    Of two who ask for the last place at the same second one has it, the other gets a Conflict
    (`slot_taken`): places are counted while the session is held. Raises NotHere, Forbidden,
    Refused; residents.Unsound for a telephone that is none.
    """
    session = held(wanted.session_id)
    dong_id = session.outreach.dong_id
    by = BookedBy.RESIDENT
    if viewer.kind is ViewerKind.OFFICER:
        require_serving(viewer, dong_id)
        by = BookedBy.OFFICE
    known = _of_id(wanted.id)
    if known is not None:
        return Booked(appointment=known, secret=None, created=False)
    seat = _seat(session, wanted.begins, now=now)
    person = note_contact(
        viewer,
        dong_id=dong_id,
        now=now,
        name=wanted.name,
        phone=wanted.phone,
        language=wanted.language,
    )
    if person is None:
        raise Refused(_("연락할 전화번호를 적어 주세요."), code="no_phone")
    ahead = Appointment.objects.for_viewer(SYSTEM).filter(
        person=person, state=AppointmentState.BOOKED, session__day__gte=session.day
    )
    if by == BookedBy.RESIDENT and ahead.count() >= MOST_AHEAD:
        raise Conflict(
            _("이 번호로 이미 %(n)s번 예약되어 있습니다. 쓰지 않을 예약을 먼저 취소해 주세요.")
            % {"n": MOST_AHEAD},
            code="booked_enough",
        )
    secret = new_secret()
    row = Appointment(
        id=wanted.id,
        session=session,
        begins=wanted.begins,
        seat=seat,
        number=new_number(),
        digest=digest_of(secret.bits, wanted.id),
        person=person,
        services=_known_services(dong_id, wanted.services, session),
        language=wanted.language,
        booked_by=by,
        booked_at=now,
        changed_at=now,
    )
    row.save(force_insert=True)
    record(
        viewer,
        action="outreach.booked",
        subject=row,
        now=now,
        dong_id=dong_id,
        changes={"number": row.number, "day": session.day, "begins": row.begins},
    )
    tell_booked(row, session, now=now)
    return Booked(appointment=row, secret=secret)


@transaction.atomic
def move_appointment(
    viewer: Viewer, *, appointment_id: UUID, session_id: UUID, begins: int, now: datetime
) -> Appointment:
    """Another time, with the same number and secret; also after a session was called off.

    Whoever calls has made sure that it is theirs (a resident), or works there. Raises Conflict.
    """
    # The session first, as whoever calls one off does: never the one waiting for the other.
    session = held(session_id)
    row = _held_row(appointment_id)
    if session.outreach.dong_id != row.session.outreach.dong_id:
        raise NotHere(_("그날의 출장 민원 창구를 찾을 수 없습니다."), code="session_not_found")
    _require_right(viewer, row)
    again = row.state == AppointmentState.CANCELLED and row.cancelled_by == CancelledBy.SESSION
    if row.state != AppointmentState.BOOKED and not again:
        raise Conflict(_("이미 끝났거나 취소한 예약입니다."), code="appointment_over")
    if (row.session_id, row.begins) == (session.pk, begins) and not again:
        return row
    before = [row.session.day, row.begins]
    row.seat = _seat(session, begins, now=now)
    row.session, row.begins = session, begins
    row.state, row.cancelled_by, row.unreached = AppointmentState.BOOKED, "", False
    row.reminded_at, row.changed_at = None, now
    row.save()
    record(
        viewer,
        action="outreach.moved",
        subject=row,
        now=now,
        dong_id=session.outreach.dong_id,
        changes={"when": [f"{before[0]} {before[1]}", f"{session.day} {begins}"]},
    )
    tell_moved(row, session, now=now)
    return row


@transaction.atomic
def cancel_appointment(viewer: Viewer, *, appointment_id: UUID, now: datetime) -> Appointment:
    """The place is free for others. Cancelled already, it is answered as it is."""
    row = _held_row(appointment_id)
    _require_right(viewer, row)
    if row.state == AppointmentState.CANCELLED:
        return row
    if row.state != AppointmentState.BOOKED:
        raise Conflict(_("이미 다녀가신 예약입니다."), code="appointment_over")
    office = viewer.kind is ViewerKind.OFFICER
    row.state, row.changed_at = AppointmentState.CANCELLED, now
    row.cancelled_by = CancelledBy.OFFICE if office else CancelledBy.RESIDENT
    row.save(update_fields=["state", "changed_at", "cancelled_by"])
    record(
        viewer,
        action="outreach.appointment_cancelled",
        subject=row,
        now=now,
        dong_id=row.session.outreach.dong_id,
        changes={"number": row.number},
    )
    return row


@transaction.atomic
def mark_missing(viewer: Viewer, *, appointment_id: UUID, now: datetime) -> Appointment:
    """Their time is over and they did not come; pressed again it is taken back."""
    row = _held_row(appointment_id)
    require_serving(viewer, row.session.outreach.dong_id)
    flip = {
        AppointmentState.BOOKED: AppointmentState.DID_NOT_COME,
        AppointmentState.DID_NOT_COME: AppointmentState.BOOKED,
    }
    state = flip.get(AppointmentState(row.state))
    if state is None:
        raise Conflict(_("이미 왔거나 취소한 예약입니다."), code="appointment_over")
    before, row.state, row.changed_at = row.state, state, now
    row.save(update_fields=["state", "changed_at"])
    record(
        viewer,
        action="outreach.missing",
        subject=row,
        now=now,
        dong_id=row.session.outreach.dong_id,
        changes={"state": [before, row.state]},
    )
    return row


@transaction.atomic
def mark_told(viewer: Viewer, *, appointment_id: UUID, now: datetime) -> Appointment:
    """No message led to them; somebody has told them that the session is off."""
    row = _held_row(appointment_id)
    require_serving(viewer, row.session.outreach.dong_id)
    if row.unreached:
        row.unreached = False
        row.save(update_fields=["unreached"])
        record(
            viewer,
            action="outreach.told_by_hand",
            subject=row,
            now=now,
            dong_id=row.session.outreach.dong_id,
            changes={},
        )
    return row


def _seat(session: Session, begins: int, *, now: datetime) -> int:
    """The lowest free seat of the slot. Raises Conflict, Refused."""
    require_open(session)
    if begins not in slots_of(session.starts, session.ends, session.slot_minutes):
        raise Refused(_("그 시간에는 예약을 받지 않습니다."), code="no_slot")
    if moment_of(session.day, begins) <= now:
        raise Refused(_("이미 지난 시간입니다. 다른 시간을 골라 주세요."), code="past")
    taken = set(
        Appointment.objects.for_viewer(SYSTEM)
        .filter(session=session, begins=begins, state__in=HOLDS)
        .values_list("seat", flat=True)
    )
    free = [seat for seat in range(1, session.cap + 1) if seat not in taken]
    if not free:
        raise Conflict(
            _("그 시간은 방금 다른 분이 예약했습니다. 다른 시간을 골라 주세요."),
            code="slot_taken",
        )
    return free[0]


def _known_services(dong_id: int, codes: Sequence[str], session: Session) -> list[str]:
    known = services_of(dong_id, day=session.day)
    return [code for code in dict.fromkeys(codes) if code in known][:MOST_SERVICES]


def _of_id(key: UUID) -> Appointment | None:
    return Appointment.objects.for_viewer(SYSTEM).filter(pk=key).first()


def _held_row(appointment_id: UUID) -> Appointment:
    row = (
        Appointment.objects.for_viewer(SYSTEM)
        .select_for_update(of=("self",), no_key=True)
        .select_related("session__outreach__site", "session__outreach__dong__district")
        .filter(pk=appointment_id)
        .first()
    )
    if row is None:
        raise NotHere(_("예약을 찾을 수 없습니다."), code="appointment_not_found")
    return row


def _require_right(viewer: Viewer, row: Appointment) -> None:
    """A resident was let in by the secret; of officers, those of the office."""
    if viewer.kind is not ViewerKind.RESIDENT:
        require_serving(viewer, row.session.outreach.dong_id)
