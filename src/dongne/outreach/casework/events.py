"""What is told of cases, inside the transaction of the change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from dongne.foundation.scope.public import Viewer
from dongne.lib.together import Together

if TYPE_CHECKING:
    from .models import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOpened:
    """Told by a job right after the case was opened, so that opening stays quick."""

    case: Case
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseChanged:
    """`what` is the action of the audit row; `before` the state it had."""

    actor: Viewer
    case: Case
    what: str
    before: str
    now: datetime


case_opened: Together[CaseOpened] = Together()
case_changed: Together[CaseChanged] = Together()
