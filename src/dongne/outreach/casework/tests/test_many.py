"""The same done to many cases: all or none, why for each that refused, and back again."""

from __future__ import annotations

import csv
import io
from typing import Any

import openpyxl
import pytest
from django.test import Client

from dongne.foundation.audit.public import AuditEntry
from dongne.foundation.openings.public import Deed, Opening
from dongne.foundation.organisations.public import Officer
from dongne.foundation.scope.public import SYSTEM
from dongne.outreach.casework.models import Case, Handover
from tests.cast import Cast

from .listed import enter, listed

BACK = "/cases/?whose=unclaimed"


def do(client: Client, deed: str, cases: list[Case], **said: Any) -> Any:
    given = {"deed": deed, "case": [str(case.pk) for case in cases], "back": BACK} | said
    return client.post("/cases/many", given)


def holders(cases: list[Case]) -> list[int | None]:
    rows = Case.objects.for_viewer(SYSTEM).in_bulk([case.pk for case in cases])
    return [rows[case.pk].holder_officer_id for case in cases]


def test_a_lead_assigns_many_and_takes_it_back(cast: Cast) -> None:
    own = cast.own
    free = listed(own, 2, holder_team_id=own.officer.team_id)
    held = listed(own, holder_officer=own.colleague, state="assigned")
    cases, lead = free + held, enter(own.lead)
    answer = do(lead, "assign", cases, officer=own.officer.pk)
    assert answer.headers["Location"] == BACK
    assert holders(cases) == [own.officer.pk] * 3
    assert "3건을 배정했습니다." in lead.get(BACK).content.decode()
    assert "배정했습니다" not in lead.get(BACK).content.decode(), "offered once"
    lead.post("/cases/many/undo", {"back": BACK})
    assert holders(cases) == [None, None, own.colleague.pk]
    assert {
        case.state for case in Case.objects.for_viewer(SYSTEM).filter(pk__in=[c.pk for c in free])
    } == {"received"}


def test_undo_is_refused_where_somebody_went_on(cast: Cast) -> None:
    own = cast.own
    [case], lead = listed(own, holder_team_id=own.officer.team_id), enter(own.lead)
    do(lead, "assign", [case], officer=own.officer.pk)
    do(lead, "assign", [case], officer=own.colleague.pk)
    lead.post("/cases/many/undo", {})
    assert holders([case]) == [own.officer.pk], "the last assignment only"
    lead.post("/cases/many/undo", {})
    assert holders([case]) == [own.officer.pk]


def test_one_that_refuses_keeps_all_as_they_were_and_says_why(cast: Cast) -> None:
    own = cast.own
    good = listed(own, 2, holder_team_id=own.officer.team_id)
    bad = listed(own, title="끝난 건", state="closed", holder_officer=own.colleague)
    page = do(enter(own.lead), "assign", good + bad, officer=own.officer.pk)
    assert page.status_code == 422
    assert holders(good) == [None, None]
    assert not Handover.objects.for_viewer(SYSTEM).exists()
    text = page.content.decode()
    assert "아무것도 바꾸지 않았습니다" in text
    assert "<strong>끝난 건</strong>: 이미 종결한 건입니다." in text


def test_only_a_lead_assigns(cast: Cast) -> None:
    own = cast.own
    cases = listed(own, 2, holder_officer=own.colleague)
    page = do(enter(own.officer), "assign", cases, officer=own.officer.pk)
    assert page.status_code == 422
    assert holders(cases) == [own.colleague.pk] * 2


def test_strangers_cases_are_not_there(cast: Cast) -> None:
    cases = listed(cast.near, 2, holder_officer=cast.near.officer)
    page = do(enter(cast.own.lead), "assign", cases, officer=cast.own.officer.pk)
    assert "고른 건이 없습니다" in page.content.decode()
    assert holders(cases) == [cast.near.officer.pk] * 2


def test_handed_on_made_to_wait_and_of_another_kind(cast: Cast) -> None:
    own = cast.own
    cases, officer = (
        listed(own, 2, holder_officer=own.officer, state="assigned"),
        enter(own.officer),
    )
    assert do(officer, "wait", cases, waiting_for="office").status_code == 422, "says until when"
    said = {"waiting_for": "office", "until": "2099-01-05", "reason": "자재를 기다림"}
    assert do(officer, "wait", cases, **said).status_code == 302
    assert do(officer, "category", cases, category="dumping").status_code == 302
    said = {"team": cast.road.team_id, "reason": "도로 소관"}
    assert do(officer, "transfer", cases, **said).status_code == 302
    for case in Case.objects.for_viewer(SYSTEM).filter(pk__in=[case.pk for case in cases]):
        assert (case.state, case.category) == ("waiting", "dumping")
    asked = enter(cast.road).get("/cases/", {"whose": "asked"})
    assert asked.context["count"] == 2


def test_the_page_of_assigning_shows_everybodys_load(cast: Cast) -> None:
    own = cast.own
    cases = listed(own, 3, holder_officer=own.colleague)
    page = enter(own.lead).get("/cases/many", {"deed": "assign", "case": [cases[0].pk]})
    words = {row["name"]: row["words"] for row in page.context["loads"]}
    assert words["정동료"].startswith("맡은 건 3건")
    assert "1, 2통" in words["최주무"]


def _export(cast: Cast, officer: Officer, form: str, **said: str) -> Any:
    return enter(officer).post(
        "/cases/export?whose=office", {"form": form, "reason": "현황 보고"} | said
    )


def test_a_download_has_no_persons_and_leaves_a_trace(cast: Cast) -> None:
    own = cast.own
    listed(own, title='=HYPERLINK("x")', holder_officer=own.officer)
    listed(cast.near, title="옆 동")
    answer = _export(cast, own.lead, "csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["제목"] for row in rows] == ['\'=HYPERLINK("x")'], "no formula, no other dong"
    assert rows[0]["맡은 사람"] == "최주무"
    entry = AuditEntry.objects.get(action="case.exported")
    assert (entry.changes["reason"], entry.changes["n"]) == ("현황 보고", 1)
    assert (
        Opening.objects.for_viewer(SYSTEM).filter(deed=Deed.EXPORTED, purpose="현황 보고").count()
        == 1
    )


def test_the_same_as_a_workbook(cast: Cast) -> None:
    listed(cast.own, 3)
    answer = _export(cast, cast.own.officer, "xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    assert sheet is not None
    assert sheet.max_row == 4
    assert sheet["D2"].value == "접수"


@pytest.mark.parametrize("reason", ["", " ", "x"])
def test_no_download_without_a_reason(cast: Cast, reason: str) -> None:
    assert _export(cast, cast.own.officer, "csv", reason=reason).status_code == 422
    assert not AuditEntry.objects.filter(action="case.exported").exists()
