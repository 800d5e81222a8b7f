"""Open cases as an officer takes them along on the way, where there may be no network."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q

from dongne.foundation.scope.public import Viewer
from dongne.lib.seoul import seoul_day
from dongne.outreach.categories.public import categories_in

from ..queries.ground import cases_for
from ..queries.lists import Show, standing
from ..queries.orders import BY_DUE
from ..words import STATES
from .lists import title_of
from .times import moment

MOST = 60
COLUMNS = (
    "number",
    "title",
    "text",
    "category",
    "state",
    "restricted",
    "address",
    "latitude",
    "longitude",
    "due_at",
    "due_or_never",
    "dong_id",
    "tong__number",
)


def carried_cases(viewer: Viewer, *, now: datetime, limit: int = MOST) -> list[dict[str, Any]]:
    """What the viewer has in hand or what is open in their zone, the most pressing first.

    Of a restricted one only of what kind it is: a phone gets lost. One statement, and the
    categories' own.
    """
    own = [viewer.officer_key, *sorted(viewer.deputy_for)]
    mine = cases_for(viewer).filter(Q(holder_officer__in=own) | Q(zone_officer__in=own))
    rows = standing(mine, Show.OPEN, now).select_related("tong").only(*COLUMNS)
    cases = list(rows.order_by(*BY_DUE.columns)[:limit])
    categories = categories_in({case.dong_id for case in cases}, day=seoul_day(now))
    carried = []
    for case in cases:
        words = categories[case.dong_id].everything.get(case.category)
        kind = words.name() if words else case.category
        carried.append(
            {
                "id": str(case.pk),
                "number": case.number,
                "title": kind if case.restricted else title_of(case, kind),
                "category": kind,
                "state": str(STATES[case.state]),
                "due": moment(case.due_at),
                "overdue": case.due_at is not None and case.due_at < now,
                "address": "" if case.restricted else case.address,
                "tong": case.tong.number if case.tong else None,
                "latitude": None if case.restricted else case.latitude,
                "longitude": None if case.restricted else case.longitude,
            }
        )
    return carried
