"""What the home page says of applications: figures that open their list; the card of settings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dongne.foundation.organisations.public import Section, register_card
from dongne.foundation.scope.public import Level, Viewer

from ...permissions import has_counter
from ...queries.lists import Show, Whose, counts
from ...services.settings import may_set
from .lists import SHOWS, bounded

TILES: tuple[tuple[Show, str, str], ...] = (
    (Show.ARRIVED, "warning", "inbox"),
    (Show.DUE, "danger", "clock"),
    (Show.WORKING, "", "file-text"),
    (Show.ISSUED, "", "package"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationHome:
    tiles: list[dict[str, Any]]
    url: str
    anything: bool


def application_home(viewer: Viewer, *, now: datetime) -> ApplicationHome:
    """One statement."""
    numbers = counts(viewer, [(Whose.ALL, show) for show, _tone, _icon in TILES], now=now)
    url = reverse("applications")
    tiles = []
    for show, tone, icon in TILES:
        number = numbers[Whose.ALL, show]
        tiles.append(
            {
                "label": str(SHOWS[show]),
                "value": bounded(number),
                "url": f"{url}?{urlencode({'show': show})}",
                "tone": tone if number else "",
                "icon": icon,
                "nothing": not number,
            }
        )
    return ApplicationHome(tiles=tiles, url=url, anything=any(numbers.values()))


def _sees(viewer: Viewer) -> bool:
    return has_counter(viewer) or (
        viewer.signed_in and viewer.level in (Level.DISTRICT, Level.CITY)
    )


def register() -> None:
    """Called once, when the apps start."""
    register_card(
        Section.RESIDENTS,
        _("민원 신청"),
        _("접수하고 발급하고 건네는 일, 대신 적는 신청이 모두 여기에 있습니다."),
        "applications",
        "file-text",
        _sees,
    )
    register_card(
        Section.RESIDENTS,
        _("위임장"),
        _("대리인이 가져온 위임장을 확인하고, 창구에서 만들어 인쇄합니다."),
        "attorney_letters",
        "file-check",
        has_counter,
    )
    register_card(
        Section.SETTINGS,
        _("민원 신청 설정"),
        _("새 신청을 맡는 팀, 보완과 위임장의 날수, 온라인 결제를 정합니다."),
        "application_settings",
        "file-text",
        may_set,
    )
