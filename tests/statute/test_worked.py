"""Over three hundred worked cases, each with its steps to be followed with a finger."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from dongne.lib.seoul import SEOUL
from dongne.lib.statute import Limit, due, state_calendar, state_holidays

from .making import STANDARD
from .oracle import Office
from .oracle import due as by_hand

TABLE = Path(__file__).parent / "worked.txt"


def holidays() -> dict[int, list[date]]:
    found = {}
    for line in TABLE.read_text().splitlines():
        if line.startswith("holidays "):
            year, days = line.removeprefix("holidays ").split(": ")
            pairs = (day.split("/") for day in days.split())
            found[int(year)] = [date(int(year), int(month), int(day)) for month, day in pairs]
    return found


def cases() -> Iterator[tuple[datetime, str, datetime]]:
    for line in TABLE.read_text().splitlines():
        if line and not line.startswith(("#", "holidays")):
            received, limit, ends, _steps = line.split(" | ", 3)
            yield datetime.fromisoformat(received), limit.strip(), datetime.fromisoformat(ends)


def test_there_are_more_than_three_hundred() -> None:
    assert len(set(cases())) > 306


def test_the_holidays_of_the_table_are_the_states() -> None:
    for year, days in holidays().items():
        assert sorted(state_holidays(year)) == days


def test_the_library_agrees_with_every_row() -> None:
    calendar = state_calendar()
    for received, limit, ends in cases():
        found = due(Limit.parse(limit), received.replace(tzinfo=SEOUL), calendar)
        assert found.replace(tzinfo=None) == ends, f"{received} {limit}"


def test_so_does_the_oracle() -> None:
    office = Office(
        holidays=[day for days in holidays().values() for day in days],
        windows=[list(day) for day in STANDARD],
    )
    for received, limit, ends in cases():
        assert by_hand(office, limit, received) == ends, f"{received} {limit}"
