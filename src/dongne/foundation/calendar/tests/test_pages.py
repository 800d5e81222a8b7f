"""The pages: a month, a year, a change that is seen before it is saved, the feed, the JSON."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dongne.foundation.calendar.models import Holiday, WorkingHours
from dongne.foundation.calendar.public import Day, add_closing, add_holidays, set_hours
from dongne.foundation.organisations.public import Account, Officer, issue_token
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.seoul import seoul_day
from tests.cast import NOW, Cast

WHEN = date(2027, 4, 7)
ENTRY = {"what": "holiday", "first": str(WHEN), "name": "임시공휴일", "reason": "관보"}


def sign_in(officer: Officer) -> Client:
    client = Client()
    client.force_login(Account.objects.get(officer=officer))
    return client


@pytest.fixture
def lead(cast: Cast) -> Client:
    return sign_in(cast.own.lead)


def test_a_month_shows_whose_day_it_is_in_words(cast: Cast, lead: Client) -> None:
    add_holidays(SYSTEM, place=cast.seoul, first=WHEN, name="시민의 날", now=NOW)
    add_closing(SYSTEM, place=cast.own.dong, day=WHEN, name="점검", opens=540, closes=900, now=NOW)
    page = lead.get("/calendar/?month=2027-04").content.decode()
    assert "시·도 휴일" in page
    assert "시민의 날" in page
    assert "09:00–15:00" in page
    assert "일하는 날 21일" in page


def statements(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked)


def test_every_page_costs_the_same_however_much_is_on_it(cast: Cast, lead: Client) -> None:
    few = statements(lead, "/calendar/?year=2027")
    for n in range(20):
        day = WHEN + timedelta(days=n)
        add_holidays(SYSTEM, place=cast.own.dong, first=day, name="휴일", now=NOW)
    assert statements(lead, "/calendar/?year=2027") == few <= 12


def test_a_day_is_seen_before_it_is_saved_and_taken_back_after(cast: Cast, lead: Client) -> None:
    seen = lead.post("/calendar/new/", ENTRY).content.decode()
    assert not Holiday.objects.filter(date=WHEN).exists()
    assert "신정4동의 달력이 바뀝니다" in seen
    mark = re.search(r'name="confirm" value="([^"]+)"', seen)
    assert mark
    # Somebody else was faster: it is counted once more, and shown.
    add_holidays(SYSTEM, place=cast.seoul, first=WHEN, name="시민의 날", now=NOW)
    again = lead.post("/calendar/new/", ENTRY | {"confirm": mark[1]}).content.decode()
    assert "그사이 달력이 바뀌었습니다" in again
    mark = re.search(r'name="confirm" value="([^"]+)"', again)
    assert mark
    answer = lead.post("/calendar/new/", ENTRY | {"confirm": mark[1]}, follow=True)
    assert Holiday.objects.filter(date=WHEN, dong=cast.own.dong).exists()
    page = answer.content.decode()
    assert "달력에 휴일을 넣었습니다: 임시공휴일" in page
    undo = re.search(r'action="(/[^"]*undo[^"]*)"', page)
    assert undo
    lead.post(undo[1], {"next": "/calendar/"})
    assert not Holiday.objects.filter(date=WHEN, dong=cast.own.dong).exists()


def test_what_would_move_is_shown_with_the_month_s_due_day(cast: Cast, lead: Client) -> None:
    """The 5th of May 2027 is a holiday, so April is due on the 6th; let that be one too."""
    entry = ENTRY | {"first": "2027-05-06"}
    seen = lead.post("/calendar/new/", entry).content.decode()
    assert "진행 중인 기한 1건의 날짜가 바뀝니다" in seen
    assert "신정4동 2027년 4월 취합 공유" in seen
    assert [seen.count(day) for day in ("5. 6.(목)", "5. 7.(금)")] == [2, 2]


def test_what_was_typed_wrong_stays_and_says_so(lead: Client) -> None:
    for body, said in (
        ({"name": ""}, "이름"),
        ({"last": "2027-04-01"}, "마지막 날이 첫날보다 빠릅니다"),
        ({"first": "2027-02-30"}, "날짜"),
        ({"what": "shorter"}, "여는 시각과 닫는 시각"),
        ({"what": "closed", "last": "2027-04-09"}, "하루씩"),
        ({"first": "2026-01-05", "reason": ""}, "사유를 적어 주세요"),
    ):
        answer = lead.post("/calendar/new/", ENTRY | body)
        assert answer.status_code == 422
        assert said in answer.content.decode()


def test_hours_are_set_for_the_week_at_once(cast: Cast, lead: Client) -> None:
    page = lead.get("/calendar/hours/").content.decode()
    assert 'value="09:00"' in page
    body = {
        f"d{day}-{name}": value
        for day in range(1, 6)
        for name, value in (("opens", "09:00"), ("closes", "18:00"))
    } | {"valid_from": str(WHEN), "d4-evening_until": "20:00"}
    seen = lead.post("/calendar/hours/", body).content.decode()
    mark = re.search(r'name="confirm" value="([^"]+)"', seen)
    assert mark
    assert lead.post("/calendar/hours/", body | {"confirm": mark[1]}).status_code == 302
    [row] = WorkingHours.objects.filter(dong=cast.own.dong, weekday=4)
    assert (row.evening_until, row.evening_counts) == (1200, False)
    never = lead.post("/calendar/hours/", {"valid_from": str(WHEN)})
    assert never.status_code == 422
    assert "한 번도 열지 않는 기관" in never.content.decode()


def test_a_calendar_program_reads_the_feed_without_signing_in(cast: Cast) -> None:
    long = "아주 긴 이름의 휴일, 여러 줄로 나뉘는 " * 3
    day = seoul_day(NOW) + timedelta(days=60)
    add_holidays(SYSTEM, place=cast.own.dong, first=day, name=long[:60], now=NOW)
    answer = Client().get("/calendar.ics?at=dong.sinjeong4")
    text = answer.content.decode()
    assert answer["Content-Type"].startswith("text/calendar")
    lines = text.split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert max(len(line.encode()) for line in lines) <= 75
    unfolded = text.replace("\r\n ", "")
    assert "SUMMARY:" + long[:60].strip().replace(",", "\\,") in unfolded
    assert f"DTSTART;VALUE=DATE:{day:%Y%m%d}" in unfolded
    assert Client().get("/calendar.ics").status_code == 404
    assert Client().get("/calendar.ics?at=dong.nowhere").status_code == 404


def test_the_paper_and_the_other_offices_calendars(cast: Cast, lead: Client) -> None:
    assert lead.get("/calendar/paper/xlsx?year=2026").status_code == 200
    assert lead.get("/calendar/paper/doc").status_code == 404
    for key in ("state", "city.seoul", "district.yangcheon"):
        assert lead.get(f"/calendar/?at={key}").status_code == 200
    assert lead.get("/calendar/?at=district.mapo").status_code == 404
    assert lead.get("/calendar/?month=9999-99&at=state").status_code == 200


def test_programs_ask_for_days_holidays_and_hours(cast: Cast) -> None:
    week = [Day(opens=540, closes=1080, lunch_from=720, lunch_until=780)] * 5 + [Day()] * 2
    week[3] = Day(opens=540, closes=1080, lunch_from=720, lunch_until=780, evening_until=1200)
    set_hours(SYSTEM, place=cast.own.dong, valid_from=date(2027, 1, 4), week=week, now=NOW)
    token = issue_token(
        cast.viewer(cast.own.officer),
        account=Account.objects.get(officer=cast.own.officer),
        now=timezone.now(),
    )
    client = Client(headers={"Authorization": f"Bearer {token}"})
    ask = "/api/v1/calendar?dong=sinjeong4&from=2027-02-28&to=2027-03-05"
    found = client.get(ask).json()
    assert found["working_days"] == 4
    assert found["holidays"] == [
        {
            "date": "2027-03-01",
            "name": "삼일절",
            "name_en": "Independence Movement Day",
            "level": "state",
            "source": "package",
            "late": False,
        }
    ]
    thursday = found["days"][4]
    assert thursday == {
        "date": "2027-03-04",
        "working": True,
        "counted": ["09:00-12:00", "13:00-18:00"],
        "open": ["09:00-12:00", "13:00-20:00"],
    }
    for bad in ("from=x", "from=2027-03-05&to=2027-03-01", "from=2026-01-01&to=2030-01-01"):
        assert client.get(f"/api/v1/calendar?{bad}").status_code == 422
