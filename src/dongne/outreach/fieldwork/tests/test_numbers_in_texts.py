"""Phone numbers typed into records lie sealed beside them; registration numbers nowhere."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dongne.foundation.approvals.public import return_
from dongne.foundation.asides.public import Aside
from dongne.foundation.openings.public import openings_for
from dongne.foundation.organisations.public import Officer, issue_token
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.ids import new_id
from dongne.outreach.fieldwork.models import Activity, Receipt
from dongne.outreach.fieldwork.public import draft_report, submit_report
from dongne.outreach.fieldwork.services.outings import plan_outing
from dongne.outreach.fieldwork.services.recording import edit_activity
from tests.cast import NOW, Cast, a_record

from .sent import activities, recorded, text_of, typed
from .test_syncing import send

PHONE, OTHER = "010-1234-5678", "010-9999-0000"
REGISTRATION = "940101-1234567"
pytestmark = pytest.mark.usefixtures("media_root")


def asides() -> Any:
    return Aside.objects.for_viewer(SYSTEM)


def everything_stored(cast: Cast) -> str:
    """Every text of the tables that a record touches."""
    with connection.cursor() as cursor:
        said = []
        for table in ("fieldwork_activity", "fieldwork_receipt", "audit_auditentry"):
            cursor.execute(f"SELECT row_to_json(t)::text FROM {table} t")  # noqa: S608
            said += [row[0] for row in cursor.fetchall()]
    return "\n".join(said)


def test_a_number_in_a_memo_is_kept_sealed_and_found_by_its_last_four(
    cast: Cast, browser: Client
) -> None:
    browser.post("/activities/new", typed(memo=f"김 어르신 {PHONE} 연락 바람"))
    activity = activities().get()
    assert activity.memo == "김 어르신 [전화 1: ****-5678] 연락 바람"
    [aside] = asides()
    assert aside.phone.reveal() == "01012345678"
    assert PHONE not in everything_stored(cast)
    assert "01012345678" not in everything_stored(cast)
    page = text_of(browser.get(f"/activities/{activity.pk}"))
    assert f"/asides/{aside.pk}/" in page
    assert "010-****-5678" in page
    assert f"/activities/{activity.pk}" in text_of(browser.get(reverse("find"), {"q": "5678"}))


def test_opening_it_needs_a_purpose_and_is_logged(cast: Cast, browser: Client) -> None:
    browser.post("/activities/new", typed(memo=f"{PHONE} 연락"))
    [aside] = asides()
    address = f"/asides/{aside.pk}/"
    assert "01012345678" not in text_of(browser.get(address))
    refused = browser.post(address, {"purpose": ""})
    assert refused.status_code == 422
    assert "01012345678" not in text_of(refused)
    assert browser.post(address, {"purpose": "other", "why": "x"}).status_code == 422
    assert openings_for(SYSTEM).count() == 0
    opened = browser.post(address, {"purpose": "contact"})
    assert PHONE in text_of(opened)
    assert "no-store" in opened.headers["Cache-Control"]
    [row] = openings_for(SYSTEM)
    assert (row.officer_id, row.whose, row.purpose) == (
        cast.own.officer.pk,
        f"aside:{aside.pk}",
        "contact",
    )


def test_nobody_opens_what_stands_in_a_text_they_cannot_read(
    cast: Cast, enter: Callable[[Officer], Client]
) -> None:
    recorded(cast, memo=f"{PHONE} 연락")
    [aside] = asides()
    assert enter(cast.own.colleague).get(f"/asides/{aside.pk}/").status_code == 200
    for stranger in (cast.near.officer, cast.far.head, cast.road):
        assert enter(stranger).get(f"/asides/{aside.pk}/").status_code == 404
        posted = enter(stranger).post(f"/asides/{aside.pk}/", {"purpose": "contact"})
        assert posted.status_code == 404


def test_editing_keeps_what_is_there_and_adds_what_is_new(cast: Cast) -> None:
    activity = recorded(cast, memo=f"가 {PHONE}")
    viewer, now = cast.viewer(cast.own.officer), timezone.now()

    def edit(memo: str) -> Activity:
        record = a_record(id=activity.pk, happened_at=activity.happened_at, memo=memo)
        return edit_activity(viewer, activity_id=activity.pk, record=record, now=now)

    assert (
        edit(f"{activity.memo} 나 {OTHER}").memo == "가 [전화 1: ****-5678] 나 [전화 2: ****-0000]"
    )
    # One is taken away; an earlier version still says 1, so nothing else may be called that.
    assert edit("나 [전화 2: ****-0000] 다 010-1111-2222").memo.endswith("다 [전화 3: ****-2222]")
    # The first one, typed once more, is the first one again.
    assert edit(f"가 {PHONE}").memo == "가 [전화 1: ****-5678]"
    assert asides().count() == 3


def test_the_same_form_twice_is_one_record(browser: Client) -> None:
    sent = typed(memo=f"{PHONE} 연락")
    for _ in range(2):
        assert browser.post("/activities/new", sent).status_code == 302
    assert (activities().count(), asides().count()) == (1, 1)


def test_the_same_record_of_a_device_gets_the_same_receipt(cast: Cast) -> None:
    officer = cast.viewer(cast.own.officer)
    record = a_record(memo=f"{PHONE} 연락")
    [first], [again] = send(officer, record), send(officer, record)
    assert (again.status, again.receipt) == ("same", first.receipt)
    assert activities().get().memo == "[전화 1: ****-5678] 연락"
    assert asides().count() == 1
    [edited] = send(officer, replace(record, memo=f"{PHONE} {OTHER}"), base=first.receipt)
    assert edited.status == "updated"
    assert activities().get().memo == "[전화 1: ****-5678] [전화 2: ****-0000]"


def test_a_version_that_lost_is_kept_without_its_numbers(cast: Cast) -> None:
    officer = cast.viewer(cast.own.officer)
    record = a_record(memo="처음")
    send(officer, record)
    [lost] = send(officer, replace(record, memo=f"{PHONE} 연락"), base=new_id())
    assert lost.status == "conflict"
    assert Receipt.objects.for_viewer(SYSTEM).get(status="conflict").body == {
        "memo": "[전화 1: ****-5678] 연락"
    }
    assert asides().get().subject_type == "fieldwork.receipt"


@pytest.mark.parametrize("n", [1, 100])
def test_numbers_cost_three_statements_whatever_the_batch(
    cast: Cast, n: int, django_assert_max_num_queries: Any
) -> None:
    officer = cast.viewer(cast.own.officer)
    send(officer, a_record())
    records = [a_record(memo=f"{i}째 010-2222-{i:04}") for i in range(n)]
    with django_assert_max_num_queries(14):
        send(officer, *records)
    assert asides().count() == n


def test_a_device_is_told_which_record_holds_a_registration_number(cast: Cast) -> None:
    client, officer = Client(), cast.own.officer
    token = issue_token(cast.viewer(officer), account=officer.account, now=timezone.now())
    good, bad = new_id(), new_id()

    def body(id_: Any, memo: str) -> dict[str, Any]:
        return {
            "id": str(id_),
            "kind": "complaint_heard",
            "field": "environment",
            "happened_at": NOW.isoformat(),
            "memo": memo,
        }

    response = client.post(
        "/api/v1/field/sync",
        json.dumps({"device": "p", "records": [body(bad, REGISTRATION), body(good, "맨홀")]}),
        content_type="application/json",
        headers={"Authorization": f"Bearer {token}"},
    )
    [refused, kept] = response.json()["results"]
    assert (refused["id"], refused["status"], refused["reason"]) == (
        str(bad),
        "rejected",
        "registration_number",
    )
    assert "주민등록번호" in refused["message"]
    assert kept["status"] == "created"
    assert REGISTRATION not in everything_stored(cast)


def test_a_page_refuses_one_beside_the_field_and_hides_its_end(cast: Cast, browser: Client) -> None:
    response = browser.post("/activities/new", typed(memo=f"김 {REGISTRATION} 전입"))
    assert response.status_code == 422
    page = text_of(response)
    assert "저장할 수 없습니다. 생년월일만 적거나" in page
    assert "940101-1******" in page
    assert REGISTRATION not in page
    assert not activities().exists()


def test_whatever_text_it_stood_in_a_page_opens_it(cast: Cast, browser: Client) -> None:
    officer, lead = cast.viewer(cast.own.officer), cast.viewer(cast.own.lead)
    activity = recorded(cast, memo=f"{PHONE} 연락")
    now = timezone.now()
    report = draft_report(officer, day=activity.day, now=now)
    submit_report(officer, report_id=report.pk, now=now)
    return_(lead, subject_type="report", subject_id=report.pk, reason=f"{OTHER} 확인", now=now)
    plan_outing(officer, day=activity.day, purpose=f"{PHONE} 만남", place="", now=now)
    row = Aside.objects.for_viewer(SYSTEM)
    assert set(row.values_list("subject_type", flat=True)) == {
        "fieldwork.activity",
        "approvals.step",
        "fieldwork.outing",
    }
    page = text_of(browser.get(f"/reports/{report.pk}"))
    for aside in row:
        opened = browser.post(f"/asides/{aside.pk}/", {"purpose": "contact"})
        assert opened.status_code == 200
        if aside.subject_type != "fieldwork.outing":
            assert f"/asides/{aside.pk}/" in page
