"""What everybody can open: no person in it, nothing hidden, kept for a moment by caches."""

from __future__ import annotations

import csv
import io
import json
from datetime import timedelta

import pytest
from django.test import Client

from dongne.foundation.media.public import receive_photo
from dongne.foundation.scope.public import SYSTEM
from dongne.outreach.casework.public import Case, CaseSetting, Reporter
from tests.cast import NOW, Cast

from ..models import PublicCase
from ..rules.table_files import cell
from ..services import follow_settings, make_figures, place_all, place_case
from .making import LATITUDE, LONGITUDE, a_case, closed

BOX = f"{LONGITUDE - 0.01},{LATITUDE - 0.01},{LONGITUDE + 0.01},{LATITUDE + 0.01}"
EVERYTHING = [
    "/map",
    "/map?dong=sinjeong4",
    f"/map?bbox={BOX}",
    f"/map/cases.geojson?bbox={BOX}&zoom=18",
    f"/map/cases.geojson?bbox={BOX}&zoom=10",
    "/map/base.geojson",
    "/open-data/",
    "/open-data/?level=dong&place=sinjeong4",
    "/open-data/dictionary",
    "/open-data/catalog.json",
    "/open-data/cases.csv",
    "/open-data/cases.geojson",
    "/open-data/figures.csv",
]


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return bytes(body).decode()


def put(*cases: Case) -> None:
    for case in cases:
        place_case(SYSTEM, case_id=case.pk, now=NOW)


def test_no_page_and_no_file_tells_of_a_person_or_of_a_hidden_case(
    cast: Cast, client: Client
) -> None:
    dong = cast.own.dong
    listed = a_case(dong)
    unseen = [
        a_case(dong, public="hidden"),
        a_case(dong, restricted=True),
        a_case(dong, category="welfare", public="shown"),
        a_case(dong, may_be_public=False, public="shown"),
        a_case(dong, **closed("withdrawn")),
        a_case(dong, merged_into=listed, **closed("duplicate")),
    ]
    for case in (listed, *unseen):
        Reporter.objects.create(case=case, joined_at=NOW, answer="김철수입니다 고맙습니다")
    place_all(SYSTEM, now=NOW)
    make_figures(SYSTEM, now=NOW)
    for address in [*EVERYTHING, f"/map/{listed.number}"]:
        text = read(client, address)
        assert "김철수" not in text, address
        for case in unseen:
            assert case.number not in text, address
            assert str(case.pk) not in text
    for case in unseen:
        assert client.get(f"/map/{case.number}").status_code == 404
    assert listed.number in read(client, "/open-data/cases.csv")
    assert listed.number in read(client, f"/map/cases.geojson?bbox={BOX}&zoom=18")


def test_texts_and_photos_are_seen_when_somebody_has_looked(
    cast: Cast, client: Client, settings: object, tmp_path: object
) -> None:
    case = a_case(cast.own.dong, text="맨홀이 흔들립니다", title="맨홀", **closed())
    put(case)
    page = read(client, f"/map/{case.number.lower()}")
    assert "맨홀이 흔들립니다" not in page
    assert "메웠습니다" not in page
    case.public = "shown"
    case.save()
    put(case)
    page = read(client, f"/map/{case.number}")
    assert "맨홀이 흔들립니다" in page
    assert "메웠습니다" in page
    assert "신월로12길 4312" in page
    assert client.get(f"/map/{case.number}/photos/1-full.jpg").status_code == 404
    assert receive_photo is not None


def test_a_dong_that_closes_its_map_is_not_on_any(cast: Cast, client: Client) -> None:
    case = a_case(cast.own.dong)
    put(case, a_case(cast.near.dong))
    CaseSetting.objects.create(dong=cast.own.dong, public_map=False)
    # The page of the case is gone before the job has been.
    assert client.get(f"/map/{case.number}").status_code == 404
    assert client.get("/map?dong=sinjeong4").status_code == 404
    follow_settings(SYSTEM, now=NOW)
    assert case.number not in read(client, "/open-data/cases.csv")
    assert PublicCase.objects.count() == 1


def test_the_list_is_paged_by_day_and_number(cast: Cast, client: Client) -> None:
    put(*[a_case(cast.own.dong, ago=timedelta(days=n // 9)) for n in range(70)])
    seen: list[str] = []
    address = "/map?dong=sinjeong4"
    for _page in range(3):
        text = read(client, address)
        seen += [part.split('"')[0] for part in text.split('class="case-link" href="/map/')[1:]]
        if 'rel="next"' not in text:
            break
        older = text.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0]
        address = "/map" + older.replace("&amp;", "&")
    assert len(seen) == len(set(seen)) == 70


def test_answers_are_kept_a_moment_and_not_sent_twice(cast: Cast, client: Client) -> None:
    put(a_case(cast.own.dong))
    address = f"/map/cases.geojson?bbox={BOX}&zoom=16"
    first = client.get(address)
    assert first["Cache-Control"] == "public, max-age=30"
    assert "Cookie" not in first.get("Vary", "")
    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 304
    put(a_case(cast.own.dong))
    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 200
    file = client.get("/open-data/cases.csv")
    assert file.getvalue()
    assert client.get("/open-data/cases.csv", headers={"if-none-match": file["ETag"]}).status_code == 304  # fmt: skip # noqa: E501
    assert client.head("/open-data/cases.csv").status_code == 200


@pytest.mark.parametrize(
    "query",
    ["", "bbox=1,2,3&zoom=5", f"bbox={BOX}&zoom=x", f"bbox={BOX}&zoom=99", f"bbox={BOX}&zoom=nan"],
)
def test_nonsense_is_refused_in_a_sentence(cast: Cast, client: Client, query: str) -> None:
    answer = client.get(f"/map/cases.geojson?{query}")
    assert answer.status_code == 400
    assert "bbox" in answer.json()["detail"]


def test_a_filter_of_nonsense_is_passed_over(cast: Cast, client: Client) -> None:
    put(a_case(cast.own.dong))
    for query in ("category='%3B--", "state=x", "months=99", "at=zz", "at=8a", "bbox=9", "older=x"):
        read(client, f"/map?{query}")
    assert client.get("/open-data/?period=2026-13").status_code == 404
    assert client.get("/open-data/?level=dong&place=atlantis").status_code == 404


def test_files_are_read_back_as_they_were_meant(cast: Cast, client: Client) -> None:
    case = a_case(cast.own.dong, **closed())
    put(case, a_case(cast.own.dong, category="old_building", latitude=None, longitude=None))
    raw = read(client, "/open-data/cases.csv")
    assert raw.startswith("\ufeff")
    assert "\r\n" in raw
    rows = list(csv.DictReader(io.StringIO(raw.removeprefix("\ufeff"))))
    mine = next(row for row in rows if row["number"] == case.number)
    assert (mine["dong"], mine["category_name"], mine["outcome"]) == (
        "신정4동",
        "도로 파손·맨홀",
        "solved",
    )
    assert float(mine["latitude"]) == pytest.approx(LATITUDE, abs=1e-5)
    features = json.loads(read(client, "/open-data/cases.geojson"))["features"]
    assert {one["id"] for one in features} == {row["number"] for row in rows}
    assert {bool(one["geometry"]) for one in features} == {True, False}
    told = json.loads(read(client, "/open-data/catalog.json"))
    for dataset in told["dcat:dataset"]:
        for file in dataset["dcat:distribution"]:
            read(client, file["dcat:downloadURL"]["@id"].removeprefix("http://testserver"))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+82", "'+82"),
        ("-1", "'-1"),
        ("@x", "'@x"),
        (" =1", "' =1"),
        ("\t=1", "'\t=1"),
        ("＝1", "'＝1"),
        ("\r\n=1", '"\'\r\n=1"'),
        ('가,"나"', '"가,""나"""'),
        (-1.5, "-1.5"),
        (None, ""),
        (True, "true"),
    ],
)
def test_no_text_becomes_a_formula(text: object, written: str) -> None:
    assert cell(text) == written
