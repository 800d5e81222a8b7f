"""What the pages of channels are asked for."""

from __future__ import annotations

from typing import Any

from dongne.delivery.channels.public import SiteGiven, add_site
from tests.cast import NOW

from . import Made


def make(things: Any) -> Made:
    """A kiosk of sinjeong4's own."""
    cast = things.cast
    lead, dong = cast.viewer(cast.own.lead), cast.own.dong
    site = add_site(
        lead, place=dong, given=SiteGiven(channel="kiosk", name="복지관 키오스크"), now=NOW
    )
    named = "?at=dong.sinjeong4"
    said = {"name": "다른 이름", "calendar": "office", "on_holidays": "closed"}
    return Made(
        always={"site_key": site.pk, "channel_key": "post"},
        bodies={
            "channel_site_new": said,
            "channel_site_edit": said,
            "channel_site": {"deed": "close", "first": "2027-04-09", "reason": "점검"},
            "channel_set": {"on": "on", "posting_first": "1", "posting_last": "3"},
        },
        queries={
            "channels@named": named,
            "channel_matrix@named": f"{named}&service=resident_copy&circle=proxy",
            "channel_matrix_paper": "?service=resident_copy",
            "channel_site_new": f"{named}&channel=locker",
            "channel_set": named,
            "service_places": "?dong=sinjeong4",
            "service_places_map": "?dong=sinjeong4",
        },
    )
