"""A round holds what its officer chose, in a short order or their own; who sees what of it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client

from dongne.foundation.audit.public import AuditEntry, undo_change
from dongne.foundation.openings.public import Opening
from dongne.foundation.organisations.public import (
    AbsenceKind,
    Officer,
    record_absence,
    viewer_of_officer,
)
from dongne.foundation.residents.public import dissolve_household
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.refusals import Conflict, Forbidden, NotHere, Refused
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

from .making import TODAY, a_home, put, stop, three, titles

pytestmark = pytest.mark.django_db

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
            latitude=37.5219,
            longitude=126.8519,
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


def test_a_stop_that_was_moved_is_put_back_where_it_was_moved(
    cast: Cast, outing: Outing, enter: Callable[[Officer], Client]
) -> None:
    seen, browser = three(cast, outing), enter(cast.own.officer)
    before = list(Stop.objects.for_viewer(SYSTEM).values_list("title", "metres"))
    far = stop(outing, "far")
    answer = browser.post(
        f"/outings/{outing.pk}/round/move", {"move": f"{far.pk}:0", "version": seen.version}
    )
    here, _sharp, row = answer["Location"].partition("#")
    assert row == f"stop-{far.pk}"
    assert titles(outing) == ["far", "near", "middle"]
    assert list(Stop.objects.for_viewer(SYSTEM).values_list("title", "metres")) != before
    page = browser.get(here).content.decode()
    assert page.count("옮긴 것 되돌리기") == 1
    [undo] = re.findall(r'formaction="(/[^"]*undo[^"]*)"', page)
    assert browser.post(undo, {"next": f"/outings/{outing.pk}/round"}).status_code == 302
    assert list(Stop.objects.for_viewer(SYSTEM).values_list("title", "metres")) == before
