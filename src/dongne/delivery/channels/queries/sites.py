"""Rows of places, as pages work with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from dongne.delivery.catalogue.public import services_of
from dongne.delivery.ways.public import Site, World
from dongne.foundation.calendar.public import calendar_of
from dongne.foundation.places.public import City, District, Dong
from dongne.foundation.scope.public import Viewer, ViewerKind
from dongne.lib.refusals import NotHere
from dongne.lib.seoul import at_seoul, seoul_day

from ..models import ChannelSetting, ChannelSite, Place, SiteClosing
from ..rules import Closed, joined
from ..subjects import channels
from .keeping import ground_of, shelf
from .worlds import days_of, site_of

DAYS = 28


def rows_of(dong_id: int) -> tuple[Sequence[ChannelSite], Mapping[str, ChannelSetting]]:
    """What is said for a dong: places of it and of everything above, and what it has switched. At
    most as many statements as `sites_of`."""
    rows = shelf.rows(ground_of(dong_id))
    return rows.sites, rows.settings


def sites_at(place: Place) -> list[ChannelSite]:
    """A place's own, in the channels' order. One statement."""
    kind = type(place).__name__.lower()
    order = {key: number for number, key in enumerate(channels())}
    rows = ChannelSite.objects.filter(**{kind: place.pk}, removed_at=None).select_related(kind)
    return sorted(rows, key=lambda row: order.get(row.channel, len(order)))


def site_for(viewer: Viewer, site_id: UUID) -> ChannelSite:
    """A place that the viewer reads: of their part of the tree and of what stands above it.
    Raises NotHere. Two statements."""
    row = (
        ChannelSite.objects.select_related("dong__district", "district", "city")
        .filter(pk=site_id, removed_at=None)
        .first()
    )
    if row is None or not _reads(viewer, row):
        raise NotHere(_("창구를 찾을 수 없습니다."), code="not_found")
    return row


def closings_of(row: ChannelSite, *, day: date) -> list[SiteClosing]:
    """Those that are not over. One statement."""
    return list(SiteClosing.objects.filter(site=row, cancelled_at=None, last_on__gte=day))


def world_with(row: ChannelSite, *, now: datetime) -> tuple[World, Site]:
    """A world that holds this one place, by the calendar of whoever keeps it."""
    place = row.place
    first = seoul_day(now)
    calendar = calendar_of(
        place.pk if isinstance(place, Dong) else None,
        district_id=place.pk if isinstance(place, District) else None,
        city_id=place.pk if isinstance(place, City) else None,
    )
    closings = [
        Closed(first=one.first_on, last=one.last_on, opens=one.opens, closes=one.closes)
        for one in closings_of(row, day=first)
    ]
    site = site_of(row, {row.pk: closings}, days_of(calendar, first, DAYS))
    dong_id = place.pk if isinstance(place, Dong) else None
    world = World(
        dong_id=dong_id or 0,
        starts=at_seoul(first),
        days=DAYS,
        work=joined((), until=0),
        working_days=(),
        channels=channels(),
        sites=(site,),
        services=services_of(dong_id, day=first),
    )
    return world, site


def _reads(viewer: Viewer, row: ChannelSite) -> bool:
    if viewer.kind is ViewerKind.SYSTEM or viewer.administers:
        return True
    if row.dong_id is not None:
        return Dong.objects.for_viewer(viewer).filter(pk=row.dong_id).exists()
    if row.district_id is not None:
        city = row.district.city_id if row.district else None
        return viewer.district_id == row.district_id or (
            viewer.district_id is None and viewer.city_id == city
        )
    return viewer.city_id == row.city_id
