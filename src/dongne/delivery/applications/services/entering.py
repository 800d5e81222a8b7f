"""What a browser keeps while somebody looks at their own application, or at a letter."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.core import signing

IDLE = timedelta(minutes=15)
COOKIE = "dongne_application"
"""Of a browser that may show an application; sent below `/apply/status` only."""
APPLICATION, ERRAND = "dongne.applications.own", "dongne.applications.letter"


def let_in(key: UUID, *, now: datetime, door: str = APPLICATION, role: str = "") -> str:
    """`role`: of a letter, `principal` or `proxy`."""
    return signing.dumps([str(key), role, int(now.timestamp())], salt=door)


def let_in_as(token: str, *, now: datetime, door: str = APPLICATION) -> tuple[UUID, str] | None:
    """What the browser may show; None a quarter of an hour after it last did."""
    try:
        told, role, at = signing.loads(token[:400], salt=door)
        key = UUID(told)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return (key, str(role)) if 0 <= now.timestamp() - at < IDLE.total_seconds() else None


def shown_to(cookies: Mapping[str, str], *, now: datetime) -> UUID | None:
    """The application that this browser was let in to, by number and secret or by a code."""
    told = let_in_as(cookies.get(COOKIE, ""), now=now)
    return told[0] if told else None
