"""Reads: outlines of tongs, the map of the board, and which tong a point lies in."""

from __future__ import annotations

from typing import Any

from dongne.foundation.places.public import Dong, LegalDong, Tong
from dongne.foundation.scope.public import Viewer
from dongne.lib import outlines as shapes

from ..rules import colours
from .board import Board

COLOURS = 8
"""How many colours the map of the board goes round."""


def tongs_with_outlines(viewer: Viewer, *, dong_id: int) -> list[Tong]:
    """All tongs of the dong with their outlines, in order. One statement."""
    return list(Tong.objects.for_viewer(viewer).filter(dong_id=dong_id).order_by("number"))


def tong_at(viewer: Viewer, *, dong_id: int, lat: float, lon: float) -> int | None:
    """The number of the dong's tong in which the point lies. One statement."""
    found = Tong.objects.for_viewer(viewer).filter(dong_id=dong_id, outline__isnull=False)
    return shapes.holding(dict(found.values_list("number", "outline")), lat, lon)


def board_map(viewer: Viewer, *, dong: Dong, board: Board) -> dict[str, Any]:
    """Legal dongs, tongs coloured by officer, zones around them, as the map component reads it.

    A tong's `fill` is the number of its officer's colour, `none` where it has nobody, `several`
    where it has more than one. Two statements.
    """
    land = LegalDong.objects.filter(district=dong.district_id).order_by("code")
    tongs = [one for one in tongs_with_outlines(viewer, dong_id=dong.pk) if one.outline]
    outlines = {tong.number: tong.outline for tong in tongs}
    by_officer: dict[int, list[int]] = {}
    for number, holders in board.holders.items():
        for row in holders:
            by_officer.setdefault(row.officer.pk, []).append(number)
    colour = _colours(outlines, by_officer)
    features = [_feature(row.name, "legal_dong", row.outline) for row in land]
    if whole := shapes.joined(list(outlines.values())):
        features.append(_feature(dong.label, "dong", whole))
    for tong in tongs:
        holders = board.holders.get(tong.number, [])
        fill = "several" if len(holders) > 1 else "none"
        if len(holders) == 1:
            fill = str(colour.get(holders[0].officer.pk, 0))
        name = f"{tong.number}{dong.unit_name}"
        features.append(_feature(name, "tong", tong.outline, fill=fill))
    for officer_id, numbers in by_officer.items():
        own = [outlines[n] for n in numbers if n in outlines]
        holder = board.row_of(officer_id)
        if own and holder and (whole := shapes.joined(own)):
            features.append(_feature(holder.officer.name, "zone", whole))
    return {"type": "FeatureCollection", "features": features}


def colours_of(board: Board, outlines: dict[int, Any]) -> dict[int, int]:
    """The colour of each officer on the map, by id."""
    by_officer: dict[int, list[int]] = {}
    for number, holders in board.holders.items():
        for row in holders:
            by_officer.setdefault(row.officer.pk, []).append(number)
    return _colours(outlines, by_officer)


def _colours(outlines: dict[int, Any], by_officer: dict[int, list[int]]) -> dict[int, int]:
    beside = shapes.neighbours(outlines)
    own = {officer: set(numbers) for officer, numbers in by_officer.items()}
    sides = {
        officer: {
            other
            for other, theirs in own.items()
            if other != officer and any(beside.get(n, set()) & theirs for n in numbers)
        }
        for officer, numbers in own.items()
    }
    return colours(sides, COLOURS)


def _feature(name: str, layer: str, geometry: Any, **more: str) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {"name": name, "layer": layer, **more},
        "geometry": geometry,
    }
