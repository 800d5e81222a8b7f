"""One officer's browser, and one who has left, as the tests of reports use them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.test import Client
from django.utils import timezone

from dongne.foundation.accounts.public import disable_account
from dongne.foundation.organisations.public import Officer
from dongne.outreach.fieldwork.models import Activity, Report
from dongne.outreach.fieldwork.public import record_activity, take_in
from tests.cast import NOW, Cast, a_record

BACKEND = "dongne.foundation.organisations.identity.AccountBackend"


class Desk:
    """One officer's browser."""

    def __init__(self, cast: Cast, officer: Officer) -> None:
        self.cast, self.officer = cast, officer
        self.client = Client()
        self.client.force_login(officer.account, backend=BACKEND)

    def records(self, n: int = 1, **values: Any) -> list[Activity]:
        now = timezone.now()
        happened = {"happened_at": now - timedelta(seconds=1), "tong": None} | values
        viewer = self.cast.viewer(self.officer)
        return [record_activity(viewer, record=a_record(**happened), now=now) for _ in range(n)]

    def drafts(self) -> Report:
        last = Activity.objects.for_viewer(self.cast.viewer(self.officer)).latest("received_at")
        answer = self.client.post("/reports/", {"day": last.day.isoformat()})
        assert answer.status_code == 302, answer.content
        return self.report(UUID(answer["Location"].rpartition("/")[2]))

    def submits(self, report: Report) -> Report:
        answer = self.client.post(f"/reports/{report.pk}/submit")
        assert answer.status_code == 302, answer.content.decode()
        return self.report(report.pk)

    def signs(self, report: Report, **data: str) -> Any:
        return self.client.post(f"/reports/{report.pk}/approve", data)

    def returns(self, report: Report, reason: str, **data: str) -> Any:
        return self.client.post(f"/reports/{report.pk}/return", {"reason": reason} | data)

    def reads(self, address: str, status: int = 200) -> str:
        answer = self.client.get(address)
        assert answer.status_code == status, answer.content.decode()
        return answer.content.decode()

    def report(self, id_: UUID) -> Report:
        return Report.objects.for_viewer(self.cast.viewer(self.officer)).get(pk=id_)


def submitted(cast: Cast, officer: Officer, **values: Any) -> Report:
    desk = Desk(cast, officer)
    desk.records(**values)
    return desk.submits(desk.drafts())


def leaves(cast: Cast, officer: Officer) -> None:
    disable_account(
        cast.viewer(cast.own.lead), account_id=officer.account_id or 0, reason="퇴직", now=NOW
    )


def taken(cast: Cast, **values: object) -> Activity:
    """What was on the phone of somebody who has left."""
    return take_in(
        cast.viewer(cast.own.lead),
        officer_id=cast.own.officer.pk,
        record=a_record(memo="마지막 날 본 맨홀", **values),
        device="전화기",
        sent_at=NOW,
        received_at=NOW,
        now=NOW,
    )
