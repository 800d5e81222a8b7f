"""A round holds what its officer chose, in a short order or their own; who sees what of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dongne.foundation.audit.public import AuditEntry, undo_change
from dongne.foundation.openings.public import Opening
from dongne.foundation.organisations.public import (
    AbsenceKind,
    Account,
    Officer,
    record_absence,
    viewer_of_officer,
)
from dongne.foundation.places.public import Tong
from dongne.foundation.residents.public import add_person, dissolve_household, found_household
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.refusals import Conflict, Forbidden, NotHere, Refused
from dongne.lib.seoul import seoul_day
from dongne.outreach.casework.public import Opening as CaseOpening
from dongne.outreach.casework.public import open_case
from dongne.outreach.fieldwork.public import Outing, plan_outing
from dongne.outreach.rounds.public import (
    Measure,
    Offer,
    Round,
    Stop,
    StopKind,
    Stops,
    Tick,
    TickStatus,
    add_place,
    choose_stops,
    move_stop,
    offered_stops,
    order_round,
    register_stops,
    remove_stop,
    rounds_for,
    tick,
)
from dongne.outreach.rounds.rules import MOST
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db
BACKEND = "dongne.foundation.organisations.identity.AccountBackend"
TODAY = seoul_day(NOW)
SQUARE = [[126.85, 37.52], [126.852, 37.52], [126.852, 37.522], [126.85, 37.522], [126.85, 37.52]]
"""Tong 1; the office lies to the south-west of it."""


@pytest.fixture
def outing(cast: Cast) -> Outing:
    dong = cast.own.dong
    dong.latitude, dong.longitude = 37.519, 126.849
    dong.save()
    outline = {"type": "Polygon", "coordinates": [SQUARE]}
    Tong.objects.for_viewer(SYSTEM).filter(dong=dong, number=1).update(outline=outline)
    me = cast.viewer(cast.own.officer)
    return plan_outing(me, day=TODAY, purpose="골목 순찰", now=NOW)


@pytest.fixture
def enter() -> Callable[[Officer], Client]:
    def by(officer: Officer) -> Client:
        client = Client()
        client.force_login(Account.objects.get(officer=officer), backend=BACKEND)
        return client

    return by


def put(cast: Cast, outing: Outing, name: str, latitude: float, longitude: float) -> Round:
    return add_place(
        cast.viewer(cast.own.officer),
        outing_id=outing.pk,
        title=name,
        latitude=latitude,
        longitude=longitude,
        now=NOW,
    )


def three(cast: Cast, outing: Outing) -> Round:
    """`far`, `near` and `middle`, told in that order."""
    put(cast, outing, "far", 37.5240, 126.8540)
    put(cast, outing, "near", 37.5195, 126.8495)
    return put(cast, outing, "middle", 37.5215, 126.8515)


def titles(outing: Outing) -> list[str]:
    rows = Stop.objects.for_viewer(SYSTEM).filter(round__outing=outing, position__isnull=False)
    return list(rows.order_by("position").values_list("title", flat=True))


def stop(outing: Outing, title: str) -> Stop:
    return Stop.objects.for_viewer(SYSTEM).get(round__outing=outing, title=title)


def a_home(cast: Cast, name: str = "김순례") -> Any:
    me = cast.viewer(cast.own.officer)
    tong = Tong.objects.for_viewer(SYSTEM).get(dong=cast.own.dong, number=1)
    head = add_person(me, dong_id=cast.own.dong.pk, name=name, now=NOW)
    where = "서울특별시 양천구 신월로12길 4312"
    return found_household(me, head_id=head.pk, address=where, tong_id=tong.pk, now=NOW)


# ── The order ──


def test_stops_lie_in_a_short_order_from_the_office(cast: Cast, outing: Outing) -> None:
    found = three(cast, outing)
    assert titles(outing) == ["near", "middle", "far"]
    assert found.metres == sum(
        Stop.objects.for_viewer(SYSTEM).filter(round=found).values_list("metres", flat=True)
    )
    assert (found.measure, found.by_hand) == (Measure.LINE, False)


def test_an_order_by_hand_stays_until_somebody_asks_for_a_short_one(
    cast: Cast, outing: Outing
) -> None:
    me = cast.viewer(cast.own.officer)
    seen = three(cast, outing)
    move_stop(
        me,
        outing_id=outing.pk,
        stop_id=stop(outing, "far").pk,
        to=0,
        version=seen.version,
        now=NOW,
    )
    assert titles(outing) == ["far", "near", "middle"]
    put(cast, outing, "new", 37.5191, 126.8491)
    assert titles(outing) == ["far", "near", "middle", "new"], "what is new comes last"
    order_round(me, outing_id=outing.pk, now=NOW)
    assert titles(outing) == ["new", "near", "middle", "far"]


def test_a_round_that_changed_meanwhile_is_not_moved_blindly(cast: Cast, outing: Outing) -> None:
    me = cast.viewer(cast.own.officer)
    seen = three(cast, outing)
    remove_stop(me, outing_id=outing.pk, stop_id=stop(outing, "near").pk, now=NOW)
    with pytest.raises(Conflict):
        move_stop(
            me,
            outing_id=outing.pk,
            stop_id=stop(outing, "far").pk,
            to=0,
            version=seen.version,
            now=NOW,
        )
    assert titles(outing) == ["middle", "far"]


def test_what_is_done_stays_first_and_the_rest_goes_on_from_there(
    cast: Cast, outing: Outing
) -> None:
    me = cast.viewer(cast.own.officer)
    three(cast, outing)
    word = Tick(outing=outing.pk, key=stop(outing, "far").key, done=True, at=NOW)
    tick(me, ticks=[word], now=NOW)
    order_round(me, outing_id=outing.pk, now=NOW)
    assert titles(outing) == ["far", "middle", "near"]


def test_a_place_that_is_sent_twice_is_one(cast: Cast, outing: Outing) -> None:
    me, key = cast.viewer(cast.own.officer), uuid4()
    for _again in range(2):
        add_place(me, outing_id=outing.pk, title="공원", stop_id=key, now=NOW)
    assert titles(outing) == ["공원"]


def test_a_number_in_the_words_of_a_place_is_moved_out(cast: Cast, outing: Outing) -> None:
    me = cast.viewer(cast.own.officer)
    add_place(me, outing_id=outing.pk, title="경로당", note="회장 010-1234-5678", now=NOW)
    assert "1234" not in stop(outing, "경로당").note
    assert "1234" not in json.dumps(
        [row.changes for row in AuditEntry.objects.filter(action__startswith="round.")]
    )


def test_a_round_has_room_for_a_day_and_no_more(cast: Cast, outing: Outing) -> None:
    me = cast.viewer(cast.own.officer)
    three(cast, outing)
    round_ = Round.objects.for_viewer(me).get(outing=outing)
    Stop.objects.bulk_create(
        Stop(round=round_, kind=StopKind.PLACE, title=f"{n}", position=n) for n in range(3, MOST)
    )
    with pytest.raises(Refused):
        add_place(me, outing_id=outing.pk, title="zu viel", now=NOW)


def test_taking_out_can_be_taken_back_with_what_was_ticked(cast: Cast, outing: Outing) -> None:
    me = cast.viewer(cast.own.officer)
    three(cast, outing)
    word = Tick(outing=outing.pk, key=stop(outing, "near").key, done=True, at=NOW)
    tick(me, ticks=[word], now=NOW)
    remove_stop(me, outing_id=outing.pk, stop_id=stop(outing, "near").pk, now=NOW)
    entry = AuditEntry.objects.filter(action="round.chosen").latest("id")
    word = Tick(outing=outing.pk, key=stop(outing, "far").key, done=True, at=NOW)
    tick(me, ticks=[word], now=NOW)
    undo_change(me, entry=entry, now=NOW)
    assert titles(outing) == ["near", "middle", "far"]
    assert stop(outing, "near").done_at == stop(outing, "far").done_at == NOW
    add_place(me, outing_id=outing.pk, title="later", now=NOW)
    older = AuditEntry.objects.filter(action="round.chosen", subject_id=entry.subject_id)
    with pytest.raises(Conflict):
        undo_change(me, entry=older.earliest("id"), now=NOW)


# ── What may be a stop ──


def test_open_cases_and_households_of_the_own_tongs_are_offered(cast: Cast, outing: Outing) -> None:
    me = cast.viewer(cast.own.officer)
    home = a_home(cast)
    case = open_case(
        me,
        given=CaseOpening(
            dong_id=cast.own.dong.pk,
            category="road",
            text="보도블록이 꺼졌습니다",
            latitude=37.5235,
            longitude=126.8535,
            tong=1,
        ),
        now=NOW,
    ).case
    offered = offered_stops(me, day=TODAY, now=NOW)
    assert str(home.pk) in [one.of for one in offered[StopKind.HOUSEHOLD][1]]
    assert [one.of for one in offered[StopKind.CASE][1]] == [str(case.pk)]
    other = offered_stops(cast.viewer(cast.own.colleague), day=TODAY, now=NOW)
    assert other[StopKind.HOUSEHOLD][1] == []

    choose_stops(
        me,
        outing_id=outing.pk,
        add=[(StopKind.CASE, str(case.pk)), (StopKind.HOUSEHOLD, str(home.pk))],
        now=NOW,
    )
    [carried] = rounds_for(me, day=TODAY, now=NOW)
    assert [(one["kind"], one["title"], one["note"][:3]) for one in carried["stops"]] == [
        ("household", "순례 님", "1통 "),
        ("case", "보도블록이 꺼졌습니다", "1통 "),
    ], "from the office to the middle of the tong, then to the case"
    inside = carried["stops"][0]
    assert 37.52 < inside["latitude"] < 37.522


def test_a_phone_carries_no_surname_and_it_is_logged(cast: Cast, outing: Outing) -> None:
    me = cast.viewer(cast.own.officer)
    home = a_home(cast)
    choose_stops(me, outing_id=outing.pk, add=[(StopKind.HOUSEHOLD, str(home.pk))], now=NOW)
    [carried] = rounds_for(me, day=TODAY, now=NOW)
    assert "김" not in json.dumps(carried, ensure_ascii=False)
    assert "신월로" not in json.dumps(carried, ensure_ascii=False)
    opened = Opening.objects.for_viewer(SYSTEM).filter(purpose="visit")
    assert [row.columns for row in opened] == [["name"]]


def test_what_is_gone_keeps_its_place_and_says_nothing(cast: Cast, outing: Outing) -> None:
    me = cast.viewer(cast.own.officer)
    home = a_home(cast)
    choose_stops(me, outing_id=outing.pk, add=[(StopKind.HOUSEHOLD, str(home.pk))], now=NOW)
    dissolve_household(me, household_id=home.pk, now=NOW)
    [carried] = rounds_for(me, day=TODAY, now=NOW)
    [only] = carried["stops"]
    assert "순례" not in only["title"]


def test_nobody_puts_in_what_they_may_not_see(cast: Cast, outing: Outing) -> None:
    near = cast.viewer(cast.near.officer)
    theirs = plan_outing(near, day=TODAY, purpose="순찰", now=NOW)
    home = a_home(cast)
    with pytest.raises(NotHere):
        choose_stops(near, outing_id=theirs.pk, add=[(StopKind.HOUSEHOLD, str(home.pk))], now=NOW)


def test_other_modules_tell_stops_of_their_own(
    cast: Cast, outing: Outing, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dongne.outreach.rounds import subjects

    monkeypatch.setattr(subjects, "_stops", dict(subjects._stops))
    heap = Offer(
        kind=StopKind.WEAK_SPOT, of="7", title="상습 무단투기", latitude=37.5201, longitude=126.85
    )
    register_stops(
        StopKind.WEAK_SPOT,
        Stops(
            title="취약 지점",
            icon="alert",
            offered=lambda viewer, day, now: [heap],
            told=lambda viewer, keys, now: {key: heap for key in keys if key == "7"},
        ),
    )
    me = cast.viewer(cast.own.officer)
    assert offered_stops(me, day=TODAY, now=NOW)[StopKind.WEAK_SPOT][1] == [heap]
    choose_stops(me, outing_id=outing.pk, add=[(StopKind.WEAK_SPOT, "7")], now=NOW)
    [carried] = rounds_for(me, day=TODAY, now=NOW)
    assert carried["stops"][0]["key"] == "weak_spot:7"
    with pytest.raises(NotHere):
        choose_stops(me, outing_id=outing.pk, add=[(StopKind.WEAK_SPOT, "8")], now=NOW)


# ── Who ──


def test_the_deputy_walks_the_lead_looks_and_strangers_find_nothing(
    cast: Cast, outing: Outing
) -> None:
    three(cast, outing)
    colleague = cast.own.colleague
    with pytest.raises(NotHere):
        order_round(cast.viewer(colleague), outing_id=outing.pk, now=NOW)
    with pytest.raises(Forbidden):
        order_round(cast.viewer(cast.own.lead), outing_id=outing.pk, now=NOW)
    record_absence(
        cast.viewer(cast.own.lead),
        officer=cast.own.officer,
        kind=AbsenceKind.SICK,
        starts_on=TODAY,
        deputy=colleague,
        now=NOW,
    )
    stand_in = viewer_of_officer(colleague.pk, now=NOW)
    assert stand_in is not None
    order_round(stand_in, outing_id=outing.pk, now=NOW)


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
