from __future__ import annotations

from typing import Any

from django.utils import timezone

from dongne.lib.seoul import Month
from dongne.outreach.sharing.public import close_month, share_month

from . import Made


def make(things: Any) -> Made:
    """One month shared, one closed."""
    lead, now = things.cast.viewer(things.cast.own.lead), timezone.now()
    shared, closed = Month(2026, 9), Month(2026, 8)
    for month in (shared, closed):
        share_month(lead, month=month, now=now)
    close_month(lead, month=closed, now=now)
    return Made(
        states={"shared": {"month": str(shared)}, "closed": {"month": str(closed)}},
        bodies={
            "month_reopen": {"reason": "늦은 결재", "until": "2027-01-31"},
            "month_accept": {"dong": "sinjeong4"},
        },
    )
