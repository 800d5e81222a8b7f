"""What fieldwork announces."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from dongne.foundation.scope.public import Viewer
from dongne.lib.together import Together


@dataclass(frozen=True, slots=True)
class ReportCompleted:
    """A report was approved. Its activities count from this moment (domain.md, rule 7)."""

    viewer: Viewer
    report_id: UUID
    now: datetime


# Together: whoever counts does so in the transaction of the approval.
report_completed: Together[ReportCompleted] = Together()
