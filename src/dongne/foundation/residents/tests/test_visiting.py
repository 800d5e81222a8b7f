"""What of a household lies on an officer's phone: a first name and a number, and it is logged."""

import pytest

from dongne.foundation.openings.public import Opening
from dongne.foundation.places.public import Tong
from dongne.foundation.residents.public import (
    add_person,
    found_household,
    households_to_visit,
)
from dongne.foundation.residents.rules import first_name_of
from dongne.foundation.scope.public import SYSTEM
from tests.cast import NOW, Cast


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("김순례", "순례"),
        ("남궁민", "민"),
        ("선우은숙", "은숙"),
        ("이산", "산"),
        ("NGUYEN THI HOA", "THI HOA"),
        ("Madonna", ""),
        ("김", ""),
        ("", ""),
    ],
)
def test_the_surname_stays_at_the_office(name: str, first: str) -> None:
    assert first_name_of(name) == first


def test_first_name_and_number_go_along_and_are_logged_once_a_day(cast: Cast) -> None:
    me = cast.viewer(cast.own.officer)
    head = add_person(
        me,
        dong_id=cast.own.dong.pk,
        name="김순례",
        phone="010-1234-5670",
        address="서울특별시 양천구 신월로12길 4312",
        now=NOW,
    )
    tong = Tong.objects.for_viewer(me).get(number=1)
    home = found_household(me, head_id=head.pk, tong_id=tong.pk, now=NOW)

    for _again in range(2):
        (found,) = households_to_visit(me, household_ids=[home.pk], now=NOW)
        assert (found.first_name, found.number) == ("순례", 1)

    logged = Opening.objects.for_viewer(SYSTEM).filter(whose=head.whose, purpose="visit")
    assert [row.columns for row in logged] == [["name"]]


def test_another_dong_takes_nothing_along(cast: Cast) -> None:
    me = cast.viewer(cast.own.officer)
    head = add_person(
        me, dong_id=cast.own.dong.pk, name="김순례", address="신월로12길 4312", now=NOW
    )
    home = found_household(me, head_id=head.pk, now=NOW)
    assert (
        households_to_visit(cast.viewer(cast.near.officer), household_ids=[home.pk], now=NOW) == []
    )
