"""Who could take a tong or stand in: neighbours first, with what each of them has already."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from dongne.lib import outlines as shapes

from ..queries import Board, BoardRow
from ..queries.loads import load_of


def for_tong(board: Board, outlines: dict[int, Any], number: int) -> list[tuple[int, str]]:
    """Who has the tong; then its 통담당; then who looks after a tong beside it; then the others.

    Within each by the number of tongs, fewest first. Whoever is excluded comes last.
    """
    beside = shapes.neighbours(outlines).get(number, set()) if number in outlines else set()
    ranked = []
    for row in board.rows:
        if row.gone:
            continue
        near = sorted(beside.intersection(row.charge.tongs if row.charge else ()))
        holds = row in board.holders.get(number, [])
        charged = number in row.tong_charges
        note = ""
        if holds:
            note = _("지금 담당")
        elif charged:
            note = _("통담당")
        elif near:
            note = _("이웃 %(tongs)s통 담당") % {"tongs": ", ".join(str(n) for n in near)}
        rank = 0 if holds else 1 if charged and not row.excluded else 2 if near else 3
        if row.excluded and not holds:
            rank = 4
        ranked.append((rank, _count(row), row, note))
    ranked.sort(key=lambda one: one[:2])
    return [(row.officer.pk, _said(row, note)) for _rank, _n, row, note in ranked]


def for_stand_in(board: Board, absent: BoardRow) -> list[tuple[int, str]]:
    """Those who are there: the zone's own deputy, then the own team; fewest tongs first."""
    ranked = []
    for row in board.rows:
        if row is absent or row.gone or row.is_away:
            continue
        own = absent.deputy is not None and absent.deputy.pk == row.officer.pk
        same = row.officer.team_id == absent.officer.team_id
        note = _("구역 대직자") if own else _("같은 팀") if same else ""
        ranked.append((0 if own else 1 if same else 2, _count(row), row, note))
    ranked.sort(key=lambda one: one[:2])
    return [(row.officer.pk, _said(row, note)) for _rank, _n, row, note in ranked]


def _count(row: BoardRow) -> int:
    return len(row.charge.tongs) if row.charge else 0


def _said(row: BoardRow, note: str) -> str:
    return f"{load_of(row)} · {note}" if note else load_of(row)
