"""A dong's sites, and the world that its plans are reckoned from."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.core.signals import request_finished, request_started

from dongne.delivery.catalogue.public import services_of
from dongne.delivery.ways.public import DAY, Channel, Feature, Service, Site, Spans, World
from dongne.foundation.calendar.public import OfficeCalendar, calendar_of, works_on
from dongne.lib.seoul import at_seoul, seoul_day

from ..models import ChannelSetting, ChannelSite
from ..rules import Closed, Days, joined, spans_of, week_read
from ..standard import office_names
from ..states import Home, OnHolidays
from ..subjects import channels, supply_of, words_of
from .keeping import Ground, Rows, begin_request, end_request, ground_of, home_id, of_dong, shelf

FEATURES = frozenset(Feature)
NO_SERVICES: Mapping[str, Service] = {}
MOST_WORLDS = 64


def sites_of(dong_id: int, *, channel: str = "", now: datetime | None = None) -> Sequence[Site]:
    """Where the dong's channels are, in their order, without their hours of the next days.

    With `now`, whoever keeps lockers, volunteers and outreach hours is asked as well: their sites,
    and what is free today. One statement, and what they need.
    """
    ground = ground_of(dong_id)
    rows = shelf.rows(ground)
    on = _channels(rows)
    sites = [site for site in _sites(ground, rows, NOWHERE, on) if channel in ("", site.channel)]
    if now is not None:
        keys = [key for key in on if channel in ("", key)]
        sites = _supplied(dong_id, at_seoul(seoul_day(now)), 1, keys, sites)
    return tuple(sites)


def channels_of(dong_id: int) -> Mapping[str, Channel]:
    """Those that are on in the dong, as it has set them. One statement, or none."""
    return _channels(shelf.rows(ground_of(dong_id)))


def site_named(dong_id: int, site_id: UUID, *, now: datetime) -> Site | None:
    """One site by its key, whoever keeps it, also one that is taken away: for the name of where
    something was asked for or is fetched. As many statements as `sites_of`, one more for a site of
    the past."""
    for site in sites_of(dong_id, now=now):
        if site.id == site_id:
            return site
    ground = ground_of(dong_id)
    row = ChannelSite.objects.filter(of_dong(ground), pk=site_id).first()
    return None if row is None else site_of(row, {}, NOWHERE)


def world_of(dong_id: int, *, now: datetime, days: int = 28) -> World:
    """What plans of the dong are reckoned from. Hours and places are kept by the process until
    their mark changes; what is free is asked anew.

    Three statements (place and mark, calendar, catalogue; none of them where the request has
    asked), three more after a change, and what each supply needs.
    """
    first = seoul_day(now)
    ground = ground_of(dong_id)
    calendar = calendar_of(dong_id)
    services = services_of(dong_id, day=first)
    world = _worlds.world(ground, calendar, first, days, services)
    supplied = [key for key in world.channels if supply_of(key) is not None]
    if not supplied:
        return world
    sites = _supplied(dong_id, world.starts, days, supplied, world.sites)
    return replace(world, sites=tuple(sites))


class _Worlds:
    """Worlds as the process has built them, without what is free."""

    def __init__(self) -> None:
        self._kept: OrderedDict[object, tuple[Mapping[str, Service], World]] = OrderedDict()
        self._lock = threading.Lock()

    def world(
        self,
        ground: Ground,
        calendar: OfficeCalendar,
        first: date,
        days: int,
        services: Mapping[str, Service],
    ) -> World:
        key = (ground, calendar.revision, first, days)
        with self._lock:
            kept = self._kept.get(key)
            # The catalogue hands out the same mapping until its own mark changes.
            if kept is not None and (kept[0] is services or kept[0] == services):
                self._kept.move_to_end(key)
                return kept[1]
        world = _built(ground, calendar, first, days, services)
        with self._lock:
            self._kept[key] = (services, world)
            while len(self._kept) > MOST_WORLDS:
                self._kept.popitem(last=False)
        return world


_worlds = _Worlds()


def watch_requests() -> None:
    request_started.connect(begin_request, dispatch_uid="channels.begin")
    request_finished.connect(end_request, dispatch_uid="channels.end")


def days_of(calendar: OfficeCalendar, first: date, count: int) -> Days:
    """The office's calendar, as sites live by it."""
    return Days(
        first=first,
        count=count,
        is_holiday=calendar.is_holiday,
        openings=lambda day: tuple(
            (_minute(a), _minute(b) or DAY) for a, b in calendar.openings(day)
        ),
    )


def _built(
    ground: Ground,
    calendar: OfficeCalendar,
    first: date,
    days: int,
    services: Mapping[str, Service],
) -> World:
    rows = shelf.rows(ground)
    on = _channels(rows)
    work: list[tuple[int, int]] = []
    working: list[int] = []
    for offset in range(days):
        day = first + timedelta(days=offset)
        hours = calendar.working_hours(day)
        work += [(offset * DAY + _minute(a), offset * DAY + (_minute(b) or DAY)) for a, b in hours]
        if hours and works_on(calendar, day):
            working.append(offset)
    return World(
        dong_id=ground.dong_id,
        starts=at_seoul(first),
        days=days,
        work=joined(work, until=days * DAY),
        working_days=tuple(working),
        channels=on,
        sites=tuple(_sites(ground, rows, days_of(calendar, first, days), on)),
        services=services,
        latitude=ground.latitude,
        longitude=ground.longitude,
    )


def _channels(rows: Rows) -> Mapping[str, Channel]:
    """Those that are on, as the dong has set them."""
    found: dict[str, Channel] = {}
    for key, channel in channels().items():
        setting = rows.settings.get(key)
        if setting is None:
            found[key] = channel
        elif setting.on:
            found[key] = _set(channel, setting)
    return found


def _set(channel: Channel, setting: ChannelSetting) -> Channel:
    first, last = channel.posting_days
    if setting.posting_first is not None and setting.posting_last is not None:
        first, last = setting.posting_first, setting.posting_last
    accepts = channel.accepts_within
    if setting.accepts_within is not None:
        accepts = setting.accepts_within
    return replace(channel, accepts_within=accepts, posting_days=(first, last))


def _sites(ground: Ground, rows: Rows, days: Days, on: Mapping[str, Channel]) -> list[Site]:
    """In the channels' order; a dong that has said nothing of a channel has its home."""
    said: dict[str, list[ChannelSite]] = {key: [] for key in on}
    own: set[str] = set()
    for row in rows.sites:
        if row.channel in said:
            said[row.channel].append(row)
            if row.dong_id is not None:
                own.add(row.channel)
    found: list[Site] = []
    for key in on:
        if key not in own and (home := _home(ground, key, days)) is not None:
            found.append(home)
        found += [site_of(row, rows.closings, days) for row in said[key]]
    return found


def site_of(row: ChannelSite, closings: Mapping[UUID, Sequence[Closed]], days: Days) -> Site:
    """A row as plans see it. Without days, without hours."""
    open_: Spans = ()
    if days.count:
        open_ = spans_of(
            days,
            week=None if row.hours is None else week_read(row.hours),
            on_holidays=OnHolidays(row.on_holidays),
            closings=closings.get(row.pk, ()),
            open_from=row.open_from,
            open_until=row.open_until,
        )
    return Site(
        id=row.pk,
        channel=row.channel,
        names={"ko": row.name, **({"en": row.name_en} if row.name_en else {})},
        open=open_,
        latitude=row.latitude,
        longitude=row.longitude,
        address=row.address,
        features=frozenset(Feature(one) for one in row.features if one in FEATURES),
        services=None if row.services is None else frozenset(row.services),
        languages=frozenset({"ko", *row.languages}),
    )


def _home(ground: Ground, key: str, days: Days) -> Site | None:
    home = words_of(key).home
    if home is Home.NONE:
        return None
    there = home is Home.OFFICE
    if home is Home.ALWAYS:
        open_: Spans = ((0, days.count * DAY),) if days.count else ()
    else:
        open_ = spans_of(days, week=None) if days.count else ()
    return Site(
        id=home_id(key, ground.code),
        channel=key,
        names=office_names(ground.name, ground.name_en) if there else channels()[key].names,
        open=open_,
        latitude=ground.latitude if there else None,
        longitude=ground.longitude if there else None,
        features=frozenset({Feature.STAFFED}) if there else frozenset(),
    )


def _supplied(
    dong_id: int, starts: datetime, days: int, keys: Sequence[str], sites: Sequence[Site]
) -> list[Site]:
    """Each supply's channel anew, in the channels' order."""
    order = {key: place for place, key in enumerate(channels())}
    found = [site for site in sites if site.channel not in keys or supply_of(site.channel) is None]
    for key in keys:
        supply = supply_of(key)
        if supply is not None:
            found += supply(dong_id, starts, days, [s for s in sites if s.channel == key])
    return sorted(found, key=lambda site: order.get(site.channel, len(order)))


def _minute(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def _never(_day: date) -> bool:
    return False


def _nothing(_day: date) -> Spans:
    return ()


NOWHERE = Days(first=date.min, count=0, is_holiday=_never, openings=_nothing)
"""No days at all: for sites without their hours."""
