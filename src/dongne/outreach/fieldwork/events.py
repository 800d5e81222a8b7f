"""What fieldwork announces."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from dongne.foundation.scope.public import Viewer
from dongne.lib.together import Together

if TYPE_CHECKING:
    from .models import Report


@dataclass(frozen=True, slots=True)
class ReportCompleted:
    """A report was approved. Its activities count from this moment (domain.md, rule 7)."""

    viewer: Viewer
    report: Report
    now: datetime


# Together: whoever counts does so in the transaction of the approval.
report_completed: Together[ReportCompleted] = Together()
