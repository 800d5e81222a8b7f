"""The month as a page: the same numbers as the books, each opening its records."""

from __future__ import annotations

import csv
import io
import re

import openpyxl
import pytest
from django.test import Client
from django.utils import timezone

from dongne.foundation.approvals import public as approvals
from dongne.foundation.audit.public import AuditEntry
from dongne.foundation.organisations.public import Account, Officer
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.seoul import Month, seoul_day
from dongne.outreach.fieldwork.public import SUBJECT, draft_report, record_activity, submit_report
from dongne.outreach.sharing.models import DongTally, LedgerEntry, Tally
from dongne.outreach.sharing.public import check, rebuild
from tests.cast import NOW, Cast, a_record

MONTH = Month.of(seoul_day(NOW))


@pytest.fixture
def approved(cast: Cast) -> Cast:
    """Three approved activities of two officers, and one that waits."""
    for officer, n in ((cast.own.officer, 2), (cast.own.colleague, 1)):
        viewer = cast.viewer(officer)
        for _ in range(n):
            record_activity(viewer, record=a_record(), now=NOW)
        report = draft_report(viewer, day=seoul_day(NOW), now=NOW)
        submit_report(viewer, report_id=report.pk, now=NOW)
        for signer in (cast.own.lead, cast.own.head):
            approvals.approve(
                cast.viewer(signer), subject_type=SUBJECT, subject_id=report.pk, now=NOW
            )
    record_activity(cast.viewer(cast.own.welfare_officer), record=a_record(), now=NOW)
    return cast


def page_of(officer: Officer, path: str) -> str:
    client = Client()
    client.force_login(Account.objects.get(officer=officer))
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_a_number_opens_as_many_records_as_it_says(approved: Cast) -> None:
    page = page_of(approved.own.lead, f"/months/{MONTH}")
    links = re.findall(r'href="(/activities/\?[^"]+)"[^>]*>(?:<strong>)?(\d+)', page)
    assert links
    client = Client()
    client.force_login(Account.objects.get(officer=approved.own.lead))
    for url, n in links:
        opened = client.get(url.replace("&amp;", "&")).content.decode()
        assert len(set(re.findall(r'href="/activities/([0-9a-f-]{36})"', opened))) == int(n), url


def test_what_is_missing_is_named_with_its_records(approved: Cast) -> None:
    page = page_of(approved.own.lead, f"/months/{MONTH}")
    missing = page[page.index('id="missing"') :]
    assert approved.own.welfare_officer.name in missing
    assert "state=loose" in missing


def test_the_page_costs_the_same_however_much_happened(
    approved: Cast, django_assert_max_num_queries
) -> None:
    client = Client()
    client.force_login(Account.objects.get(officer=approved.own.lead))
    # The first page of a process also reads the office's calendar, which it then keeps.
    client.get(f"/months/{MONTH}")
    with django_assert_max_num_queries(22):
        client.get(f"/months/{MONTH}")


def test_notes_of_the_lead_stand_beside_the_field(approved: Cast) -> None:
    client = Client()
    client.force_login(Account.objects.get(officer=approved.own.lead))
    sent = client.post(
        f"/months/{MONTH}/notes",
        {"contents-environment": "무단투기 정비 등", "remarks-welfare": ""},
    )
    assert sent.status_code == 302
    assert "무단투기 정비 등" in page_of(approved.own.officer, f"/months/{MONTH}")
    assert AuditEntry.objects.filter(action="month.noted").count() == 1


def test_the_paper_is_a_pdf_with_the_same_total(approved: Cast) -> None:
    client = Client()
    client.force_login(Account.objects.get(officer=approved.own.lead))
    paper = client.get(f"/months/{MONTH}.pdf")
    assert paper["Content-Type"] == "application/pdf"
    assert paper.content.startswith(b"%PDF")


def test_the_book_and_the_csv_add_up_to_the_same(approved: Cast) -> None:
    client = Client()
    client.force_login(Account.objects.get(officer=approved.own.lead))
    rows = list(
        csv.reader(client.get(f"/months/{MONTH}.csv").content.decode("utf-8-sig").split("\r\n"))
    )
    total = next(row for row in rows if row[:1] == ["계"])
    assert int(total[2]) == sum(int(n) for n in total[3:9]) > 0
    body = client.get(f"/months/{MONTH}.xlsx").content
    sheet = openpyxl.load_workbook(io.BytesIO(body), data_only=True)["주무관별 활동 취합"]
    last = next(row for row in sheet.iter_rows(values_only=True, min_row=6) if row[0] == "계")
    assert [str(cell) for cell in last[2:9]] == total[2:9]
    hwpx = client.get(f"/months/{MONTH}.hwpx")
    assert hwpx["Content-Type"] == "application/hwp+zip"


def test_a_month_to_come_is_empty_and_no_error(approved: Cast) -> None:
    assert "2031" in page_of(approved.own.lead, "/months/2031-01")


def test_a_wrong_book_is_found_and_made_right(approved: Cast) -> None:
    assert check().holds
    Tally.objects.for_viewer(SYSTEM).filter(officer=approved.own.officer).update(n=99)
    DongTally.objects.for_viewer(SYSTEM).delete()
    assert len(check().differences) >= 2
    rebuild(now=timezone.now())
    assert check().holds
    LedgerEntry.objects.for_viewer(SYSTEM).filter(officer=approved.own.colleague).delete()
    rebuild(now=timezone.now())
    found = check()
    assert not found.holds
    assert "activities" in found.differences[0]
