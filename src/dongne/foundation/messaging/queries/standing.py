"""How providers did in the last hour, and what messages of a month cost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q, Sum

from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.seoul import Month

from ..models import Attempt, OptOut, ProviderHealth, ProviderSetting
from ..rules import SLOW_MS
from ..states import Outcome
from .messages import residents_messages


@dataclass(frozen=True, slots=True, kw_only=True)
class Hour:
    """What a provider did in the last hour."""

    calls: int = 0
    failed: int = 0
    slow: int = 0
    unknown: int = 0


def last_hour(*, now: datetime) -> dict[str, Hour]:
    """By a provider's account, over the whole installation. One statement."""
    rows = (
        Attempt.objects.for_viewer(SYSTEM)
        .filter(started_at__gt=now - timedelta(hours=1))
        .values("provider")
        .order_by("provider")
        .annotate(
            calls=Count("id"),
            failed=Count("id", filter=Q(outcome__in=[Outcome.TEMPORARY, Outcome.PERMANENT])),
            unknown=Count("id", filter=Q(outcome=Outcome.UNKNOWN)),
            slow=Count("id", filter=Q(took_ms__gte=SLOW_MS)),
        )
    )
    return {
        row["provider"]: Hour(
            calls=row["calls"], failed=row["failed"], slow=row["slow"], unknown=row["unknown"]
        )
        for row in rows
    }


def set_aside() -> set[str]:
    """Accounts with providers that get no messages until a trial goes well."""
    ill = ProviderHealth.objects.filter(open_since__isnull=False)
    return set(ill.values_list("provider", flat=True))


def provider_settings() -> list[ProviderSetting]:
    """Every place's, for the system administrator."""
    rows = ProviderSetting.objects.for_viewer(SYSTEM).select_related("city", "district", "dong")
    return list(rows.order_by("means", "city_id", "district_id", "dong_id", "position", "id"))


@dataclass(frozen=True, slots=True)
class Cost:
    means: str
    event: str
    sent: int
    reached: int
    won: int


def costs_of(viewer: Viewer, month: Month) -> list[Cost]:
    """What was sent in the month by means and event, the dearest first. One statement."""
    rows = (
        residents_messages(viewer)
        .filter(asked_at__gte=month.starts_at, asked_at__lt=month.ends_at, attempts__gt=0)
        .values("means", "event")
        .annotate(
            sent=Count("id"), reached=Count("id", filter=Q(state="delivered")), won=Sum("cost")
        )
        .order_by("-won", "-sent", "means", "event")
    )
    return [Cost(r["means"], r["event"], r["sent"], r["reached"], r["won"] or 0) for r in rows]


def months_with_messages(viewer: Viewer) -> list[Month]:
    """The months since the first message, the newest first, at most two years."""
    first = residents_messages(viewer).order_by("id").values_list("asked_at", flat=True).first()
    last = residents_messages(viewer).order_by("-id").values_list("asked_at", flat=True).first()
    if first is None or last is None:
        return []
    month, end = Month.of(last.date()), Month.of(first.date())
    found = [month]
    while month > end and len(found) < 24:
        month = month.previous()
        found.append(month)
    return found


def opt_outs_of(viewer: Viewer) -> list[OptOut]:
    """Those that hold, the newest first."""
    rows = OptOut.objects.for_viewer(viewer).filter(until=None)
    return list(rows.select_related("officer").order_by("-id")[:200])
