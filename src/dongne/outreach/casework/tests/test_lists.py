"""Whose cases, how they stand, page after page: each list shows what its name says."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dongne.foundation.organisations.public import AbsenceKind, record_absence
from dongne.foundation.places.public import Tong
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.seoul import seoul_day
from dongne.outreach.casework.models import Case, Handover, Note
from dongne.outreach.casework.services.editing import edit_case
from dongne.outreach.casework.services.searching import also_found_by
from tests.cast import NOW, Cast

from .listed import enter, in_order, listed, shown

MOST_STATEMENTS = 8


def test_each_tab_shows_what_is_in_those_hands(cast: Cast) -> None:
    own = cast.own
    listed(own, title="내 것", holder_officer=own.officer)
    listed(own, title="동료 것", holder_officer=own.colleague)
    listed(own, title="구역", zone_officer=own.officer, holder_officer=own.colleague)
    listed(own, title="우리 팀", holder_team_id=own.officer.team_id)
    listed(own, title="복지팀", holder_team_id=own.welfare_officer.team_id)
    listed(own, title="아무도 없음")
    listed(own, title="끝남", holder_officer=own.officer, state="closed")
    listed(cast.near, title="옆 동", holder_officer=cast.near.officer)
    mine = enter(own.officer)
    assert shown(mine) == {"내 것"}
    assert shown(mine, whose="zone") == {"구역"}
    assert shown(mine, whose="unclaimed") == {"우리 팀", "아무도 없음"}
    assert shown(mine, whose="office") == {
        "내 것", "동료 것", "구역", "우리 팀", "복지팀", "아무도 없음",
    }  # fmt: skip
    assert shown(mine, show="closed") == {"끝남"}
    assert shown(enter(own.lead), whose="unclaimed") == {"우리 팀", "복지팀", "아무도 없음"}
    assert "옆 동" in shown(enter(cast.district_desk))
    assert shown(enter(cast.road)) == set()


def test_each_urgency_shows_what_stands_so(cast: Cast) -> None:
    own, now = cast.own, timezone.now()
    mine: dict[str, Any] = {"holder_officer": own.officer}
    listed(own, title="늦음", due_at=now - timedelta(days=2), **mine)
    listed(own, title="늘 있음", due_at=None, **mine)
    listed(own, title="알릴 것", state="done", **mine)
    listed(own, title="기다림", state="waiting", waiting_for="office", **mine)
    listed(own, title="다시", times_reopened=1, **mine)
    [back] = listed(own, title="돌아옴", **mine)
    [again] = listed(own, title="돌아왔다 다시 넘김", **mine)
    for case, later in ((back, False), (again, True)):
        _handover(case, cast, "returned", asked=now - timedelta(days=2))
        if later:
            _handover(case, cast, "pending", asked=now)
    officer = enter(own.officer)
    assert shown(officer, show="overdue") == {"늦음"}
    assert shown(officer, show="telling") == {"알릴 것"}
    assert shown(officer, show="waiting") == {"기다림"}
    assert shown(officer, show="reopened") == {"다시"}
    assert shown(officer, show="returned") == {"돌아옴"}
    assert in_order(officer)[0] == "늦음", "the earliest due date first"
    assert in_order(officer)[-1] == "늘 있음", "what is never due stands last"


def test_due_today_is_the_day_of_seoul(cast: Cast) -> None:
    own, now = cast.own, timezone.now()
    midnight = timezone.localtime(now).replace(hour=23, minute=59, second=59)
    listed(own, title="오늘", due_at=max(midnight, now + timedelta(milliseconds=500)))
    listed(own, title="내일", due_at=midnight + timedelta(seconds=2))
    listed(own, title="늦음", due_at=now - timedelta(seconds=1))
    assert shown(enter(own.lead), show="today") == {"오늘"}


def _handover(case: Case, cast: Cast, state: str, *, asked: Any) -> None:
    Handover(
        case=case,
        kind="transfer",
        state=state,
        to_team_id=cast.road.team_id,
        asked_at=asked,
        answered_at=asked + timedelta(hours=1) if state == "returned" else None,
    ).save(force_insert=True)


def test_what_was_handed_to_a_department_waits_there_to_be_answered(cast: Cast) -> None:
    [case] = listed(cast.own, title="넘긴 것", holder_officer=cast.own.officer)
    _handover(case, cast, "pending", asked=timezone.now())
    road = enter(cast.road)
    assert shown(road, whose="asked") == {"넘긴 것"}
    assert shown(road, whose="office") == set(), "it is not the department's yet"
    assert (
        "yangcheon-road: 이관, 답 기다림" in enter(cast.own.officer).get("/cases/").content.decode()
    )


def test_what_is_done_says_who_is_told_first(cast: Cast) -> None:
    own = cast.own
    done: dict[str, Any] = {"state": "done", "holder_officer": own.officer}
    listed(own, title="먼저", zone_officer=own.colleague, **done)
    listed(own, title="끝", zone_told_at=timezone.now(), **done)
    page = enter(own.officer).get("/cases/").content.decode()
    assert "먼저 구역 담당자 정동료에게 알릴 차례" in page
    assert "알릴 사람은 모두 알렸음, 끝낼 차례" in page


@pytest.mark.parametrize("sort", ["due", "newest"])
def test_pages_forth_and_back_show_each_case_once(cast: Cast, sort: str) -> None:
    now = timezone.now()
    same, never = now + timedelta(days=1), None
    listed(cast.own, 70, due_at=same, received_at=now)
    listed(cast.own, 40, due_at=never)
    listed(cast.own, 17)
    lead = enter(cast.own.lead)
    address, forth, places = f"?sort={sort}", [], []
    while address:
        page = lead.get(f"/cases/{address}")
        places.append(address)
        forth.append(_keys(page))
        address = page.context["after"]
    assert [len(page) for page in forth] == [50, 50, 27]
    assert len({key for page in forth for key in page}) == 127
    back = [_keys(page)]
    while address := page.context["before"]:
        page = lead.get(f"/cases/{address}")
        back.append(_keys(page))
    assert back == forth[::-1]


def _keys(page: Any) -> list[str]:
    found: list[str] = re.findall(r'name="case" value="([0-9a-f-]{36})"', page.content.decode())
    return found


def test_a_number_in_any_spelling_leads_to_its_case(cast: Cast) -> None:
    [case] = listed(cast.own)
    for typed in (case.number, case.number.lower(), case.number.replace("-", " ")):
        answer = enter(cast.own.officer).get("/cases/", {"q": f" {typed} "})
        assert answer.headers.get("Location") == f"/cases/{case.pk}"
    stranger = enter(cast.near.officer).get("/cases/", {"q": case.number})
    assert stranger.status_code == 200


def test_a_word_is_found_in_text_notes_and_tellings_and_marked(cast: Cast) -> None:
    own = cast.own
    listed(own, title="보도블록", text="보도블록이 꺼졌습니다.")
    [case] = listed(own, title="가로등", text="깜빡입니다.")
    note = Note(case=case, at=timezone.now(), text="자재상에 안정기를 주문함")
    note.save(force_insert=True)
    also_found_by(case, note.text)
    officer = enter(own.officer)
    assert shown(officer, q="보도블록") == {"보도블록"}
    assert shown(officer, q="안정기") == {"가로등"}
    assert shown(officer, q="안정기 깜빡") == {"가로등"}, "each word in a text of its own"
    assert shown(officer, q="정기안") == set()
    assert (
        "메모: 자재상에 <mark>안정기</mark>를"
        in officer.get("/cases/", {"q": "안정기"}).content.decode()
    )
    assert shown(enter(cast.near.officer), q="안정기") == set()
    assert "<mark>안정기</mark>" in officer.get("/find", {"q": "안정기"}).content.decode()


def test_a_case_closed_is_found_by_a_word_too(cast: Cast) -> None:
    listed(cast.own, title="끝난 맨홀", state="closed")
    assert shown(enter(cast.own.officer), q="끝난") == {"끝난 맨홀"}


@pytest.mark.parametrize("asked", ["", "?whose=office", "?q=맨홀", "?show=all&map=1"])
def test_a_list_costs_the_same_whatever_it_holds(cast: Cast, asked: str) -> None:
    own = cast.own
    lead = enter(own.lead)

    def cost(turn: str) -> int:
        # Another address: a page that is kept would cost nothing.
        address = f"/cases/{asked}{'&' if asked else '?'}turn={turn}"
        with CaptureQueriesContext(connection) as statements:
            assert lead.get(address).status_code == 200
        assert len(statements) <= MOST_STATEMENTS, [one["sql"][:90] for one in statements]
        return len(statements)

    listed(own, holder_officer=own.lead)
    lead.get("/cases/")
    one = cost("few")
    for case in listed(own, 60, holder_officer=own.lead):
        _handover(case, cast, "returned", asked=timezone.now())
    assert cost("many") == one


def test_a_list_is_kept_until_something_changes(cast: Cast) -> None:
    own = cast.own
    [case] = listed(own, holder_officer=own.officer, title="맨홀")
    officer, colleague = enter(own.officer), enter(own.colleague)
    first = shown(officer, whose="mine")
    with CaptureQueriesContext(connection) as statements:
        assert shown(officer, whose="mine") == first == {"맨홀"}
    assert len(statements) <= 3, "session, account and the mark of changes"
    assert shown(colleague, whose="mine") == set(), "never somebody else's"
    edit_case(cast.viewer(own.officer), case_id=case.pk, title="보도블록", now=timezone.now())
    assert shown(officer, whose="mine") == {"보도블록"}


def test_nobody_counts_beyond_a_hundred(cast: Cast) -> None:
    listed(cast.own, 120)
    page = enter(cast.own.lead).get("/cases/")
    assert {tab["count"] for tab in page.context["whose_tabs"]} >= {"99+"}
    assert page.context["count"] == 120
    assert page.context["whole"]


@pytest.mark.parametrize(
    "asked",
    ["?whose=x&show=y&sort=z", "?after=1_2", "?before=%00", "?holder=o99999999999999999999",
     "?tong=-1&period=9&from=x", "?q=%00%00", "?category=../../etc", "?holder=oo1"],
)  # fmt: skip
def test_nonsense_in_the_address_is_passed_over(cast: Cast, asked: str) -> None:
    assert enter(cast.own.officer).get(f"/cases/{asked}").status_code == 200


def test_filters_narrow(cast: Cast) -> None:
    own = cast.own
    tong = Tong.objects.for_viewer(SYSTEM).get(dong=own.dong, number=2)
    listed(own, title="이 통", tong=tong, category="dumping", urgent=True)
    listed(own, title="묵은 것", received_at=timezone.now() - timedelta(days=50))
    listed(own, title="맡은 것", holder_officer=own.colleague, channel="web")
    lead = enter(own.lead)
    assert shown(lead, tong="2") == {"이 통"}
    assert shown(lead, category="dumping") == {"이 통"}
    assert shown(lead, urgent="1") == {"이 통"}
    assert shown(lead, holder=f"o{own.colleague.pk}") == {"맡은 것"}
    assert shown(lead, holder=f"t{own.colleague.team_id}") == {"맡은 것"}
    assert shown(lead, channel="web") == {"맡은 것"}
    assert shown(lead, period="30") == {"이 통", "맡은 것"}
    assert shown(enter(cast.district_desk), dong="sinjeong4", urgent="1") == {"이 통"}
    assert enter(cast.district_desk).get("/cases/", {"dong": "seongsan2"}).status_code == 404


def test_the_load_counts_what_one_may_not_read_and_says_who_is_away(cast: Cast) -> None:
    own, now = cast.own, timezone.now()
    listed(own, 2, holder_officer=own.welfare_officer, restricted=True)
    listed(own, holder_officer=own.colleague, due_at=now - timedelta(days=1))
    day = seoul_day(now)
    record_absence(
        SYSTEM, officer=own.colleague, kind=AbsenceKind.LEAVE, starts_on=day, ends_on=day, now=NOW
    )
    page = enter(own.officer).get("/cases/load")
    held = {row["name"]: row["held"] for row in page.context["rows"]}
    assert held["한돌봄"].open == 2
    assert (held["정동료"].open, held["정동료"].overdue) == (1, 1)
    away = {row["name"]: row["away"] for row in page.context["rows"]}
    assert "대직자 없음" in away["정동료"]
    assert shown(enter(own.officer), whose="office") == {"맨홀 0"}, "only counts are shared"


def test_a_departments_home_is_its_inbox(cast: Cast) -> None:
    listed(cast.own, title="맡을 것", holder_team_id=cast.road.team_id)
    [case] = listed(cast.own, title="답할 것")
    _handover(case, cast, "pending", asked=timezone.now())
    page = enter(cast.road).get("/").content.decode()
    assert "맡을 것" in page
    assert "답할 것" in page
    assert "/cases/?whose=asked" in page


def test_home_pages_say_what_presses(cast: Cast) -> None:
    own = cast.own
    listed(own, title="늦은 것", holder_officer=own.officer, due_at=timezone.now() - timedelta(1))
    for who in (own.officer, own.lead, own.head, cast.district_desk):
        assert "늦은 것" in enter(who).get("/").content.decode()
    assert "늦은 것" not in enter(own.colleague).get("/").content.decode()
