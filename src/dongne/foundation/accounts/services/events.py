"""The rows of an account's history."""

from __future__ import annotations

from datetime import datetime

from django.db import connection, transaction

from dongne.foundation.organisations.public import Account, Officer
from dongne.foundation.scope.public import Viewer

from ..models import AccountEvent
from ..rules import years_before
from ..states import EventKind


def note(
    viewer: Viewer, *, account: Account, kind: EventKind, now: datetime, detail: str = ""
) -> None:
    """One more row of what happened to an account, inside the caller's transaction."""
    if not connection.in_atomic_block:
        raise RuntimeError("what happened belongs into the transaction of the change")
    officer: Officer | None = getattr(account, "officer", None)
    place = None
    if officer is not None:
        place = officer.dong or officer.team.district or officer.team.city
    AccountEvent.objects.create(
        at=now,
        account_id=account.pk,
        kind=kind,
        username=account.username,
        officer_name=officer.name if officer else "",
        dong_id=officer.dong_id if officer else None,
        place=f"{place.name} {officer.team.name}" if officer and place else "",
        detail=detail[:200],
        actor_officer_id=viewer.officer_id,
        actor_name=viewer.name,
    )


@transaction.atomic
def forget_old_events(viewer: Viewer, *, now: datetime) -> int:
    """Delete rows older than three years, and none that is younger. How many they were."""
    deleted, _ = AccountEvent.objects.filter(at__lt=years_before(now)).delete()
    return deleted
