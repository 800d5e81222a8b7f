"""Numbers: what the screen says, what somebody's own telephone says, the desk. Never a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..models import Session, Ticket
from ..queries.queue import Line, line_of
from ..rules import DOORS_OPEN, minute_of
from ..states import TicketState
from ..words import TICKETS
from .sessions import clock, hours

LAST_SHOWN = 4
MINUTES_EACH = 8
"""What one person takes, as long as nobody was served today."""


def spoken(ticket: Ticket) -> str:
    """`3번 손님, 1번 창구로 오세요.`"""
    return _("%(number)s번 손님, %(place)s번 창구로 오세요.") % {
        "number": ticket.number, "place": ticket.place,
    }  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """`key` changes with every call, so that a screen says it once."""

    number: int
    place: int
    key: str
    spoken: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    now: Call | None
    others: Sequence[Call]
    waiting: int
    places: int


def board(session: Session, *, now: datetime) -> Board:
    line = line_of(session, now=now)
    calls = [
        Call(
            number=one.number,
            place=one.place or 1,
            key=f"{one.number}:{one.place}:{one.calls}",
            spoken=spoken(one),
        )
        for one in line.called
    ]
    return Board(
        now=calls[0] if calls else None,
        others=calls[1 : 1 + LAST_SHOWN],
        waiting=len(line.waiting),
        places=session.outreach.places,
    )


def door_state(session: Session | None, *, now: datetime) -> dict[str, Any]:
    """Whether numbers are given now, in words."""
    if session is None:
        return {"open": False, "words": _("오늘은 이곳에 출장 민원 창구가 없습니다.")}
    minute = minute_of(now, session.day)
    if minute >= session.ends:
        return {"open": False, "words": _("오늘 창구는 끝났습니다. 다음에 뵙겠습니다.")}
    if minute < session.starts - DOORS_OPEN:
        return {
            "open": False,
            "words": _("오늘 창구는 %(hours)s에 엽니다. 한 시간 전부터 번호표를 드립니다.")
            % {"hours": hours(session.starts, session.ends)},
        }
    return {"open": True, "words": ""}


def following(ticket: Ticket, line: Line, *, now: datetime) -> dict[str, Any]:
    """How it stands with one number."""
    tone, icon, word = TICKETS[TicketState(ticket.state)]
    before = line.before(ticket.number)
    minutes = None
    if before:
        served = [
            (one.ended_at - one.called_at).total_seconds() / 60
            for one in line.tickets.values()
            if one.state == TicketState.SERVED and one.ended_at and one.called_at
        ]
        each = sum(served) / len(served) if served else MINUTES_EACH
        minutes = max(5, round(before * max(each, 2) / ticket.session.outreach.places / 5) * 5)
    sentence = {
        TicketState.WAITING: (
            ngettext("앞에 %(n)s분 계십니다.", "앞에 %(n)s분 계십니다.", before or 0)
            % {"n": before or 0}
            if before
            else _("다음 차례입니다. 가까이 계셔 주세요.")
        ),
        TicketState.CALLED: _("%(place)s번 창구로 오세요.") % {"place": ticket.place},
        TicketState.SERVED: _("일을 마치셨습니다. 고맙습니다."),
        TicketState.GONE: _("부를 때 안 계셨습니다. 직원에게 말씀하시면 다시 불러 드립니다."),
    }[TicketState(ticket.state)]
    return {
        "ticket": ticket,
        "tone": tone,
        "icon": icon,
        "word": word,
        "sentence": sentence,
        "minutes": minutes,
        "call": f"{ticket.number}:{ticket.place}:{ticket.calls}"
        if ticket.state == TicketState.CALLED
        else "",
        "spoken": spoken(ticket) if ticket.state == TicketState.CALLED else "",
        "live": ticket.state in (TicketState.WAITING, TicketState.CALLED),
    }


def waiting_rows(session: Session, line: Line, *, now: datetime) -> list[dict[str, Any]]:
    rows = []
    minute = minute_of(now, session.day)
    for number in line.waiting:
        ticket = line.tickets[number]
        taken = minute_of(ticket.taken_at, session.day)
        waits = max(minute - taken, 0)
        rows.append(
            {
                "number": number,
                "ticket": ticket,
                "slot": clock(ticket.appointment.begins) if ticket.appointment else "",
                "waits": ngettext("%(n)s분째", "%(n)s분째", waits) % {"n": waits},
            }
        )
    return rows
