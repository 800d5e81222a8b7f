"""Any part of any word is found, by whoever may see it, and what is found is shown as found."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dongne.foundation.organisations.public import Officer
from dongne.foundation.scope.public import SYSTEM
from dongne.outreach.fieldwork.models import Activity
from dongne.outreach.fieldwork.services.recording import searched_words
from tests.cast import Cast

from .sent import recorded

pytestmark = pytest.mark.usefixtures("media_root")


def found(client: Client, text: str) -> set[str]:
    page = client.get("/activities/", {"q": text, "officer": "all"})
    assert page.status_code == 200
    return {row["title"] for _day, rows in page.context["days"] for row in rows}


@pytest.mark.parametrize(
    "text",
    [
        "쓰레기",
        "레기",
        "무단투기",
        "기",
        "쓰레기  봉투",
        "12길",
        "신월로",
        "ABC",
        "치움",
        "쓰레기무더기",
    ],
)
def test_any_part_of_memo_measure_and_address_finds_it(
    cast: Cast, browser: Client, text: str
) -> None:
    memo = "빈터에 쓰레기 무단투기, ABC마트 앞 봉투 여러 개. 쓰레기무더기"
    recorded(cast, memo=memo, measure="환경팀이 치움", address="신월로12길 34")
    recorded(cast, memo="가로등이 깜빡임")
    assert found(browser, text) == {memo}


@pytest.mark.parametrize("text", ["쓰기레", "봉투지", "쓰레기 가로등", "%", "_", "'", "없는말"])
def test_what_does_not_stand_there_is_not_found(cast: Cast, browser: Client, text: str) -> None:
    recorded(cast, memo="쓰레기 봉투. 기레, 쓰레, 투지")
    recorded(cast, memo="가로등이 깜빡임")
    assert found(browser, text) == set()


def test_pairs_that_stand_apart_are_no_word(cast: Cast, browser: Client) -> None:
    recorded(cast, memo="쓰레 레기")
    assert found(browser, "쓰레기") == set()


def test_an_edit_is_found_by_its_new_words_only(cast: Cast, browser: Client) -> None:
    activity = recorded(cast, memo="맨홀")
    row = Activity.objects.for_viewer(SYSTEM).get(pk=activity.pk)
    browser.post(
        f"/activities/{row.pk}/edit",
        {
            "id": str(row.pk),
            "base": str(row.receipt),
            "kind": row.kind,
            "field": row.field,
            "happened_at": timezone.localtime(row.happened_at).strftime("%Y-%m-%dT%H:%M"),
            "memo": "가로등",
        },
    )
    assert found(browser, "가로등") == {"가로등"}
    assert found(browser, "맨홀") == set()


def test_a_word_is_looked_for_in_all_months_and_in_the_own_dong_only(
    cast: Cast, browser: Client, enter: Callable[[Officer], Client]
) -> None:
    recorded(cast, memo="오래된 맨홀", happened_at=timezone.now() - timedelta(days=400))
    assert found(browser, "맨홀") == {"오래된 맨홀"}
    assert found(enter(cast.near.officer), "맨홀") == set()
    page = enter(cast.district_desk).get("/find", {"q": "맨홀"})
    assert "오래된" in page.content.decode()


def test_what_fits_is_marked_and_nothing_typed_becomes_markup(cast: Cast, browser: Client) -> None:
    recorded(cast, memo="<b>맨홀</b> 옆")
    text = browser.get("/find", {"q": "맨홀"}).content.decode()
    assert "&lt;b&gt;<mark>맨홀</mark>&lt;/b&gt;" in text


def test_finding_costs_the_same_whatever_is_found(cast: Cast, browser: Client) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as statements:
            assert browser.get("/find", {"q": "맨홀"}).status_code == 200
        return len(statements)

    recorded(cast, memo="맨홀")
    one = cost()
    for n in range(20):
        recorded(cast, memo=f"맨홀 {n}")
    assert cost() == one


def test_every_row_has_the_words_of_its_texts(cast: Cast) -> None:
    recorded(cast, memo="맨홀 주변이 부서짐", address="목동아파트 101동")
    for row in Activity.objects.for_viewer(SYSTEM):
        with connection.cursor() as cursor:
            cursor.execute("SELECT %s::tsvector::text", [searched_words(row)])
            assert cursor.fetchone() == (row.words,)
