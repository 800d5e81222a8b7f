"""Where a channel is: added, changed, taken away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from dongne.delivery.ways.public import Feature
from dongne.foundation.audit.public import Rows
from dongne.foundation.places.public import City, District, Dong
from dongne.foundation.scope.public import Viewer
from dongne.lib.ids import new_id
from dongne.lib.refusals import Conflict, Refused

from ..models import ChannelSite, Place
from ..rules import Week, week_read
from ..states import OnHolidays
from ..subjects import channels, words_of
from .keeping import held_site, hold, keep, sound_text

LANGUAGES = frozenset(
    {"ko", "en", "zh", "vi", "ja", "ru", "th", "mn", "uz", "km", "ne", "tl", "id"}
)
MOST_CAPACITY = 999


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteGiven:
    """A site as somebody says it is; `ChannelSite` tells what each means. `week` None is the
    office's calendar."""

    channel: str
    name: str
    name_en: str = ""
    address: str = ""
    telephone: str = ""
    latitude: float | None = None
    longitude: float | None = None
    week: Week | None = None
    on_holidays: OnHolidays = OnHolidays.CLOSED
    features: frozenset[Feature] = field(default_factory=frozenset)
    languages: frozenset[str] = field(default_factory=frozenset)
    services: Sequence[str] | None = None
    capacity: int = 0
    notice: str = ""
    notice_en: str = ""
    open_from: date | None = None
    open_until: date | None = None
    position: int = 0


@transaction.atomic
def add_site(
    viewer: Viewer, *, place: Place, given: SiteGiven, now: datetime, site_id: UUID | None = None
) -> ChannelSite:
    """One more place of a channel, for a dong or for everything below a wider place. `site_id` is
    for whoever keeps something there under the same key."""
    hold(viewer, place)
    if given.channel not in channels() or not words_of(given.channel).has_sites:
        raise Refused(_("이 창구에는 장소를 정하지 않습니다."), code="no_sites")
    rows = Rows()
    row = ChannelSite(
        id=site_id or new_id(),
        city=place if isinstance(place, City) else None,
        district=place if isinstance(place, District) else None,
        dong=place if isinstance(place, Dong) else None,
        channel=given.channel,
        created_at=now,
        created_by_id=viewer.officer_id,
        **_sound(given),
    )
    rows.add(row)
    keep(
        viewer,
        rows,
        action="channels.site_added",
        subject=row,
        place=place,
        now=now,
        told={"name": row.name, "channel": row.channel},
    )
    return row


@transaction.atomic
def edit_site(
    viewer: Viewer, *, site_id: UUID, given: SiteGiven, version: int | None = None, now: datetime
) -> ChannelSite:
    """`version` is what was on the screen; another one in the table is a Conflict. The channel of
    a site never changes."""
    row = held_site(viewer, site_id)
    _refuse_stale(row, version)
    was = row.name
    said = _sound(given)
    rows = Rows()
    if any(getattr(row, name) != value for name, value in said.items()):
        rows.change(row, **said, version=row.version + 1)
    keep(
        viewer,
        rows,
        action="channels.site_changed",
        subject=row,
        place=row.place,
        now=now,
        told={"name": was, "channel": row.channel},
    )
    return row


@transaction.atomic
def remove_site(
    viewer: Viewer, *, site_id: UUID, version: int | None = None, now: datetime
) -> ChannelSite:
    """It is nowhere offered any more; what went through it keeps its name."""
    row = held_site(viewer, site_id)
    _refuse_stale(row, version)
    rows = Rows()
    rows.change(row, removed_at=now, version=row.version + 1)
    keep(
        viewer,
        rows,
        action="channels.site_removed",
        subject=row,
        place=row.place,
        now=now,
        told={"name": row.name, "channel": row.channel},
    )
    return row


def _refuse_stale(row: ChannelSite, version: int | None) -> None:
    if version is not None and version != row.version:
        raise Conflict(
            _("그사이 다른 사람이 이 장소를 고쳤습니다. 다시 열어 확인해 주세요."),
            code="changed_meanwhile",
        )


def _sound(given: SiteGiven) -> dict[str, Any]:
    if (given.latitude is None) != (given.longitude is None):
        raise Refused(_("위도와 경도를 모두 적거나 모두 비워 주세요."), code="half_a_point")
    if not (-90 <= (given.latitude or 0) <= 90 and -180 <= (given.longitude or 0) <= 180):
        raise Refused(_("지도에서 다시 골라 주세요."), code="not_a_point")
    if given.open_from and given.open_until and given.open_from > given.open_until:
        raise Refused(_("마지막 날이 첫날보다 앞섭니다."), code="days_reversed")
    if not 0 <= given.capacity <= MOST_CAPACITY:
        raise Refused(
            _("칸 수나 자리 수는 0부터 %(most)d까지 적을 수 있습니다.") % {"most": MOST_CAPACITY},
            code="capacity_out_of_reach",
        )
    if not given.languages <= LANGUAGES:
        raise Refused(_("모르는 언어입니다."), code="unknown_language")
    try:
        week = None if given.week is None else week_read(given.week)
    except ValueError as problem:
        raise Refused(_SENTENCES[str(problem)](), code=f"hours_{problem}") from problem
    return {
        "name": sound_text(given.name, most=60, what=_("이름"), needed=True),
        "name_en": sound_text(given.name_en, most=100, what=_("영어 이름")),
        "address": sound_text(given.address, most=200, what=_("주소")),
        "telephone": sound_text(given.telephone, most=20, what=_("전화")),
        "latitude": given.latitude,
        "longitude": given.longitude,
        "hours": None if week is None else [[list(span) for span in day] for day in week],
        "on_holidays": OnHolidays(given.on_holidays),
        "features": sorted(given.features),
        "languages": sorted(given.languages - {"ko"}),
        "services": None if given.services is None else sorted(set(given.services)),
        "capacity": given.capacity,
        "notice": sound_text(given.notice, most=200, what=_("안내")),
        "notice_en": sound_text(given.notice_en, most=300, what=_("영어 안내")),
        "open_from": given.open_from,
        "open_until": given.open_until,
        "position": given.position,
    }


_SENTENCES = {
    "seven_days": lambda: _("요일은 일곱 개입니다."),
    "not_in_order": lambda: _("여는 시간은 앞선 것부터, 서로 겹치지 않게 적어 주세요."),
    "into_next_day": lambda: _("밤 시간이 다음 날 여는 시간과 겹칩니다."),
}
