"""Words of providers' last hour and of a month's costs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from ..queries.routes import Route
from ..queries.standing import Cost, Hour
from ..states import Means
from .words import MEANS, event_title

SHOWN = (Means.ALIMTALK, Means.SMS, Means.EMAIL, Means.LETTER, Means.PUSH)


def provider_rows(
    routes: Mapping[Means, Sequence[Route]], hours: Mapping[str, Hour], aside: set[str]
) -> list[dict[str, Any]]:
    """Each means with its providers in order, and how they do."""
    rows = []
    for means in SHOWN:
        for place, route in enumerate(routes.get(means, []), 1):
            hour = hours.get(route.account, Hour())
            rows.append(
                {
                    "means": MEANS[means],
                    "place": place,
                    "provider": route.channel.title,
                    "sender": route.sender,
                    "hour": hour,
                    **_state(route, hour, ill=route.account in aside),
                }
            )
    return rows


def _state(route: Route, hour: Hour, *, ill: bool) -> dict[str, str]:
    if ill:
        return {"word": _("잠시 쓰지 않음"), "tone": "danger", "icon": "x-circle"}
    if hour.failed or hour.slow or hour.unknown:
        return {"word": _("살펴보기"), "tone": "warning", "icon": "alert"}
    if route.channel.in_house:
        return {"word": _("프로그램 안에서"), "tone": "neutral", "icon": "home"}
    return {"word": _("정상"), "tone": "success", "icon": "check"}


def cost_rows(costs: Sequence[Cost]) -> list[dict[str, Any]]:
    return [
        {
            "means": MEANS[one.means],
            "event": event_title(one.event),
            "sent": one.sent,
            "reached": one.reached,
            "won": one.won,
        }
        for one in costs
    ]


def means_bars(costs: Sequence[Cost]) -> list[dict[str, Any]]:
    """Won by means, for the picture."""
    sums: dict[str, int] = {}
    for one in costs:
        sums[one.means] = sums.get(one.means, 0) + one.won
    return [{"label": MEANS[means], "value": won} for means, won in sums.items()]


def cost_sentence(costs: Sequence[Cost]) -> str:
    """The picture in words."""
    won, sent = sum(one.won for one in costs), sum(one.sent for one in costs)
    if not sent:
        return _("이 달에 보낸 메시지가 없습니다.")
    return _("메시지 %(sent)s건에 %(won)s원이 들었습니다.") % {
        "sent": f"{sent:,}",
        "won": f"{won:,}",
    }
