"""What the privacy officer's day is made of: what is to be decided, signed, destroyed, answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dongne.foundation.scope.public import Viewer
from dongne.lib.seoul import seoul_day

from ..models import Breach, Disposal
from ..states import BreachState, DisposalState
from .keeping import due_people
from .requests import OPEN, overdue_requests, requests_for
from .reviews import UNDECIDED, MonthStanding, findings_for, months_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """`unsigned` are months that have ended without a signature, `late` those past their day."""

    undecided: int
    unsigned: list[MonthStanding]
    late: int
    due: int
    under_way: list[Disposal]
    requests: int
    overdue: int
    breaches: list[Breach]


def standing_of(viewer: Viewer, *, now: datetime) -> Standing:
    """A constant number of statements, and the calendars of the dongs."""
    today = seoul_day(now)
    unsigned = [one for one in months_of(viewer, today=today) if one.ended and not one.review]
    return Standing(
        undecided=findings_for(viewer).filter(state__in=UNDECIDED).count(),
        unsigned=unsigned,
        late=sum(one.is_late for one in unsigned),
        due=due_people(viewer, day=today).count(),
        under_way=list(
            Disposal.objects.for_viewer(viewer)
            .filter(state__in=[DisposalState.PROPOSED, DisposalState.APPROVED])
            .select_related("dong")
        ),
        requests=requests_for(viewer).filter(state__in=OPEN).count(),
        overdue=overdue_requests(viewer, now),
        breaches=list(
            Breach.objects.for_viewer(viewer).filter(state=BreachState.OPEN).select_related("dong")
        ),
    )
