"""The figures: against a count by hand; small ones kept back so that no line gives them away."""

from __future__ import annotations

import statistics
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from dongne.foundation.scope.public import SYSTEM
from dongne.outreach.casework.public import Reporter
from dongne.outreach.categories.public import publish
from tests.cast import NOW, Cast

from ..models import Figure
from ..rules.withholding import FEWEST, withheld
from ..services import make_figures
from .making import a_case


def figure(level: str, place: int, period: int = 0, category: str = "") -> Figure:
    return Figure.objects.get(level=level, place=place, period=period, category=category)


def test_figures_are_what_one_counts_by_hand(cast: Cast) -> None:
    dong = cast.own.dong
    hours = [5, 30, 50, 70, 200]
    for n, took in enumerate(hours):
        at = NOW - timedelta(days=20)
        case = a_case(
            dong,
            ago=timedelta(days=20),
            state="closed",
            outcome="solved" if n else "not_possible",
            told_at=at + timedelta(hours=took),
            closed_at=at + timedelta(hours=took),
            target_at=at + timedelta(hours=60),
            statutory_due_at=at + timedelta(hours=100),
            times_reopened=int(n == 4),
        )
        Reporter.objects.create(case=case, joined_at=NOW, solved=n > 1)
    a_case(dong, target_at=NOW - timedelta(days=1))  # late, and nobody was told
    a_case(dong, target_at=NOW + timedelta(days=1))  # still in time
    a_case(dong, public="hidden")  # counts: hiding makes no office look better
    a_case(dong, restricted=True)
    a_case(dong, state="closed", outcome="withdrawn", closed_at=NOW)
    a_case(cast.near.dong)
    assert make_figures(SYSTEM, now=NOW)
    found = figure("dong", dong.pk)
    assert (found.opened, found.closed, found.solved, found.told) == (8, 5, 4, 5)
    assert found.median_hours == statistics.median(hours)
    assert found.ninety_hours == pytest.approx(70 + 130 * 0.6)
    assert (found.targets, found.targets_kept) == (6, 3)
    assert (found.limits, found.limits_kept) == (5, 4)
    assert (found.ended, found.reopened) == (5, 1)
    assert (found.answered, found.satisfied) == (5, 3)
    assert figure("district", dong.district_id).opened == 9
    assert figure("city", cast.seoul.pk, 2026 * 12 + 9).opened == 5  # October
    assert figure("city", cast.seoul.pk, 2026, "road").opened == 9
    # Nothing has changed: nothing is counted.
    assert not make_figures(SYSTEM, now=NOW + timedelta(minutes=1))


def test_a_small_number_that_could_point_at_somebody_is_withheld(
    cast: Cast, client: Client
) -> None:
    for n in range(5):
        a_case(cast.own.dong, ago=timedelta(days=n))
    a_case(cast.own.dong, category="old_building")
    a_case(cast.own.dong, category="bus_stop")
    make_figures(SYSTEM, now=NOW)
    assert figure("dong", cast.own.dong.pk, category="old_building").withheld
    # The smallest one beside it, or the first could be taken from the total.
    assert figure("dong", cast.own.dong.pk, category="bus_stop").withheld
    assert not figure("dong", cast.own.dong.pk, category="road").withheld
    lines = client.get("/open-data/figures.csv").getvalue().decode().split("\r\n")
    assert not [line for line in lines if line.startswith("dong") and "old_building" in line]
    page = client.get("/open-data/?level=dong&place=sinjeong4&category=old_building")
    assert "짐작될 수 있으므로" in page.content.decode()


def test_a_dongs_own_kind_has_its_name_at_every_level(cast: Cast, client: Client) -> None:
    dong = cast.own.dong
    publish(
        cast.viewer(cast.own.lead),
        place=dong,
        code="playground",
        values={
            "name": {"ko": "놀이터 시설", "en": "Playground"},
            "group": {"ko": "시설", "en": "Facilities"},
            "target": "3wd",
            "public": True,
        },
        valid_from=NOW.date(),
        now=NOW,
    )
    for n in range(6):
        a_case(dong, category="playground", ago=timedelta(days=n))
        a_case(dong, ago=timedelta(days=n))
    make_figures(SYSTEM, now=NOW)
    for level, code in (("city", "seoul"), ("district", "yangcheon"), ("dong", "sinjeong4")):
        at = f"/open-data/?level={level}&place={code}"
        assert "놀이터 시설</a>" in client.get(at).content.decode(), level
        assert client.get(f"{at}&category=playground").context["kind"] == "놀이터 시설"
    near = client.get(f"/open-data/?level=dong&place={cast.near.dong.code}")
    assert near.status_code == 200
    assert "playground" not in near.content.decode()
    files = client.get("/open-data/figures.csv").getvalue().decode()
    assert {"놀이터 시설" in line for line in files.splitlines() if "playground" in line} == {True}


tables = st.lists(st.lists(st.integers(0, 5), min_size=2, max_size=4), min_size=2, max_size=4).map(
    lambda rows: [row[: min(len(one) for one in rows)] for row in rows]
)


@settings(max_examples=200)
@given(tables, st.data())
def test_no_line_gives_its_one_gap_away(table: list[list[int]], data: st.DataObject) -> None:
    keys = [(r, c) for r in range(len(table)) for c in range(len(table[0]))]
    counts = {(r, c): table[r][c] for r, c in keys if table[r][c]}
    lines: list[tuple[tuple[int, int], list[tuple[int, int]]]] = []
    for r in range(len(table)):
        counts[r, -1] = sum(table[r])
        lines.append(((r, -1), [(r, c) for c in range(len(table[0]))]))
    for c in range(len(table[0])):
        counts[-1, c] = sum(row[c] for row in table)
        lines.append(((-1, c), [(r, c) for r in range(len(table))]))
    delicate = data.draw(st.sets(st.sampled_from(keys)))
    gone = withheld(counts, delicate, lines)
    for key in delicate:
        assert key in gone or counts.get(key, 0) not in range(1, FEWEST)
    for total, parts in lines:
        gaps = [key for key in (total, *parts) if key in gone]
        others = [key for key in (total, *parts) if key not in gone and counts.get(key)]
        assert len(gaps) != 1 or not others


def test_a_page_of_figures_costs_the_same_whatever_stands_in_it(cast: Cast, client: Client) -> None:
    address = "/open-data/?level=district&place=yangcheon"

    def statements() -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as caught:
            client.get(address)
        return len(caught)

    a_case(cast.own.dong)
    make_figures(SYSTEM, now=NOW, anyway=True)
    few = statements()
    for n in range(30):
        a_case(cast.own.dong if n % 2 else cast.near.dong, ago=timedelta(days=12 * n),
               category=("road", "dumping", "signboard")[n % 3])  # fmt: skip
    make_figures(SYSTEM, now=NOW, anyway=True)
    assert statements() == few <= 12
