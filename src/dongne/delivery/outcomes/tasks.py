"""What the clock does."""

from __future__ import annotations

from datetime import datetime

from dongne.foundation.jobs.public import periodic

from .services import ask_everybody


@periodic(name="outcomes.ask", cron="20 1 * * *")
def ask(*, now: datetime) -> None:
    """At twenty past ten in Seoul."""
    ask_everybody(now=now)
