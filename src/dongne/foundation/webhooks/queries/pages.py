"""What the pages show: endpoints with how they are doing, deliveries by filters, one with all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from dongne.foundation.scope.public import SYSTEM, TenantQuerySet, Viewer
from dongne.lib.refusals import NotHere

from ..models import Attempt, Delivery, Endpoint
from ..states import MISSED, DeliveryState
from .places import within

PAGE_LENGTH = 50
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """Deliveries of the last 24 hours, and what waits or has been missed at all."""

    delivered: int = 0
    waiting: int = 0
    missed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a list of deliveries is narrowed by; empty: everything. `event` is a code."""

    state: str = ""
    event: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Newest first, and the ids where the neighbours begin, or None."""

    rows: list[Delivery]
    newer: UUID | None = None
    older: UUID | None = None


def endpoints_of(viewer: Viewer) -> list[Endpoint]:
    """One statement."""
    rows = Endpoint.objects.for_viewer(SYSTEM).filter(within(viewer))
    return list(rows.select_related("city", "district", "dong", "made_by")[:500])


def endpoint_of(viewer: Viewer, endpoint_id: UUID) -> Endpoint:
    """Raises NotHere."""
    rows = Endpoint.objects.for_viewer(SYSTEM).filter(within(viewer), pk=endpoint_id)
    found = rows.select_related("city", "district", "dong", "made_by").first()
    if found is None:
        raise NotHere(_("받는 프로그램을 찾을 수 없습니다."), code="not_found")
    return found


def days_of(endpoints: list[Endpoint], *, now: datetime) -> dict[UUID, Day]:
    """By endpoint; one without deliveries is left out. One statement."""
    rows = (
        _deliveries()
        .filter(endpoint__in=endpoints)
        .order_by()
        .values("endpoint")
        .annotate(
            delivered=Count("pk", filter=Q(state=DeliveryState.DELIVERED, ended_at__gt=now - DAY)),
            waiting=Count("pk", filter=Q(state__in=[DeliveryState.WAITING, DeliveryState.SENDING])),
            missed=Count("pk", filter=Q(state__in=MISSED)),
        )
    )
    return {
        row["endpoint"]: Day(
            delivered=row["delivered"], waiting=row["waiting"], missed=row["missed"]
        )
        for row in rows
    }


def last_attempts(endpoints: list[Endpoint]) -> dict[UUID, Attempt]:
    """The last attempt that has ended, for each endpoint that is failing. One statement."""
    failing = [one.pk for one in endpoints if one.failing_since is not None]
    rows = (
        Attempt.objects.for_viewer(SYSTEM)
        .filter(delivery__endpoint__in=failing)
        .exclude(failure="")
        .select_related("delivery")
        .order_by("delivery__endpoint_id", "-id")
        .distinct("delivery__endpoint_id")
    )
    return {one.delivery.endpoint_id: one for one in rows} if failing else {}


def delivery_page(
    endpoint: Endpoint,
    wanted: Wanted,
    *,
    after: UUID | None = None,
    before: UUID | None = None,
    length: int = PAGE_LENGTH,
) -> Page:
    """One page by keyset. One statement."""
    rows = _deliveries().filter(endpoint=endpoint).select_related("event")
    rows = rows.defer("event__body")
    if wanted.state:
        rows = rows.filter(state=wanted.state)
    if wanted.event:
        rows = rows.filter(event__code=wanted.event)
    if before is not None:
        found = list(rows.filter(pk__gt=before).order_by("id")[: length + 1])
        more, found = len(found) > length, found[:length][::-1]
        return Page(
            rows=found,
            newer=found[0].pk if found and more else None,
            older=found[-1].pk if found else None,
        )
    if after is not None:
        rows = rows.filter(pk__lt=after)
    found = list(rows.order_by("-id")[: length + 1])
    more, found = len(found) > length, found[:length]
    return Page(
        rows=found,
        newer=found[0].pk if found and after is not None else None,
        older=found[-1].pk if found and more else None,
    )


def delivery_of(endpoint: Endpoint, delivery_id: UUID) -> Delivery:
    """With its event. Raises NotHere."""
    rows = _deliveries().filter(endpoint=endpoint, pk=delivery_id).select_related("event")
    if (found := rows.first()) is None:
        raise NotHere(_("보낸 기록을 찾을 수 없습니다."), code="not_found")
    return found


def attempts_of(delivery: Delivery) -> list[Attempt]:
    return list(Attempt.objects.for_viewer(SYSTEM).filter(delivery=delivery).order_by("number"))


def _deliveries() -> TenantQuerySet[Delivery]:
    return Delivery.objects.for_viewer(SYSTEM)
