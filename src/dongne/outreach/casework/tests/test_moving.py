"""A holiday declared afterwards moves the due dates of open cases, once, and no promise."""

from __future__ import annotations

from datetime import date

import pytest

from dongne.foundation.audit.public import AuditEntry
from dongne.foundation.calendar.public import CalendarChange
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.statute import state_calendar
from dongne.outreach.casework import public as casework
from dongne.outreach.casework.services import moving
from tests.cast import NOW, Cast

from .making import SOMEBODY, a_case

MONDAY = date(2026, 11, 23)  # NOW is the Friday before.
BEFORE = state_calendar()
AFTER = BEFORE.changed(added=[MONDAY])
CHANGE = CalendarChange(
    dong_ids=None,
    first=MONDAY,
    last=MONDAY,
    before=lambda _dong: BEFORE,
    after=lambda _dong: AFTER,
)


@pytest.fixture
def several(cast: Cast) -> list[casework.Case]:
    officer = cast.viewer(cast.own.officer)
    own = [a_case(officer, contacts=()) for _ in range(3)]
    reported = a_case(officer, contacts=(SOMEBODY,))
    ended = a_case(officer, contacts=())
    casework.withdraw(officer, case_id=ended.pk, reason="거둠", now=NOW)
    return [*own, reported, ended]


def dates(cases: list[casework.Case]) -> list[tuple]:
    rows = casework.Case.objects.for_viewer(SYSTEM).in_bulk([one.pk for one in cases])
    return [(rows[one.pk].due_at, rows[one.pk].promised_at) for one in cases]


def test_open_due_dates_move_and_the_promise_stays(
    several: list[casework.Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moving, "BATCH", 2)
    before = dates(several)
    told = moving.preview_moves(CHANGE)
    assert dates(several) == before
    moving.move_cases(CHANGE, NOW)
    after = dates(several)
    moved = [n for n, (one, other) in enumerate(zip(before, after, strict=True)) if one != other]
    assert len(told) == len(moved) >= 3
    assert all(after[n][0] > before[n][0] for n in moved)
    assert [promise for _due, promise in after] == [promise for _due, promise in before]
    assert 4 not in moved  # It is closed.
    rows = AuditEntry.objects.filter(action="case.due_moved")
    assert rows.count() == len(moved)
    moving.move_cases(CHANGE, NOW)
    assert rows.count() == len(moved)
