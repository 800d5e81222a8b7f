"""Who looks after what, on which day."""

from __future__ import annotations

from datetime import date

from django.test import Client

from dongne.foundation.organisations.public import Account, appoint_deputy
from dongne.foundation.places.public import Tong
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.seoul import seoul_day
from dongne.outreach.zones.public import assign_zone, board, charges, officer_of_tong
from tests.cast import NOW, Cast

TODAY = seoul_day(NOW)


def test_the_board_names_what_is_wrong(cast: Cast) -> None:
    dong = cast.own.dong
    Tong.objects.bulk_create([Tong(dong=dong, number=7)])
    shared = Tong.objects.for_viewer(SYSTEM).get(dong=dong, number=1)
    assign_zone(SYSTEM, officer=cast.own.lead, tongs=[shared], starts_on=TODAY, now=NOW)
    found = board(cast.viewer(cast.own.lead), dong_id=dong.pk, day=TODAY)
    assert found.tongs_without_officer == [7]
    assert found.tongs_with_several == [1]


def test_a_zone_holds_from_its_first_day(cast: Cast) -> None:
    viewer, dong = cast.viewer(cast.own.lead), cast.own.dong
    tong = Tong.objects.for_viewer(SYSTEM).get(dong=dong, number=5)
    assign_zone(SYSTEM, officer=cast.own.head, tongs=[tong], starts_on=date(2026, 11, 10), now=NOW)
    before = charges(viewer, dong_id=dong.pk, first=date(2026, 11, 1), last=date(2026, 11, 9))
    after = charges(viewer, dong_id=dong.pk, first=date(2026, 11, 1), last=date(2026, 11, 10))
    assert cast.own.head.pk not in before
    assert after[cast.own.head.pk].tongs == (5,)


def test_whoever_is_away_is_shown_with_the_last_day(cast: Cast) -> None:
    appoint_deputy(
        SYSTEM,
        officer=cast.own.officer,
        deputy=cast.own.colleague,
        starts_on=TODAY,
        ends_on=date(2026, 11, 30),
        now=NOW,
    )
    found = board(cast.viewer(cast.own.lead), dong_id=cast.own.dong.pk, day=TODAY)
    away = {row.officer.pk: row.away_until for row in found.rows if row.away_until}
    assert away == {cast.own.officer.pk: date(2026, 11, 30)}
    assert cast.viewer(cast.own.colleague).dong_id == cast.own.dong.pk


def test_the_officer_of_a_tong_is_found(cast: Cast) -> None:
    viewer = cast.viewer(cast.own.colleague)
    found = officer_of_tong(viewer, dong_id=cast.own.dong.pk, number=1, day=TODAY)
    assert found == cast.own.officer


def test_the_board_costs_the_same_for_every_dong(cast: Cast, django_assert_max_num_queries) -> None:
    client = Client()
    client.force_login(Account.objects.get(officer=cast.own.lead))
    with django_assert_max_num_queries(14):
        assert client.get("/zones/").status_code == 200
