"""A million cases on the map of a city, as everybody sees them: the public rows alone.

Around the middles of its dongs, as people live; the cells by the library that the program uses.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import h3.api.basic_int as h3
import psycopg

from bench.figures import say

WEST, SOUTH, EAST, NORTH = 126.80, 37.44, 127.17, 37.69
"""Seoul, roughly."""
CATEGORIES = ("road", "street_tree", "crossing", "divider", "signboard", "school_route",
              "old_building", "dumping", "illegal_notice", "bus_stop", "snow_flood",
              "other")  # fmt: skip
SPREAD = 0.004
DAYS = 1095
_COLUMNS = ("case_id", "number", "dong_id", "category", "state", "outcome", "open", "day", "shows",
            "latitude", "longitude", "cell", "changed_on")  # fmt: skip


def fill(connection: psycopg.Connection[Any], *, n: int, dongs: list[int]) -> None:
    """As a superuser without foreign key checks: the cases behind the rows are not there."""
    begun = time.monotonic()
    with connection.cursor() as cursor:
        columns = ", ".join(_COLUMNS)
        with cursor.copy(f"COPY opendata_publiccase ({columns}) FROM STDIN") as copy:
            for row in _rows(n, dongs):
                copy.write_row(row)
    connection.commit()
    say(f"{n:,} public cases on the map: {time.monotonic() - begun:.0f} s")


def _rows(n: int, dongs: list[int]) -> Iterator[tuple[Any, ...]]:
    rng = random.Random(311)
    middles = [(dong, rng.uniform(SOUTH, NORTH), rng.uniform(WEST, EAST)) for dong in dongs]
    today = datetime.now(UTC).date()
    for at in range(n):
        dong, south, west = middles[rng.randrange(len(middles))]
        latitude = round((south + rng.gauss(0, SPREAD)) * 100_000)
        longitude = round((west + rng.gauss(0, SPREAD)) * 100_000)
        day: date = today - timedelta(days=rng.randrange(DAYS))
        still_open = (today - day).days < 20
        yield (
            f"00000000-0000-7000-8000-{at:012x}",
            f"B{at:011d}",
            dong,
            CATEGORIES[rng.randrange(len(CATEGORIES))],
            "received" if still_open else "closed",
            "" if still_open else "solved",
            still_open,
            day,
            "exact",
            latitude,
            longitude,
            h3.latlng_to_cell(latitude / 100_000, longitude / 100_000, 15),
            day,
        )
