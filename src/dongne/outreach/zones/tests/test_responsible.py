"""Who is responsible for this house? By address, by a place on the map, by tong."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from dongne.foundation.audit.public import AuditEntry, undo_change
from dongne.foundation.organisations.public import AbsenceKind, Account, record_absence
from dongne.foundation.places.public import AddressRange, Tong
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.refusals import Forbidden, Refused
from dongne.lib.seoul import seoul_day
from dongne.outreach.zones.public import (
    read_lines,
    responsible_for,
    set_addresses,
    set_outlines,
    set_tong_charges,
    set_zone,
    tong_at,
)
from tests.cast import NOW, Cast

TODAY = seoul_day(NOW)
LON, LAT = 126.85, 37.52


def keep(cast: Cast, tong: int, text: str) -> None:
    ranges, wrong = read_lines(text)
    assert not wrong
    lead = cast.viewer(cast.own.lead)
    set_addresses(lead, dong_id=cast.own.dong.pk, tong=tong, ranges=ranges, now=NOW)


def square(n: int) -> dict[str, Any]:
    west, east = LON + n * 0.002, LON + (n + 1) * 0.002
    north = LAT + 0.002
    ring = [[west, LAT], [east, LAT], [east, north], [west, north], [west, LAT]]
    return {"type": "Polygon", "coordinates": [ring]}


def asked(cast: Cast, **what: Any) -> list[tuple[int, str, str, bool]]:
    found = responsible_for(
        cast.viewer(cast.own.colleague), dong_id=cast.own.dong.pk, day=TODAY, **what
    )
    return [
        (
            one.tong,
            one.officer.name if one.officer else "",
            one.deputy.name if one.deputy else "",
            one.sure,
        )
        for one in found
    ]


def test_an_address_leads_to_its_officer(cast: Cast) -> None:
    keep(cast, 1, "신월로12길 1~35 홀수\n목동아파트 101~103동")
    keep(cast, 3, "신월로12길 2~36 짝수")
    assert asked(cast, address="신월로 12길 35-2") == [(1, "최주무", "", True)]
    assert asked(cast, address="양천구 신월로12길 36") == [(3, "정동료", "", True)]
    assert asked(cast, address="목동아파트 102동 501호") == [(1, "최주무", "", True)]
    assert [(tong, sure) for tong, _w, _d, sure in asked(cast, address="신월로12길")] == [
        (1, False),
        (3, False),
    ]
    assert asked(cast, address="오목로 3") == []
    assert asked(cast, address="  ") == []


def test_while_the_officer_is_away_the_deputy_is_named(cast: Cast) -> None:
    own, lead = cast.own, cast.viewer(cast.own.lead)
    record_absence(
        lead,
        officer=own.officer,
        kind=AbsenceKind.SICK,
        starts_on=TODAY,
        deputy=own.colleague,
        now=NOW,
    )
    assert asked(cast, tong=1) == [(1, "최주무", "정동료", True)]


def test_without_a_zone_the_tong_charge_answers(cast: Cast) -> None:
    own, lead = cast.own, cast.viewer(cast.own.lead)
    set_zone(
        lead, dong_id=own.dong.pk, officer_id=own.officer.pk, tongs=[2], starts_on=TODAY, now=NOW
    )
    assert asked(cast, tong=1) == [(1, "", "", True)]
    set_tong_charges(lead, dong_id=own.dong.pk, charges={1: own.head.pk}, starts_on=TODAY, now=NOW)
    assert asked(cast, tong=1) == [(1, "김동장", "", True)]


def test_a_stranger_learns_nothing(cast: Cast) -> None:
    keep(cast, 1, "신월로 1~9")
    found = responsible_for(
        cast.viewer(cast.near.officer), dong_id=cast.own.dong.pk, day=TODAY, address="신월로 3"
    )
    assert found == []


def test_a_point_lies_in_a_tong(cast: Cast) -> None:
    own, lead = cast.own, cast.viewer(cast.own.lead)
    outlines = {1: square(0), 3: square(1)}
    set_outlines(lead, dong_id=own.dong.pk, outlines=outlines, source="", now=NOW)
    assert tong_at(lead, dong_id=own.dong.pk, lat=LAT + 0.001, lon=LON + 0.003) == 3
    assert asked(cast, point=(LAT + 0.001, LON + 0.001)) == [(1, "최주무", "", True)]
    assert asked(cast, point=(LAT - 1, LON)) == []


def test_addresses_are_taken_back(cast: Cast) -> None:
    keep(cast, 1, "신월로 1~9 # 골목 안")
    keep(cast, 1, "신월로 1~9 # 골목 안\n오목로 1~3")
    entry = AuditEntry.objects.latest("pk")
    undo_change(cast.viewer(cast.own.lead), entry=entry, now=NOW)
    [row] = AddressRange.objects.for_viewer(SYSTEM)
    assert (row.name, row.note) == ("신월로", "골목 안")


@pytest.fixture
def lead(cast: Cast) -> Client:
    client = Client()
    client.force_login(
        Account.objects.get(officer=cast.own.lead),
        "dongne.foundation.organisations.identity.AccountBackend",
    )
    return client


def send(client: Client, *features: tuple[str, Any]) -> Any:
    body = {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "properties": {"이름": name, "코드": "7"}, "geometry": geometry}
            for name, geometry in features
        ],
    }
    file = SimpleUploadedFile("통.geojson", json.dumps(body).encode())
    return client.post("/zones/boundaries/", {"file": file})


def outlines(cast: Cast) -> dict[int, Any]:
    tongs = Tong.objects.for_viewer(SYSTEM).filter(dong=cast.own.dong, outline__isnull=False)
    return dict(tongs.values_list("number", "outline"))


def test_a_file_changes_nothing_before_it_is_confirmed(cast: Cast, lead: Client) -> None:
    sent = send(lead, ("신정4동 1통", square(0)), ("2통", square(1)), ("어디", square(2)))
    assert sent.status_code == 302
    page = lead.get("/zones/boundaries/file/").content.decode()
    assert "어디" in page
    assert outlines(cast) == {}
    preview = lead.get("/zones/boundaries/file.geojson").json()
    assert {f["properties"]["name"] for f in preview["features"]} == {"1통", "2통", "어디"}
    assert lead.post("/zones/boundaries/file/", {"property": "이름"}).status_code == 302
    assert set(outlines(cast)) == {1, 2}
    undo_change(
        cast.viewer(cast.own.lead),
        entry=AuditEntry.objects.filter(action="boundary.set").latest("pk"),
        now=NOW,
    )
    assert outlines(cast) == {}


def test_a_property_without_any_tong_is_refused(cast: Cast, lead: Client) -> None:
    send(lead, ("1통", square(0)))
    assert lead.post("/zones/boundaries/file/", {"property": "코드"}).status_code == 422
    assert outlines(cast) == {}


def test_plane_coordinates_are_refused_with_advice(cast: Cast, lead: Client) -> None:
    plane = {"type": "Polygon", "coordinates": [[[9.5e5, 1.9e6], [9.6e5, 1.9e6], [9.6e5, 2e6]]]}
    answer = send(lead, ("1통", plane))
    assert answer.status_code == 422
    assert "EPSG:4326" in answer.content.decode()


def test_a_crossed_line_is_shown_mended_before_it_is_kept(cast: Cast, lead: Client) -> None:
    bow = "126.850, 37.520\n126.852, 37.522\n126.852, 37.520\n126.850, 37.522"
    first = lead.post("/zones/boundaries/1/", {"outline": bow})
    assert first.status_code == 422
    assert outlines(cast) == {}
    mended = first.context["form"]["outline"].value()
    assert lead.post("/zones/boundaries/1/", {"outline": mended}).status_code == 302
    assert outlines(cast)[1]["type"] == "MultiPolygon"


def test_half_a_set_of_outlines_is_never_kept(cast: Cast) -> None:
    bad = {"type": "Polygon", "coordinates": [[[2.0, 48.0], [3.0, 48.0], [3.0, 49.0]]]}
    with pytest.raises(Refused):
        set_outlines(
            cast.viewer(cast.own.lead),
            dong_id=cast.own.dong.pk,
            outlines={1: square(0), 2: bad},
            source="",
            now=NOW,
        )
    assert outlines(cast) == {}
    with pytest.raises(Forbidden):
        set_outlines(
            cast.viewer(cast.own.officer),
            dong_id=cast.own.dong.pk,
            outlines={1: square(0)},
            source="",
            now=NOW,
        )
