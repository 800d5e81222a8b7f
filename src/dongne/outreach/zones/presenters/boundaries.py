"""What a file of boundaries would do, and what lies over one another on the map."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dongne.foundation.places.public import Dong, Tong
from dongne.lib import outlines as shapes

from ..models import BoundaryDraft


@dataclass(frozen=True, slots=True)
class Match:
    """One area of the file: what it calls itself, and which tong gets it (None: none)."""

    said: str
    tong: int | None
    geometry: Any


@dataclass(frozen=True, slots=True)
class Plan:
    """What a file would do under one of its properties."""

    properties: list[str]
    chosen: str
    matches: list[Match]
    outlines: dict[int, Any]
    replaced: list[int]
    left: list[int] = field(default_factory=list)

    @property
    def unmatched(self) -> list[Match]:
        return [match for match in self.matches if match.tong is None]


def plan_of(draft: BoundaryDraft, tongs: list[Tong], asked: str) -> Plan:
    """Under the property that is asked for, or the one that names most tongs."""
    numbers = {tong.number for tong in tongs}
    rows = [feature["properties"] for feature in draft.features]
    keys = list(dict.fromkeys(key for row in rows for key in row))
    counted = {key: len({_number(row.get(key, "")) for row in rows} & numbers) for key in keys}
    best = max(keys, key=lambda key: counted[key], default="")
    chosen = asked if asked in keys else best
    matches = []
    parts: dict[int, list[Any]] = {}
    for feature in draft.features:
        said = feature["properties"].get(chosen, "")
        number = _number(said)
        tong = number if number in numbers else None
        matches.append(Match(said or _("이름 없음"), tong, feature["geometry"]))
        if tong is not None:
            parts.setdefault(tong, []).append(feature["geometry"])
    outlines = {
        number: own[0] if len(own) == 1 else shapes.joined(own) for number, own in parts.items()
    }
    return Plan(
        properties=keys,
        chosen=chosen,
        matches=sorted(matches, key=lambda match: (match.tong is None, match.tong or 0)),
        outlines=dict(sorted(outlines.items())),
        replaced=[tong.number for tong in tongs if tong.number in outlines and tong.outline],
        left=[tong.number for tong in tongs if tong.number not in outlines],
    )


def _number(said: str) -> int | None:
    """ "신정4동 12통" and "012" are both the tong 12."""
    found = re.search(r"(\d{1,4})\s*(?:통|리|반)?\s*$", said)
    return int(found[1]) if found else None


def preview(plan: Plan, dong: Dong, land: list[Any]) -> dict[str, Any]:
    """The file's areas over the legal dongs, as the map component reads it."""
    features = [_feature(row.name, "legal_dong", row.outline) for row in land]
    seen: Counter[int] = Counter()
    for match in plan.matches:
        if match.tong is None:
            features.append(_feature(match.said, "tong", match.geometry, fill="none"))
        else:
            seen[match.tong] += 1
            name = f"{match.tong}{dong.unit_name}"
            fill = str(match.tong % 8)
            features.append(_feature(name, "tong", match.geometry, fill=fill))
    return {"type": "FeatureCollection", "features": features}


def faults_of(outlines: dict[int, Any], unit: str) -> list[str]:
    """What lies over one another and what lies between, in words."""
    overlaps, gaps = shapes.compare(outlines)
    said = [
        _("겹친 곳: %(one)d%(unit)s, %(other)d%(unit)s (%(metres)s㎡)")
        % {"one": one.one, "other": one.other, "unit": unit, "metres": f"{one.metres:,.0f}"}
        for one in overlaps
    ]
    return said + [
        _("사이의 빈 땅: %(tongs)s%(unit)s (%(metres)s㎡)")
        % {
            "tongs": ", ".join(str(n) for n in gap.around),
            "unit": unit,
            "metres": f"{gap.metres:,.0f}",
        }
        for gap in gaps
    ]


def mended_text(count: int) -> str:
    return ngettext(
        "선이 엇갈린 경계 %(count)d곳을 고쳤습니다. 지도에서 확인해 주세요.",
        "선이 엇갈린 경계 %(count)d곳을 고쳤습니다. 지도에서 확인해 주세요.",
        count,
    ) % {"count": count}


def _feature(name: str, layer: str, geometry: Any, **more: str) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {"name": name, "layer": layer, **more},
        "geometry": geometry,
    }
