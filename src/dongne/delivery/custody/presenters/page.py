"""One parcel: in whose hands it was, what can be done now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from dongne.foundation.scope.public import Viewer
from dongne.lib.seoul import seoul_day

from ..models import Alarm, Attempt, Destruction, Parcel, Transfer
from ..permissions import deals, gives, holder_of, leads, takes
from ..rules import Holder
from ..states import (
    LIVING,
    MOVING,
    AlarmEnd,
    AlarmKind,
    AttemptWhy,
    Confirmed,
    DestructionState,
    HolderKind,
    ParcelState,
    TransferState,
)
from ..words import ALARMS, CONFIRMED, ENDS, IDENTITIES, KINDS, TRANSFERS, WHYS
from .lists import Names, named, way_word
from .times import day_text, length, moment, span_text

WIDTH = 1000


def names_for(parcel: Parcel, legs: Sequence[Transfer], alarms: Sequence[Alarm]) -> Names:
    holders = [(parcel.holder_kind, parcel.holder_key)]
    for leg in legs:
        holders += [(leg.giver_kind, leg.giver_key), (leg.taker_kind, leg.taker_key)]
    holders += [(one.by_kind, one.by_key) for one in alarms if one.by_kind]
    return named(holders)


def chain(
    parcel: Parcel, legs: Sequence[Transfer], names: Names, *, now: datetime
) -> dict[str, Any]:
    """Boxes of who had it and how long, what lies between them, a strip, a sentence."""
    taken = [leg for leg in legs if leg.state == TransferState.TAKEN]
    first = (taken[0].giver_kind, taken[0].giver_key) if taken else _now(parcel)
    boxes: list[dict[str, Any]] = [{"name": names[first], "since": parcel.sealed_at}]
    links: list[dict[str, Any]] = [boxes[0]]
    for leg in legs:
        links.append(_link(leg, names))
        if leg.state == TransferState.TAKEN and leg.ended_at:
            boxes[-1]["until"] = leg.ended_at
            boxes.append({"name": names[leg.taker_kind, leg.taker_key], "since": leg.ended_at})
            links.append(boxes[-1])
        elif leg.state == TransferState.OFFERED:
            links.append(
                {
                    "name": names[leg.taker_kind, leg.taker_key],
                    "note": _("아직 받지 않았습니다"),
                    "aside": True,
                }
            )
    end = parcel.ended_at or now
    for box in boxes:
        span = max((box.get("until") or end) - box["since"], timedelta(0))
        box["span"] = span
        box["note"] = _("%(since)s부터 %(span)s") % {
            "since": moment(box["since"]),
            "span": length(span),
        }
    if parcel.state == ParcelState.HANDED:
        boxes[-1]["note"] = _("%(at)s에 받음") % {"at": moment(parcel.handed_at)}
    boxes[-1]["now"] = parcel.state in LIVING
    return {"links": links, "parts": _strip(boxes), "sentence": _sentence(parcel, boxes)}


def _now(parcel: Parcel) -> tuple[str, str]:
    return parcel.holder_kind, parcel.holder_key


def _link(leg: Transfer, names: Names) -> dict[str, Any]:
    tones = {
        TransferState.OFFERED: ("info", "hourglass"),
        TransferState.TAKEN: ("success", "check"),
    }
    state = TransferState(leg.state)
    tone, icon = tones.get(state, ("warning", "undo"))
    how = str(CONFIRMED[Confirmed(leg.confirmed)]) if leg.confirmed else ""
    check = getattr(leg, "check_of_identity", None)
    if check is not None:
        how = str(IDENTITIES[check.kind])
    said = [how, leg.place]
    if leg.phone_at and leg.ended_at and abs((leg.ended_at - leg.phone_at).total_seconds()) > 300:
        said.append(_("휴대전화 시각 %(at)s") % {"at": moment(leg.phone_at)})
    if leg.broken:
        said.append(_("봉인이 뜯겨 있었음"))
    if leg.why:
        said.append(leg.why)
    return {
        "kind": str(TRANSFERS[state]),
        "word": how or str(TRANSFERS[state]),
        "tone": tone,
        "icon": icon,
        "when": moment(leg.ended_at or leg.offered_at),
        "reason": " · ".join(one for one in said[1:] if one),
        "returned": state not in (TransferState.TAKEN, TransferState.OFFERED),
        "from": names[leg.giver_kind, leg.giver_key],
        "to": names[leg.taker_kind, leg.taker_key],
    }


def _strip(boxes: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    total = sum(box["span"].total_seconds() for box in boxes)
    if len(boxes) < 2 or not total:
        return []
    parts, x = [], 0.0
    for turn, box in enumerate(boxes):
        width = WIDTH * box["span"].total_seconds() / total
        css = "chain-part chain-part-odd" if turn % 2 else "chain-part"
        parts.append({"x": f"{x:.1f}", "width": f"{max(width, 1):.1f}", "css": css})
        x += width
    return parts


def _sentence(parcel: Parcel, boxes: Sequence[Mapping[str, Any]]) -> str:
    name = boxes[-1]["name"]
    if parcel.state == ParcelState.HANDED:
        return _("받는 분에게 전했습니다. 그동안 %(n)s번 손이 바뀌었습니다.") % {
            "n": len(boxes) - 1
        }
    if parcel.state == ParcelState.DESTROYED:
        return _("파기했습니다.")
    if parcel.state == ParcelState.OPENED:
        return _("받는 방법이 서로 달라져 봉함을 풀었습니다. 들어 있던 서류는 다시 봉함해 주세요.")
    if parcel.state == ParcelState.LOST:
        return _("분실로 신고되었습니다. 마지막으로 가진 곳: %(name)s") % {"name": name}
    return _("지금 가진 곳: %(name)s") % {"name": name}


def facts(parcel: Parcel, who: str, *, now: datetime) -> list[tuple[str, str]]:
    found = [
        (_("받는 분"), who),
        (_("받는 방법"), way_word(parcel.receive)),
        (_("봉인 번호"), parcel.seal),
        (_("쪽수"), str(parcel.pages)),
        (_("봉함"), " · ".join(filter(None, (moment(parcel.sealed_at), _sealer(parcel))))),
        (_("찾아갈 때"), span_text(parcel.window_starts, parcel.window_ends)),
        (_("도착해야 하는 때"), moment(parcel.leg_due)),
        (_("기다리는 날"), day_text(parcel.keep_until)),
        (_("파기할 수 있는 날"), day_text(parcel.destroy_from) if not parcel.ended_at else ""),
    ]
    return [(label, value) for label, value in found if value]


def _sealer(parcel: Parcel) -> str:
    return parcel.sealed_by.name if parcel.sealed_by else ""


def alarm_rows(
    viewer: Viewer, parcel: Parcel, alarms: Sequence[Alarm], names: Names
) -> list[dict[str, Any]]:
    may = leads(viewer, parcel.dong_id)
    return [
        {
            "word": str(ALARMS[AlarmKind(one.kind)]),
            "at": moment(one.raised_at),
            "by": names[one.by_kind, one.by_key] if one.by_kind else _("프로그램"),
            "text": one.text or _details(one),
            "open": one.ended_at is None,
            "end": str(ENDS[AlarmEnd(one.end)]) if one.end else "",
            "ended": moment(one.ended_at),
            "ended_by": one.ended_by.name if one.ended_by else "",
            "finding": one.finding,
            "url": reverse("parcel_alarm", args=[one.pk]) if may and not one.ended_at else "",
        }
        for one in alarms
    ]


def _details(alarm: Alarm) -> str:
    """What a phone held to have happened."""
    said = {
        "take": _("넘겨받았다고 나중에 알려 왔습니다."),
        "hand": _("받는 분에게 전했다고 나중에 알려 왔습니다."),
        "nobody": _("전하지 못했다고 나중에 알려 왔습니다."),
    }.get(alarm.details.get("what", ""), "")
    if not said:
        return ""
    try:
        at = moment(datetime.fromisoformat(alarm.details["phone_at"]))
    except (KeyError, ValueError):
        return said
    return said + " " + _("휴대전화 시각 %(at)s") % {"at": at}


def attempt_rows(attempts: Sequence[Attempt]) -> list[dict[str, str]]:
    return [
        {
            "at": moment(one.phone_at or one.at),
            "why": str(WHYS[AttemptWhy(one.why)]),
            "note": one.note,
            "next": _("%(day)s에 다시") % {"day": day_text(one.next_on)}
            if one.next_on
            else _("사무실로 가져옴"),
        }
        for one in attempts
    ]


def deeds(
    viewer: Viewer,
    parcel: Parcel,
    legs: Sequence[Transfer],
    proposed: Destruction | None,
    *,
    now: datetime,
) -> dict[str, Any]:
    """What this viewer may do with it now."""
    offer = next((leg for leg in legs if leg.state == TransferState.OFFERED), None)
    to = Holder(kind=offer.taker_kind, key=offer.taker_key) if offer else None
    moves = parcel.state in MOVING
    has = moves and gives(viewer, parcel)
    here = parcel.holder_kind in (HolderKind.OFFICE_DESK, HolderKind.OFFICER)
    mine = holder_of(parcel) == Holder(kind=HolderKind.OFFICER, key=str(viewer.officer_key))
    return {
        "take": bool(to and takes(viewer, parcel, to)),
        "withdraw": bool(offer) and (gives(viewer, parcel) or deals(viewer, parcel.dong_id)),
        "move": has and offer is None,
        "hand": has and here,
        "mine": mine,
        "pick_up": has and offer is None and parcel.holder_kind == HolderKind.OFFICE_DESK,
        "shelve": has and offer is None and parcel.holder_kind == HolderKind.OFFICER,
        "report": parcel.state in MOVING and deals(viewer, parcel.dong_id),
        "window": moves and parcel.holder_kind == HolderKind.VOLUNTEER,
        "destroy": moves
        and here
        and proposed is None
        and parcel.destroy_from <= seoul_day(now)
        and deals(viewer, parcel.dong_id),
        "proposed": proposed is not None and proposed.state == DestructionState.PROPOSED,
        "back": moves and parcel.holder_kind == HolderKind.COMPARTMENT,
    }


def kind_word(kind: str) -> str:
    return str(KINDS[HolderKind(kind)])
