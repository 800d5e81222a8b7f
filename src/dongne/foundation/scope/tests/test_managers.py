"""A tenant table answers nobody until it knows who asks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import Count, QuerySet

from dongne.foundation.organisations.public import Officer
from dongne.foundation.scope.public import ANONYMOUS, SYSTEM, Unscoped
from tests.cast import Cast

WAYS_OUT: dict[str, Callable[[QuerySet[Any]], Any]] = {
    "iterating": list,
    "iterator": lambda rows: list(rows.iterator()),
    "get": lambda rows: rows.get(pk=1),
    "first": lambda rows: rows.first(),
    "last": lambda rows: rows.order_by("pk").last(),
    "slice": lambda rows: rows[0],
    "count": lambda rows: rows.count(),
    "exists": lambda rows: rows.exists(),
    "aggregate": lambda rows: rows.aggregate(n=Count("pk")),
    "values": lambda rows: list(rows.values("name")),
    "values_list": lambda rows: list(rows.values_list("name")),
    "in_bulk": lambda rows: rows.in_bulk([1]),
    "contains": lambda rows: rows.contains(Officer(pk=1)),
    "bool": bool,
    "len": len,
    "update": lambda rows: rows.update(name="x"),
    "delete": lambda rows: rows.filter(pk=-1).delete(),
    "subquery": lambda rows: list(
        Officer.objects.for_viewer(SYSTEM).filter(pk__in=rows.values("pk"))
    ),
    "union": lambda rows: list(rows.union(rows)),
}


@pytest.mark.django_db
@pytest.mark.parametrize("way", WAYS_OUT)
def test_no_way_out_without_a_viewer(way: str) -> None:
    for rows in (Officer.objects.all(), Officer.objects.filter(name="x").exclude(title="y")):
        with pytest.raises(Unscoped):
            WAYS_OUT[way](rows)


def test_each_sees_their_own_part_of_the_tree(cast: Cast) -> None:
    def seen(officer: Officer) -> set[str]:
        dongs = Officer.objects.for_viewer(cast.viewer(officer)).values_list("dong__code")
        return {code for (code,) in dongs if code}

    assert seen(cast.own.officer) == {"sinjeong4"}
    assert seen(cast.district_desk) == {"sinjeong4", "sinjeong3"}
    assert seen(cast.other_district_desk) == {"seongsan2"}
    assert seen(cast.city_desk) == {"sinjeong4", "sinjeong3", "seongsan2"}
    assert seen(cast.road) == set()
    assert not Officer.objects.for_viewer(ANONYMOUS).exists()


def test_a_scope_cannot_be_widened_again(cast: Cast) -> None:
    narrow = Officer.objects.for_viewer(cast.viewer(cast.own.officer))
    assert not narrow.for_viewer(SYSTEM).filter(dong=cast.far.dong).exists()
