"""Through whose hands a case went: a chain of boxes, a strip of how long each had it, a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dongne.foundation.organisations.public import Officer

from ..models import Case, Handover
from ..states import HandoverKind, HandoverState
from ..words import HANDOVER_KINDS, HANDOVER_LOOKS, HANDOVER_STATES
from .times import length, moment

WIDTH = 1000
TAKEN = (HandoverState.ACCEPTED, HandoverState.DONE)


@dataclass(slots=True)
class Chain:
    """`links` are boxes (`name`) and what lies between them (`kind`); `parts` of the strip."""

    sentence: str = ""
    links: list[dict[str, Any]] = field(default_factory=list)
    parts: list[dict[str, Any]] = field(default_factory=list)
    rows: list[dict[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class Holding:
    """Somebody had it from one moment to another; `name` is empty while nobody had."""

    name: str
    since: datetime
    until: datetime | None = None


def chain_of(case: Case, handovers: Sequence[Handover], *, now: datetime) -> Chain:
    """`handovers` are oldest first, their teams and officers fetched."""
    found = Chain()
    end = case.closed_at or now
    first = next((one for one in handovers if _moves(one)), None)
    name = giver(first) if first else holder_name(case)
    holdings = [Holding(name, case.received_at)]
    found.links.append(_box(name, case.received_at))
    for one in handovers:
        found.links.append(_link(one))
        found.rows.append(_row(one))
        if _moves(one):
            at = one.answered_at or one.asked_at
            holdings[-1].until = at
            holdings.append(Holding(taker(one), at))
            found.links.append(_box(taker(one), at))
        elif one.kind == HandoverKind.REFERRAL or one.state == HandoverState.PENDING:
            found.links.append({"name": taker(one), "note": _helping(one), "aside": True})
    now_name = holder_name(case)
    if holdings[-1].name != now_name:
        # Claimed within the unit, or reopened: the hands changed without a handover.
        at = max(holdings[-1].since, _last_turn(handovers) or case.received_at)
        holdings[-1].until = at
        holdings.append(Holding(now_name, at))
        found.links.append(_box(now_name, None))
    boxes = [link for link in found.links if "name" in link and not link.get("aside")]
    for box, holding in zip(boxes, holdings, strict=True):
        span = (holding.until or end) - holding.since
        box["note"] = _("%(since)s부터 %(span)s") % {
            "since": moment(holding.since),
            "span": length(span),
        }
    boxes[-1]["now"] = case.is_open
    found.sentence = _sentence(case, holdings, now=now)
    if len(holdings) > 1:
        found.parts = _strip(holdings, end)
    return found


def holder_name(case: Case) -> str:
    """Who has it now."""
    if case.holder_officer:
        team = case.holder_team.label if case.holder_team else ""
        return f"{team} {case.holder_officer.name}".strip()
    return case.holder_team.label if case.holder_team else _("맡은 사람 없음")


def taker(one: Handover) -> str:
    if one.to_body:
        return one.to_body
    who = one.to_officer
    if who is None and one.kind == HandoverKind.TRANSFER and one.state in TAKEN:
        # What came to a unit was taken by a person of it.
        who = one.answered_by if _of(one.answered_by, one.to_team_id) else None
    return " ".join(
        filter(None, [one.to_team.label if one.to_team else "", who.name if who else ""])
    )


def _of(officer: Officer | None, team_id: int | None) -> bool:
    return officer is not None and officer.team_id == team_id


def giver(one: Handover) -> str:
    names = [
        one.from_team.label if one.from_team else "",
        one.from_officer.name if one.from_officer else "",
    ]
    return " ".join(filter(None, names)) or _("맡은 사람 없음")


def _moves(one: Handover) -> bool:
    """Whether the case went over by it."""
    if one.kind == HandoverKind.ASSIGN:
        return one.state != HandoverState.REVOKED
    owner = one.kind in (HandoverKind.TRANSFER, HandoverKind.REQUEST)
    return owner and one.state in (HandoverState.ACCEPTED, HandoverState.DONE)


def _last_turn(handovers: Sequence[Handover]) -> datetime | None:
    turns = [one.answered_at or one.asked_at for one in handovers]
    return max(turns, default=None)


def _box(name: str, since: datetime | None) -> dict[str, Any]:
    return {"name": name, "note": moment(since), "now": False}


def _link(one: Handover) -> dict[str, Any]:
    tone, icon = HANDOVER_LOOKS[one.state]
    label, answer = "", ""
    if one.state == HandoverState.RETURNED:
        label = _("돌려보낸 까닭")
        answer = one.returned_reason
        if one.responsible:
            answer += " " + _("(맡을 곳: %(who)s)") % {"who": one.responsible}
    elif one.result:
        label, answer = _("결과"), one.result
    when = moment(one.asked_at)
    if one.answered_at and one.answered_at != one.asked_at:
        when = _("%(asked)s 보냄, %(span)s 뒤에 답함") % {
            "asked": when,
            "span": length(one.answered_at - one.asked_at),
        }
    return {
        "kind": HANDOVER_KINDS[one.kind],
        "word": HANDOVER_STATES[one.state],
        "tone": tone,
        "icon": icon,
        "when": when,
        "reason": one.reason,
        "answer": answer,
        "answer_label": label,
        "returned": one.state == HandoverState.RETURNED,
    }


def _row(one: Handover) -> dict[str, str]:
    why = " / ".join(filter(None, [one.reason, one.returned_reason, one.result]))
    return {
        "when": moment(one.asked_at),
        "kind": str(HANDOVER_KINDS[one.kind]),
        "from": giver(one),
        "to": taker(one),
        "state": str(HANDOVER_STATES[one.state]),
        "why": why or "–",
    }


def _helping(one: Handover) -> str:
    if one.state == HandoverState.PENDING:
        return _("답을 기다립니다.")
    if one.kind == HandoverKind.REFERRAL:
        return _("주인은 그대로이고 함께 돕습니다.")
    return str(HANDOVER_STATES[one.state])


def _sentence(case: Case, holdings: Sequence[Holding], *, now: datetime) -> str:
    turns = len(holdings) - 1
    if case.is_open:
        last = holdings[-1]
        span = length(now - last.since)
        if not case.holder_team_id:
            return _("접수한 지 %(span)s 지났고 아직 아무도 맡지 않았습니다.") % {"span": span}
        said = {"n": turns, "who": last.name, "span": span}
        if turns:
            return (
                ngettext(
                    "손이 %(n)d번 바뀌었고, 지금은 %(who)s 담당으로 %(span)s째입니다.",
                    "손이 %(n)d번 바뀌었고, 지금은 %(who)s 담당으로 %(span)s째입니다.",
                    turns,
                )
                % said
            )
        return _("처음부터 %(who)s 담당으로 %(span)s째입니다.") % said
    took = length((case.closed_at or now) - case.received_at)
    if not turns:
        return _("처음부터 끝까지 %(who)s 담당이었고, 종결까지 %(span)s 걸렸습니다.") % {
            "who": holdings[-1].name,
            "span": took,
        }
    return ngettext(
        "손이 %(n)d번 바뀌었고, 접수에서 종결까지 %(span)s 걸렸습니다.",
        "손이 %(n)d번 바뀌었고, 접수에서 종결까지 %(span)s 걸렸습니다.",
        turns,
    ) % {"n": turns, "span": took}


def _strip(holdings: Sequence[Holding], end: datetime) -> list[dict[str, Any]]:
    """Parts of the whole time, each wide enough to be seen."""
    whole = max((end - holdings[0].since).total_seconds(), 1.0)
    spans = [
        max(((one.until or end) - one.since).total_seconds() / whole, 0.015) for one in holdings
    ]
    parts, x = [], 0.0
    for place, (one, span) in enumerate(zip(holdings, spans, strict=True)):
        width = WIDTH * span / sum(spans)
        css = "chain-part-odd" if place % 2 else "chain-part"
        if one.name == _("맡은 사람 없음"):
            css = "chain-gap"
        parts.append({"x": round(x, 1), "width": round(max(width - 3, 1), 1), "css": css})
        x += width
    return parts
