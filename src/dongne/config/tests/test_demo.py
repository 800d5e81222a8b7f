"""The demonstration: what it was made from comes out again, counted by the program."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from django.contrib.auth.hashers import check_password
from django.core.management import call_command
from django.db import transaction
from django.test import Client, override_settings
from django.utils import translation
from pytest_django import DjangoDbBlocker
from shapely import Point, unary_union
from shapely.geometry import shape

from dongne.config.demo import current_month, loading, month_2017
from dongne.config.demo.cases import OLD
from dongne.config.demo.files import facts, rows
from dongne.config.tests.late import moments_after
from dongne.foundation.approvals.public import inbox_count
from dongne.foundation.media.public import Photo
from dongne.foundation.organisations.public import Account, viewer_of
from dongne.foundation.places.public import District, Dong, Tong
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.seoul import SEOUL, Month
from dongne.outreach.casework import public as casework
from dongne.outreach.fieldwork import public as fieldwork
from dongne.outreach.sharing import public as sharing

pytestmark = pytest.mark.django_db

PASSWORD = "a-password-for-the-demonstration"
FRIDAY = datetime(2026, 11, 20, 14, 0, tzinfo=SEOUL)
MARCH = Month(2017, 3)
EMPTY = {"tong": None, "address": "", "action": "", "photos": []}
FIELDS = ("welfare", "environment", "safety", "complaint", "publicity", "general")


@pytest.fixture(scope="module")
def loaded(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: Any
) -> Iterator[None]:
    """Loaded once, in a transaction around the whole module that is taken back at its end."""
    with (
        django_db_blocker.unblock(),
        override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")),
        translation.override("ko"),
        transaction.atomic(),
    ):
        loading.load(password=PASSWORD, now=FRIDAY, say=lambda _: None)
        yield
        transaction.set_rollback(True)


def the_dong(code: str) -> Dong:
    return Dong.objects.for_viewer(SYSTEM).get(code=code)


def test_march_2017_comes_out_as_the_real_table(loaded: None) -> None:
    rollup = sharing.roll_up(SYSTEM, dong=the_dong("sinjeong4"), month=MARCH)
    counted = [
        {
            "row": str(number),
            "team": row.team,
            "total": str(row.total),
            **{field: str(row.standard[field]) for field in FIELDS},
            "tongs": ",".join(map(str, row.tongs)),
        }
        for number, row in enumerate(rollup.officers, 1)
    ]
    assert counted == rows(month_2017.TABLE)
    assert [row.officer.account.username for row in rollup.officers] == [
        f"sinjeong4-{number:02d}" for number in range(1, 24)
    ]
    assert all(row.deputy for row in rollup.officers)


def test_the_289_of_march_2017_are_activities_that_can_be_counted(loaded: None) -> None:
    activities = fieldwork.Activity.objects.for_viewer(SYSTEM).filter(
        dong=the_dong("sinjeong4"),
        day__gte=MARCH.first,
        day__lte=MARCH.last,
        counted=True,
        report__state=fieldwork.ReportState.APPROVED,
    )
    by_field = Counter(activities.values_list("field", flat=True))
    assert tuple(by_field[field] for field in FIELDS) == (124, 129, 5, 1, 4, 26)
    assert by_field.total() == 289
    # Plausible: in the officers' own tongs, on days the office works, mostly no two alike.
    assert {a.day.weekday() for a in activities} == {0, 1, 2, 3, 4}
    assert len(set(activities.values_list("memo", flat=True))) > 200
    notes = {row["field"]: row["contents"] for row in rows(month_2017.NOTES)}
    rollup = sharing.roll_up(SYSTEM, dong=the_dong("sinjeong4"), month=MARCH)
    assert {row.field.slug: row.contents for row in rollup.fields} == notes


def test_every_activity_of_an_officer_lies_in_their_own_tongs(loaded: None) -> None:
    tongs = {row["row"]: set(map(int, row["tongs"].split(","))) for row in rows(month_2017.TABLE)}
    seen = fieldwork.Activity.objects.for_viewer(SYSTEM).filter(
        dong=the_dong("sinjeong4"), day__lte=MARCH.last
    )
    for username, number in seen.values_list("officer__account__username", "tong__number"):
        assert number in tongs[str(int(username.removeprefix("sinjeong4-")))]


def test_seongsan_reads_as_it_was_printed(loaded: None) -> None:
    printed = facts("seongsan2_2017_03_17.json")
    report = fieldwork.Report.objects.for_viewer(SYSTEM).get(
        dong=the_dong("seongsan2"), day__lte=MARCH.last
    )
    paper = report.content
    assert report.state == fieldwork.ReportState.APPROVED
    assert f"{paper['day']}T{paper['starts_at']}" == printed["when"]["start"]
    assert f"{paper['day']}T{paper['ends_at']}" == printed["when"]["end"]
    assert paper["place"] == printed["place"]
    assert paper["purpose"] == printed["purpose"]
    assert {k["label"]: k["today"] for k in paper["kinds"]} == printed["counts_today"]
    assert {k["label"]: k["to_date"] for k in paper["kinds"]} == printed["counts_to_date"]
    shown = [(group["label"], item) for group in paper["entries"] for item in group["items"]]
    assert [
        {
            "kind": label,
            "counted": item["counted"],
            "text": item["text"],
            "tong": item["tong"],
            "address": item["place"],
            "action": item["measure"],
            "photos": [photo["role"] for photo in item["photos"]],
        }
        for label, item in shown
    ] == [
        {"tong": None, "address": "", "action": "", "photos": [], **e} for e in printed["entries"]
    ]
    names = {photo["sha256"] for _, item in shown for photo in item["photos"]}
    assert Photo.objects.for_viewer(SYSTEM).filter(sha256__in=names).count() == 4


def test_ledger_tally_and_count_agree(loaded: None) -> None:
    check = sharing.check()
    assert check.holds, check.differences
    assert check.activities > 289


def test_the_current_month_has_something_of_everything(loaded: None) -> None:
    month = Month(2026, 11)
    for code in current_month.PLANS:
        reports = fieldwork.Report.objects.for_viewer(SYSTEM).filter(
            dong__code=code, day__gte=month.first
        )
        assert set(reports.values_list("state", flat=True)) == set(fieldwork.ReportState)
        assert all(r.return_reason for r in reports.filter(state=fieldwork.ReportState.RETURNED))
        activities = fieldwork.Activity.objects.for_viewer(SYSTEM).filter(dong__code=code)
        assert activities.filter(report=None, day=FRIDAY.date()).exists()
        assert activities.filter(held=fieldwork.Hold.FUTURE).count() == 1
        assert any(gap.silent for gap in sharing.gaps(SYSTEM, dong=the_dong(code), month=month))
        before = sharing.roll_up(SYSTEM, dong=the_dong(code), month=month.previous())
        assert all(row.total for row in before.officers)
    for username in ("sinjeong4-lead", "sinjeong4-head"):
        assert 12 <= waiting_for(username) <= 30


def waiting_for(username: str) -> int:
    return inbox_count(viewer_of(Account.objects.get(username=username)))


def test_nothing_is_later_than_the_moment_of_loading(loaded: None) -> None:
    assert moments_after(FRIDAY) == []


def test_everybody_who_is_named_can_sign_in(loaded: None) -> None:
    named = {f"sinjeong4-{number:02d}" for number in range(1, 24)}
    for dong in ("sinjeong4", "seongsan2", "pocheon1"):
        named |= {f"{dong}-{who}" for who in ("head", "lead", "welfare1-lead", "welfare2-lead")}
    for district in ("yangcheon", "mapo", "pocheon"):
        named |= {f"{district}-desk", f"{district}-road"}
    named |= {"seoul-desk", "gyeonggi-desk", "yangcheon-admin", "sinjeong4-counter"}
    accounts = {account.username: account for account in Account.objects.all()}
    assert named <= accounts.keys()
    for username in named:
        assert viewer_of(accounts[username]).signed_in
    # One password for all: the costly check is made once, the way through the door three times.
    (password,) = {accounts[username].password for username in named}
    assert check_password(PASSWORD, password)
    for username in ("sinjeong4-lead", "mapo-road", "gyeonggi-desk"):
        answer = Client().post(
            "/api/v1/auth/token",
            {"username": username, "password": PASSWORD},
            content_type="application/json",
        )
        assert answer.status_code == 200


def test_tongs_have_outlines_and_sinjeong_stands_where_it_should(loaded: None) -> None:
    for code, count in (("sinjeong4", 40), ("seongsan2", 38), ("pocheon1", 12)):
        tongs = Tong.objects.for_viewer(SYSTEM).filter(dong__code=code)
        assert [tong.number for tong in tongs] == list(range(1, count + 1))
        assert all(shape(tong.outline).is_valid for tong in tongs)
    outlines = [shape(t.outline) for t in Tong.objects.for_viewer(SYSTEM).filter(
        dong__code="sinjeong4")]  # fmt: skip
    assert unary_union(outlines).contains(Point(126.8561, 37.5229))


def test_the_outlines_of_a_district_are_light_and_whole(loaded: None) -> None:
    for district in District.objects.all():
        outlines = list(district.legal_dongs.values_list("outline", flat=True))
        assert outlines
        assert all(shape(outline).is_valid for outline in outlines)
        assert len(json.dumps(outlines)) <= 60_000


def test_a_database_that_is_filled_is_left_alone(loaded: None) -> None:
    before = fieldwork.Activity.objects.for_viewer(SYSTEM).count()
    call_command("load_demo")
    assert fieldwork.Activity.objects.for_viewer(SYSTEM).count() == before


def test_what_was_ticked_came_in_when_it_was_sent(loaded: None) -> None:
    """A worker finds nothing left: all of it would come in at the moment of loading."""
    ticked = fieldwork.Activity.objects.for_viewer(SYSTEM).filter(
        handover=True, removed_at=None, received_at__gte=FRIDAY - OLD
    )
    links = casework.CaseActivity.objects.for_viewer(SYSTEM).select_related("case", "activity")
    sources = {one.activity_id: one for one in links.filter(role=casework.ActivityRole.SOURCE)}
    assert ticked
    assert {one.pk for one in ticked} <= set(sources)
    assert all(one.case.received_at == one.activity.received_at for one in sources.values())
    new = [one.case for one in sources.values() if one.case.received_at > FRIDAY - OLD]
    old = [one.case for one in sources.values() if one.case.received_at <= FRIDAY - OLD]
    assert {one.state for one in old} == {casework.CaseState.CLOSED}
    assert {one.state for one in new} >= {casework.CaseState.ASSIGNED, casework.CaseState.CLOSED}
