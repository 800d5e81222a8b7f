"""Words for phones and for what is kept, and where other modules find them."""

from __future__ import annotations

from datetime import timedelta

from dongne.foundation.gate.public import Limit, register_limit
from dongne.outreach.fieldwork.public import register_receipts

from .queries import receipts_given

MINUTE = timedelta(minutes=1)


def register() -> None:
    # A phone sends some requests a minute; whoever sends fifty a second has taken its token.
    for name in ("phones.sealed", "phones.files"):
        register_limit(name, Limit(free=3000, proven=3000, per=MINUTE))
    register_receipts(receipts_given)
