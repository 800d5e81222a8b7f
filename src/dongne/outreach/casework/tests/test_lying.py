"""What lies still, nobody took, is late: told to whoever can do something, once."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from dongne.foundation.messaging.public import Message
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.seoul import SEOUL, seoul_day
from dongne.outreach.casework import public as casework
from dongne.outreach.casework import standard
from dongne.outreach.casework.services.notices import digest, look_at_what_lies
from dongne.outreach.casework.services.notices.daily import LOOKED_BACK
from tests.cast import NOW, Cast

from .making import a_case
from .telling_round import to_officer

pytestmark = pytest.mark.django_db


def at(day: int, hour: int = 8, minute: int = 50, month: int = 11) -> datetime:
    """NOW is Friday the 20th of November, 14:00."""
    return datetime(2026, month, day, hour, minute, tzinfo=SEOUL)


def mornings(until: datetime, *, since: datetime | None = None) -> None:
    """Every morning of working days from the Monday after NOW, as the clock does."""
    now = since or at(23)
    while now <= until:
        if now.weekday() < 5:
            look_at_what_lies(SYSTEM, back=LOOKED_BACK, now=now)
        now += timedelta(days=1)


def test_dormant_first_the_handler_then_the_lead(cast: Cast) -> None:
    """Five working days and three more, by default; never twice for the same stillness."""
    case = a_case(cast.viewer(cast.own.officer))
    mine = lambda: to_officer(case, cast.own.officer).count(standard.DORMANT)  # noqa: E731
    leads = lambda: to_officer(case, cast.own.lead).count(standard.DORMANT_LEAD)  # noqa: E731
    mornings(at(27))
    assert (mine(), leads()) == (0, 0), "the fifth working day is not over"
    mornings(at(30), since=at(30))
    assert (mine(), leads()) == (1, 0)
    mornings(at(2, month=12), since=at(1, month=12))
    assert (mine(), leads()) == (1, 0)
    mornings(at(4, month=12), since=at(3, month=12))
    assert (mine(), leads()) == (1, 1)
    mornings(at(14, month=12), since=at(7, month=12))
    assert (mine(), leads()) == (1, 1), "no alert twice for the same stillness"


def test_after_a_change_it_may_lie_still_again(cast: Cast) -> None:
    officer = cast.viewer(cast.own.officer)
    case = a_case(officer)
    mornings(at(30))
    casework.note_progress(officer, case_id=case.pk, text="가 봄", now=at(1, 10, month=12))
    mornings(at(15, month=12), since=at(2, month=12))
    assert to_officer(case, cast.own.officer).count(standard.DORMANT) == 2


def test_what_waits_for_a_day_is_not_dormant_until_then(cast: Cast) -> None:
    officer = cast.viewer(cast.own.officer)
    case = a_case(officer)
    casework.wait(
        officer,
        case_id=case.pk,
        for_what=casework.Waiting.PLANNED,
        until=seoul_day(at(15, month=12)),
        why="포장 공사",
        now=NOW,
    )
    mornings(at(14, month=12))
    assert standard.DORMANT not in to_officer(case, cast.own.officer)
    assert standard.WAIT_OVER not in to_officer(case, cast.own.officer)
    mornings(at(17, month=12), since=at(15, month=12))
    assert to_officer(case, cast.own.officer).count(standard.WAIT_OVER) == 1


def test_what_nobody_takes_the_leads_see_once(cast: Cast) -> None:
    """Offered on Friday at 14:00: eight working hours are over on Monday at 14:00."""
    officer = cast.viewer(cast.own.officer)
    case = a_case(officer)
    casework.hand_over(
        officer,
        case_id=case.pk,
        kind=casework.HandoverKind.TRANSFER,
        to_team_id=cast.road.team_id,
        now=NOW,
    )
    for hour in (9, 13):
        look_at_what_lies(SYSTEM, back=timedelta(hours=3), now=at(23, hour))
    assert standard.UNCLAIMED not in to_officer(case, cast.own.lead)
    for hour in (14, 15, 16):
        look_at_what_lies(SYSTEM, back=timedelta(hours=3), now=at(23, hour))
    assert to_officer(case, cast.own.lead).count(standard.UNCLAIMED) == 1
    row = casework.Handover.objects.for_viewer(SYSTEM).get(case=case)
    assert row.escalated_at is not None


def test_the_dong_sets_how_long(cast: Cast) -> None:
    casework.CaseSetting.objects.create(dong=cast.own.dong, unclaimed_hours=2)
    officer = cast.viewer(cast.own.officer)
    case = a_case(officer)
    casework.hand_over(
        officer,
        case_id=case.pk,
        kind=casework.HandoverKind.TRANSFER,
        to_team_id=cast.road.team_id,
        now=NOW,
    )
    look_at_what_lies(SYSTEM, back=timedelta(hours=3), now=NOW + timedelta(hours=2, minutes=1))
    assert to_officer(case, cast.own.lead).count(standard.UNCLAIMED) == 1


def test_overdue_once_and_anew_for_a_new_date(cast: Cast) -> None:
    case = a_case(cast.viewer(cast.own.officer))
    rows = casework.Case.objects.for_viewer(SYSTEM).filter(pk=case.pk)
    rows.update(due_at=at(24, 18))
    mornings(at(27))
    for who in (cast.own.officer, cast.own.lead):
        assert to_officer(case, who).count(standard.OVERDUE) == 1
    rows.update(due_at=at(30, 18))
    mornings(at(3, month=12))
    assert to_officer(case, cast.own.officer).count(standard.OVERDUE) == 2


def test_a_closed_case_lies_in_peace(cast: Cast) -> None:
    officer = cast.viewer(cast.own.officer)
    case = a_case(officer)
    casework.withdraw(officer, case_id=case.pk, reason="민원인이 거둠", now=NOW)
    casework.Case.objects.for_viewer(SYSTEM).filter(pk=case.pk).update(due_at=at(24, 18))
    mornings(at(8, month=12))
    assert to_officer(case, cast.own.officer) == []


def test_the_week_in_figures(cast: Cast) -> None:
    officer = cast.viewer(cast.own.officer)
    late, gone = a_case(officer), a_case(officer)
    casework.Case.objects.for_viewer(SYSTEM).filter(pk=late.pk).update(due_at=at(21))
    casework.withdraw(officer, case_id=gone.pk, reason="거둠", now=NOW)
    for _n in range(2):
        assert digest(SYSTEM, dong_id=cast.own.dong.pk, now=at(23, 8, 30))
    row = Message.objects.for_viewer(SYSTEM).get(event=standard.DIGEST)
    assert row.officer_id == cast.own.lead.pk
    assert "열린 건 1, 기한 지남 1" in row.body.reveal()
    assert "지난주에 끝냄 1" in row.body.reveal()
    assert not digest(SYSTEM, dong_id=cast.near.dong.pk, now=at(23)), "nothing to tell"
