"""Reads: who is responsible for a house, a place on the map, or a tong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from dongne.foundation.organisations.public import Officer
from dongne.foundation.places.public import AddressRange
from dongne.foundation.scope.public import Viewer
from dongne.lib import addresses

from .areas import tong_at
from .board import Board, BoardRow, board


@dataclass(frozen=True, slots=True, kw_only=True)
class Responsible:
    """One candidate. `officer` is None where the tong has nobody.

    `deputy` is who is there instead while the officer is away (None: nobody); `by_charge` that
    the tong has no zone and the officer is in charge of it otherwise (통담당); `sure` that the
    address says enough. `why` is a sentence.
    """

    tong: int
    officer: Officer | None
    deputy: Officer | None
    away_until: date | None
    away: bool
    by_charge: bool
    sure: bool
    why: str


def responsible_for(
    viewer: Viewer,
    *,
    dong_id: int,
    day: date,
    address: str = "",
    point: tuple[float, float] | None = None,
    tong: int | None = None,
) -> list[Responsible]:
    """Candidates for an address, a point (latitude, longitude) or a tong, best first.

    Empty when the address belongs to no tong that the office has entered. At most twelve
    statements.
    """
    numbers = _numbers(viewer, dong_id=dong_id, address=address, point=point, tong=tong)
    if not numbers:
        return []
    return _candidates(board(viewer, dong_id=dong_id, day=day), numbers)


def responsible_on(
    viewer: Viewer, found: Board, *, dong_id: int, address: str
) -> list[Responsible]:
    """As `responsible_for`, where the board of the day is at hand. One statement, or none."""
    return _candidates(
        found, _numbers(viewer, dong_id=dong_id, address=address, point=None, tong=None)
    )


def _candidates(found: Board, numbers: list[tuple[int, bool, str]]) -> list[Responsible]:
    """Who looks after those tongs: `(number, whether it is sure, why this tong)`."""
    known = {tong.number for tong in found.tongs}
    answer = []
    for number, sure, why in numbers:
        if number not in known:
            continue
        rows = found.holders.get(number, [])
        by_charge = not rows
        if by_charge:
            rows = [row for row in found.rows if number in row.tong_charges and not row.gone]
        for row in rows:
            deputy = _instead(found, row)
            reason = _("구역 담당자가 없어 통담당에게 묻습니다.") if by_charge else ""
            answer.append(
                Responsible(
                    tong=number,
                    officer=row.officer,
                    deputy=deputy,
                    away_until=row.away_until,
                    away=row.is_away,
                    by_charge=by_charge,
                    sure=sure,
                    why=" ".join(filter(None, (why, reason))),
                )
            )
        if not rows:
            answer.append(
                Responsible(
                    tong=number,
                    officer=None,
                    deputy=None,
                    away_until=None,
                    away=False,
                    by_charge=False,
                    sure=sure,
                    why=" ".join((why, _("이 통에는 담당자가 없습니다."))),
                )
            )
    return answer


def _instead(found: Board, row: BoardRow) -> Officer | None:
    """The stand-in of the day before the zone's own deputy, who may be away too."""
    if not row.is_away:
        return None
    if row.away is not None and row.away.deputy_id:
        stand_in = found.row_of(row.away.deputy_id)
        if stand_in:
            return stand_in.officer
    if row.deputy is None:
        return None
    other = found.row_of(row.deputy.pk)
    return None if other is not None and other.is_away else row.deputy


def _numbers(
    viewer: Viewer,
    *,
    dong_id: int,
    address: str,
    point: tuple[float, float] | None,
    tong: int | None,
) -> list[tuple[int, bool, str]]:
    if tong is not None:
        return [(tong, True, "")]
    if point is not None:
        number = tong_at(viewer, dong_id=dong_id, lat=point[0], lon=point[1])
        return [] if number is None else [(number, True, _("지도의 경계 안에 있습니다."))]
    if not address.strip():
        return []
    rows = AddressRange.objects.for_viewer(viewer).filter(dong_id=dong_id).select_related("tong")
    kept = [(row.tong.number, row.range) for row in rows.order_by("tong__number", "id")]
    numbers: dict[int, tuple[int, bool, str]] = {}
    for number, range_, fit in addresses.best(address, kept):
        sure = fit is addresses.Fit.YES
        why = (
            _("관할구역 “%(range)s”에 듭니다.")
            if sure
            else _("관할구역 “%(range)s”일 수 있습니다.")
        )
        written = addresses.written(range_).partition(" # ")[0]
        numbers.setdefault(number, (number, sure, why % {"range": written}))
    return list(numbers.values())
