"""What the office's pages say of places and sessions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from dongne.foundation.scope.public import Viewer

from ..models import Appointment, OutreachSite, Session
from ..queries.figures import Figures
from ..queries.sessions import of_month, taken_in
from ..rules import moment_of
from ..states import AppointmentState
from ..words import APPOINTMENTS
from .sessions import clock, day_words, hours, own_name, place_name, shown

AHEAD = timedelta(days=56)


def site_row(outreach: OutreachSite, coming: Session | None) -> dict[str, Any]:
    return {
        "outreach": outreach,
        "name": own_name(outreach.site.name, outreach.site.name_en),
        "address": outreach.site.address,
        "dong": outreach.dong.label,
        "url": reverse("outreach_site", args=[outreach.pk]),
        "next": (
            _("다음은 %(day)s %(hours)s")
            % {"day": day_words(coming.day), "hours": hours(coming.starts, coming.ends)}
            if coming
            else _("정한 날 없음")
        ),
    }


def session_row(
    session: Session, figures: Figures, taken: dict[int, int], *, now: datetime
) -> dict[str, Any]:
    told = shown(session, taken, now=now)
    return {
        "session": session,
        "shown": told,
        "off": told.off,
        "url": reverse("outreach_session", args=[session.pk]),
        "desk": reverse("outreach_desk", args=[session.pk]),
        "officers": ", ".join(one.officer.name for one in session.servers.all()),
        "figures": figures,
        "result": result_words(figures) if told.past and not told.off else "",
    }


def result_words(figures: Figures) -> str:
    """`14명 · 보통 6분 기다림`."""
    if not figures.tickets:
        return _("오신 분 없음")
    said = ngettext("%(n)s명", "%(n)s명", figures.tickets) % {"n": figures.tickets}
    if figures.waited is None:
        return said
    return _("%(said)s · 보통 %(n)s분 기다림") % {"said": said, "n": figures.waited}


def total_words(rows: Sequence[Figures]) -> str:
    tickets = sum(one.tickets for one in rows)
    waits = sorted(one.waited for one in rows if one.waited is not None)
    if not tickets:
        return ""
    said = ngettext("이달에 %(n)s명이 다녀갔습니다.", "이달에 %(n)s명이 다녀갔습니다.", tickets) % {
        "n": tickets
    }
    if waits:
        said += " " + _("기다린 시간은 보통 %(n)s분입니다.") % {"n": waits[len(waits) // 2]}
    return said


def coming(
    viewer: Viewer, outreach: OutreachSite, today: date, *, now: datetime
) -> list[dict[str, Any]]:
    rows = of_month(viewer, today, today + AHEAD, outreach.pk)
    taken = taken_in([one.pk for one in rows])
    return [session_row(one, Figures(), taken.get(one.pk, {}), now=now) for one in rows]


def appointment_row(
    appointment: Appointment, session: Session, names: Sequence[str], *, now: datetime
) -> dict[str, Any]:
    """The name is masked: whoever is called hears a number."""
    tone, icon, word = APPOINTMENTS[AppointmentState(appointment.state)]
    person = appointment.person
    late = moment_of(session.day, appointment.begins + session.slot_minutes) <= now
    ticket = getattr(appointment, "ticket", None)
    return {
        "appointment": appointment,
        "clock": clock(appointment.begins),
        "name": str(person.name) if person and person.name else "",
        "phone": str(person.phone) if person and person.phone else "",
        "person_url": reverse("resident", args=[person.pk]) if person else "",
        "services": ", ".join(names),
        "tone": tone,
        "icon": icon,
        "word": word,
        "late": late,
        "ticket": ticket.number if ticket else 0,
        "open": appointment.state in (AppointmentState.BOOKED, AppointmentState.DID_NOT_COME),
        "booked": appointment.state == AppointmentState.BOOKED,
        "missing": appointment.state == AppointmentState.DID_NOT_COME,
    }


def figure_rows(figures: Figures) -> list[tuple[str, str]]:
    def minutes(n: int | None) -> str:
        return "–" if n is None else ngettext("%(n)s분", "%(n)s분", n) % {"n": n}

    def people(n: int) -> str:
        return ngettext("%(n)s명", "%(n)s명", n) % {"n": n}

    return [
        (_("번호표를 뽑은 분"), people(figures.tickets)),
        (_("일을 마친 분"), people(figures.served)),
        (_("부를 때 안 계신 분"), people(figures.gone)),
        (_("보통 기다린 시간"), minutes(figures.waited)),
        (_("가장 오래 기다린 시간"), minutes(figures.longest)),
        (_("한 분에 걸린 시간"), minutes(figures.took)),
        (_("예약하고 온 분"), f"{figures.came} / {figures.booked}"),
    ]


def csv_head() -> list[str]:
    return [
        _("날짜"), _("곳"), pgettext("when a counter opens", "여는 시간"), _("닫는 시간"),
        _("상태"), _("번호표"), pgettext("ticket", "마침"), _("안 계심"), _("보통 기다림(분)"),
        _("가장 오래(분)"), _("한 분에(분)"), _("예약"), _("예약하고 옴"), _("예약하고 안 옴"),
    ]  # fmt: skip


def csv_row(session: Session, figures: Figures) -> list[Any]:
    return [
        session.day.isoformat(),
        place_name(session),
        clock(session.starts),
        clock(session.ends),
        _("열지 않음") if session.cancelled_at else "",
        figures.tickets,
        figures.served,
        figures.gone,
        "" if figures.waited is None else figures.waited,
        "" if figures.longest is None else figures.longest,
        "" if figures.took is None else figures.took,
        figures.booked,
        figures.came,
        figures.missed,
    ]
