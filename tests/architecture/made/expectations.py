from __future__ import annotations

from typing import Any

from dongne.lib.seoul import seoul_day
from dongne.outreach.expectations.models import Reminder
from dongne.outreach.expectations.public import monday_of
from tests.cast import NOW

from . import Made


def make(things: Any) -> Made:
    officer = things.cast.own.officer
    reminder = Reminder.objects.create(officer=officer, week=monday_of(seoul_day(NOW)), sent_at=NOW)
    return Made(
        always={"officer_id": officer.pk, "reminder_id": reminder.pk},
        bodies={
            "expectation": {"outings": "1", "reports": "3", "remind_on": "4"},
            "reminders": {"officer": str(officer.pk)},
        },
        queries={"expectations@named": "?dong=sinjeong4"},
    )
