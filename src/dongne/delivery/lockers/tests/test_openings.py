"""A door opens for one code, once; nobody holds what nobody handed over."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import connection

from dongne.delivery.applications import public as applications
from dongne.delivery.custody.public import Content
from dongne.delivery.lockers import public as lockers
from dongne.delivery.lockers.models import LockerAlarm
from dongne.delivery.lockers.presenters.passes import for_applicant
from dongne.delivery.lockers.services.granting import passes_of
from dongne.foundation.scope.public import SYSTEM, resident_viewer
from dongne.lib.ids import new_id
from dongne.lib.refusals import Conflict, Forbidden, NotHere
from tests.cast import Cast
from tests.making.parcels import a_parcel

from .making import Wall, again, codes_sent, held_by, in_courier_hands

pytestmark = pytest.mark.django_db


def test_what_was_put_in_is_the_compartments_once_the_door_is_closed(cast: Cast) -> None:
    wall = Wall(cast)
    parcel, courier = in_courier_hands(cast)
    box = lockers.reserve(courier, locker_id=wall.locker.pk, parcel_id=parcel.pk, now=wall.at)
    lockers.open_to_load(courier, compartment_id=box.pk, now=wall.at)
    (opening,) = wall.fetch()
    wall.says(opening, "pulsed", "opened")
    assert held_by(parcel).startswith("volunteer:"), "the door is open: it may not lie there yet"
    wall.says(opening, "closed")
    assert held_by(parcel) == f"compartment:{box.pk}"
    assert again(box).state == lockers.Box.LOADED
    assert len(codes_sent()) == 1


def test_the_code_opens_once_and_then_nothing(cast: Cast) -> None:
    wall = Wall(cast)
    parcel, courier = in_courier_hands(cast)
    box = wall.load(courier, parcel)
    (code,) = codes_sent()
    assert wall.type(code).allowed
    wall.obey()
    assert held_by(parcel).startswith("taker:")
    assert again(box).state == lockers.Box.EMPTIED
    second = wall.type(code)
    assert second.why == lockers.Denied.USED
    assert wall.pulses[box.number] == 2, "one to put it in, one to fetch it"


def test_the_date_of_birth_has_to_fit(cast: Cast) -> None:
    wall = Wall(cast)
    parcel, courier = in_courier_hands(cast)
    box = wall.load(courier, parcel)
    (code,) = codes_sent()
    assert wall.type(code, birth="19410303").why == lockers.Denied.WRONG
    assert wall.type(code, birth="").why == lockers.Denied.WRONG
    assert again(box).state == lockers.Box.LOADED
    assert wall.type(code).allowed


def test_five_wrong_codes_lock_the_screen_for_a_quarter_of_an_hour(cast: Cast) -> None:
    wall = Wall(cast)
    parcel, courier = in_courier_hands(cast)
    wall.load(courier, parcel)
    (code,) = codes_sent()
    for number in range(5):
        assert wall.type(f"1111111{number}").why == lockers.Denied.WRONG
    locked = wall.type(code)
    assert locked.why == lockers.Denied.LOCKED
    assert locked.wait_seconds > 0
    assert wall.type(code, address="203.0.113.9").allowed, "only the screen where they were typed"


def test_after_the_pause_the_code_is_good_again(cast: Cast) -> None:
    wall = Wall(cast)
    parcel, courier = in_courier_hands(cast)
    wall.load(courier, parcel)
    (code,) = codes_sent()
    for number in range(5):
        wall.type(f"1111111{number}")
    wall.later(minutes=16)
    wall.beat()
    assert wall.type(code).allowed


def test_a_locker_that_is_not_heard_of_promises_no_door(cast: Cast) -> None:
    wall = Wall(cast)
    parcel, courier = in_courier_hands(cast)
    wall.load(courier, parcel)
    (code,) = codes_sent()
    wall.later(minutes=3)
    assert wall.type(code).why == lockers.Denied.OFFLINE
    lockers.sweep(SYSTEM, now=wall.at)
    kinds = LockerAlarm.objects.for_viewer(SYSTEM).filter(ended_at=None).values_list("kind")
    assert list(kinds) == [(lockers.AlarmKind.SILENT,)]
    wall.beat()
    assert wall.type(code).allowed, "the code was not used up by asking in vain"


def test_a_command_nobody_fetched_is_never_given_out_late(cast: Cast) -> None:
    wall = Wall(cast)
    parcel, courier = in_courier_hands(cast)
    box = wall.load(courier, parcel)
    (code,) = codes_sent()
    assert wall.type(code).allowed
    wall.later(seconds=25)
    assert wall.fetch() == []
    lockers.sweep(SYSTEM, now=wall.at)
    wall.beat()
    assert again(box).state == lockers.Box.LOADED
    assert wall.type(code).allowed, "nothing was opened: the code is as good as before"
    wall.obey()
    assert held_by(parcel).startswith("taker:")


def test_a_controller_that_died_with_a_command_never_gets_it_again(cast: Cast) -> None:
    wall = Wall(cast)
    parcel, courier = in_courier_hands(cast)
    box = wall.load(courier, parcel)
    (code,) = codes_sent()
    wall.type(code)
    assert len(wall.fetch()) == 1
    wall.boot, wall.after = new_id(), 0  # restarted, its memory gone
    assert wall.fetch() == []
    wall.beat()
    assert again(box).state == lockers.Box.UNKNOWN
    assert held_by(parcel) == f"compartment:{box.pk}"
    for _minute in range(3):
        wall.later(minutes=1)
        wall.beat()
        lockers.sweep(SYSTEM, now=wall.at)
        assert wall.fetch() == []
    assert wall.type(code).why == lockers.Denied.USED


def test_an_answer_that_was_lost_on_the_way_is_given_again_and_pulses_once(cast: Cast) -> None:
    wall = Wall(cast)
    parcel, courier = in_courier_hands(cast)
    box = lockers.reserve(courier, locker_id=wall.locker.pk, parcel_id=parcel.pk, now=wall.at)
    lockers.open_to_load(courier, compartment_id=box.pk, now=wall.at)
    lockers.commands(
        wall.device, locker_id=wall.locker.pk, boot=wall.boot, after=0, now=wall.at
    )  # the answer never arrives
    wall.obey()
    wall.obey()
    assert wall.pulses == {box.number: 1}
    assert held_by(parcel) == f"compartment:{box.pk}"


def test_what_the_controller_tells_late_settles_the_doubt(cast: Cast) -> None:
    wall = Wall(cast)
    parcel, courier = in_courier_hands(cast)
    box = wall.load(courier, parcel)
    wall.type(codes_sent()[0])
    (opening,) = wall.fetch()
    wall.later(minutes=2)
    lockers.sweep(SYSTEM, now=wall.at)
    assert again(box).state == lockers.Box.UNKNOWN
    wall.says(opening, "pulsed", "opened", "closed")
    assert again(box).state == lockers.Box.EMPTIED
    assert held_by(parcel).startswith("taker:")


def test_a_door_that_stayed_shut_takes_nothing_and_is_out_of_use(cast: Cast) -> None:
    wall = Wall(cast)
    parcel, courier = in_courier_hands(cast)
    box = lockers.reserve(courier, locker_id=wall.locker.pk, parcel_id=parcel.pk, now=wall.at)
    lockers.open_to_load(courier, compartment_id=box.pk, now=wall.at)
    (opening,) = wall.fetch()
    wall.says(opening, "pulsed", "stayed_shut")
    assert again(box).state == lockers.Box.ERROR
    assert held_by(parcel).startswith("volunteer:")
    other = wall.load(courier, parcel)
    assert other.pk != box.pk


def test_an_open_door_that_nobody_opened_is_an_alarm_once(cast: Cast) -> None:
    wall = Wall(cast)
    for _beat in range(3):
        wall.beat(d2="open")
    rows = LockerAlarm.objects.for_viewer(SYSTEM).filter(kind=lockers.AlarmKind.UNEXPECTED)
    assert [row.compartment.number for row in rows if row.compartment] == [2]


def test_reserving_gives_two_people_two_compartments(cast: Cast) -> None:
    wall = Wall(cast)
    clerk = cast.viewer(cast.own.officer)
    keys = set()
    for bag in range(6):
        parcel = a_parcel(clerk, bag=f"B-{bag}", receive="locker")
        box = lockers.reserve(clerk, locker_id=wall.locker.pk, parcel_id=parcel.pk, now=wall.at)
        keys.add(box.pk)
    assert len(keys) == 6
    parcel = a_parcel(clerk, bag="B-7", receive="locker")
    with pytest.raises(Conflict):
        lockers.reserve(clerk, locker_id=wall.locker.pk, parcel_id=parcel.pk, now=wall.at)


def test_what_nobody_put_in_is_free_again_after_a_quarter_of_an_hour(cast: Cast) -> None:
    wall = Wall(cast)
    parcel, courier = in_courier_hands(cast)
    box = lockers.reserve(courier, locker_id=wall.locker.pk, parcel_id=parcel.pk, now=wall.at)
    wall.later(minutes=16)
    wall.beat()
    lockers.sweep(SYSTEM, now=wall.at)
    assert again(box).state == lockers.Box.FREE
    assert held_by(parcel).startswith("volunteer:")


def test_only_what_is_in_ones_hands_can_be_put_in(cast: Cast) -> None:
    wall = Wall(cast)
    parcel, _courier = in_courier_hands(cast)
    clerk = cast.viewer(cast.own.officer)
    with pytest.raises(Conflict):
        lockers.reserve(clerk, locker_id=wall.locker.pk, parcel_id=parcel.pk, now=wall.at)


def test_taken_out_again_it_is_in_the_hands_that_scanned_the_bag(cast: Cast) -> None:
    wall = Wall(cast)
    parcel, courier = in_courier_hands(cast)
    box = wall.load(courier, parcel)
    clerk = cast.viewer(cast.own.officer)
    lockers.open_to_take_back(clerk, compartment_id=box.pk, now=wall.at)
    wall.obey()
    assert held_by(parcel) == f"compartment:{box.pk}", "both confirm, or it did not happen"
    lockers.confirm_taken_back(clerk, compartment_id=box.pk, bag=parcel.code, now=wall.at)
    assert held_by(parcel) == f"officer:{cast.own.officer.pk}"
    assert again(box).state == lockers.Box.EMPTIED
    assert not wall.type(codes_sent()[0]).allowed


def test_a_stranger_opens_nothing(cast: Cast) -> None:
    wall = Wall(cast)
    parcel, courier = in_courier_hands(cast)
    box = wall.load(courier, parcel)
    stranger = cast.viewer(cast.near.officer)
    with pytest.raises((NotHere, Forbidden)):
        lockers.open_by_staff(stranger, compartment_id=box.pk, reason="보려고", now=wall.at)
    with pytest.raises((NotHere, Forbidden)):
        lockers.open_to_take_back(stranger, compartment_id=box.pk, now=wall.at)


@pytest.mark.parametrize(
    ("found", "state", "holder"),
    [
        ("there", lockers.Box.LOADED, "compartment"),
        ("fetched", lockers.Box.EMPTIED, "taker"),
        ("gone", lockers.Box.FREE, "compartment"),
    ],
)
def test_what_a_person_saw_behind_the_door_counts(
    cast: Cast, found: str, state: str, holder: str
) -> None:
    wall = Wall(cast)
    parcel, courier = in_courier_hands(cast)
    box = wall.load(courier, parcel)
    wall.type(codes_sent()[0])
    wall.fetch()
    wall.later(minutes=1)
    lockers.sweep(SYSTEM, now=wall.at)
    clerk = cast.viewer(cast.own.officer)
    lockers.settle(clerk, compartment_id=box.pk, found=found, reason="가서 봄", now=wall.at)
    assert again(box).state == state
    assert held_by(parcel).startswith(holder)
    assert not LockerAlarm.objects.for_viewer(SYSTEM).filter(ended_at=None).exists()


def test_no_code_lies_in_any_row_of_ours(cast: Cast) -> None:
    wall = Wall(cast)
    parcel, courier = in_courier_hands(cast)
    wall.load(courier, parcel)
    (code,) = codes_sent()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            if table.startswith(("lockers_", "audit_", "procrastinate_jobs")):
                cursor.execute(
                    f'SELECT count(*) FROM "{table}" t WHERE t::text LIKE %s',  # noqa: S608 - our own
                    [f"%{code}%"],
                )
                assert cursor.fetchone() == (0,), table


@pytest.mark.django_db(transaction=True)
def test_of_many_at_the_same_second_one_opens(
    services_again: None, cast: Cast, settings: Any
) -> None:
    """The heavy form with 200 is `make prove NAME=locker`."""
    wall = Wall(cast)
    parcel, courier = in_courier_hands(cast)
    box = wall.load(courier, parcel)
    (code,) = codes_sent()
    answers: list[bool] = []
    start = threading.Barrier(20)

    def attempt(number: int) -> None:
        try:
            start.wait()
            answers.append(wall.type(code, address=f"203.0.113.{number}").allowed)
        finally:
            connection.close()

    threads = [threading.Thread(target=attempt, args=[n]) for n in range(20)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert answers.count(True) == 1
    wall.obey()
    wall.obey()
    assert wall.pulses[box.number] == 2


def test_what_the_qr_code_says_is_as_good_as_the_code_once(cast: Cast) -> None:
    wall = Wall(cast)
    parcel, courier = in_courier_hands(cast)
    box = wall.load(courier, parcel)
    [grant] = lockers.Grant.objects.for_viewer(SYSTEM).filter(compartment=box)
    shown = passes_of(grant.pk)[0]
    assert shown.isdecimal()
    assert len(shown) == 24
    # Not a copy: the row holds nothing that it could be read from, and birth is asked for as well.
    assert shown.encode() not in bytes(grant.digest)
    assert wall.type(shown, birth="19410303").why == lockers.Denied.WRONG
    assert wall.type(f"{int(shown) ^ 1:024d}").why == lockers.Denied.WRONG
    assert wall.type(shown).allowed
    wall.obey()
    assert held_by(parcel).startswith("taker:")
    (code,) = codes_sent()
    assert wall.type(code).why == lockers.Denied.USED
    assert wall.type(shown).why == lockers.Denied.USED


def test_only_whoever_it_is_for_sees_it_and_only_while_it_lies_there(cast: Cast) -> None:
    wall = Wall(cast)
    parcel, courier = in_courier_hands(cast)
    [content] = Content.objects.for_viewer(SYSTEM).filter(parcel=parcel)
    one = content.application

    def part() -> str:
        fresh = applications.find_application(SYSTEM, one.pk)
        return str(for_applicant(resident_viewer(), fresh))

    assert part() == ""
    box = wall.load(courier, parcel)
    [grant] = lockers.Grant.objects.for_viewer(SYSTEM).filter(compartment=box)
    assert "<svg" in part()
    assert passes_of(grant.pk)[0] not in part(), "it stands there to be scanned, not to be read"
    lockers.Grant.objects.for_viewer(SYSTEM).filter(pk=grant.pk).update(person=None)
    assert part() == ""
