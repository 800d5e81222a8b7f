"""Reads: counters and their sessions, as staff and as everybody sees them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from dongne.delivery.channels.public import ChannelSite
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import NotHere
from dongne.lib.seoul import seoul_day

from ..models import Appointment, OutreachSite, Rhythm, Server, Session
from ..rules import moment_of, slots_of
from ..states import HOLDS

CHANNEL = "outreach"


def sites_for(viewer: Viewer) -> QuerySet[OutreachSite]:
    rows = OutreachSite.objects.for_viewer(viewer).filter(site__removed_at=None)
    return rows.select_related("site", "dong__district")


def site_of(viewer: Viewer, site_id: UUID) -> OutreachSite:
    """Raises NotHere."""
    rows = OutreachSite.objects.for_viewer(viewer).select_related("site", "dong__district")
    found = rows.filter(pk=site_id).first()
    if found is None:
        raise NotHere(_("출장 민원 창구를 찾을 수 없습니다."), code="outreach_not_found")
    return found


def places_without(viewer: Viewer, dong_id: int) -> list[ChannelSite]:
    """Places of the channel that the dong has, and for which nobody has said anything here."""
    known = OutreachSite.objects.for_viewer(SYSTEM).filter(dong=dong_id).values("pk")
    rows = ChannelSite.objects.filter(channel=CHANNEL, dong=dong_id, removed_at=None)
    return list(rows.exclude(pk__in=known))


def sessions_for(viewer: Viewer) -> QuerySet[Session]:
    return Session.objects.for_viewer(viewer).select_related(
        "outreach__site", "outreach__dong__district"
    )


def session_of(viewer: Viewer, session_id: UUID) -> Session:
    """Raises NotHere."""
    found = sessions_for(viewer).filter(pk=session_id).first()
    if found is None:
        raise NotHere(_("그날의 출장 민원 창구를 찾을 수 없습니다."), code="session_not_found")
    return found


def rhythms_of(outreach: OutreachSite) -> list[Rhythm]:
    rows = Rhythm.objects.for_viewer(SYSTEM).filter(outreach=outreach, ended_at=None)
    return list(rows.select_related("officer"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """`begins` in minutes of the day; `left` places."""

    begins: int
    left: int


def taken_in(session_ids: Sequence[UUID]) -> dict[UUID, dict[int, int]]:
    """How many places of each slot are taken. One statement."""
    rows = (
        Appointment.objects.for_viewer(SYSTEM)
        .filter(session__in=session_ids, state__in=HOLDS)
        .order_by()
        .values_list("session", "begins")
        .annotate(n=Count("pk"))
    )
    found: dict[UUID, dict[int, int]] = {}
    for session, begins, n in rows:
        found.setdefault(session, {})[begins] = n
    return found


def free_slots(session: Session, taken: dict[int, int], *, now: datetime) -> list[Slot]:
    """Slots that have not begun yet, full ones too."""
    if session.cancelled_at is not None:
        return []
    return [
        Slot(begins=begins, left=max(session.cap - taken.get(begins, 0), 0))
        for begins in slots_of(session.starts, session.ends, session.slot_minutes)
        if moment_of(session.day, begins) > now
    ]


def public_sessions(
    *, first: date, last: date, dong_id: int | None = None, site_id: UUID | None = None
) -> list[Session]:
    """What everybody may know: where and when, called off ones too. One statement."""
    rows = sessions_for(SYSTEM).filter(
        day__gte=first, day__lte=last, outreach__site__removed_at=None
    )
    if dong_id is not None:
        rows = rows.filter(outreach__dong=dong_id)
    if site_id is not None:
        rows = rows.filter(outreach=site_id)
    return list(rows.order_by("day", "starts", "id")[:400])


def public_session(session_id: UUID) -> Session:
    """Raises NotHere."""
    return session_of(SYSTEM, session_id)


def next_sessions(outreach_ids: Sequence[UUID], *, after: date) -> dict[UUID, Session]:
    """The next one of each counter on or after a day. One statement."""
    rows = (
        sessions_for(SYSTEM)
        .filter(outreach__in=outreach_ids, day__gte=after, cancelled_at=None)
        .order_by("outreach_id", "day", "starts")
        .distinct("outreach_id")
    )
    return {row.outreach_id: row for row in rows}


def dongs_with_counters() -> list[Dong]:
    """Offices that sit somewhere else at times. One statement."""
    with_one = OutreachSite.objects.for_viewer(SYSTEM).filter(site__removed_at=None)
    rows = Dong.objects.for_viewer(SYSTEM).filter(pk__in=with_one.values("dong"))
    return list(rows.select_related("district").order_by("district__name", "name"))


def door_of(door_key: str, *, now: datetime) -> tuple[OutreachSite, Session | None]:
    """The counter of that key and the session there that is on, or comes next today.

    Raises NotHere.
    """
    rows = OutreachSite.objects.for_viewer(SYSTEM).select_related("site", "dong__district")
    outreach = rows.filter(door_key=door_key).first() if len(door_key) >= 16 else None
    if outreach is None:
        raise NotHere(_("출장 민원 창구를 찾을 수 없습니다."), code="outreach_not_found")
    today = seoul_day(now)
    sessions = sessions_for(SYSTEM).filter(outreach=outreach, day=today, cancelled_at=None)
    for one in sessions.order_by("starts"):
        if moment_of(one.day, one.ends) > now:
            return outreach, one
    return outreach, sessions.order_by("-starts").first()


def of_month(viewer: Viewer, first: date, last: date, site_id: UUID | None) -> list[Session]:
    """What staff see of a month. Two statements."""
    rows = sessions_for(viewer).filter(day__gte=first, day__lte=last)
    if site_id is not None:
        rows = rows.filter(outreach=site_id)
    return list(
        rows.annotate(
            booked=Count("appointments", filter=Q(appointments__state__in=HOLDS), distinct=True),
        )
        .prefetch_related(
            Prefetch("servers", Server.objects.for_viewer(SYSTEM).select_related("officer"))
        )
        .order_by("day", "starts", "id")
    )
