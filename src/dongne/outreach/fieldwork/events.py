"""What fieldwork announces."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from dongne.foundation.scope.public import Viewer
from dongne.lib.together import Together

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .models import Activity, Report


@dataclass(frozen=True, slots=True)
class ReportCompleted:
    """A report was approved. Its activities count from this moment (domain.md, rule 7)."""

    viewer: Viewer
    report: Report
    now: datetime


# Together: whoever counts does so in the transaction of the approval.
report_completed: Together[ReportCompleted] = Together()


@dataclass(frozen=True, slots=True)
class ActivitiesTicked:
    """Activities that were recorded or edited with "hand over" ticked. `waited_for`: somebody
    looks at a page until it is done; else a device has sent many."""

    viewer: Viewer
    activities: Sequence[Activity]
    waited_for: bool
    now: datetime


# Together: what a device was told is kept is kept with everything that follows from it.
activities_ticked: Together[ActivitiesTicked] = Together()
