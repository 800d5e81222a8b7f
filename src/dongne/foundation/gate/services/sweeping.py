"""What is over is swept."""

from __future__ import annotations

from datetime import datetime, timedelta

from ..models import OneTimeCode, Tally

DAY = timedelta(days=1)


def sweep(*, now: datetime) -> int:
    """Windows, tries and used proofs that are over, codes of a day ago. How many rows went."""
    counts, _by_model = Tally.objects.filter(until__lte=now).delete()
    codes, _by_model = OneTimeCode.objects.filter(good_until__lte=now - DAY).delete()
    return counts + codes
