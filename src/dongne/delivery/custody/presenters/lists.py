"""Parcels as rows and tabs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from dongne.delivery.channels.public import channels

from ..models import Parcel
from ..queries.lists import Show, open_alarms, open_offers
from ..states import AlarmKind, HolderKind, ParcelState
from ..subjects import holder_words
from ..words import ALARMS, STATES
from .times import day_text, length, moment

TABS = {
    Show.HERE: gettext_lazy("사무실"),
    Show.WAY: gettext_lazy("가는 중"),
    Show.WAITING: gettext_lazy("밖에서 기다림"),
    Show.ALARMS: gettext_lazy("확인할 일"),
    Show.BACK: gettext_lazy("가져올 것"),
    Show.DESTROY: gettext_lazy("파기할 것"),
    Show.OVER: gettext_lazy("끝난 것"),
}
EMPTY = {
    Show.HERE: gettext_lazy("사무실에 있는 봉투가 없습니다"),
    Show.WAY: gettext_lazy("가는 중인 봉투가 없습니다"),
    Show.WAITING: gettext_lazy("밖에서 기다리는 봉투가 없습니다"),
    Show.ALARMS: gettext_lazy("확인할 일이 없습니다"),
    Show.BACK: gettext_lazy("가져올 봉투가 없습니다"),
    Show.DESTROY: gettext_lazy("파기할 봉투가 없습니다"),
    Show.OVER: gettext_lazy("끝난 봉투가 없습니다"),
}
PRESSING = frozenset({Show.ALARMS, Show.BACK, Show.DESTROY})
LOOKS = {
    ParcelState.SEALED: ("neutral", "package"),
    ParcelState.ON_THE_WAY: ("info", "truck"),
    ParcelState.WAITING: ("accent", "clock"),
    ParcelState.HANDED: ("success", "check-circle"),
    ParcelState.DESTROYED: ("neutral", "trash"),
    ParcelState.LOST: ("danger", "alert"),
    ParcelState.OPENED: ("neutral", "undo"),
}

Names = Mapping[tuple[str, str], str]


def named(holders: Iterable[tuple[str, str]]) -> Names:
    """What each holder is called: a fixed number of statements for each kind that there is."""
    kinds: dict[str, set[str]] = {}
    for kind, key in holders:
        kinds.setdefault(kind, set()).add(key)
    return {
        (kind, key): word
        for kind, keys in kinds.items()
        for key, word in holder_words(kind, sorted(keys)).items()
    }


def state_badge(parcel: Parcel) -> tuple[str, str, str]:
    state = ParcelState(parcel.state)
    word = _("보관함에 있음") if _on_shelf(parcel) else str(STATES[state])
    return (word, *LOOKS[state])


def _on_shelf(parcel: Parcel) -> bool:
    return parcel.state == ParcelState.WAITING and parcel.holder_kind == HolderKind.OFFICE_DESK


def way_word(key: str) -> str:
    way = channels().get(key)
    return way.name(get_language() or "ko") if way else key


def tabs(show: Show, found: Mapping[str, int]) -> list[dict[str, Any]]:
    return [
        {
            "label": TABS[one],
            "url": f"{reverse('parcels')}?show={one}",
            "current": one is show,
            "count": found.get(one, "") or "",
            "tone": "danger" if one in PRESSING and found.get(one) else "",
        }
        for one in Show
    ]


def rows(
    parcels: Sequence[Parcel], people: Mapping[Any, str], *, now: datetime, today: date
) -> list[dict[str, Any]]:
    """A fixed number of statements."""
    alarms, offers = open_alarms(parcels), open_offers(parcels)
    names = named((one.holder_kind, one.holder_key) for one in parcels)
    return [
        {
            "url": reverse("parcel", args=[one.pk]),
            "number": one.number,
            "who": people.get(one.receiver_id, _("이름 없음")),
            "way": way_word(one.receive),
            "holder": names[one.holder_kind, one.holder_key],
            "since": _("%(span)s째") % {"span": length(now - one.holder_since)},
            "badge": state_badge(one),
            "alarms": [str(ALARMS[AlarmKind(kind)]) for kind in alarms.get(one.pk, ())],
            "offered": one.pk in offers,
            "note": _note(one, now, today),
        }
        for one in parcels
    ]


def _note(parcel: Parcel, now: datetime, today: date) -> str:
    """The next day that matters."""
    if parcel.handed_at:
        return _("%(at)s 전달") % {"at": moment(parcel.handed_at)}
    if parcel.leg_due is not None:
        return (
            _("%(at)s까지 도착해야 했습니다") if parcel.leg_due < now else _("%(at)s까지 도착")
        ) % {"at": moment(parcel.leg_due)}
    if parcel.keep_until is not None:
        return (
            _("%(day)s까지였습니다. 가져와 주세요")
            if parcel.keep_until < today
            else _("%(day)s까지 기다림")
        ) % {"day": day_text(parcel.keep_until)}
    if parcel.destroy_from <= today:
        return _("파기할 수 있습니다")
    return ""
