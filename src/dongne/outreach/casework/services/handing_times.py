"""Until when somebody has to say whether they take it (시행령 제13조)."""

from __future__ import annotations

from datetime import datetime

from dongne.foundation.calendar.public import calendar_of
from dongne.foundation.organisations.public import Team
from dongne.lib.statute import Limit, due

from ..models import Case

TO_A_TEAM, WITHIN_THE_AGENCY, TO_ANOTHER_AGENCY = "1h", "3h", "8h"


def answer_due(case: Case, team: Team | None, *, now: datetime) -> datetime:
    """One working hour to a team of the same office, three inside the agency, eight outside."""
    if team is None:
        limit = TO_ANOTHER_AGENCY
    elif team.dong_id == case.dong_id:
        limit = TO_A_TEAM
    elif team.district_id is not None:
        limit = WITHIN_THE_AGENCY
    else:
        limit = TO_ANOTHER_AGENCY
    return due(Limit.parse(limit), now, calendar_of(case.dong_id))
