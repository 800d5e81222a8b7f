"""A time-limit starts, stands, goes on, grows longer, gets another officer, ends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from dongne.foundation.audit.public import AuditEntry
from dongne.foundation.deadlines import subjects
from dongne.foundation.deadlines.models import Deadline
from dongne.foundation.deadlines.public import (
    DeadlineKind,
    Outcome,
    deadlines_for,
    due_today,
    end_deadline,
    extend_deadline,
    figures,
    find_deadline,
    go_on_deadline,
    history_of,
    open_deadlines,
    overdue,
    register_kind,
    reopen_deadline,
    start_deadline,
    stop_deadline,
    tell_progress,
    transfer_deadline,
)
from dongne.foundation.deadlines.queries import page
from dongne.foundation.deadlines.tasks import tell_progress_of_all
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.refusals import Conflict, Forbidden, NotHere, Refused
from dongne.lib.seoul import SEOUL, at_seoul
from dongne.lib.statute import ExtensionReason, StopKind
from tests.cast import NOW, Cast

KIND = "tests.thing"
MONDAY = datetime(2026, 11, 2, 10, tzinfo=SEOUL)


@pytest.fixture(autouse=True)
def kind() -> Iterator[None]:
    register_kind(DeadlineKind(code=KIND, title="시험 민원"))
    yield
    subjects._kinds.pop(KIND, None)


def started(cast: Cast, **given: Any) -> Deadline:
    """Of the own officer's, fourteen days from Monday 2 November, unless said otherwise."""
    own = cast.own
    return start_deadline(
        cast.viewer(own.officer),
        **{
            "subject": own.officer,
            "kind": KIND,
            "limit": "14d",
            "received_at": MONDAY,
            "dong_id": own.dong.pk,
            "officer_id": own.officer.pk,
            "team_id": own.officer.team_id,
            "now": MONDAY,
            **given,
        },
    )


def six(*day: int) -> datetime:
    return datetime(*day, 18, tzinfo=SEOUL)  # type: ignore[arg-type,misc]


def test_it_is_due_as_the_statute_counts_and_promised_for_that(cast: Cast) -> None:
    row = started(cast)
    assert row.due_at == row.promised_at == six(2026, 11, 19)
    assert row.notice_on == date(2026, 12, 2)


def test_the_clock_starts_at_acceptance_where_that_came_later(cast: Cast) -> None:
    row = started(cast, limit="1d", accepted_at=MONDAY + timedelta(hours=5))
    assert row.due_at == datetime(2026, 11, 3, 15, tzinfo=SEOUL)


def test_the_office_has_its_own_shorter_target_beside_the_limit(cast: Cast) -> None:
    row = started(cast, target="3wd")
    assert row.target_at == six(2026, 11, 5)


def test_a_thing_has_one_open_limit_of_a_kind(cast: Cast) -> None:
    row = started(cast)
    with pytest.raises(Conflict):
        started(cast)
    end_deadline(SYSTEM, deadline_id=row.pk, now=NOW)
    started(cast)


def test_while_papers_are_missing_nobody_knows_the_day(cast: Cast) -> None:
    me = cast.viewer(cast.own.officer)
    row = started(cast)
    asked = datetime(2026, 11, 4, 15, tzinfo=SEOUL)
    stopped = stop_deadline(me, deadline_id=row.pk, kind=StopKind.SUPPLEMENT, now=asked)
    assert stopped.due_at is None
    assert stopped.standing_since == asked
    with pytest.raises(Conflict):
        stop_deadline(me, deadline_id=row.pk, kind=StopKind.TESTS, now=NOW)
    supplied = datetime(2026, 11, 6, 11, tzinfo=SEOUL)
    runs = go_on_deadline(me, deadline_id=row.pk, ended_at=supplied, now=NOW)
    # The 4th, 5th and 6th do not count: three working days later than the 19th.
    assert runs.due_at == six(2026, 11, 24)
    assert runs.promised_at == six(2026, 11, 19)


def test_an_outage_known_afterwards_is_taken_out(cast: Cast) -> None:
    me = cast.viewer(cast.own.officer)
    row = started(cast, limit="2d")
    began = MONDAY + timedelta(hours=1)
    row = stop_deadline(
        me,
        deadline_id=row.pk,
        kind=StopKind.OUTAGE,
        began_at=began,
        ended_at=began + timedelta(hours=3),
        now=NOW,
    )
    # 11 to 14 with lunch in it: two working hours.
    assert row.due_at == datetime(2026, 11, 4, 12, tzinfo=SEOUL)
    assert not row.stands


@pytest.mark.parametrize(
    ("more", "reason", "consent", "code"),
    [
        ("14d", ExtensionReason.WORKLOAD, False, "bad_reason"),
        ("15d", ExtensionReason.FACTS, False, "too_long"),
        ("3h", ExtensionReason.FACTS, False, "other_unit"),
        ("bald", ExtensionReason.FACTS, False, "not_a_limit"),
    ],
)
def test_what_is_no_lawful_extension(
    cast: Cast, more: str, reason: ExtensionReason, consent: bool, code: str
) -> None:
    row = started(cast)
    with pytest.raises(Refused) as refused:
        extend_deadline(
            cast.viewer(cast.own.lead),
            deadline_id=row.pk,
            more=more,
            reason=reason,
            consent=consent,
            now=NOW,
        )
    assert refused.value.code == code


def test_once_without_asking_once_with_consent_and_never_again(cast: Cast) -> None:
    lead = cast.viewer(cast.own.lead)
    row = started(cast, limit="7d")
    given: dict[str, Any] = {"more": "7d", "reason": ExtensionReason.FACTS, "now": NOW}
    assert extend_deadline(lead, deadline_id=row.pk, **given).due_at == six(2026, 11, 19)
    with pytest.raises(Refused, match="동의"):
        extend_deadline(lead, deadline_id=row.pk, **given)
    row = extend_deadline(lead, deadline_id=row.pk, consent=True, **given)
    assert row.due_at == six(2026, 11, 30)
    with pytest.raises(Refused, match="두 번"):
        extend_deadline(lead, deadline_id=row.pk, consent=True, **given)


def test_an_officer_does_not_lengthen_the_own_limit_and_a_colleague_touches_nothing(
    cast: Cast,
) -> None:
    row = started(cast)
    with pytest.raises(Forbidden):
        extend_deadline(
            cast.viewer(cast.own.officer),
            deadline_id=row.pk,
            more="1d",
            reason=ExtensionReason.FACTS,
            now=NOW,
        )
    with pytest.raises(Forbidden):
        stop_deadline(
            cast.viewer(cast.own.colleague), deadline_id=row.pk, kind=StopKind.TESTS, now=NOW
        )
    with pytest.raises(NotHere):
        stop_deadline(cast.viewer(cast.near.lead), deadline_id=row.pk, kind=StopKind.TESTS, now=NOW)


def test_it_goes_to_a_colleague_of_the_same_office_only(cast: Cast) -> None:
    lead, row = cast.viewer(cast.own.lead), started(cast)
    row = transfer_deadline(lead, deadline_id=row.pk, officer_id=cast.own.colleague.pk, now=NOW)
    assert row.officer_id == cast.own.colleague.pk
    with pytest.raises(NotHere):
        transfer_deadline(lead, deadline_id=row.pk, officer_id=cast.near.officer.pk, now=NOW)


def test_what_ended_does_not_change_and_can_be_opened_again(cast: Cast) -> None:
    me, row = cast.viewer(cast.own.officer), started(cast)
    stop_deadline(me, deadline_id=row.pk, kind=StopKind.TESTS, now=NOW)
    ended = end_deadline(me, deadline_id=row.pk, outcome=Outcome.WITHDRAWN, now=NOW)
    assert not ended.stands
    assert not open_deadlines(me).exists()
    with pytest.raises(Conflict):
        stop_deadline(me, deadline_id=row.pk, kind=StopKind.TESTS, now=NOW)
    assert reopen_deadline(me, deadline_id=row.pk, now=NOW).is_open


def test_every_change_leaves_an_audit_row_and_a_row_of_history(cast: Cast) -> None:
    me, row = cast.viewer(cast.own.officer), started(cast)
    stop_deadline(me, deadline_id=row.pk, kind=StopKind.TESTS, now=NOW)
    go_on_deadline(me, deadline_id=row.pk, now=NOW)
    tell_progress(me, deadline_id=row.pk, now=NOW)
    end_deadline(me, deadline_id=row.pk, now=NOW)
    deeds = ["started", "stopped", "went_on", "told", "ended"]
    assert [turn.deed for turn in history_of(row)] == deeds
    told = AuditEntry.objects.filter(subject_id=str(row.pk)).order_by("id")
    assert [entry.action for entry in told] == [f"deadlines.{deed}" for deed in deeds]


def test_figures_and_lists_by_how_urgent(cast: Cast, django_assert_num_queries: Any) -> None:
    me = cast.viewer(cast.own.officer)
    people = [cast.own.officer, cast.own.colleague, cast.own.lead, cast.own.head]
    for limit, who in zip(("7d", "14d", "now", "1m"), people, strict=True):
        started(cast, limit=limit, subject=who)
    now = datetime(2026, 11, 19, 9, tzinfo=SEOUL)
    found = figures(open_deadlines(me), now)
    assert (found.overdue, found.today, found.later, found.standing) == (2, 1, 1, 0)
    assert overdue(me, now).count() == 2
    assert due_today(me, now).count() == 1
    with django_assert_num_queries(4):
        rows, older = page(open_deadlines(me))
    assert [row.limit for row in rows] == ["now", "7d", "14d", "1m"]
    assert older == ""


def test_strangers_see_none(cast: Cast) -> None:
    row = started(cast)
    for stranger in (cast.near.head, cast.far.officer, cast.road):
        viewer = cast.viewer(stranger)
        assert not deadlines_for(viewer).exists()
        with pytest.raises(NotHere):
            find_deadline(viewer, row.pk)
    assert deadlines_for(cast.viewer(cast.district_desk)).count() == 1


def test_the_progress_is_told_once_every_thirty_days(cast: Cast) -> None:
    told: list[date] = []
    now = MONDAY.astimezone(UTC)

    def tell(row: Deadline, at: datetime) -> bool:
        told.append(at.astimezone(SEOUL).date())
        return True

    register_kind(DeadlineKind(code=KIND, title="시험 민원", tell=tell))
    row = started(cast, limit="6m")
    for days in range(0, 100):
        for _twice in range(2):
            tell_progress_of_all(now=now + timedelta(days=days))
    assert told == [date(2026, 12, 2), date(2027, 1, 1), date(2027, 1, 31)]
    assert find_deadline(SYSTEM, row.pk).notice_on == date(2027, 3, 2)


def test_a_limit_that_cannot_be_counted_is_refused_in_a_sentence(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        started(cast, limit="bald")
    assert refused.value.code == "not_a_limit"
    with pytest.raises(Refused):
        started(cast, received_at=at_seoul(date(1800, 1, 1)))
