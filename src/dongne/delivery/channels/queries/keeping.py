"""What one process keeps of channels: a dong's sites, closings and settings, until the mark of
the last change is another one.

The mark is asked for once in a request, each time elsewhere, together with the dong's place.
"""

from __future__ import annotations

import threading
from collections import OrderedDict, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db.models import Q, Subquery

from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import SYSTEM

from ..models import ChannelSetting, ChannelSite, ChannelsMark, SiteClosing
from ..rules import Closed

MOST_KEPT = 600
"""Dongs whose rows one process keeps: more than a city has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """A dong as its world stands on it."""

    dong_id: int
    code: str
    name: str
    name_en: str
    latitude: float | None
    longitude: float | None
    district_id: int
    city_id: int
    mark: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """What is said for one dong: sites of it and of everything above, by place and position."""

    sites: Sequence[ChannelSite]
    closings: Mapping[UUID, Sequence[Closed]]
    settings: Mapping[str, ChannelSetting]


class _Asked(threading.local):
    """What the request under way has asked already; nothing outside of requests."""

    answers: dict[int, Ground] | None = None


_asked = _Asked()


def begin_request(**_signal: Any) -> None:
    _asked.answers = {}


def end_request(**_signal: Any) -> None:
    _asked.answers = None


def forget_asked() -> None:
    """After a change of this request's own: ask again for the rest of it."""
    _asked.answers = None


def ground_of(dong_id: int) -> Ground:
    """One statement, or none where the request has asked. Raises Dong.DoesNotExist."""
    answers = _asked.answers
    known = answers.get(dong_id) if answers is not None else None
    if known is not None:
        return known
    row = (
        Dong.objects.for_viewer(SYSTEM)
        .annotate(mark=Subquery(ChannelsMark.objects.values("mark")[:1]))
        .values_list(
            "code",
            "name",
            "name_en",
            "latitude",
            "longitude",
            "district_id",
            "district__city_id",
            "mark",
        )
        .get(pk=dong_id)
    )
    code, name, name_en, latitude, longitude, district, city, mark = row
    ground = Ground(
        dong_id=dong_id,
        code=code,
        name=name,
        name_en=name_en,
        latitude=latitude,
        longitude=longitude,
        district_id=district,
        city_id=city,
        mark=mark,
    )
    if answers is not None:
        answers[dong_id] = ground
    return ground


class Shelf:
    """Rows by dong, as of one mark. They are read after the mark: at worst they are newer, and
    are read once more."""

    def __init__(self) -> None:
        self._kept: OrderedDict[int, tuple[UUID | None, Rows]] = OrderedDict()
        self._lock = threading.Lock()

    def rows(self, ground: Ground) -> Rows:
        """Three statements after a change, else none."""
        with self._lock:
            kept = self._kept.get(ground.dong_id)
            if kept is not None and kept[0] == ground.mark:
                self._kept.move_to_end(ground.dong_id)
                return kept[1]
        rows = _load(ground)
        with self._lock:
            self._kept[ground.dong_id] = (ground.mark, rows)
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return rows


shelf = Shelf()


def of_dong(ground: Ground) -> Q:
    """Sites of the dong and of the places above it."""
    return Q(dong_id=ground.dong_id) | Q(district_id=ground.district_id) | Q(city_id=ground.city_id)


def home_id(channel: str, code: str) -> UUID:
    """Of the site that a dong has without a row: the same wherever it is asked."""
    return uuid5(NAMESPACE_URL, f"dongne:channels:{code}:{channel}")


def _load(ground: Ground) -> Rows:
    if ground.mark is None:
        # Nobody has ever said anything.
        return Rows(sites=(), closings={}, settings={})
    sites = list(
        ChannelSite.objects.filter(of_dong(ground), removed_at=None)
        .select_related("dong", "district", "city")
        .order_by("channel", "position", "name", "id")
    )
    closings: dict[UUID, list[Closed]] = defaultdict(list)
    for row in SiteClosing.objects.filter(site__in=sites, cancelled_at=None).order_by("first_on"):
        closings[row.site_id].append(
            Closed(first=row.first_on, last=row.last_on, opens=row.opens, closes=row.closes)
        )
    settings = ChannelSetting.objects.for_viewer(SYSTEM).filter(dong_id=ground.dong_id)
    return Rows(
        sites=tuple(sites),
        closings=dict(closings),
        settings={row.channel: row for row in settings},
    )
