"""Which editions of the catalogue something was asked for with: what the catalogue goes by when
its rows change."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import Count

from dongne.foundation.scope.public import SYSTEM

from ..models import Item
from ..states import RUNNING


def running_with(editions: Collection[UUID]) -> Mapping[UUID, int]:
    """How many items of applications that still run were asked for with each. One statement."""
    rows = Item.objects.for_viewer(SYSTEM).filter(
        edition__in=editions, application__state__in=sorted(RUNNING)
    )
    return dict(rows.order_by().values_list("edition").annotate(Count("pk")))


def used_since(editions: Collection[UUID], since: datetime) -> bool:
    """Whether anything arrived since then that was asked for with any of them. One statement."""
    rows = Item.objects.for_viewer(SYSTEM).filter(
        edition__in=editions, application__arrived_at__gte=since
    )
    return rows.exists()
