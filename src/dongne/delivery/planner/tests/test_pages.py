"""The pages of ways, for everybody and for staff, the JSON, and what is counted of them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dongne.delivery.planner.models import UnmetWish
from dongne.delivery.planner.public import (
    Wish,
    count_refused,
    count_unserved,
    plan_for,
    unmet_counts,
)
from dongne.delivery.planner.rules.wishes import days_ahead
from dongne.delivery.planner.views.keeping import COOKIE
from dongne.delivery.ways.public import Circle
from dongne.foundation.scope.public import SYSTEM, resident_viewer
from dongne.lib.refusals import NotHere
from dongne.lib.seoul import seoul_day
from tests.cast import NOW, Cast

from .worlds import a_service

pytestmark = pytest.mark.django_db
RESIDENT = resident_viewer()


def answered(client: Client, dong: str = "sinjeong4", **changed: Any) -> None:
    """One question after the other, as a person does."""
    told: dict[str, Any] = {
        "ways": {"service": "resident_copy"},
        "ways_who": {"who": "self"},
        "ways_when": {"when": ["evening", "weekend"]},
        "ways_hard": {"hard": ["print"]},
        "ways_where": {"dong": dong},
        **changed,
    }
    for name, data in told.items():
        assert client.post(reverse(name), data).status_code == 302, name


def page(client: Client, **changed: Any) -> str:
    answered(client, **changed)
    response = client.get(reverse("ways_result"))
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    return response.content.decode()


def test_one_question_a_page_leads_to_the_ways(cast: Cast, client: Client) -> None:
    told = page(client)
    assert "주민등록표 등본" in told
    assert told.count("이 방법으로 신청") >= 1
    assert "service=resident_copy" in told
    assert "다른 방법은 왜 안 되나요?" in told
    assert "하나만 바꾸면" in told


def test_a_question_left_out_is_asked_before_the_ways_are_shown(cast: Cast, client: Client) -> None:
    assert client.get(reverse("ways_result"))["Location"] == reverse("ways")
    client.post(reverse("ways"), {"service": "resident_copy"})
    assert client.get(reverse("ways_result"))["Location"] == reverse("ways_who")
    assert client.post(reverse("ways_who"), {}).status_code == 422


def test_answers_lie_on_the_persons_device_and_in_no_row(cast: Cast, client: Client) -> None:
    before = UnmetWish.objects.for_viewer(SYSTEM).count()
    answered(client)
    cookie = client.cookies[COOKIE]
    assert cookie["path"] == "/ways"
    assert cookie["httponly"]
    assert cookie["max-age"] == 3600
    assert not client.session.keys()
    assert UnmetWish.objects.for_viewer(SYSTEM).count() == before
    client.cookies[COOKIE] = f"{cookie.value}x"
    assert client.get(reverse("ways_result"))["Location"] == reverse("ways")
    client.post(reverse("ways_again"))
    assert not client.cookies[COOKIE].value


def test_where_somebody_lives_is_kept_to_a_hundred_metres(cast: Cast) -> None:
    from dongne.delivery.planner.forms.asking import NEAR

    assert NEAR == 3


def test_a_link_brings_what_another_page_knows(cast: Cast, client: Client) -> None:
    response = client.get(reverse("ways"), {"service": "resident_copy", "who": "household"})
    assert response["Location"] == reverse("ways_when")
    assert client.get(reverse("ways"), {"service": "nothing"})["Location"] == reverse("ways")


def test_services_are_found_by_their_names(cast: Cast, client: Client) -> None:
    found = client.get(reverse("ways"), {"q": "가족관계"}).content.decode()
    assert "가족관계증명서" in found
    assert "지방세 납세증명서" not in found
    assert "찾지 못했습니다" in client.get(reverse("ways"), {"q": "없는 것"}).content.decode()


def test_hours_that_end_before_they_begin_are_asked_again(cast: Cast, client: Client) -> None:
    client.post(reverse("ways"), {"service": "resident_copy"})
    client.post(reverse("ways_who"), {"who": "self"})
    wrong = client.post(
        reverse("ways_when"), {"when": ["hours"], "begins": "20:00", "ends": "19:00"}
    )
    assert wrong.status_code == 422
    assert "뒤여야 합니다" in wrong.content.decode()


def test_a_wish_that_nothing_serves_is_counted_once_with_nobody_in_it(
    cast: Cast, client: Client, settings: Any
) -> None:
    settings.LIMITS = True
    nothing = {
        "ways_when": {"when": ["hours"], "begins": "03:00", "ends": "03:02"},
        "ways_hard": {"hard": ["go_out", "internet", "hear", "read"]},
    }
    told = page(client, **nothing)
    assert "쓸 수 있는 방법이 없습니다" in told
    client.get(reverse("ways_result"))
    (row,) = UnmetWish.objects.for_viewer(SYSTEM)
    assert (row.service, row.circle, row.reason, row.n) == ("resident_copy", "self", "no_way", 1)
    wanted = client.post(reverse("ways_wanted"), {"wanted": "apply:counter"})
    assert wanted.status_code == 302
    refused = UnmetWish.objects.for_viewer(SYSTEM).filter(apply="counter")
    assert {one.reason for one in refused} >= {"needs_go_out"}
    assert client.post(reverse("ways_wanted"), {"wanted": "dong:counter"}).status_code == 302
    assert {field.name for field in UnmetWish._meta.get_fields()} == {
        "id", "dong", "day", "service", "circle", "apply", "receive", "reason", "hours", "n",
    }  # fmt: skip


def test_counts_add_up_and_stay_in_their_part_of_the_tree(cast: Cast) -> None:
    dong, today = cast.own.dong.pk, seoul_day(NOW)
    for _ in range(3):
        count_unserved(RESIDENT, dong_id=dong, service="resident_copy", circle=Circle.SELF, now=NOW)
    count_refused(
        RESIDENT,
        dong_id=dong,
        service="resident_copy",
        circle=Circle.PROXY,
        apply="online",
        receive="locker",
        reasons=["full", "full", "no_time"],
        now=NOW + timedelta(days=1),
    )
    viewer = cast.viewer(cast.own.lead)
    found = unmet_counts(viewer, first=today, last=today + timedelta(days=1))
    assert [(one.reason, one.n) for one in found] == [("no_way", 3), ("full", 1), ("no_time", 1)]
    assert found[0].hours == "day"
    assert unmet_counts(viewer, first=today, last=today)[0].n == 3
    near = cast.viewer(cast.near.lead)
    assert unmet_counts(near, first=today, last=today + timedelta(days=1)) == ()
    assert unmet_counts(cast.viewer(cast.district_desk), first=today, last=today)[0].n == 3


def test_staff_ask_all_at_once_for_somebody_at_the_counter(cast: Cast, client: Client) -> None:
    client.force_login(cast.own.officer.account)
    asked = client.get(reverse("office_ways"), {"service": "resident_copy"}).content.decode()
    assert 'value="resident_copy" selected' in asked
    told = client.post(
        reverse("office_ways"), {"service": "resident_copy", "who": "household", "copies": 2}
    )
    assert told.status_code == 200
    assert "창구" in told.content.decode()
    assert "이 방법이 있으면 좋겠어요" not in told.content.decode()
    assert client.post(reverse("office_ways"), {"who": "self"}).status_code == 422
    assert client.get(reverse("office_ways"), {"dong": "seongsan2"}).status_code == 404


def test_everybody_reads_services_and_plans_as_json(cast: Cast, client: Client) -> None:
    services = client.get("/api/v1/services").json()
    assert len(services) >= 40
    assert {"code", "name"} <= services[0].keys()
    found = client.get(
        "/api/v1/plans",
        {
            "service": "resident_copy",
            "dong": "sinjeong4",
            "who": "self",
            "at": "2026-11-20T09:00:00+09:00",
        },
    ).json()
    moments = [way["in_hand_at"] for way in found["ways"]]
    assert moments == sorted(moments)
    assert {"apply", "receive", "in_hand_at", "fee", "steps"} <= found["ways"][0].keys()
    assert {"apply", "receive", "reason"} <= found["refused"][0].keys()
    pairs = [(one["apply"], one["receive"]) for one in (*found["ways"], *found["refused"])]
    assert len(pairs) == len(set(pairs))


@pytest.mark.parametrize(
    ("asked", "status", "code"),
    [
        ({"service": "nothing"}, 404, "unknown_service"),
        ({"dong": "nowhere"}, 404, "not_found"),
        ({"who": "neighbour"}, 422, "unreadable"),
        ({"hard": "walking"}, 422, "unknown_word"),
        ({"latitude": "37.5"}, 422, "not_a_place"),
        ({"begins": "20:00", "ends": "19:00"}, 422, "not_hours"),
        ({"begins": "25:00", "ends": "26:00"}, 422, "not_hours"),
        ({"at": "1999-01-01T00:00:00"}, 422, "too_far_away"),
        ({"at": "yesterday"}, 422, "unreadable"),
    ],
)
def test_what_cannot_be_planned_says_why(
    cast: Cast, client: Client, asked: dict[str, str], status: int, code: str
) -> None:
    told = {"service": "resident_copy", "dong": "sinjeong4", **asked}
    answer = client.get("/api/v1/plans", told)
    assert answer.status_code == status
    assert answer.json()["title"] == code


def test_plans_are_limited_for_strangers_and_not_for_officers(
    cast: Cast, client: Client, settings: Any
) -> None:
    from dongne.foundation.gate.public import Limit, register_limit

    settings.LIMITS = True
    register_limit("planner.plans", Limit(free=1, proven=1, per=timedelta(hours=1)))
    try:
        told = {"service": "resident_copy", "dong": "sinjeong4"}
        assert client.get("/api/v1/plans", told).status_code == 200
        assert client.get("/api/v1/plans", told).status_code == 429
        token = client.post(
            "/api/v1/auth/token",
            {"username": "sinjeong4-01", "password": "a-long-password-for-tests"},
            content_type="application/json",
        ).json()["token"]
        headers = {"Authorization": f"Bearer {token}"}
        assert client.get("/api/v1/plans", told, headers=headers).status_code == 200
    finally:
        register_limit("planner.plans", Limit(free=600, proven=600, per=timedelta(hours=1)))


def test_a_plan_with_a_world_asks_nothing_and_without_one_always_as_much(cast: Cast) -> None:
    from dongne.delivery.channels.public import world_of

    dong, wish = cast.own.dong.pk, Wish(service="resident_copy")
    world = world_of(dong, now=NOW)
    with CaptureQueriesContext(connection) as nothing:
        plan_for(dong, wish, now=NOW, world=world)
    assert len(nothing) == 0
    counts = []
    for service in ("resident_copy", "family_relations", "basic_livelihood"):
        with CaptureQueriesContext(connection) as asked:
            plan_for(dong, Wish(service=service), now=NOW)
        counts.append(len(asked))
    assert max(counts) <= 16
    assert len(set(counts[:2])) == 1


def test_a_service_of_months_is_planned_as_far_ahead(cast: Cast) -> None:
    assert days_ahead(a_service(limit="now")) == 28
    assert days_ahead(a_service(limit="1m", usual_minutes=0)) > 50
    assert days_ahead(a_service(limit="1y", usual_minutes=0)) == 150
    with pytest.raises(NotHere):
        plan_for(cast.own.dong.pk, Wish(service="nothing"), now=NOW)
    found = plan_for(cast.own.dong.pk, Wish(service="basic_livelihood"), now=NOW)
    assert found.ways


def test_pages_speak_english(cast: Cast, client: Client) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    told = page(client)
    assert "How to apply and receive" in told
    assert "Earlier with one change" in told
    for name in ("ways_when", "ways_hard"):
        asked = _words(client.get(reverse(name)).content.decode())
        assert not [letter for letter in asked if "가" <= letter <= "힣"]


def _words(html: str) -> str:
    """What a page says in its main part."""
    return html.split('<main id="main"', 1)[1].split("</main>", 1)[0]
