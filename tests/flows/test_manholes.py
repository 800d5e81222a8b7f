"""The two manholes of Seongsan's report, from the street to the resident, by the JSON interface:
each step that is skipped is refused with the sentence that says which comes first."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from dongne.foundation.jobs.public import run_worker
from dongne.foundation.messaging.public import messages_about
from dongne.foundation.organisations.public import Officer, issue_token
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.ids import new_id
from dongne.lib.seoul import iso_seoul
from dongne.outreach.casework import public as casework
from dongne.outreach.casework.words import REFUSALS
from tests.cast import Cast

MANHOLES = (
    ("월드컵북로38가길 16 앞", "맨홀 주변 일부 파손"),
    ("모래내로9길 24 앞", "맨홀 주변 파손"),
)


class Program:
    """Whoever holds a token."""

    def __init__(self, officer: Officer) -> None:
        token = issue_token(SYSTEM, account=officer.account, now=timezone.now())
        self.headers = {"Authorization": f"Bearer {token}"}
        self.client = Client()

    def send(self, path: str, body: dict[str, Any] | None = None) -> tuple[int, Any]:
        where = f"/api/v1{path}"
        if body is None:
            answer = self.client.get(where, headers=self.headers)
        else:
            answer = self.client.post(
                where, json.dumps(body), content_type="application/json", headers=self.headers
            )
        return answer.status_code, answer.json()

    def refused(self, path: str, body: dict[str, Any]) -> str:
        status, told = self.send(path, body)
        assert status == 409, told
        return str(told["detail"])


@pytest.mark.usefixtures("words_again", "categories_again")
def test_two_manholes_from_the_street_to_the_resident(transactional_db: None) -> None:
    cast = Cast()
    officer, road = Program(cast.own.officer), Program(cast.road)
    now = timezone.now()
    records = [
        {
            "id": str(new_id()),
            "kind": "complaint_heard",
            "field": "environment",
            "happened_at": iso_seoul(now),
            "memo": memo,
            "measure": "환경순찰 신고 등록",
            "address": address,
            "tong": 1,
            "handover": True,
        }
        for address, memo in MANHOLES
    ]
    status, told = officer.send("/field/sync", {"device": "phone", "records": records})
    assert [one["status"] for one in told["results"]] == ["created", "created"]
    run_worker(wait=False)
    status, listed = officer.send("/cases?state=open")
    assert (status, len(listed["items"])) == (200, 2)
    for turn, case in enumerate(listed["items"]):
        _to_its_end(cast, officer, road, case["number"], turn)
    run_worker(wait=False)


def _to_its_end(cast: Cast, officer: Program, road: Program, number: str, turn: int) -> None:
    path = f"/cases/{number}"
    casework.join_person(
        cast.viewer(cast.own.officer),
        case_id=casework.find_case(SYSTEM, number).pk,
        contact=casework.Contact(name="김보람", phone=f"010-0000-381{turn}"),
        now=timezone.now(),
    )
    assert road.send(path)[0] == 404
    status, _told = officer.send(
        f"{path}/handover", {"to": cast.road.account.username, "reason": "차도의 맨홀"}
    )
    assert status == 200
    patrol = {"system": "patrol", "number": f"2017-0317-{turn}"}
    assert officer.send(f"{path}/handover", patrol)[1]["outside"][0]["number"] == patrol["number"]
    assert officer.send(f"{path}/accept", {})[0] in (403, 409)
    status, case = road.send(f"{path}/accept", {})
    assert (status, case["holder_officer"]) == (200, cast.road.name)

    resident = {"who": "resident", "text": "맨홀 주변을 다시 포장했습니다."}
    zone = {"who": "zone_officer"}
    assert road.refused(f"{path}/told", zone) == REFUSALS["conclude_first"]
    assert road.refused(f"{path}/told", resident) == REFUSALS["conclude_first"]
    assert road.refused(f"{path}/close", {}) == REFUSALS["conclude_first"]
    status, case = road.send(f"{path}/progress", {"state": "done", "measure": "다시 포장"})
    assert (status, case["state"], case["next"]) == (200, "done", "inform_zone")
    assert road.refused(f"{path}/told", resident) == REFUSALS["zone_first"]
    assert road.refused(f"{path}/close", {}) == REFUSALS["zone_first"]
    status, case = road.send(f"{path}/told", zone)
    assert (status, case["next"]) == (200, "tell_resident")
    assert road.refused(f"{path}/close", {}) == REFUSALS["resident_first"]
    status, case = road.send(f"{path}/told", resident)
    assert (status, case["next"]) == (200, "close")
    status, case = road.send(f"{path}/close", {})
    assert (status, case["state"], case["outcome"]) == (200, "closed", "solved")

    stored = casework.find_case(SYSTEM, number)
    told = [one.who for one in stored.tellings.for_viewer(SYSTEM)]
    assert told == ["zone_officer", "resident"]
    events = {one.event for one in messages_about(SYSTEM, stored)}
    assert {"case.zone_told", "case.result"} <= events
    assert [one["to_state"] for one in case["moves"]][-2:] == ["done", "closed"]
    # Whoever has closed it no longer reads who reported it.
    assert all(one["id"] is None for one in road.send(path)[1]["persons"])
