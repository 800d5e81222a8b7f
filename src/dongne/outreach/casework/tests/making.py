"""Cases for tests, in one line."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dongne.foundation.scope.public import Viewer, resident_viewer
from dongne.outreach.casework import public as casework
from tests.cast import NOW

BROKEN = casework.Opening(
    category="road",
    text="골목 입구 맨홀 뚜껑이 깨져 있습니다.",
    tong=1,
    channel=casework.Channel.PHONE,
)
SOMEBODY = casework.Contact(name="김하나", phone="010-1234-5678")


def a_case(actor: Viewer, **values: Any) -> casework.Case:
    """Opened by somebody of the office, for a resident with a telephone."""
    given = replace(BROKEN, **({"contacts": (SOMEBODY,)} | values))
    return casework.open_case(actor, given=given, now=NOW).case


def sent_in(dong_id: int, **values: Any) -> casework.Opened:
    """By a resident, without an account."""
    given = replace(
        BROKEN,
        **({"channel": casework.Channel.WEB, "dong_id": dong_id, "contacts": (SOMEBODY,)} | values),
    )
    return casework.open_case(resident_viewer(), given=given, now=NOW)
