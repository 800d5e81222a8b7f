"""Past the threshold a browser proves it, a person without JavaScript waits; a flood goes away."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any

import altcha
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from dongne.foundation.gate.public import Limit, register_limit
from dongne.foundation.gate.services import proving
from dongne.foundation.gate.services.proving import (
    new_challenge,
    new_ticket,
    solved,
    ticket_waits,
    waited,
)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("dongne.foundation.gate.tests.planted"),
]
ME, OTHER = "192.0.2.1", "198.51.100.1"
NOW = datetime(2026, 11, 20, 3, 10, tzinfo=UTC)
FREE, PROVEN = 2, 4


@pytest.fixture(autouse=True)
def rules(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.LIMITS = True
    monkeypatch.setattr(proving, "COST", 20)
    register_limit("try.it", Limit(free=FREE, proven=PROVEN, per=timedelta(hours=1)))


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The moment of the requests that follow."""

    def set_to(moment: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: moment)

    set_to(NOW)
    return set_to


def send(client: Client, address: str = ME, **said: Any) -> Any:
    return client.post("/tell", {"text": ["첫 줄", "<b>둘째"], **said}, REMOTE_ADDR=address)


def past_the_threshold(client: Client) -> Any:
    for _time in range(FREE):
        assert send(client).content.decode() == "kept: 첫 줄|<b>둘째"
    return send(client)


def hidden(page: Any) -> dict[str, list[str]]:
    """What the form of a page would send."""
    found: dict[str, list[str]] = {}
    for tag in re.findall(r'<input type="hidden"[^>]*>', page.content.decode()):
        name, value = re.findall(r'(?:name|value)="([^"]*)"', tag)
        found.setdefault(unescape(name), []).append(unescape(value))
    return found


def work(challenge: dict[str, Any]) -> str:
    """What a browser sends that has done its work."""
    asked = altcha.Challenge.from_dict(challenge)
    solution = altcha.solve_challenge(asked)
    assert solution is not None
    return altcha.Payload(asked, solution).to_base64()


def challenge_of(page: Any) -> dict[str, Any]:
    told = re.search(r'<script id="gate-challenge"[^>]*>(.*?)</script>', page.content.decode())
    assert told
    return json.loads(told[1])  # type: ignore[no-any-return]


def test_the_step_carries_along_what_was_written_and_a_browser_goes_on_by_itself(
    client: Client, at: Any
) -> None:
    step = past_the_threshold(client)
    assert step.status_code == 429
    assert step["Retry-After"] == "20"
    assert "no-store" in step["Cache-Control"]
    fields = hidden(step)
    assert fields["text"] == ["첫 줄", "<b>둘째"]
    fields["gate_proof"] = [work(challenge_of(step))]
    del fields["gate_ticket"]
    assert client.post("/tell", fields, REMOTE_ADDR=ME).content.decode() == "kept: 첫 줄|<b>둘째"
    again = client.post("/tell", fields, REMOTE_ADDR=ME)
    assert again.status_code == 429, "a proof holds once"


def test_without_javascript_one_waits_twenty_seconds_and_goes_on(client: Client, at: Any) -> None:
    fields = hidden(past_the_threshold(client))
    at(NOW + timedelta(seconds=5))
    early = client.post("/tell", fields, REMOTE_ADDR=ME)
    assert (early.status_code, early["Retry-After"]) == (429, "15")
    assert "12시 10분 20초" in early.content.decode()
    assert hidden(early)["gate_ticket"] == fields["gate_ticket"], "waiting is not begun anew"
    at(NOW + timedelta(seconds=20))
    assert client.post("/tell", fields, REMOTE_ADDR=ME).status_code == 200
    assert client.post("/tell", fields, REMOTE_ADDR=ME).status_code == 429, "a ticket holds once"


def test_whoever_takes_time_to_write_never_sees_the_step(client: Client, at: Any) -> None:
    past_the_threshold(client)
    form = hidden(client.get("/tell", REMOTE_ADDR=ME))
    at(NOW + timedelta(seconds=40))
    assert send(client, gate_ticket=form["gate_ticket"][0]).status_code == 200


def test_photos_are_not_lost_one_goes_back_and_sends_again(client: Client, at: Any) -> None:
    past_the_threshold(client)
    photo = SimpleUploadedFile("a.jpg", b"x", content_type="image/jpeg")
    step = send(client, photo=photo)
    assert step.status_code == 429
    assert "뒤로 가기" in step.content.decode()
    assert "이어서 보내기" not in step.content.decode()


def test_beyond_all_proofs_the_page_says_when_and_what_else(client: Client, at: Any) -> None:
    for _time in range(FREE):
        send(client)
    for _time in range(PROVEN - FREE):
        proof = work(new_challenge("try.it", who=ME, now=NOW))
        assert send(client, gate_proof=proof).status_code == 200
    page = send(client, gate_proof=work(new_challenge("try.it", who=ME, now=NOW)))
    assert (page.status_code, page["Retry-After"]) == (429, str(50 * 60))
    told = page.content.decode()
    assert "오후 1시 0분" in told or "오후 1시" in told
    assert 'href="/call"' in told
    assert send(client, OTHER).status_code == 200, "others are not kept waiting"


def test_a_proof_holds_for_its_form_its_network_its_time_and_as_it_was_made() -> None:
    made = new_challenge("try.it", who="2001:db8:1:2::1", now=NOW)
    proof = work(made)
    same = "2001:db8:1:2:ffff::9"
    assert not solved(proof, "other.form", who=same, now=NOW)
    assert not solved(proof, "try.it", who=OTHER, now=NOW)
    assert not solved(proof, "try.it", who=same, now=NOW + timedelta(hours=1))
    easier = {**made, "parameters": {**made["parameters"], "keyPrefix": "", "cost": 1}}
    assert not solved(work(easier), "try.it", who=same, now=NOW)
    assert solved(proof, "try.it", who=same, now=NOW)
    assert not solved(proof, "try.it", who=same, now=NOW)


@pytest.mark.parametrize(
    "text", ["", "x", "bnVsbA==", "e30=", "W10=", "A" * 100_000, "eyJjaGFsbGVuZ2UiOiAxfQ=="]
)
def test_what_is_no_proof_and_no_ticket_is_refused_and_breaks_nothing(text: str) -> None:
    assert not solved(text, "try.it", who=ME, now=NOW)
    assert not waited(text, "try.it", who=ME, now=NOW)


def test_a_ticket_holds_for_its_form_its_network_and_two_hours() -> None:
    ticket = new_ticket("try.it", who=ME, now=NOW)
    later = NOW + timedelta(seconds=21)
    assert ticket_waits(ticket, "try.it", who=ME, now=NOW + timedelta(seconds=5)) == 15
    assert not waited(ticket, "try.it", who=ME, now=NOW + timedelta(seconds=5))
    assert not waited(ticket, "other.form", who=ME, now=later)
    assert not waited(ticket, "try.it", who=OTHER, now=later)
    assert not waited(ticket + "x", "try.it", who=ME, now=later)
    assert not waited(ticket, "try.it", who=ME, now=NOW + timedelta(hours=3))
    assert waited(ticket, "try.it", who=ME, now=later)


def test_a_demonstration_stops_nobody(client: Client, settings: Any) -> None:
    settings.LIMITS = False
    assert all(send(client).status_code == 200 for _time in range(FREE + PROVEN + 3))
    assert "gate_ticket" not in client.get("/tell").content.decode()
