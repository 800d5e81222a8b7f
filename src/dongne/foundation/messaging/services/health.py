"""Setting a provider aside while it fails or is slow, and trying it again with one message."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, Q

from dongne.foundation.scope.public import SYSTEM

from ..channels import Channel
from ..models import Attempt, ProviderHealth
from ..queries.routes import Route
from ..rules import SLOW_MS, TRIAL_AFTER, WINDOW, is_ill
from ..states import Outcome


def may_be_called(route: Route, *, now: datetime) -> bool:
    """Whether a message may go this way. Set aside, it gets one every half minute.

    Inside the caller's transaction: of two workers only one gets the trial.
    """
    if route.channel.in_house:
        return True
    aside = ProviderHealth.objects.filter(provider=route.account, open_since__isnull=False)
    if not aside.exists():
        return True
    return bool(
        ProviderHealth.objects.filter(provider=route.account, next_trial_at__lte=now).update(
            next_trial_at=now + TRIAL_AFTER
        )
    )


def note_call(
    channel: Channel, *, account: str, outcome: Outcome, took_ms: int, now: datetime
) -> None:
    """Set the provider aside when too many of its last calls went badly; back after a good one.

    Each office's account with it stands alone.
    """
    if channel.in_house:
        return
    went_well = outcome in {Outcome.ACCEPTED, Outcome.DELIVERED} and took_ms < SLOW_MS
    if went_well:
        ProviderHealth.objects.filter(provider=account, open_since__isnull=False).update(
            open_since=None, next_trial_at=None, why=""
        )
        return
    if outcome is Outcome.PERMANENT:
        # The number was wrong, not the provider.
        return
    found = Attempt.objects.for_viewer(SYSTEM).filter(provider=account, started_at__gt=now - WINDOW)
    bad = Q(outcome__in=[Outcome.TEMPORARY, Outcome.UNKNOWN])
    told = found.exclude(outcome="").aggregate(
        calls=Count("id"),
        failed=Count("id", filter=bad),
        slow=Count("id", filter=~bad & Q(took_ms__gte=SLOW_MS)),
    )
    if is_ill(**told):
        row, _new = ProviderHealth.objects.get_or_create(provider=account)
        if row.open_since is None:
            row.open_since = now
            row.why = "failing" if told["failed"] >= told["slow"] else "slow"
        row.next_trial_at = now + TRIAL_AFTER
        row.save()
