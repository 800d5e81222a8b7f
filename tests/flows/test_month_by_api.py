"""A month as other programs see it: every step of the line through the JSON interface."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from dongne.lib.ids import new_id
from dongne.lib.seoul import Month, iso_seoul, seoul_day
from tests.cast import PASSWORD, Cast

pytestmark = pytest.mark.smoke


class Caller:
    """Somebody who calls the interface with their token."""

    def __init__(self, username: str) -> None:
        self.client = Client()
        answer = self.post("/auth/token", {"username": username, "password": PASSWORD})
        self.client.defaults["HTTP_AUTHORIZATION"] = f"Bearer {answer.json()['token']}"

    def post(self, path: str, body: Any = None) -> Any:
        return self.client.post(
            f"/api/v1{path}", data=json.dumps(body or {}), content_type="application/json"
        )

    def get(self, path: str) -> Any:
        return self.client.get(f"/api/v1{path}")


@pytest.fixture
def month(cast: Cast) -> Month:
    return Month.of(seoul_day(timezone.now()))


def records(n: int, **values: Any) -> list[dict[str, Any]]:
    return [
        {
            "id": str(new_id()),
            "kind": "complaint_heard",
            "field": "safety",
            "happened_at": iso_seoul(timezone.now() - timedelta(seconds=30)),
            "memo": "계단 난간이 흔들림",
        }
        | values
        for _ in range(n)
    ]


def total(caller: Caller, month: Month) -> int:
    return caller.get(f"/rollups/{month}?dong=sinjeong4").json()["total"]


def test_two_records_become_two_in_the_roll_up(cast: Cast, month: Month) -> None:
    officer, lead, head = (Caller(f"sinjeong4-{who}") for who in ("01", "lead", "head"))
    sent = officer.post("/field/sync", {"device": "t", "records": records(2)}).json()["results"]
    assert [r["status"] for r in sent] == ["created", "created"]
    today = seoul_day(timezone.now()).isoformat()
    report = officer.post("/reports", {"date": today}).json()
    assert officer.post("/reports", {"date": today}).json()["id"] == report["id"]
    assert officer.post(f"/reports/{report['id']}/submit").json()["state"] == "submitted"
    assert total(lead, month) == 0

    assert head.post(f"/approvals/{report['id']}/approve").status_code == 403
    assert lead.post(f"/approvals/{report['id']}/approve").status_code == 200
    assert head.post(f"/approvals/{report['id']}/approve").json()["state"] == "approved"
    assert head.post(f"/approvals/{report['id']}/approve").status_code == 409

    rollup = lead.get(f"/rollups/{month}?dong=sinjeong4").json()
    assert rollup["total"] == 2
    assert rollup["fields"] == {
        "welfare": 0,
        "environment": 0,
        "safety": 2,
        "complaint": 0,
        "publicity": 0,
        "general": 0,
    }
    mine = next(o for o in rollup["officers"] if o["name"] == cast.own.officer.name)
    assert (mine["total"], mine["tongs"]) == (2, [1, 2])
    listed = lead.get(f"/activities?dong=sinjeong4&month={month}&officer={mine['id']}").json()
    assert listed["count"] == len(listed["items"]) == 2


def test_a_district_and_a_city_add_their_dongs_up(cast: Cast, month: Month) -> None:
    for caller, place, dongs in (
        (Caller("yangcheon-desk"), "district=yangcheon", {"sinjeong3", "sinjeong4"}),
        (Caller("seoul-desk"), "city=seoul", {"sinjeong3", "sinjeong4", "seongsan2"}),
    ):
        rollup = caller.get(f"/rollups/{month}?{place}").json()
        assert {dong["id"] for dong in rollup["dongs"]} == dongs
        assert "officers" not in rollup
    assert Caller("yangcheon-desk").get(f"/rollups/{month}?district=mapo").status_code == 404
    assert Caller("sinjeong4-lead").get(f"/rollups/{month}?district=yangcheon").status_code == 404


def test_a_stranger_finds_nothing(cast: Cast, month: Month) -> None:
    officer = Caller("sinjeong4-01")
    [sent] = officer.post("/field/sync", {"device": "t", "records": records(1)}).json()["results"]
    report = officer.post("/reports", {"date": seoul_day(timezone.now()).isoformat()}).json()
    officer.post(f"/reports/{report['id']}/submit")
    stranger = Caller("sinjeong3-lead")
    for path in (
        f"/activities/{sent['id']}",
        f"/reports/{report['id']}",
        f"/reports/{report['id']}.pdf",
        f"/rollups/{month}?dong=sinjeong4",
        f"/rollups/{month}.pdf?dong=sinjeong4",
        f"/activities?dong=sinjeong4&month={month}",
    ):
        assert stranger.get(path).status_code == 404, path
    for path in (
        f"/reports/{report['id']}/submit",
        f"/approvals/{report['id']}/approve",
        f"/approvals/{report['id']}/return",
    ):
        assert stranger.post(path, {"reason": "남의 문서"}).status_code == 404, path


def test_what_is_wrong_is_said_as_a_problem(cast: Cast, month: Month) -> None:
    officer = Caller("sinjeong4-01")
    nothing = officer.post("/reports", {"date": "2026-01-05"})
    assert nothing.status_code == 422
    assert nothing["Content-Type"].startswith("application/problem+json")
    assert nothing.json()["title"] == "nothing_to_report"
    assert officer.get("/rollups/2026-13?dong=sinjeong4").status_code == 422
    assert officer.get("/rollups/2026-11").status_code == 422
    assert Client().get("/api/v1/activities").status_code == 401
    wrong = Client().post(
        "/api/v1/auth/token",
        data=json.dumps({"username": "sinjeong4-01", "password": "wrong"}),
        content_type="application/json",
    )
    assert wrong.status_code == 401
    future = iso_seoul(timezone.now() + timedelta(days=2))
    batch = [
        *records(1, happened_at=future),
        *records(1, field="fishing"),
        {"id": "not-an-id"},
        *records(1),
    ]
    answers = officer.post("/field/sync", {"device": "t", "records": batch}).json()["results"]
    assert [a["status"] for a in answers] == ["held", "rejected", "rejected", "created"]
    assert answers[0]["receipt"]
    assert all(a["message"] for a in answers[:3])


def test_five_wrong_passwords_lock_the_door(cast: Cast, settings: Any) -> None:
    settings.AXES_ENABLED = True
    client = Client()
    body = {"username": "sinjeong4-01", "password": "wrong"}
    statuses = [
        client.post(
            "/api/v1/auth/token", data=json.dumps(body), content_type="application/json"
        ).status_code
        for _ in range(6)
    ]
    assert statuses[-1] == 429
    assert statuses[0] == 401
