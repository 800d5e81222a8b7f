"""What the pages of channels show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dongne.delivery.ways.public import Asking, Channel, Giving, Service, Site, World
from dongne.foundation.places.public import Dong
from dongne.lib.seoul import seoul_day

from ..models import ChannelSetting, ChannelSite, Place
from ..subjects import channels, words_of
from ..words import FEATURES, LANGUAGES, in_language
from .hours import Now, coming, hours_of, now_of

SHORT = 3
"""Services of a place that are named; of more, only their number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One place in words. `url` leads to its page for whoever works with it."""

    id: str
    name: str
    url: str
    icon: str
    channel: str
    address: str
    telephone: str
    hours: str
    now: Now | None
    coming: Sequence[tuple[str, str]]
    features: Sequence[str]
    languages: str
    services: str
    capacity: int
    free: int | None
    notice: str
    whose: str
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One channel: what is done there, whether it is on, and where it is."""

    key: str
    name: str
    icon: str
    on: bool
    why_off: str
    ours: bool
    asking: str
    receiving: str
    both: str
    sites: Sequence[Told]
    new_url: str
    set_url: str


def whose(place: Place) -> str:
    """Empty for a dong: most of what its page shows is its own."""
    return "" if isinstance(place, Dong) else place.label


def direction(channel: Channel) -> str:
    if channel.asking is Asking.NO:
        return _("받기만")
    return _("신청만") if channel.giving is Giving.NO else _("신청과 받기")


def site_told(
    site: Site,
    row: ChannelSite | None,
    *,
    world: World | None,
    now: datetime,
    services: Mapping[str, Service],
    linked: bool = False,
) -> Told:
    """`row` is the channels' own; a place that a higher module keeps has none."""
    first = seoul_day(now)
    channel = channels()[site.channel]
    state = None
    if world is not None:
        state = now_of(site.open, world.minute(now), first, world.days)
    named = sorted(site.services or ())
    return Told(
        id=str(site.id),
        name=in_language(site.names),
        url=reverse("channel_site", args=[site.id]) if row is not None and linked else "",
        icon=channel.icon,
        channel=in_language(channel.names),
        address=site.address,
        telephone=row.telephone if row else "",
        hours=hours_of(row) if row else "",
        now=state,
        coming=coming(site.open, first) if world is not None else (),
        features=[str(word) for one, word in FEATURES.items() if one in site.features],
        languages=", ".join(str(w) for one, w in LANGUAGES.items() if one in site.languages),
        services=_services(named, services),
        capacity=row.capacity if row else 0,
        free=site.free,
        notice=in_language({"ko": row.notice, "en": row.notice_en}) if row else "",
        whose=whose(row.place) if row else "",
        origin="" if row else _("기본"),
    )


def shown(
    *,
    world: World,
    rows: Sequence[ChannelSite],
    settings: Mapping[str, ChannelSetting],
    key: str,
    now: datetime,
    linked: bool,
) -> list[Shown]:
    """Every channel of a dong, those that are off too."""
    own = {row.pk: row for row in rows}
    found = []
    for slug, channel in channels().items():
        words = words_of(slug)
        setting = settings.get(slug)
        sites = [
            site_told(
                site, own.get(site.id), world=world, now=now, services=world.services, linked=linked
            )
            for site in world.sites
            if site.channel == slug
        ]
        found.append(
            Shown(
                key=slug,
                name=in_language(channel.names),
                icon=channel.icon,
                on=slug in world.channels,
                why_off=setting.reason if setting is not None and not setting.on else "",
                ours=channel.ours,
                asking=in_language(words.asking),
                receiving=in_language(words.receiving),
                both=direction(channel),
                sites=sites,
                new_url=(
                    f"{reverse('channel_site_new')}?at={key}&channel={slug}"
                    if words.has_sites
                    else ""
                ),
                set_url=f"{reverse('channel_set', args=[slug])}?at={key}",
            )
        )
    return found


def wide(rows: Sequence[ChannelSite], *, key: str, keeps: bool) -> list[Shown]:
    """The places that a district or city keeps for all its dongs, by channel."""
    found = []
    for slug, channel in channels().items():
        words = words_of(slug)
        sites = [
            Told(
                id=str(row.pk),
                name=in_language({"ko": row.name, "en": row.name_en}),
                url=reverse("channel_site", args=[row.pk]),
                icon=channel.icon,
                channel=in_language(channel.names),
                address=row.address,
                telephone=row.telephone,
                hours=hours_of(row),
                now=None,
                coming=(),
                features=[str(word) for one, word in FEATURES.items() if one in row.features],
                languages="",
                services="",
                capacity=row.capacity,
                free=None,
                notice="",
                whose="",
                origin="",
            )
            for row in rows
            if row.channel == slug
        ]
        if words.has_sites and (sites or keeps):
            found.append(
                Shown(
                    key=slug,
                    name=in_language(channel.names),
                    icon=channel.icon,
                    on=True,
                    why_off="",
                    ours=channel.ours,
                    asking=in_language(words.asking),
                    receiving=in_language(words.receiving),
                    both=direction(channel),
                    sites=sites,
                    new_url=f"{reverse('channel_site_new')}?at={key}&channel={slug}",
                    set_url="",
                )
            )
    return found


def markers(sites: Sequence[Site], *, now: datetime, world: World, linked: bool) -> dict[str, Any]:
    """GeoJSON points of the places, for the map."""
    minute = world.minute(now)
    features = []
    for site in sites:
        if site.latitude is None or site.longitude is None:
            continue
        channel = channels()[site.channel]
        state = now_of(site.open, minute, seoul_day(now), world.days)
        features.append(
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [site.longitude, site.latitude]},
                "properties": {
                    "title": in_language(site.names),
                    "text": f"{in_language(channel.names)} · {state.word} {state.then}".strip(),
                    "href": f"#site-{site.id}",
                    "tone": state.tone,
                },
            }
        )
    return {"type": "FeatureCollection", "features": features}


def place_title(place: Place) -> str:
    return _("%(place)s 신청·수령 창구") % {"place": place.label}


def count_words(count: int) -> str:
    return ngettext("%(n)s곳", "%(n)s곳", count) % {"n": count}


def _services(codes: Sequence[str], services: Mapping[str, Service]) -> str:
    """Empty for all."""
    if not codes:
        return ""
    names = [in_language(services[code].names) for code in codes if code in services]
    if len(codes) <= SHORT:
        return ", ".join(names)
    return ngettext("민원 %(n)s종만", "민원 %(n)s종만", len(codes)) % {"n": len(codes)}
