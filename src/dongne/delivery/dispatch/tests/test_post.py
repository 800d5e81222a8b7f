"""Letters: printed, posted by registered number, delivered or come back; one holder all the way."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from dongne.delivery.custody import public as custody
from dongne.delivery.dispatch.models import Mailing
from dongne.delivery.dispatch.public import came_back, delivered, hand_to_post, print_letters
from dongne.delivery.dispatch.queries import in_post, out_today
from dongne.foundation.openings.public import Opening
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import Conflict, Forbidden, NotHere, Refused
from tests.cast import NOW, Cast
from tests.making.applications import A_SON
from tests.making.parcels import a_parcel

NUMBER = "1102-3344-5566-7"


@pytest.fixture
def clerk(cast: Cast) -> Viewer:
    return cast.viewer(cast.own.officer)


def by_post(clerk: Viewer, **values: Any) -> custody.Parcel:
    parcel = a_parcel(clerk, **values)
    rows = custody.Parcel.objects.for_viewer(SYSTEM).filter(pk=parcel.pk)
    rows.update(receive="post")
    return rows.get()


def printed(clerk: Viewer, parcel: custody.Parcel) -> bytes:
    return print_letters(clerk, dong_id=parcel.dong_id, parcel_ids=[parcel.pk], now=NOW)


def test_a_parcel_goes_by_post_and_arrives(cast: Cast, clerk: Viewer) -> None:
    parcel = by_post(clerk)
    assert [one.parcel.pk for one in out_today(clerk, cast.own.dong.pk)] == [parcel.pk]
    before = Opening.objects.for_viewer(SYSTEM).count()
    assert printed(clerk, parcel).startswith(b"%PDF-")
    assert Opening.objects.for_viewer(SYSTEM).count() == before + 1
    row = hand_to_post(clerk, parcel_id=parcel.pk, number=NUMBER, now=NOW)
    assert row.number == "1102334455667"
    held = custody.find_parcel(clerk, parcel.pk)
    assert (held.holder_kind, held.holder_key) == ("post", "1102334455667")
    assert not out_today(clerk, cast.own.dong.pk)
    delivered(clerk, number="11023344 55667", now=NOW)
    assert custody.find_parcel(clerk, parcel.pk).state == "handed"
    assert not in_post(clerk, cast.own.dong.pk)


def test_what_comes_back_lies_in_the_office_and_can_be_posted_anew(
    cast: Cast, clerk: Viewer
) -> None:
    parcel = by_post(clerk)
    printed(clerk, parcel)
    hand_to_post(clerk, parcel_id=parcel.pk, number=NUMBER, now=NOW)
    with pytest.raises(Refused):
        came_back(clerk, number=NUMBER, reason=" ", now=NOW)
    came_back(clerk, number=NUMBER, reason="수취인 부재", now=NOW)
    assert custody.find_parcel(clerk, parcel.pk).holder_kind == "office_desk"
    with pytest.raises(NotHere):
        delivered(clerk, number=NUMBER, now=NOW)
    printed(clerk, parcel)
    hand_to_post(clerk, parcel_id=parcel.pk, number=NUMBER, now=NOW)
    assert Mailing.objects.for_viewer(SYSTEM).filter(parcel=parcel).count() == 2


def test_numbers_are_thirteen_digits_and_each_letter_has_its_own(cast: Cast, clerk: Viewer) -> None:
    first = by_post(clerk)
    second = by_post(clerk, principal=replace(A_SON, address="포천시 중앙로 2"))
    with pytest.raises(NotHere):
        hand_to_post(clerk, parcel_id=first.pk, number=NUMBER, now=NOW)
    print_letters(clerk, dong_id=cast.own.dong.pk, parcel_ids=[first.pk, second.pk], now=NOW)
    for wrong in ("", "123", "12345678901234"):
        with pytest.raises(Refused):
            hand_to_post(clerk, parcel_id=first.pk, number=wrong, now=NOW)
    hand_to_post(clerk, parcel_id=first.pk, number=NUMBER, now=NOW)
    with pytest.raises(Conflict):
        hand_to_post(clerk, parcel_id=second.pk, number=NUMBER, now=NOW)
    assert custody.find_parcel(clerk, second.pk).holder_kind == "officer"


def test_without_an_address_no_letter_is_printed(cast: Cast, clerk: Viewer) -> None:
    parcel = a_parcel(clerk, principal=A_SON)
    custody.Parcel.objects.for_viewer(SYSTEM).filter(pk=parcel.pk).update(receive="post")
    with pytest.raises(Refused):
        printed(clerk, parcel)
    assert not Mailing.objects.for_viewer(SYSTEM).exists()


def test_only_the_office_posts_its_letters(cast: Cast, clerk: Viewer) -> None:
    parcel = by_post(clerk)
    for other in (cast.near.officer, cast.district_desk):
        with pytest.raises(Forbidden):
            printed(cast.viewer(other), parcel)
    printed(clerk, parcel)
    with pytest.raises(NotHere):
        hand_to_post(cast.viewer(cast.near.officer), parcel_id=parcel.pk, number=NUMBER, now=NOW)
