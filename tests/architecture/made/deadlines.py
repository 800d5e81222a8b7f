"""Two time-limits of the own officer's: one runs, one stands."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils import timezone

from dongne.foundation.deadlines.public import (
    DeadlineKind,
    register_kind,
    start_deadline,
    stop_deadline,
)
from dongne.foundation.organisations.public import Officer
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.statute import StopKind

from . import Made

if TYPE_CHECKING:
    from tests.architecture.things import Things

KIND = "tests.permissions"


def make(things: Things) -> Made:
    register_kind(DeadlineKind(code=KIND, title="시험 민원"))
    own = things.cast.own
    # The pages ask the clock themselves.
    now = timezone.now()

    def start(subject: Officer) -> UUID:
        return start_deadline(
            SYSTEM,
            subject=subject,
            kind=KIND,
            limit="14d",
            received_at=now - timedelta(days=3),
            dong_id=own.dong.pk,
            officer_id=own.officer.pk,
            team_id=own.officer.team_id,
            now=now,
        ).pk

    running, standing = start(own.officer), start(own.colleague)
    stop_deadline(SYSTEM, deadline_id=standing, kind=StopKind.TESTS, now=now)
    return Made(
        always={"deadline_id": running},
        states={"standing": {"deadline_id": standing}},
        bodies={
            "deadline_stop": {"kind": "tests"},
            "deadline_extend": {"amount": "1", "reason": "facts"},
            "deadline_transfer": {"officer": str(own.colleague.pk)},
        },
    )
