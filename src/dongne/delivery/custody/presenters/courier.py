"""A courier's round in words: no name, no address, nothing of what is inside."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dongne.lib.seoul import seoul_day

from ..models import Parcel, Transfer
from ..queries.rounds import Carried
from ..words import WHYS
from .times import day_text, moment

TO_A_DOOR = frozenset({"volunteer", "street"})


def lead(offers: int, carried: Sequence[Carried]) -> str:
    if not offers and not carried:
        return ""
    said = []
    if offers:
        said.append(
            ngettext("넘겨받을 봉투 %(n)s개", "넘겨받을 봉투 %(n)s개", offers) % {"n": offers}
        )
    if carried:
        n = len(carried)
        said.append(ngettext("가져갈 곳 %(n)s곳", "가져갈 곳 %(n)s곳", n) % {"n": n})
    far = sum(one.metres for one in carried)
    if far:
        said.append(_("걷는 거리 약 %(far)s") % {"far": distance(far)})
    return " · ".join(said)


def offers(rows: Sequence[Transfer]) -> list[dict[str, Any]]:
    return [
        {
            "url": reverse("courier_parcel", args=[one.parcel_id]),
            "number": one.parcel.number,
            "place": one.place or one.parcel.dong.label,
        }
        for one in rows
    ]


def stops(carried: Sequence[Carried], *, now: datetime) -> list[dict[str, Any]]:
    return [
        {
            "url": reverse("courier_parcel", args=[one.parcel.pk]),
            "turn": turn,
            "far": distance(one.metres) if one.metres else "",
            **stop_of(one.parcel, now=now, place=one.place),
        }
        for turn, one in enumerate(carried, start=1)
    ]


def stop_of(parcel: Parcel, *, now: datetime, place: str = "") -> dict[str, Any]:
    """Where, as far as a list may say: a public place by its name, a home by its tong."""
    person = parcel.receiver
    home = ""
    if person is not None and person.tong_id is not None:
        home = _("%(tong)s통의 댁") % {"tong": person.tong.number if person.tong else ""}
    where = place or (home if to_a_door(parcel) else "") or _("받는 곳")
    return {
        "number": parcel.number,
        "where": where,
        "when": hours(parcel, now=now),
        "tries": parcel.tries,
        "late": bool(parcel.leg_due and parcel.leg_due < now),
        "back": bool(parcel.tries and parcel.window_starts is None),
    }


def to_a_door(parcel: Parcel) -> bool:
    return parcel.receive in TO_A_DOOR or parcel.receive_site is None


def hours(parcel: Parcel, *, now: datetime) -> str:
    """`오늘 14:00–16:00`; empty where none were set."""
    if parcel.window_starts is None or parcel.window_ends is None:
        return ""
    starts, ends = localtime(parcel.window_starts), localtime(parcel.window_ends)
    today = seoul_day(starts) == seoul_day(now)
    day = _("오늘") if today else day_text(seoul_day(starts))
    if seoul_day(ends) != seoul_day(starts):
        return f"{moment(starts)} – {moment(ends)}"
    return f"{day} {starts:%H:%M}–{ends:%H:%M}"


def distance(metres: int) -> str:
    if metres < 1000:
        return _("%(n)s m") % {"n": round(metres, -1)}
    return _("%(n).1f km") % {"n": metres / 1000}


def whys() -> list[tuple[str, str]]:
    return [(code.value, str(word)) for code, word in WHYS.items()]
