"""Ticks of a phone, and the pages of a round."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dongne.foundation.audit.public import AuditEntry
from dongne.foundation.organisations.public import (
    Officer,
)
from dongne.foundation.scope.public import SYSTEM
from dongne.outreach.fieldwork.public import Outing
from dongne.outreach.rounds.public import (
    Stop,
    StopKind,
    TickStatus,
    choose_stops,
    rounds_for,
)
from tests.cast import NOW, Cast

from .making import TODAY, a_home, stop, three

pytestmark = pytest.mark.django_db

# ── Ticks of a phone ──


def send(client: Client, ticks: list[dict[str, Any]]) -> Any:
    return client.post(
        reverse("field_rounds_done"), {"ticks": ticks}, content_type="application/json"
    )


def test_a_phone_ticks_later_and_again(
    cast: Cast, outing: Outing, enter: Callable[[Officer], Client]
) -> None:
    three(cast, outing)
    then = stop(outing, "far").round.changed_at - timedelta(hours=2)
    word = {
        "outing": str(outing.pk),
        "key": stop(outing, "far").key,
        "done_at": then.isoformat(),
        "at": then.isoformat(),
    }
    client = enter(cast.own.officer)
    first, again = send(client, [word]).json(), send(client, [word]).json()
    assert [one["ticks"][0]["status"] for one in (first, again)] == ["done", "same"]
    assert stop(outing, "far").done_at == then
    assert AuditEntry.objects.filter(action="stop.ticked").count() == 1
    undone = word | {"done_at": None, "at": (then + timedelta(minutes=1)).isoformat()}
    assert send(client, [undone, word]).json()["ticks"][0]["status"] == "undone"
    assert stop(outing, "far").done_at is None


def test_one_bad_tick_keeps_no_other_from_counting(
    cast: Cast, outing: Outing, enter: Callable[[Officer], Client]
) -> None:
    three(cast, outing)
    good = {
        "outing": str(outing.pk),
        "key": stop(outing, "near").key,
        "done_at": NOW.isoformat(),
        "at": NOW.isoformat(),
    }
    bad: list[Any] = [
        good | {"outing": "x"},
        good | {"at": "2026-11-20T14:00:00"},
        good | {"at": None},
        {key: value for key, value in good.items() if key != "done_at"},
        "text",
        None,
        good | {"key": "case:nobody"},
    ]
    answer = send(enter(cast.own.officer), [*bad, good]).json()
    said = [one["status"] for one in answer["ticks"]]
    assert said == ["unreadable"] * 6 + ["gone", "done"]


def test_strangers_and_the_lead_tick_nothing(
    cast: Cast, outing: Outing, enter: Callable[[Officer], Client]
) -> None:
    three(cast, outing)
    word = {
        "outing": str(outing.pk),
        "key": stop(outing, "near").key,
        "done_at": NOW.isoformat(),
        "at": NOW.isoformat(),
    }
    for officer in (cast.own.lead, cast.own.colleague, cast.near.officer, cast.district_desk):
        answer = send(enter(officer), [word])
        assert [one["status"] for one in answer.json()["ticks"]] == [TickStatus.GONE]
    assert send(Client(), [word]).status_code == 401
    assert stop(outing, "near").done_at is None


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{}", b'{"ticks": 1}', b"[" * 5000, b'{"ticks": [' + b"1," * 70_000]
)
def test_what_can_t_be_read_is_refused_whole(
    cast: Cast, enter: Callable[[Officer], Client], body: bytes
) -> None:
    answer = enter(cast.own.officer).post(
        reverse("field_rounds_done"), body, content_type="application/json"
    )
    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"


# ── Pages ──


def test_the_whole_way_without_a_script(
    cast: Cast, outing: Outing, enter: Callable[[Officer], Client]
) -> None:
    home = a_home(cast)
    client = enter(cast.own.officer)
    page = reverse("round", args=[outing.pk])
    assert "아직 갈 곳이 없습니다" in client.get(page).content.decode()
    choose = reverse("round_stops", args=[outing.pk])
    value = f"household:{home.pk}"
    assert value in client.get(choose).content.decode()
    chosen = client.post(choose, {"shown": [value], "stop": [value]}, follow=True)
    assert "김*례 님" in chosen.content.decode()
    assert "되돌리기" in chosen.content.decode()
    row = Stop.objects.for_viewer(SYSTEM).get()
    client.post(reverse("round_tick", args=[outing.pk]), {"tick": f"{row.pk}:1"})
    assert "다녀옴" in client.get(page).content.decode()
    printed = client.get(reverse("round_print", args=[outing.pk])).content.decode()
    assert "순례 님" in printed
    assert "김순례" not in printed
    client.post(choose, {"shown": [value]})
    assert "아직 갈 곳이 없습니다" in client.get(page).content.decode()


def test_a_page_costs_the_same_however_long_the_way_is(
    cast: Cast, outing: Outing, enter: Callable[[Officer], Client]
) -> None:
    me = cast.viewer(cast.own.officer)
    client = enter(cast.own.officer)
    pages = [reverse(name, args=[outing.pk]) for name in ("round", "round_stops", "round_print")]

    def cost() -> list[int]:
        for page in pages:
            client.get(page)
        found = []
        for page in pages:
            with CaptureQueriesContext(connection) as asked:
                client.get(page)
            found.append(len(asked))
        with CaptureQueriesContext(connection) as asked:
            rounds_for(me, day=TODAY, now=NOW)
        return [*found, len(asked)]

    def add(name: str) -> None:
        home = a_home(cast, name)
        choose_stops(me, outing_id=outing.pk, add=[(StopKind.HOUSEHOLD, str(home.pk))], now=NOW)

    three(cast, outing)
    add("김순례")
    before = cost()
    for name in ("박말순", "이복남", "최영자", "정옥분"):
        add(name)
    assert cost() == before
