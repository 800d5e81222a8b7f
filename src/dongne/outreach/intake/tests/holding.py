"""A report that was sent in, and the resident who holds its receipt."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.utils import timezone

from dongne.foundation.scope.public import SYSTEM, resident_viewer
from dongne.lib.readable_secrets import new_secret
from dongne.outreach.casework import public as casework
from tests.cast import Cast

PHONE = "010-0000-1234"


class Told:
    """`reporter` holds `secret`; `officer` looks after the zone."""

    def __init__(self, cast: Cast, **contact: Any) -> None:
        self.cast = cast
        self.secret = new_secret()
        given = casework.Opening(
            category="road",
            text="골목 입구 맨홀 뚜껑이 깨졌습니다.",
            channel=casework.Channel.WEB,
            dong_id=cast.own.dong.pk,
            tong=1,
            address="신월로 43 앞",
            contacts=(
                casework.Contact(
                    **{"name": "김하나", "phone": PHONE, "secret": self.secret.bits} | contact
                ),
            ),
        )
        self.now = timezone.now()
        self.case = casework.open_case(resident_viewer(), given=given, now=self.now).case
        self.officer = cast.viewer(cast.own.officer)
        self.reporter = casework.Reporter.objects.for_viewer(SYSTEM).get(case=self.case)

    def again(self) -> casework.Case:
        self.case = casework.find_case(SYSTEM, self.case.pk)
        return self.case

    def do(self, deed: Any, **more: Any) -> Any:
        return deed(self.officer, case_id=self.case.pk, now=timezone.now(), **more)

    def finished(self) -> None:
        """In the hands of the zone's officer, who has done something about it."""
        lead = self.cast.viewer(self.cast.own.lead)
        if self.again().holder_officer_id != self.officer.officer_id:
            casework.hand_over(
                lead,
                case_id=self.case.pk,
                kind="assign",
                to_officer_id=self.cast.own.officer.pk,
                now=timezone.now(),
            )
        self.do(casework.start_work)
        self.do(casework.finish, outcome="solved", measure="뚜껑을 새것으로 바꾸었습니다.")

    def told(self) -> None:
        if self.again().zone_told_at is None:
            self.do(casework.inform_zone)
        self.do(
            casework.tell,
            reporter_id=self.reporter.pk,
            means=casework.TellingMeans.MESSAGE,
            text="맨홀 뚜껑을 바꾸었습니다.",
        )

    def closed(self) -> None:
        self.finished()
        self.told()
        self.do(casework.close)


def look_up(client: Client, number: str, secret: str, **more: Any) -> Any:
    return client.post("/status", {"number": number, "secret": secret}, **more)
