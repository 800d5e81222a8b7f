"""Stops as the tests of rounds put and read them."""

from __future__ import annotations

from typing import Any

from dongne.foundation.places.public import Tong
from dongne.foundation.residents.public import add_person, found_household
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.seoul import seoul_day
from dongne.outreach.fieldwork.public import Outing
from dongne.outreach.rounds.public import (
    Round,
    Stop,
    add_place,
)
from tests.cast import NOW, Cast

TODAY = seoul_day(NOW)


def put(cast: Cast, outing: Outing, name: str, latitude: float, longitude: float) -> Round:
    return add_place(
        cast.viewer(cast.own.officer),
        outing_id=outing.pk,
        title=name,
        latitude=latitude,
        longitude=longitude,
        now=NOW,
    )


def three(cast: Cast, outing: Outing) -> Round:
    """`far`, `near` and `middle`, told in that order."""
    put(cast, outing, "far", 37.5240, 126.8540)
    put(cast, outing, "near", 37.5195, 126.8495)
    return put(cast, outing, "middle", 37.5215, 126.8515)


def titles(outing: Outing) -> list[str]:
    rows = Stop.objects.for_viewer(SYSTEM).filter(round__outing=outing, position__isnull=False)
    return list(rows.order_by("position").values_list("title", flat=True))


def stop(outing: Outing, title: str) -> Stop:
    return Stop.objects.for_viewer(SYSTEM).get(round__outing=outing, title=title)


def a_home(cast: Cast, name: str = "김순례") -> Any:
    me = cast.viewer(cast.own.officer)
    tong = Tong.objects.for_viewer(SYSTEM).get(dong=cast.own.dong, number=1)
    head = add_person(me, dong_id=cast.own.dong.pk, name=name, now=NOW)
    where = "서울특별시 양천구 신월로12길 4312"
    return found_household(me, head_id=head.pk, address=where, tong_id=tong.pk, now=NOW)
