"""The map says what the cases say, at every zoom, whatever happened to them in what order."""

from __future__ import annotations

import json
import random
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dongne.foundation.scope.public import SYSTEM
from dongne.lib.seoul import seoul_day
from dongne.outreach.casework.public import Case, CaseSetting
from tests.cast import NOW, Cast

from ..models import MapDelta, MapTally, PublicCase
from ..presenters.geojson import markers_text
from ..queries.checking import check
from ..queries.listing import Where, listing
from ..queries.markers import Choice, Markers, markers
from ..rules.cells import KOREA, MOST_FEATURES, Box
from ..services import fold, follow_settings, place_all, place_case, rebuild_tally
from ..states import Going, Span
from .making import LATITUDE, LONGITUDE, a_case, closed, tong

TODAY = seoul_day(NOW)


def look(zoom: float = 14, box: Box = KOREA, **choice: Any) -> Markers:
    return markers(box, zoom=zoom, choice=Choice(**choice), day=TODAY)


def put(*cases: Case) -> None:
    for case in cases:
        place_case(SYSTEM, case_id=case.pk, now=NOW)


def counted(found: Markers) -> int:
    return sum(group.n for group in found.groups)


def naive(case: Case, *, off: bool) -> bool:
    """The rule in one breath, written apart from the program."""
    return not (
        off
        or case.restricted
        or case.public == "hidden"
        or not case.may_be_public
        or case.category == "welfare"
        or case.merged_into_id
        or case.outcome in ("withdrawn", "duplicate")
    )


changes = st.sampled_from(
    [
        {"public": "hidden"},
        {"public": "listed"},
        {"public": "shown"},
        {"restricted": True},
        {"restricted": False},
        {"may_be_public": False},
        {"may_be_public": True},
        {"category": "welfare"},
        {"category": "road"},
        {"category": "old_building"},
        closed(),
        closed("withdrawn"),
        {"state": "assigned", "outcome": "", "closed_at": None, "told_at": None},
        {"latitude": LATITUDE + 0.0101, "longitude": LONGITUDE - 0.0033},
        {"latitude": None, "longitude": None},
    ]
)
deeds = st.lists(
    st.one_of(
        st.tuples(st.just("change"), st.integers(0, 4), changes),
        st.tuples(st.just("fold"), st.just(0), st.just({})),
        st.tuples(st.just("setting"), st.integers(0, 1), st.just({})),
    ),
    max_size=14,
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(deeds=deeds, zoom=st.sampled_from([5, 9, 12, 15, 17, 18, 20]))
def test_whatever_happens_the_map_says_what_the_cases_say(
    cast: Cast, deeds: list[tuple[str, int, dict[str, Any]]], zoom: int
) -> None:
    # Each example starts anew in the one transaction of the test.
    for model in (PublicCase, MapDelta, MapTally):
        model.objects.all().delete()
    Case.objects.for_viewer(SYSTEM).delete()
    dong = cast.own.dong
    CaseSetting.objects.for_viewer(SYSTEM).filter(dong=dong).delete()
    follow_settings(SYSTEM, now=NOW)
    cases = [a_case(dong, ago=timedelta(days=40 * n)) for n in range(5)]
    put(*cases)
    off = False
    for deed, n, values in deeds:
        if deed == "fold":
            fold(SYSTEM, now=NOW)
        elif deed == "setting":
            off = n == 0
            CaseSetting.objects.for_viewer(SYSTEM).update_or_create(
                dong=dong, defaults={"public_map": not off}
            )
            follow_settings(SYSTEM, now=NOW)
        else:
            for name, value in values.items():
                setattr(cases[n], name, value)
            cases[n].save()
            put(cases[n])
    seen = [case for case in cases if naive(case, off=off)]
    placed = [case for case in seen if case.latitude is not None]
    assert counted(look(zoom)) == len(placed)
    assert counted(look(zoom, going=Going.OPEN)) == len(
        [case for case in placed if case.state != "closed"]
    )
    assert counted(look(zoom, category="road", span=Span.MONTH)) == len(
        [c for c in placed if c.category == "road" and seoul_day(c.received_at).month == 11]
    )
    features = json.loads(markers_text(look(zoom)))["features"]
    assert sum(one["properties"]["n"] for one in features) == len(placed)
    told = {one.number for one in look(19).singles.values()}
    assert told <= {case.number for case in placed}
    beside = listing(Choice(), Where(), day=TODAY)
    assert {row.number for row in beside.rows} == {case.number for case in seen}
    assert beside.without_place == len(seen) - len(placed)
    assert check(now=NOW).differences == []
    rebuild_tally(SYSTEM, now=NOW)
    assert check(now=NOW).differences == []


def test_no_zoom_answers_more_than_two_thousand(cast: Cast) -> None:
    rng = random.Random(5)
    for n in range(2400):
        # A third in one street, the others over the country.
        near = n % 3 == 0
        a_case(
            cast.own.dong,
            latitude=LATITUDE + rng.random() * (0.001 if near else 1.5),
            longitude=LONGITUDE + rng.random() * (0.001 if near else 1.5),
        )
    place_all(SYSTEM, now=NOW)
    fold(SYSTEM, now=NOW)
    street = Box(LONGITUDE, LATITUDE, LONGITUDE + 0.001, LATITUDE + 0.001)
    for zoom in range(23):
        for box in (KOREA, street, Box(126, 37, 128, 39), Box(124, 37.523, 132, 37.5231)):
            assert len(look(zoom, box).groups) <= MOST_FEATURES
        assert counted(look(zoom)) == 2400
    # Close in, cases of a street stand apart.
    assert len(look(19, street).singles) > 700


def test_a_place_that_could_be_a_home_is_told_by_its_tong_only(cast: Cast) -> None:
    third = tong(cast.own.dong, 3)
    west = LONGITUDE + 0.006
    put(
        a_case(cast.own.dong, category="old_building", tong=third,
               latitude=LATITUDE + 0.0001, longitude=west + 0.0001),
        a_case(cast.own.dong, category="old_building", tong=third,
               latitude=LATITUDE + 0.0019, longitude=west + 0.0018),
    )  # fmt: skip
    (group,) = look(19).groups
    assert group.n == 2
    assert (group.latitude, group.longitude) == pytest.approx(
        (LATITUDE + 0.001, west + 0.001), abs=1e-5
    )
    assert {row.shows for row in PublicCase.objects.all()} == {"tong"}


def test_without_an_outline_of_the_tong_the_place_is_as_wide_as_a_neighbourhood(cast: Cast) -> None:
    put(a_case(cast.own.dong, category="dumping"))
    row = PublicCase.objects.get()
    assert row.latitude is not None
    away = abs(row.latitude / 1e5 - LATITUDE) + abs((row.longitude or 0) / 1e5 - LONGITUDE)
    assert 0.0005 < away < 0.02


def test_what_is_hidden_is_gone_at_once_and_comes_back(cast: Cast) -> None:
    case = a_case(cast.own.dong)
    put(case)
    fold(SYSTEM, now=NOW)
    assert counted(look(9)) == 1
    case.public = "hidden"
    case.save()
    put(case)
    assert counted(look(9)) == 0  # before anything was folded
    case.public = "shown"
    case.save()
    put(case)
    assert [one.number for one in look(9).singles.values()] == [case.number]


def test_statements_do_not_grow_with_what_is_shown(cast: Cast) -> None:
    put(*[a_case(cast.own.dong, latitude=LATITUDE + n / 1000) for n in range(12)])
    for zoom, most in ((8, 2), (15, 2), (18, 3)):
        with CaptureQueriesContext(connection) as caught:
            look(zoom)
        assert len(caught) <= most
    with CaptureQueriesContext(connection) as caught:
        listing(Choice(), Where(dong_id=cast.own.dong.pk), day=TODAY)
    assert len(caught) == 3
