"""Which providers carry a means for an office, in their order."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db.models import F, Q

from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import SYSTEM

from ..channels import Channel, channel_of, channels
from ..models import ProviderSetting
from ..states import Means

OUTBOX = "outbox"


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A provider with the office's setting of it, if it has one."""

    channel: Channel
    setting: ProviderSetting | None = None
    sender: str = ""
    options: dict[str, Any] = field(default_factory=dict)

    @property
    def account(self) -> str:
        """The provider as this office has it: see `ProviderSetting.account`."""
        return self.channel.name if self.setting is None else self.setting.account

    @property
    def secret(self) -> str:
        if self.setting is None or not self.setting.secret:
            return ""
        return str(self.setting.secret.reveal())


def routes_of(dong_id: int | None) -> dict[Means, list[Route]]:
    """Every means with its providers. One statement.

    In a demonstration nothing leaves the house: the outbox shows what would have gone.
    """
    found: dict[Means, list[Route]] = {}
    for means, rows in _nearest(dong_id).items():
        for row in rows:
            channel = channel_of(row.provider)
            if row.is_on and channel is not None and means in channel.means:
                route = Route(channel=channel, setting=row, sender=row.sender, options=row.options)
                found.setdefault(means, []).append(route)
    for means in Means:
        if means not in found:
            found[means] = _usual(means)
        if settings.DEMO and not all(route.channel.in_house for route in found[means]):
            found[means] = _outbox()
    return found


def _usual(means: Means) -> list[Route]:
    usual = [Route(channel=one) for one in channels() if means in one.usual_for]
    return usual or _outbox()


def _outbox() -> list[Route]:
    outbox = channel_of(OUTBOX)
    return [Route(channel=outbox)] if outbox is not None else []


def _nearest(dong_id: int | None) -> dict[Means, list[ProviderSetting]]:
    """For each means the rows of the nearest place that has any."""
    everybody = Q(dong=None, district=None, city=None)
    dong = Dong.objects.for_viewer(SYSTEM).filter(pk=dong_id or 0)
    rows = ProviderSetting.objects.for_viewer(SYSTEM).filter(
        everybody
        if dong_id is None
        else everybody
        | Q(dong=dong_id)
        | Q(district__in=dong.values("district"))
        | Q(city__in=dong.values("district__city"))
    )
    found: dict[Means, list[ProviderSetting]] = {}
    order = rows.order_by(
        F("dong").asc(nulls_last=True),
        F("district").asc(nulls_last=True),
        F("city").asc(nulls_last=True),
        "means",
        "position",
        "id",
    )
    for row in order:
        kept = found.setdefault(Means(row.means), [])
        if not kept or _place(kept[0]) == _place(row):
            kept.append(row)
    return found


def _place(row: ProviderSetting) -> tuple[int | None, int | None, int | None]:
    return row.dong_id, row.district_id, row.city_id
