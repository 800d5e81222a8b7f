"""Stops in words: what they are called, how far, and where on the map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from dongne.lib.seoul import seoul_day

from ..models import Round, Stop
from ..rules import Offer
from ..states import Measure, StopKind
from ..subjects import stops_of

ICONS = {StopKind.PLACE: "pin"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One stop of the page. `turn` counts from 1; `up` and `down` are places to move it to;
    `next` is the one to go to now."""

    key: str
    turn: int
    title: str
    note: str
    kind: str
    icon: str
    far: str
    href: str
    done: str
    urgent: bool
    gone: bool
    roughly: bool
    next: bool
    up: int | None
    down: int | None


def rows(stops: Sequence[Stop], told: Mapping[str, Offer]) -> list[Row]:
    last = len(stops) - 1
    left = next((one.pk for one in stops if one.done_at is None), None)
    return [
        _row(
            at,
            stop,
            told.get(str(stop.pk)),
            up=at > 0,
            down=at < last,
            is_next=stop.pk == left,
        )
        for at, stop in enumerate(stops)
    ]


def _row(at: int, stop: Stop, offer: Offer | None, *, up: bool, down: bool, is_next: bool) -> Row:
    title, note = words_of(stop, offer)
    return Row(
        key=str(stop.pk),
        turn=at + 1,
        title=title,
        note=note,
        kind=kind_word(StopKind(stop.kind)),
        icon=icon_of(StopKind(stop.kind)),
        far=distance(stop.metres) if stop.metres else "",
        href=offer.href if offer else "",
        done=done_words(stop),
        urgent=bool(offer and offer.urgent and not stop.done_at),
        gone=bool(stop.of and offer is None),
        roughly=bool(offer and offer.roughly),
        next=is_next,
        up=at - 1 if up else None,
        down=at + 1 if down else None,
    )


def words_of(stop: Stop, offer: Offer | None) -> tuple[str, str]:
    """Title and note."""
    if offer is not None:
        return offer.title, offer.note
    if stop.of:
        return _("더는 볼 수 없는 곳"), kind_word(StopKind(stop.kind))
    return stop.title, stop.note


def kind_word(kind: StopKind) -> str:
    source = stops_of(kind)
    return str(source.title) if source else _("내가 넣은 곳")


def icon_of(kind: StopKind) -> str:
    source = stops_of(kind)
    return source.icon if source else ICONS.get(kind, "pin")


def done_words(stop: Stop) -> str:
    if stop.done_at is None:
        return ""
    at = localtime(stop.done_at)
    day = "" if stop.round.outing.day == seoul_day(at) else date_format(at, _("n. j.")) + " "
    return _("%(time)s에 다녀옴") % {"time": f"{day}{at:%H:%M}"}


def distance(metres: int) -> str:
    if metres < 1000:
        return _("%(n)s m") % {"n": max(10, round(metres, -1))}
    return _("%(n).1f km") % {"n": metres / 1000}


def lead(round_: Round | None, stops: Sequence[Stop]) -> str:
    """The picture in words."""
    if round_ is None or not stops:
        return ""
    done = sum(1 for one in stops if one.done_at)
    said = _("%(n)d곳 가운데 %(done)d곳을 다녀왔습니다.") % {"n": len(stops), "done": done}
    if not done:
        said = _("%(n)d곳에 들릅니다.") % {"n": len(stops)}
    if round_.metres:
        said += " " + _("주민센터에서 걸어서 모두 약 %(far)s입니다.") % {
            "far": distance(round_.metres)
        }
    return said


def measured(round_: Round) -> str:
    """How the way was measured."""
    return {
        Measure.STREETS: _("거리는 길을 따라 셈했습니다."),
        Measure.SILENT: _(
            "길 찾기 서버가 답하지 않아 거리를 직선으로 어림했습니다. "
            "나중에 ‘짧은 순서로’를 누르면 다시 셈합니다."
        ),
        Measure.LINE: _("거리는 직선으로 어림한 값입니다."),
    }[Measure(round_.measure)]


def points(rows: Sequence[Row], stops: Sequence[Stop]) -> dict[str, Any]:
    """For the map: a numbered point for each place, and the way between them. Several stops of one
    place are one point."""
    places: dict[tuple[float, float], list[Row]] = {}
    way: list[list[float]] = []
    for row, stop in zip(rows, stops, strict=True):
        if stop.latitude is None or stop.longitude is None:
            continue
        places.setdefault((stop.longitude, stop.latitude), []).append(row)
        if not way or way[-1] != [stop.longitude, stop.latitude]:
            way.append([stop.longitude, stop.latitude])
    features: list[dict[str, Any]] = []
    if len(way) > 1:
        features.append(_feature("LineString", way, {"layer": "way"}))
    for spot, here in places.items():
        done = all(row.done for row in here)
        properties = {
            "number": numbers([row.turn for row in here]),
            "title": f"{here[0].turn}. {here[0].title}",
            "text": here[0].note,
            "tone": "success" if done else "danger" if here[0].urgent else "accent",
            "done": done,
        }
        if len(here) > 1:
            properties["title"] = _("%(n)d곳이 한 자리에 있습니다") % {"n": len(here)}
            properties["text"] = ", ".join(f"{row.turn}. {row.title}" for row in here)
        elif here[0].href:
            properties["href"] = here[0].href
        features.append(_feature("Point", list(spot), properties))
    return {"type": "FeatureCollection", "features": features}


def numbers(turns: Sequence[int]) -> str:
    """`3`, `3·4`, `3–7`: what stands in a marker."""
    if len(turns) < 3:
        return "·".join(str(turn) for turn in turns)
    return f"{turns[0]}–{turns[-1]}" if turns[-1] - turns[0] == len(turns) - 1 else f"{turns[0]}…"


def _feature(kind: str, coordinates: Any, properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": {"type": kind, "coordinates": coordinates},
        "properties": properties,
    }
