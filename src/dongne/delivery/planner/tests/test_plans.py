"""What is possible, when it is in hand, why the rest is not, and what one change opens."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bench.prove.plan_cases import random_case
from bench.prove.plans import differences
from dongne.delivery.planner.rules import Option, Plan, Wish, earliest, plan
from dongne.delivery.planner.rules.answers import Answers, free_of, wish_of
from dongne.delivery.planner.rules.clock import Clock
from dongne.delivery.planner.rules.sides import accepted
from dongne.delivery.ways.public import (
    Ability,
    Asker,
    Circle,
    Feature,
    Run,
    Slot,
    World,
)

from .worlds import a_service, a_site, a_wish, a_world, at, clock, hours, with_site

EVENINGS = hours(range(14), (18 * 60, 22 * 60))


def planned(world: World, wish: Wish | None = None, day: int = 0, text: str = "09:00") -> Plan:
    return plan(world, wish or a_wish(), at(world, day, text))


def way(found: Plan, apply: str, receive: str) -> Option | None:
    pairs = {(one.apply, one.receive): one for one in found.ways}
    return pairs.get((apply, receive))


def reasons(found: Plan, apply: str, receive: str) -> list[str]:
    for one in found.refused:
        if (one.apply, one.receive) == (apply, receive):
            return [reason.code for reason in one.reasons]
    return []


def minute(world: World, option: Option | None) -> int | None:
    return None if option is None else world.minute(option.in_hand_at)


def test_the_first_answers_are_those_of_a_search_minute_by_minute() -> None:
    found, ways, none = differences(part=1, cases=300)
    assert found == []
    assert ways > 300
    assert none < 200


def test_at_the_counter_it_is_handed_over_after_a_short_wait() -> None:
    world = a_world()
    found = way(planned(world), "counter", "counter")
    assert minute(world, found) == clock(0, "09:25")
    assert [step.code for step in found.steps] == ["ask", "wait", "receive_there"]  # type: ignore[union-attr]


def test_the_machine_is_first_where_it_is_as_near() -> None:
    found = planned(a_world()).ways[0]
    assert (found.apply, found.receive, found.fee) == ("machine", "machine", 200)


def test_whoever_works_until_six_gets_it_from_the_locker_in_the_evening() -> None:
    world = a_world()
    found = planned(world, a_wish(free=EVENINGS), 0, "19:00")
    locker = way(found, "online", "locker")
    # Accepted within eight working hours, hence on Monday evening; carried on Tuesday.
    assert minute(world, locker) == clock(4, "18:05")
    assert way(found, "counter", "counter") is None
    assert reasons(found, "counter", "counter") == ["no_time"]


def test_whoever_cannot_go_out_has_it_brought_by_the_end_of_the_run() -> None:
    world = a_world()
    found = planned(world, a_wish(lacks=frozenset({Ability.GO_OUT, Ability.INTERNET})))
    assert {(one.apply, one.receive) for one in found.ways} == {
        ("volunteer", "volunteer"),
        ("volunteer", "post"),
    }
    brought = way(found, "volunteer", "volunteer")
    # Asked on Friday from ten, accepted eight working hours later, made on Monday before eleven:
    # the run of Monday has left by then.
    assert minute(world, brought) == clock(4, "12:00")
    assert "needs_go_out" in reasons(found, "counter", "locker")
    assert "needs_internet" in reasons(found, "online", "post")


def test_a_place_without_steps_makes_up_for_stairs() -> None:
    wish = a_wish(lacks=frozenset({Ability.STAIRS}))
    world = a_world()
    assert reasons(planned(world, wish), "counter", "counter") == ["needs_stairs"]
    flat = with_site(world, "counter", features=frozenset({Feature.WHEELCHAIR}))
    assert way(planned(flat, wish), "counter", "counter")


def test_a_visit_ends_before_closing_and_they_walk_there_and_back_in_their_time() -> None:
    world = with_site(a_world(), "counter", latitude=37.9, longitude=127.2)
    near = a_wish(latitude=37.9, longitude=127.21)
    # 1,141 metres: twenty minutes each way.
    found = way(planned(world, near), "counter", "counter")
    assert minute(world, found) == clock(0, "09:45")
    assert found is not None
    assert found.metres == 2 * 1141
    late = way(planned(world, near, 0, "17:16"), "counter", "counter")
    # Asked for on Friday before it closes, fetched on Monday when it opens.
    assert minute(world, late) == clock(3, "09:05")
    narrow = replace(near, free=((clock(0, "09:00"), clock(0, "10:04")),))
    assert reasons(planned(world, narrow), "counter", "counter") == ["too_late"]
    enough = replace(near, free=((clock(0, "09:00"), clock(0, "10:05")),))
    assert way(planned(world, enough), "counter", "counter")


def test_what_is_too_far_on_foot_is_refused_only_to_whoever_said_where_they_live() -> None:
    world = with_site(
        a_world(latitude=37.9, longitude=127.2), "counter", latitude=38, longitude=127
    )
    far = a_wish(latitude=37.9, longitude=127.2)
    assert reasons(planned(world, far), "counter", "counter") == ["too_far"]
    assert way(planned(world), "counter", "counter")


def test_an_appointment_is_needed_where_there_are_slots_and_a_full_one_is_none() -> None:
    begins = clock(0, "14:00")
    world = with_site(a_world(), "counter", slots=(Slot(begins=begins, ends=begins + 15, left=1),))
    assert minute(world, way(planned(world), "counter", "counter")) == clock(0, "14:25")
    full = with_site(a_world(), "counter", slots=(Slot(begins=begins, ends=begins + 15, left=0),))
    assert reasons(planned(full), "counter", "counter") == ["full"]


def test_a_full_locker_and_a_run_with_no_room_are_refused() -> None:
    assert reasons(planned(with_site(a_world(), "locker", free=0)), "counter", "locker") == ["full"]
    packed = with_site(a_world(), "volunteer", runs=(Run(leaves=600, back=700, takes=0),))
    assert "full" in reasons(planned(packed), "counter", "volunteer")


def test_what_takes_longer_than_people_wait_is_fetched_another_time() -> None:
    world = a_world(service=a_service(usual_minutes=61))
    found = way(planned(world), "counter", "counter")
    assert minute(world, found) == clock(0, "10:16")
    assert found is not None
    assert [step.code for step in found.steps] == ["ask", "ready", "fetch"]


def test_nothing_is_in_hand_later_than_at_the_latest_and_steps_are_in_order() -> None:
    world = a_world()
    found = planned(world, a_wish(free=EVENINGS))
    assert found.ways
    for one in (*found.ways, *(opener.option for opener in found.openers)):
        moments = [step.at for step in one.steps]
        assert moments == sorted(moments)
        assert moments[-1] == one.in_hand_at <= one.latest_at
        assert moments[0] >= found.at


def test_groups_pay_nothing_and_copies_are_counted() -> None:
    found = way(planned(a_world(), a_wish(copies=3)), "counter", "counter")
    assert found is not None
    assert found.fee == 1200
    free = way(planned(a_world(), a_wish(groups=frozenset({"disabled"}))), "counter", "counter")
    assert free is not None
    assert free.fee == 0


def test_a_proxy_without_a_letter_is_told_what_the_letter_opens() -> None:
    found = planned(a_world(), a_wish(asker=Asker(circle=Circle.PROXY)))
    assert not found.ways
    assert "letter_needed" in reasons(found, "counter", "counter")
    changes = {one.change: one.option for one in found.openers}
    assert {"letter", "self"} <= changes.keys()
    assert changes["letter"].apply == "counter"


def test_an_hour_off_or_somebody_elses_errand_is_offered_where_it_is_earlier() -> None:
    found = planned(a_world(), a_wish(free=EVENINGS), 0, "08:00")
    changes = {one.change: one.option.in_hand_at for one in found.openers}
    assert {"tomorrow_off", "proxy", "household"} <= changes.keys()
    assert all(moment < found.ways[0].in_hand_at for moment in changes.values())


def test_a_blocked_relative_is_shown_no_way_around() -> None:
    found = planned(a_world(), a_wish(asker=Asker(circle=Circle.LINEAL, blocked=True)))
    assert not found.ways
    assert not found.openers


@settings(max_examples=40, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 30))
def test_many_moments_at_once_are_answered_as_one_by_one(dice: object, count: int) -> None:
    case = random_case(dice)  # type: ignore[arg-type]
    world, wish = case.world, case.wish
    moments = sorted(dice.randrange(world.ends) for _ in range(count))  # type: ignore[attr-defined]
    alone = []
    for moment in moments:
        ways = plan(world, wish, world.moment(moment), openers=False).ways
        alone.append(world.minute(ways[0].in_hand_at) if ways else None)
    assert list(earliest(world, wish, moments)) == alone


def test_only_some_channels_can_be_asked_after() -> None:
    world = a_world()
    (found,) = earliest(world, a_wish(), [clock(0, "09:00")], only=frozenset({"counter"}))
    assert found == clock(0, "09:25")
    assert earliest(world, a_wish(), [0], only=frozenset({"post"})) == (None,)


def test_free_time_is_read_as_people_say_it() -> None:
    world = a_world()
    there = frozenset(world.working_days)
    assert free_of(14, there, ()) is None
    evening = free_of(14, there, ("evening",))
    assert evening == EVENINGS
    both = free_of(2, there, ("day", "evening", "weekend"))
    assert both == ((clock(0, "09:00"), clock(0, "22:00")), (clock(1, "09:00"), clock(1, "22:00")))
    wish = wish_of(Answers(service="copy", hard=("slow", "stairs"), who=Circle.PROXY), world)
    assert wish.slow
    assert wish.lacks == {Ability.STAIRS}
    assert wish.asker.letter


def test_two_places_of_a_channel_are_one_way_by_the_earlier() -> None:
    world = a_world()
    early = a_site("machine", hours(range(14), (6 * 60, 23 * 60)), address="역 앞")
    found = planned(replace(world, sites=(*world.sites, early)), text="07:00").ways[0]
    assert found.apply_site == early.id
    assert minute(world, found) == clock(0, "07:10")


def test_an_errand_that_is_asked_at_night_is_accepted_when_the_office_is_there() -> None:
    world = a_world()
    neighbour = replace(world.channels["volunteer"], accepts_within=0)
    reckoned = Clock(world)
    assert accepted(reckoned, neighbour, clock(0, "21:00")) == clock(3, "09:00")
    assert accepted(reckoned, neighbour, clock(0, "12:30")) == clock(0, "13:00")
    assert accepted(reckoned, neighbour, clock(0, "10:05")) == clock(0, "10:05")
    # At a counter whoever accepts is there as long as it is open.
    assert accepted(reckoned, world.channels["counter"], clock(0, "20:00")) == clock(0, "20:00")


def test_more_copies_than_may_be_asked_for_at_a_time_are_no_way() -> None:
    world = a_world(service=a_service(most_copies=2))
    assert planned(world, a_wish(copies=2)).ways
    found = planned(world, a_wish(copies=3))
    assert found.ways == ()
    assert "too_many_copies" in reasons(found, "counter", "counter")
