"""Who hears what around a case: the zone officer first, nobody twice, nobody who is kept away."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from dongne.foundation.deadlines.public import Deadline, kind_of, tell_progress
from dongne.foundation.messaging.public import Message
from dongne.foundation.residents.public import keep_away
from dongne.foundation.scope.public import SYSTEM, resident_viewer
from dongne.lib.seoul import seoul_day
from dongne.outreach.casework import public as casework
from dongne.outreach.casework import standard
from dongne.outreach.casework.jobs import TELL
from dongne.outreach.casework.models import Reporter
from tests.cast import NOW, Cast

from .making import SOMEBODY, a_case, sent_in
from .telling_round import goes_round, to_officer, to_residents, told

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def reported(cast: Cast) -> casework.Case:
    """By a resident, in tong 1, which is the officer's zone; sent on its way."""
    return from_outside(cast)


def from_outside(cast: Cast, **values: Any) -> casework.Case:
    opened = sent_in(cast.own.dong.pk, **values)
    casework.follow_up(SYSTEM, case_id=opened.case.pk, now=NOW)
    case = opened.case
    case.refresh_from_db(from_queryset=casework.Case.objects.for_viewer(SYSTEM))
    return case


def hand_to_road(cast: Cast, case: casework.Case) -> None:
    casework.hand_over(
        cast.viewer(cast.own.officer),
        case_id=case.pk,
        kind=casework.HandoverKind.TRANSFER,
        to_team_id=cast.road.team_id,
        now=NOW,
    )


def reporter_of(case: casework.Case) -> Reporter:
    return Reporter.objects.for_viewer(SYSTEM).get(case=case)


def test_the_zone_officer_hears_of_a_new_case_before_the_resident(
    cast: Cast, reported: casework.Case
) -> None:
    goes_round()
    first, *_more = told(reported)
    assert first == standard.IN_ZONE
    assert standard.IN_ZONE in to_officer(reported, cast.own.officer)
    assert to_residents(reported) == [standard.RECEIVED]


def test_nobody_hears_the_same_twice(cast: Cast, reported: casework.Case) -> None:
    """The worker died after it, or two workers had it."""
    goes_round(times=3)
    once = told(reported)
    goes_round(times=2)
    assert told(reported) == once
    assert len(once) == len(set(once)), once


def test_jobs_hold_ids_only(cast: Cast, reported: casework.Case) -> None:
    for job in ProcrastinateJob.objects.filter(task_name=TELL):
        assert set(job.args) == {"case_id", "what", "version", "by"}
        assert "맨홀" not in str(job.args)


def test_no_text_to_staff_repeats_what_a_resident_wrote(
    cast: Cast, reported: casework.Case
) -> None:
    goes_round()
    for one in Message.objects.for_viewer(SYSTEM).filter(about_id=str(reported.pk)):
        assert "깨져" not in one.body.reveal()
        assert SOMEBODY.name not in one.body.reveal()


def test_in_other_hands(cast: Cast, reported: casework.Case) -> None:
    hand_to_road(cast, reported)
    goes_round()
    assert to_officer(reported, cast.road) == [standard.HANDED]
    casework.accept(cast.viewer(cast.road), case_id=reported.pk, now=NOW)
    goes_round()
    assert to_officer(reported, cast.own.officer)[-1] == standard.ZONE_PROGRESS
    assert to_residents(reported) == [standard.RECEIVED, standard.MOVED_ON]
    rows = list(Message.objects.for_viewer(SYSTEM).filter(about_id=str(reported.pk)).order_by("id"))
    assert rows[-1].event == standard.MOVED_ON, "after the zone officer"
    assert "yangcheon-road" in rows[-1].body.reveal()


def test_taken_by_a_unit_and_then_by_a_person_the_resident_hears_it_once(
    cast: Cast, reported: casework.Case
) -> None:
    hand_to_road(cast, reported)
    casework.accept(SYSTEM, case_id=reported.pk, now=NOW)
    goes_round()
    casework.claim(cast.viewer(cast.road), case_id=reported.pk, now=NOW)
    goes_round()
    assert to_residents(reported).count(standard.MOVED_ON) == 1


def test_returned_revoked_and_asked_for(cast: Cast, reported: casework.Case) -> None:
    officer, road = cast.viewer(cast.own.officer), cast.viewer(cast.road)
    hand_to_road(cast, reported)
    casework.send_back(road, case_id=reported.pk, reason="보도는 공원과입니다.", now=NOW)
    goes_round()
    assert to_officer(reported, cast.own.officer)[-1] == standard.RETURNED

    hand_to_road(cast, reported)
    goes_round()
    waiting = casework.Handover.objects.for_viewer(SYSTEM).get(case=reported, state="pending")
    later = NOW + timedelta(minutes=5)
    casework.revoke(officer, case_id=reported.pk, handover_id=waiting.pk, now=later)
    goes_round(later)
    assert to_officer(reported, cast.road)[-1] == standard.REVOKED

    colleague = cast.viewer(cast.own.colleague)
    casework.hand_over(
        colleague, case_id=reported.pk, kind=casework.HandoverKind.REQUEST, now=later
    )
    goes_round(later)
    assert to_officer(reported, cast.own.officer)[-1] == standard.ASKED_FOR


def test_whoever_does_it_is_not_told_of_it(cast: Cast) -> None:
    case = a_case(cast.viewer(cast.own.officer))
    goes_round()
    assert to_officer(case, cast.own.officer) == []


def test_waiting_until_a_day(cast: Cast, reported: casework.Case) -> None:
    casework.wait(
        cast.viewer(cast.own.officer),
        case_id=reported.pk,
        for_what=casework.Waiting.PLANNED,
        until=seoul_day(NOW) + 7 * DAY,
        why="자재를 기다림",
        now=NOW,
    )
    goes_round()
    goes_round()
    assert to_residents(reported) == [standard.RECEIVED, standard.WAITING]
    row = Message.objects.for_viewer(SYSTEM).get(event=standard.WAITING)
    assert "11월 27일" in row.body.reveal()
    assert "자재" not in row.body.reveal(), "why is the office's own note"


def test_what_the_office_writes_for_residents_reaches_them(
    cast: Cast, reported: casework.Case
) -> None:
    officer = cast.viewer(cast.own.officer)
    casework.note_progress(officer, case_id=reported.pk, text="속으로만", now=NOW)
    casework.note_progress(
        officer, case_id=reported.pk, text="내일 가 보겠습니다.", public=True, now=NOW
    )
    goes_round()
    assert to_residents(reported) == [standard.RECEIVED, standard.PROGRESS]
    row = Message.objects.for_viewer(SYSTEM).get(event=standard.PROGRESS)
    assert "내일 가 보겠습니다." in row.body.reveal()


def test_who_wants_no_news_hears_only_what_is_owed(cast: Cast) -> None:
    case = from_outside(cast, contacts=(casework.Contact(phone="010-1234-5678", wants=False),))
    hand_to_road(cast, case)
    casework.accept(cast.viewer(cast.road), case_id=case.pk, now=NOW)
    goes_round()
    assert to_residents(case) == []


def test_a_case_reported_without_a_name_tells_nobody(cast: Cast) -> None:
    case = from_outside(cast, contacts=())
    goes_round()
    assert to_residents(case) == []
    assert standard.IN_ZONE in to_officer(case, cast.own.officer)


def test_whoever_is_kept_away_hears_nothing(cast: Cast, reported: casework.Case) -> None:
    """A follower who is kept from the reporter; a department's officer who is."""
    lead = cast.viewer(cast.own.lead)
    reporter = reporter_of(reported)
    other, _secret = casework.follow(
        resident_viewer(),
        case_id=reported.pk,
        contact=casework.Contact(name="박남편", phone="010-9999-0000"),
        now=NOW,
    )
    for party in ({"blocked_person_id": other.person_id}, {"officer_id": cast.road.pk}):
        keep_away(lead, person_id=reporter.person_id, basis="wish", now=NOW, **party)
    hand_to_road(cast, reported)
    goes_round()
    assert told(reported, person_id=other.person_id) == []
    assert to_officer(reported, cast.road) == []
    assert told(reported, person_id=reporter.person_id) == [standard.RECEIVED]
    closed(cast, reported)
    ends = Message.objects.for_viewer(SYSTEM).filter(event="case.result")
    cancelled = {one.person_id: one.state == "cancelled" for one in ends}
    assert cancelled == {reporter.person_id: False, other.person_id: True}


def test_of_welfare_matters_the_zone_hears_nothing(cast: Cast) -> None:
    case = a_case(cast.viewer(cast.own.welfare_officer), category="welfare", tong=1)
    assert case.restricted
    goes_round()
    assert to_officer(case, cast.own.officer) == []


def closed(cast: Cast, case: casework.Case, now: Any = NOW) -> None:
    officer = cast.viewer(cast.own.officer)
    casework.finish(officer, case_id=case.pk, outcome="solved", measure="뚜껑 교체", now=now)
    casework.inform_zone(officer, case_id=case.pk, now=now)
    casework.tell(
        officer,
        case_id=case.pk,
        means=casework.TellingMeans.MESSAGE,
        text="뚜껑을 바꾸었습니다.",
        now=now,
    )
    casework.close(officer, case_id=case.pk, now=now)


def test_after_the_end_it_is_asked_once_whether_it_is_solved(
    cast: Cast, reported: casework.Case
) -> None:
    from dongne.outreach.casework.services.notices import ask_whether_solved

    closed(cast, reported)
    assert ask_whether_solved(SYSTEM, now=NOW) == 0, "not on the same day"
    assert ask_whether_solved(SYSTEM, now=NOW + DAY) == 1
    assert ask_whether_solved(SYSTEM, now=NOW + DAY) == 0
    assert ask_whether_solved(SYSTEM, now=NOW + 2 * DAY) == 0
    assert to_residents(reported).count(standard.ASK_SOLVED) == 1


def test_a_dong_that_does_not_ask(cast: Cast, reported: casework.Case) -> None:
    from dongne.outreach.casework.services.notices import ask_whether_solved

    casework.CaseSetting.objects.create(dong=cast.own.dong, asks_whether_solved=False)
    closed(cast, reported)
    assert ask_whether_solved(SYSTEM, now=NOW + DAY) == 0


def test_not_solved_and_reopened_or_answered(cast: Cast, reported: casework.Case) -> None:
    lead = cast.viewer(cast.own.lead)
    closed(cast, reported)
    casework.answer_solved(
        resident_viewer(),
        reporter_id=reporter_of(reported).pk,
        solved=False,
        text="아직 덜컹거립니다.",
        now=NOW + DAY,
    )
    goes_round(NOW + DAY)
    assert standard.RESIDENT_WROTE in to_officer(reported, cast.own.officer)
    casework.decline_reopening(
        lead, case_id=reported.pk, answer="오늘 다시 가 보니 괜찮습니다.", now=NOW + DAY
    )
    goes_round(NOW + DAY)
    assert to_residents(reported)[-1] == standard.DECLINED
    casework.reopen(lead, case_id=reported.pk, reason="다시 깨짐", now=NOW + 2 * DAY)
    goes_round(NOW + 2 * DAY)
    assert to_residents(reported)[-1] == standard.REOPENED
    assert standard.REOPENED_STAFF in to_officer(reported, cast.own.officer)


def the_daily_round(now: Any) -> None:
    """As the module of time-limits makes it."""
    owing = Deadline.objects.for_viewer(SYSTEM).filter(notice_on__lte=seoul_day(now), ended_at=None)
    for row in owing:
        tell = kind_of(row.kind).tell
        assert tell is not None
        if tell(row, now):
            tell_progress(SYSTEM, deadline_id=row.pk, now=now)


def test_every_thirty_days_the_resident_hears_how_it_stands(
    cast: Cast, reported: casework.Case
) -> None:
    """민원 처리에 관한 법률 시행령 제23조; whether they want news or not, each time once."""
    goes_round()
    row = Deadline.objects.for_viewer(SYSTEM).get(kind="case", subject_id=str(reported.pk))
    assert row.notice_on is not None
    Reporter.objects.for_viewer(SYSTEM).update(wants=False)
    assert row.notice_on == seoul_day(NOW) + 30 * DAY
    for days in (29, 30, 30, 31, 60):
        the_daily_round(NOW + days * DAY)
    assert to_residents(reported).count(standard.INTERIM) == 2
    closed(cast, reported)
    goes_round()
    row.refresh_from_db(from_queryset=Deadline.objects.for_viewer(SYSTEM))
    assert row.ended_at is not None
    the_daily_round(NOW + 90 * DAY)
    assert to_residents(reported).count(standard.INTERIM) == 2


def test_the_clock_goes_with_whoever_has_it(cast: Cast, reported: casework.Case) -> None:
    goes_round()
    casework.hand_over(
        cast.viewer(cast.own.lead),
        case_id=reported.pk,
        kind=casework.HandoverKind.ASSIGN,
        to_officer_id=cast.own.colleague.pk,
        now=NOW,
    )
    goes_round(times=2)
    row = Deadline.objects.for_viewer(SYSTEM).get(kind="case", subject_id=str(reported.pk))
    assert row.officer_id == cast.own.colleague.pk
    hand_to_road_by = cast.viewer(cast.own.colleague)
    casework.hand_over(
        hand_to_road_by,
        case_id=reported.pk,
        kind=casework.HandoverKind.TRANSFER,
        to_team_id=cast.road.team_id,
        now=NOW,
    )
    casework.accept(cast.viewer(cast.road), case_id=reported.pk, now=NOW)
    goes_round()
    row.refresh_from_db(from_queryset=Deadline.objects.for_viewer(SYSTEM))
    assert row.officer_id == cast.own.colleague.pk, "the clock is the dong's"


def test_residents_read_their_own_language(cast: Cast) -> None:
    contact = casework.Contact(name="Kim", phone="010-1234-5678", language="en")
    case = from_outside(cast, contacts=(contact,))
    goes_round()
    row = Message.objects.for_viewer(SYSTEM).get(event=standard.RECEIVED, about_id=str(case.pk))
    assert "Your report" in row.body.reveal()
    assert "맨홀" not in row.body.reveal()


def test_every_text_is_there_in_both_languages_and_short_enough() -> None:
    """Two thousand bytes are a long text message; nothing here is near that."""
    rows = [*standard._STAFF, *standard._RESIDENTS, *standard._OWED]
    assert len({row[0] for row in rows}) == len(rows) >= 20
    samples = {"number": "7K3M-92QX-TRW", "category": "도로·맨홀", "office": "신정4동"}
    for _code, _title, fields, korean, english in rows:
        for subject, body, *letter in (korean, english):
            said = body.format(**samples, **fields)
            assert subject
            assert len(said.encode("cp949")) < 250, said
            assert all(one.format(**samples, **fields) for one in letter)
