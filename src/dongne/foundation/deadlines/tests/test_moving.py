"""A holiday declared afterwards moves open due dates: all of them, once, and after a crash too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from dongne.foundation.audit.public import AuditEntry
from dongne.foundation.calendar.public import CalendarChange
from dongne.foundation.deadlines import subjects
from dongne.foundation.deadlines.models import Deadline, DeadlineStop, DeadlineTurn
from dongne.foundation.deadlines.public import DeadlineKind, register_kind
from dongne.foundation.deadlines.services import move_deadlines, moving, preview_moves
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.ids import new_id
from dongne.lib.seoul import SEOUL
from dongne.lib.statute import StopKind, WorkingCalendar, state_calendar
from tests.cast import NOW, Cast

KIND = "tests.moving"
RECEIVED = datetime(2026, 11, 2, 10, tzinfo=SEOUL)
DECLARED = date(2026, 11, 12)
BEFORE = state_calendar()
AFTER = BEFORE.changed(added=[DECLARED])
ENDS = datetime(2026, 11, 19, 18, tzinfo=SEOUL)


@pytest.fixture(autouse=True)
def kind(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    register_kind(DeadlineKind(code=KIND, title="시험 민원"))
    monkeypatch.setattr(moving, "BATCH", 4)
    yield
    subjects._kinds.pop(KIND, None)


def change(after: WorkingCalendar = AFTER, dongs: frozenset[int] | None = None) -> CalendarChange:
    return CalendarChange(
        dong_ids=dongs,
        first=DECLARED,
        last=DECLARED,
        before=lambda _dong: BEFORE,
        after=lambda _dong: after,
    )


def some(cast: Cast, count: int = 10, **given: Any) -> list[Deadline]:
    dongs = (cast.own.dong, cast.near.dong, cast.far.dong)
    rows = [
        Deadline(
            **{
                "dong": dongs[n % 3],
                "kind": KIND,
                "subject_type": "tests.thing",
                "subject_id": str(new_id()),
                "limit": "14d",
                "received_at": RECEIVED,
                "promised_at": ENDS,
                "due_at": ENDS,
                "counted_by": BEFORE.revision,
                **given,
            }
        )
        for n in range(count)
    ]
    return Deadline.objects.bulk_create(rows)


def due_times() -> Counter[datetime | None]:
    return Counter(Deadline.objects.for_viewer(SYSTEM).values_list("due_at", flat=True))


def moved_rows() -> tuple[int, int]:
    turns = DeadlineTurn.objects.for_viewer(SYSTEM).filter(deed="moved").count()
    return turns, AuditEntry.objects.filter(action="deadlines.moved").count()


def test_every_open_one_moves_once_with_its_history_and_its_audit_row(cast: Cast) -> None:
    some(cast)
    some(cast, 2, ended_at=NOW, outcome="done")
    move_deadlines(change(), NOW)
    assert due_times() == {ENDS + timedelta(days=1): 10, ENDS: 2}
    assert moved_rows() == (10, 10)
    move_deadlines(change(), NOW)
    assert moved_rows() == (10, 10)
    row = AuditEntry.objects.filter(action="deadlines.moved").first()
    assert row is not None
    assert row.dong_id is not None
    assert len(row.changes["due_at"]) == 2


def test_what_was_promised_at_first_stays(cast: Cast) -> None:
    some(cast, 1)
    move_deadlines(change(), NOW)
    assert Deadline.objects.for_viewer(SYSTEM).get().promised_at == ENDS


def test_killed_in_the_middle_the_next_run_finishes_and_moves_nothing_twice(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    some(cast, 10)
    write, turns = moving._write, []

    def dies(shifts: Any, now: datetime) -> None:
        turns.append(len(shifts))
        write(shifts, now)
        if len(turns) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(moving, "_write", dies)
    with pytest.raises(KeyboardInterrupt):
        move_deadlines(change(), NOW)
    assert moved_rows() == (4, 4)
    monkeypatch.setattr(moving, "_write", write)
    move_deadlines(change(), NOW)
    assert due_times() == {ENDS + timedelta(days=1): 10}
    assert moved_rows() == (10, 10)


def test_only_dongs_of_the_change_and_what_the_day_touches_move(cast: Cast) -> None:
    some(cast, 9)
    some(cast, 1, due_at=ENDS - timedelta(days=9), limit="6d")
    some(cast, 1, received_at=RECEIVED + timedelta(days=11), due_at=ENDS + timedelta(days=13))
    assert len(preview_moves(change(dongs=frozenset([cast.own.dong.pk])))) == 3
    move_deadlines(change(dongs=frozenset([cast.own.dong.pk])), NOW)
    assert moved_rows() == (3, 3)


def test_stops_and_own_targets_are_counted_again_too(cast: Cast) -> None:
    rows = some(cast, 2, target="8wd", target_at=datetime(2026, 11, 12, 18, tzinfo=SEOUL))
    DeadlineStop(
        deadline=rows[0],
        kind=StopKind.SUPPLEMENT,
        began_at=RECEIVED + timedelta(days=9),
        ended_at=RECEIVED + timedelta(days=11),
    ).save()
    move_deadlines(change(), NOW)
    found = {row.pk: row for row in Deadline.objects.for_viewer(SYSTEM)}
    # The stop takes out the 11th to the 13th, the holiday among them.
    assert found[rows[0].pk].due_at == datetime(2026, 11, 24, 18, tzinfo=SEOUL)
    assert found[rows[1].pk].due_at == ENDS + timedelta(days=1)
    assert found[rows[1].pk].target_at == datetime(2026, 11, 13, 18, tzinfo=SEOUL)


def test_the_preview_tells_the_same_writes_nothing_and_begins_with_what_comes_nearer(
    cast: Cast,
) -> None:
    some(cast, 5)
    some(cast, 1, due_at=ENDS + timedelta(days=5))
    found = preview_moves(change())
    assert [(one.before, one.after) for one in found] == [
        (ENDS + timedelta(days=5), ENDS + timedelta(days=1)),
        *[(ENDS, ENDS + timedelta(days=1))] * 5,
    ]
    assert moved_rows() == (0, 0)
    assert found[0].url.startswith("/deadlines/")


def test_a_preview_needs_no_more_statements_for_more_due_dates(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    monkeypatch.setattr(moving, "BATCH", 100)
    some(cast, 60)
    with django_assert_num_queries(5):
        preview_moves(change())


def test_an_office_that_never_opens_any_more_keeps_the_times_it_told(cast: Cast) -> None:
    some(cast, 2, limit="3d")
    never = WorkingCalendar(week=[()] * 7)
    assert preview_moves(change(after=never)) == []
    move_deadlines(change(after=never), NOW)
    assert moved_rows() == (0, 0)


def test_a_day_taken_back_moves_them_back(cast: Cast) -> None:
    some(cast, 3)
    move_deadlines(change(), NOW)
    move_deadlines(change(after=BEFORE), NOW)
    assert due_times() == {ENDS: 3}
    assert moved_rows() == (6, 6)
