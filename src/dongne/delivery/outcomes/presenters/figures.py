"""Figures as sentences, bars and rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from dongne.delivery.catalogue.public import REASONS
from dongne.delivery.channels.public import channels
from dongne.delivery.ways.public import Service

from ..queries.figures import Figures, Outcomes, running
from ..words import GROUPS

NOTHING = "–"


def language() -> str:
    return (get_language() or "ko")[:2]


def channel_name(key: str) -> str:
    channel = channels().get(key)
    return channel.name(language()) if channel else key


def hours_word(hours: float | None) -> str:
    """`40분`, `3시간`, `2일 5시간`: as people say it."""
    if hours is None:
        return NOTHING
    minutes = round(hours * 60)
    if minutes < 60:
        return _("약 %(n)s분") % {"n": minutes}
    whole = round(hours)
    if whole < 48:
        return _("약 %(n)s시간") % {"n": whole}
    days, rest = divmod(whole, 24)
    if rest == 0:
        return _("%(days)s일") % {"days": days}
    return _("%(days)s일 %(hours)s시간") % {"days": days, "hours": rest}


def row(figures: Figures, name: str) -> dict[str, Any]:
    return {
        "name": name,
        "arrived": figures.arrived,
        "handed": figures.handed,
        "median": hours_word(figures.median),
        "slow": hours_word(figures.slow),
        "kept": f"{figures.kept_share}%" if figures.kept_share is not None else NOTHING,
    }


def pair_rows(found: Sequence[Figures]) -> list[dict[str, Any]]:
    return [row(one, f"{channel_name(one.key[0])} → {channel_name(one.key[1])}") for one in found]


def service_rows(found: Sequence[Figures], services: Mapping[str, Service]) -> list[dict[str, Any]]:
    def name(code: str) -> str:
        service = services.get(code)
        return service.name(language()) if service else code

    return [row(one, name(one.key[0])) for one in found]


def group_rows(found: Sequence[Figures]) -> list[dict[str, Any]]:
    return [row(one, str(GROUPS.get(one.key[0], one.key[0]))) for one in found]


def dong_rows(found: Sequence[Figures]) -> list[dict[str, Any]]:
    return [row(one, one.key[1]) | {"code": one.key[0]} for one in found]


def bars(found: Sequence[Figures]) -> list[dict[str, Any]]:
    """How long each pair takes as a rule, the slowest first."""
    timed = [one for one in found if one.median is not None]
    slowest = sorted(timed, key=lambda one: -(one.median or 0))[:8]
    return [
        {
            "label": f"{channel_name(one.key[0])} → {channel_name(one.key[1])}",
            "value": round(one.median or 0, 1),
            "note": hours_word(one.median),
        }
        for one in slowest
    ]


def sentence(found: Outcomes) -> str:
    """The same in words."""
    if not found.all.arrived:
        return _("이 기간에 들어온 신청이 없습니다.")
    told = ngettext(
        "신청 %(n)d건이 들어와 %(handed)d건을 전달했습니다.",
        "신청 %(n)d건이 들어와 %(handed)d건을 전달했습니다.",
        found.all.arrived,
    ) % {"n": found.all.arrived, "handed": found.all.handed}
    if found.all.median is not None:
        told += " " + _(
            "신청에서 손에 받기까지 보통 %(median)s, 늦은 열에 하나는 %(slow)s 넘게 걸렸습니다."
        ) % {"median": hours_word(found.all.median), "slow": hours_word(found.all.slow)}
    left = running(found.states)
    if left:
        told += " " + _("%(n)s건은 아직 진행 중입니다.") % {"n": left}
    return told


def unmet_rows(found: Outcomes, services: Mapping[str, Service]) -> list[dict[str, Any]]:
    rows = []
    for one in found.unmet[:30]:
        service = services.get(one.service)
        pair = (
            f"{channel_name(one.apply)} → {channel_name(one.receive)}"
            if one.apply
            else _("맞는 방법이 하나도 없음")
        )
        rows.append(
            {
                "service": service.name(language()) if service else one.service,
                "pair": pair,
                "reason": reason_word(one.reason),
                "n": one.n,
            }
        )
    return rows


def reason_word(code: str) -> str:
    return str(REASONS.get(code, code)) if code else NOTHING
