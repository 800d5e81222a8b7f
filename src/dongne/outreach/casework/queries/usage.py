"""For the page of categories: which editions cases were opened with, how many of each kind."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count

from dongne.foundation.places.public import City, District, Dong
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.seoul import at_seoul

from ..models import Case

YEAR = timedelta(days=365)


def used_editions(editions: Collection[UUID]) -> set[UUID]:
    """Those of them that a case was opened with. One statement."""
    cases = Case.objects.for_viewer(SYSTEM).filter(category_version__in=editions)
    found = cases.order_by().values_list("category_version", flat=True).distinct()
    return {key for key in found if key is not None}


def year_of_kinds(place: City | District | Dong, day: date) -> Mapping[str, int] | None:
    """By kind, of a dong, along the index of its newest cases; above it the figures tell
    (`outreach.opendata`). Counts only, so those of restricted kinds too. One statement."""
    if not isinstance(place, Dong):
        return None
    cases = Case.objects.for_viewer(SYSTEM).filter(
        dong=place, received_at__gte=at_seoul(day - YEAR)
    )
    return dict(
        cases.order_by().values("category").annotate(n=Count("pk")).values_list("category", "n")
    )
