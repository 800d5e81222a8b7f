"""Applications for tests, in one line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from dongne.delivery.applications import public as applications
from dongne.foundation.scope.public import Viewer, resident_viewer
from dongne.lib.seoul import seoul_day
from tests.cast import NOW

SOMEBODY = applications.Who(
    name="김하나", phone="010-1234-5691", birth_date=date(1941, 3, 2), address="포천시 왕방로 1"
)
A_SON = applications.Who(name="김두리", phone="010-2345-6789", birth_date=date(1970, 5, 5))
A_NEIGHBOUR = applications.Who(name="이웃사촌", phone="010-3456-7890")
COPY = applications.Wanted(service="resident_copy")
AT_THE_COUNTER = applications.Request(
    items=(COPY,), principal=SOMEBODY, channel="counter", receive="counter", identity="card"
)


def at_the_counter(viewer: Viewer, **values: Any) -> applications.Application:
    """Handed in at the counter by the person concerned."""
    given = replace(AT_THE_COUNTER, **values)
    return applications.submit(viewer, given=given, now=NOW).application


def sent_in(dong_id: int, **values: Any) -> applications.Submitted:
    """By a resident without an account, whose telephone was verified."""
    usual = {"channel": "online", "identity": "code", "dong_id": dong_id}
    given = replace(AT_THE_COUNTER, **(usual | values))
    return applications.submit(resident_viewer(), given=given, now=NOW)


def a_letter(dong_id: int, **values: Any) -> applications.Letter:
    """Made on the public page: a neighbour may fetch two copies."""
    usual: dict[str, Any] = {
        "principal": SOMEBODY,
        "proxy": A_NEIGHBOUR,
        "services": (applications.Wanted(service="resident_copy", copies=2),),
        "valid_until": seoul_day(NOW) + timedelta(days=30),
        "dong_id": dong_id,
    }
    given = applications.LetterGiven(**(usual | values))
    return applications.make_letter(resident_viewer(), given=given, now=NOW)
