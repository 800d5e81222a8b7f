"""What is told of applications, inside the transaction of the change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from dongne.foundation.scope.public import Viewer
from dongne.lib.together import Together

if TYPE_CHECKING:
    from .models import Application


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationSubmitted:
    actor: Viewer
    application: Application
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationChanged:
    """`what` is the action of the audit row; `before` the state it had."""

    actor: Viewer
    application: Application
    what: str
    before: str
    now: datetime


application_submitted: Together[ApplicationSubmitted] = Together()
application_changed: Together[ApplicationChanged] = Together()
