"""For the page of categories: how many of each kind a district or a city has had in a year."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db.models import Sum

from dongne.foundation.places.public import City, District, Dong

from ..models import Figure
from ..rules.months import first_of, month_of
from ..states import Level


def year_of_kinds(place: City | District | Dong, day: date) -> Mapping[str, int] | None:
    """Of the last twelve months, from the figures; of kinds that may be public. One statement.

    For staff: small counts are not withheld. None for a dong, whose cases are few enough to count.
    """
    if isinstance(place, Dong):
        return None
    level = Level.DISTRICT if isinstance(place, District) else Level.CITY
    figures = Figure.objects.filter(
        level=level,
        place=place.pk,
        period__range=(first_of(day, 12), month_of(day)),
    ).exclude(category="")
    counted = figures.values("category").annotate(n=Sum("opened"))
    return dict(counted.values_list("category", "n"))
