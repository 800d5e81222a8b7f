"""The month is shared, closed and opened again; late entries wait, and everybody sees it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dongne.foundation.approvals import public as approvals
from dongne.foundation.audit.public import history_of, undo_change
from dongne.foundation.calendar.public import add_holidays, preview
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.refusals import Conflict, Forbidden, Refused
from dongne.lib.seoul import Month, seoul_day
from dongne.outreach.fieldwork.public import (
    SUBJECT,
    Entry,
    draft_report,
    record_activity,
    submit_report,
    sync,
)
from dongne.outreach.sharing import public as sharing
from dongne.outreach.sharing.queries import standings_below
from dongne.outreach.sharing.rules import CHOSEN_BY, due_day
from dongne.outreach.sharing.services import set_due_rule
from tests.cast import NOW, Cast, a_record

OCTOBER = Month(2026, 10)
THEN = NOW - timedelta(days=25)


def complete(cast: Cast) -> None:
    me = cast.viewer(cast.own.officer)
    record_activity(me, record=a_record(happened_at=THEN), now=NOW)
    report = draft_report(me, day=seoul_day(THEN), now=NOW)
    submit_report(me, report_id=report.pk, now=NOW)
    for officer in (cast.own.lead, cast.own.head):
        viewer = cast.viewer(officer)
        approvals.approve(viewer, subject_type=SUBJECT, subject_id=report.pk, now=NOW)


def total(cast: Cast) -> int:
    viewer = cast.viewer(cast.own.lead)
    return sharing.roll_up(viewer, dong=cast.own.dong, month=OCTOBER).total


@pytest.mark.parametrize(
    ("month", "day"),
    [
        (Month(2026, 10), date(2026, 11, 5)),
        (Month(2026, 8), date(2026, 9, 7)),  # the 5th is a Saturday
        (Month(2026, 6), date(2026, 7, 6)),  # a Sunday
    ],
)
def test_the_due_day_moves_off_the_weekend(month: Month, day: date) -> None:
    assert due_day(month, lambda one: one.weekday() < 5) == day


def due(cast: Cast, month: Month) -> date | None:
    lead = cast.viewer(cast.own.lead)
    today = seoul_day(NOW)
    return sharing.month_standing(lead, dong_id=cast.own.dong.pk, month=month, day=today).due


def test_the_due_day_moves_off_holidays_unless_the_dong_wants_otherwise(cast: Cast) -> None:
    september, lead = Month(2026, 9), cast.viewer(cast.own.lead)
    # 5 October 2026 stands in for 개천절, which was a Saturday.
    assert due(cast, september) == date(2026, 10, 6)
    add_holidays(
        SYSTEM,
        place=cast.own.dong,
        first=date(2026, 10, 6),
        name="개청기념일",
        reason="조례",
        now=NOW,
    )
    assert due(cast, september) == date(2026, 10, 7)
    with pytest.raises(Forbidden):
        set_due_rule(cast.viewer(cast.own.officer), moves=False, now=NOW)
    row = set_due_rule(lead, moves=False, now=NOW)
    assert due(cast, september) == date(2026, 10, 5)
    with pytest.raises(Conflict):
        set_due_rule(lead, moves=False, now=NOW)
    undo_change(lead, entry=history_of(row).get(), now=NOW)
    assert due(cast, september) == date(2026, 10, 7)


def test_a_dong_that_never_works_keeps_its_day() -> None:
    assert due_day(Month(2026, 9), lambda _day: False) == date(2026, 10, 5)
    assert due_day(Month(2026, 9), lambda _day: True, by=CHOSEN_BY) == date(2026, 10, 7)


def test_a_desk_sees_each_dong_s_own_due_day(cast: Cast) -> None:
    add_holidays(
        SYSTEM, place=cast.near.dong, first=date(2026, 11, 5), name="휴일", reason="조례", now=NOW
    )
    found = standings_below(
        cast.viewer(cast.district_desk),
        dong_ids=[cast.own.dong.pk, cast.near.dong.pk],
        month=OCTOBER,
        day=date(2026, 11, 6),
    )
    assert [(one.due, one.late) for one in found] == [
        (date(2026, 11, 5), True),
        (date(2026, 11, 6), False),
    ]


def test_a_holiday_that_would_move_due_days_shows_them_first(cast: Cast) -> None:
    """Of months that are not shared yet; a dong whose days stay is left out."""
    lead = cast.viewer(cast.own.lead)
    set_due_rule(cast.viewer(cast.near.lead), moves=False, now=NOW)

    def moved() -> list[tuple[str, object, object]]:
        found = preview(
            lambda: add_holidays(
                SYSTEM,
                place=cast.yangcheon,
                first=date(2026, 11, 5),
                name="구민의 날",
                reason="조례",
                now=NOW,
            )
        )
        return [(one.text, one.before, one.after) for one in found.moved]

    assert moved() == [("신정4동 2026년 10월 취합 공유", date(2026, 11, 5), date(2026, 11, 6))]
    complete(cast)
    sharing.share_month(lead, month=OCTOBER, now=NOW)
    assert moved() == []


def test_what_comes_after_closing_waits_until_the_month_is_opened_again(cast: Cast) -> None:
    lead = cast.viewer(cast.own.lead)
    complete(cast)
    sharing.share_month(lead, month=OCTOBER, now=NOW)
    sharing.close_month(lead, month=OCTOBER, now=NOW)
    complete(cast)
    assert total(cast) == 1
    [late] = sharing.late_entries(lead, dong_id=cast.own.dong.pk, month=OCTOBER)
    assert (late.n, late.name) == (1, cast.own.officer.name)
    assert sharing.check().holds
    sharing.reopen_month(lead, month=OCTOBER, reason="늦은 결재", until=seoul_day(NOW), now=NOW)
    assert total(cast) == 2
    complete(cast)
    assert total(cast) == 3
    assert sharing.check().holds
    after = NOW + timedelta(days=1)
    far = sharing.month_standing(
        lead, dong_id=cast.own.dong.pk, month=OCTOBER, day=seoul_day(after)
    )
    assert far.step == "closed"


def test_only_lead_and_head_share_and_a_taken_month_is_not_taken_back(cast: Cast) -> None:
    lead, desk = cast.viewer(cast.own.lead), cast.viewer(cast.district_desk)
    with pytest.raises(Forbidden):
        sharing.share_month(cast.viewer(cast.own.officer), month=OCTOBER, now=NOW)
    sharing.share_month(lead, month=OCTOBER, now=NOW)
    with pytest.raises(Conflict):
        sharing.share_month(lead, month=OCTOBER, now=NOW)
    sharing.accept_month(desk, dong_id=cast.own.dong.pk, month=OCTOBER, now=NOW)
    with pytest.raises(Conflict) as refused:
        sharing.unshare_month(lead, month=OCTOBER, now=NOW)
    assert refused.value.code == "month_accepted"


def test_a_running_month_is_not_closed(cast: Cast) -> None:
    lead, month = cast.viewer(cast.own.lead), Month.of(seoul_day(NOW))
    sharing.share_month(lead, month=month, now=NOW)
    with pytest.raises(Refused) as refused:
        sharing.close_month(lead, month=month, now=NOW)
    assert refused.value.code == "month_running"


def test_a_record_of_a_closed_month_is_kept_and_held(cast: Cast) -> None:
    lead, me = cast.viewer(cast.own.lead), cast.viewer(cast.own.officer)
    sharing.share_month(lead, month=OCTOBER, now=NOW)
    sharing.close_month(lead, month=OCTOBER, now=NOW)
    record = a_record(happened_at=THEN)
    entry = Entry(raw_id=str(record.id), record=record)
    [answer] = sync(me, device="phone", sent_at=NOW, entries=[entry], now=NOW)
    assert (answer.status, answer.reason) == ("held", "closed")
    assert answer.receipt is not None
