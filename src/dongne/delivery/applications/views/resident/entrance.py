"""What these pages tell the gate: how much is let through, and how numbers of theirs are opened."""

from __future__ import annotations

from datetime import timedelta

from dongne.foundation.gate.public import Limit, Numbers, register_limit, register_numbers

from ...queries.own import key_by_secret, reached_by
from .applying import CODING, SENDING
from .errands import LOOKING
from .letters import MAKING
from .own import open_own
from .volunteers import register as register_errands

HOUR = timedelta(hours=1)


def register() -> None:
    """Called once, when the apps start."""
    # A house, a school or an office goes out under one address; a proof lets through what is more.
    register_limit(SENDING, Limit(free=10, proven=60, per=HOUR))
    register_limit(MAKING, Limit(free=10, proven=60, per=HOUR))
    register_limit(LOOKING, Limit(free=30, proven=120, per=HOUR))
    # Each costs the office money.
    register_limit(CODING, Limit(free=6, proven=30, per=HOUR))
    register_numbers(
        Numbers(
            kind="application",
            by_secret=key_by_secret,
            by_contact=reached_by,
            let_in=open_own,
        )
    )
    register_errands()
