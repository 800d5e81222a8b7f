"""What everybody may see of cases, asked of the cases themselves: the rule that the rows follow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from dongne.foundation.scope.public import SYSTEM
from dongne.lib.seoul import seoul_day
from dongne.outreach.casework.public import Case, CaseSetting, CaseState, Outcome, Publicity
from dongne.outreach.categories.public import Categories, categories_in

from ..models import PlaceShown, PublicCase
from ..rules.placing import spot_of
from ..rules.showing import standard_of
from ..states import Shows


@dataclass(frozen=True, slots=True)
class Ground:
    """What offices decided, for some dongs: who is on the map, which kinds may be, how exactly."""

    off: frozenset[int]
    categories: Mapping[int, Categories]
    shown: Mapping[tuple[int, str], Shows]

    def shows(self, dong_id: int, category: str) -> Shows:
        return self.shown.get((dong_id, category)) or standard_of(category)


def ground_of(dong_ids: Iterable[int], *, day: date) -> Ground:
    """Three statements, whatever the number of dongs."""
    wanted = set(dong_ids)
    off = CaseSetting.objects.for_viewer(SYSTEM).filter(dong__in=wanted, public_map=False)
    shown = PlaceShown.objects.for_viewer(SYSTEM).filter(dong__in=wanted)
    return Ground(
        frozenset(off.values_list("dong_id", flat=True)),
        categories_in(wanted, day=day),
        {(row.dong_id, row.category): Shows(row.shows) for row in shown},
    )


def may_be_seen(case: Case, ground: Ground) -> bool:
    """Agreed to, looked at, of a kind and a dong that show theirs, and not another one's double."""
    categories = ground.categories.get(case.dong_id)
    words = categories.everything.get(case.category) if categories else None
    return (
        words is not None
        and words.public
        and not words.restricted
        and not case.restricted
        and case.may_be_public
        and case.public != Publicity.HIDDEN
        and case.dong_id not in ground.off
        and case.merged_into_id is None
        and case.outcome not in (Outcome.WITHDRAWN, Outcome.DUPLICATE)
    )


def wanted_row(case: Case, ground: Ground) -> PublicCase | None:
    """The row that everybody may see, unsaved; None for none. Reads `case.tong` where it blurs."""
    if not may_be_seen(case, ground):
        return None
    shows = ground.shows(case.dong_id, case.category)
    tong = case.tong if case.tong_id else None
    spot = spot_of(case.latitude, case.longitude, shows, tong.outline if tong else None)
    return PublicCase(
        case=case,
        number=case.number,
        dong_id=case.dong_id,
        tong=tong.number if tong and shows is not Shows.NOTHING else None,
        category=case.category,
        state=case.state,
        outcome=case.outcome,
        open=case.state != CaseState.CLOSED,
        day=seoul_day(case.received_at),
        told_on=seoul_day(case.told_at) if case.told_at else None,
        closed_on=seoul_day(case.closed_at) if case.closed_at else None,
        in_time=_in_time(case),
        shows=shows,
        latitude=spot.latitude if spot else None,
        longitude=spot.longitude if spot else None,
        cell=spot.cell if spot else None,
        changed_on=seoul_day(case.updated_at),
    )


def _in_time(case: Case) -> bool | None:
    if case.target_at is None or case.told_at is None:
        return None
    return bool(case.told_at <= case.target_at)
