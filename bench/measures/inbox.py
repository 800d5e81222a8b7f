"""An inbox of 500 waiting reports: beside bare SQL, and in as many statements as one of 50."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import timedelta

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bench.city import token
from bench.figures import Figure, alternately, compared
from bench.measures.setting import Setting
from dongne.foundation.approvals.models import Line, Step
from dongne.foundation.approvals.queries import desk
from dongne.foundation.approvals.states import StepKind
from dongne.foundation.organisations.public import Officer, viewer_of_token
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.seoul import seoul_day
from dongne.outreach.fieldwork.models import Report
from dongne.outreach.fieldwork.public import SUBJECT
from dongne.outreach.fieldwork.states import ReportState

WAITING, FEW, TIMES = 500, 50, 15
CONTENT = {"entries": [], "kinds": [], "photos": []}
BARE = """
    SELECT id, subject_id, title, awaiting_since FROM approvals_line
    WHERE awaiting_id = %s ORDER BY awaiting_since, id LIMIT 51
"""


def measure(setting: Setting) -> Iterator[Figure]:
    now = timezone.now()
    viewer = viewer_of_token(token(1, 1), now=now)
    assert viewer is not None
    assert viewer.officer_id is not None
    officer = Officer.objects.for_viewer(SYSTEM).get(pk=viewer.officer_id)
    # Nothing of it stays: the other measures find the city as it was.
    with transaction.atomic():
        _send(officer, FEW)
        few = _statements(viewer)
        _send(officer, WAITING - FEW)
        many = _statements(viewer)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE approvals_line")

            def bare() -> float:
                return _milliseconds(
                    lambda: (cursor.execute(BARE, [officer.pk]), cursor.fetchall())
                )

            page, limit = alternately(
                setting.profile.rounds,
                lambda: _milliseconds(lambda: desk(viewer, wanted=None)),
                bare,
            )
        transaction.set_rollback(True)
    yield compared(
        f"inbox of {WAITING} waiting reports: statements",
        many,
        "statements",
        limit=f"the same with {FEW}",
        limit_figure=few,
        at_most=1,
    )
    yield compared(
        f"inbox of {WAITING} waiting reports: page, counts and boxes",
        page,
        "ms",
        limit="bare SQL: the page's rows alone",
        limit_figure=limit,
    )


def _send(officer: Officer, n: int) -> None:
    now = timezone.now()
    reports = [
        Report(
            dong_id=officer.dong_id,
            officer=officer,
            team_id=officer.team_id,
            day=seoul_day(now - timedelta(days=at)),
            place="12통",
            purpose="순찰",
            state=ReportState.SUBMITTED,
            content=CONTENT,
            created_at=now,
            submitted_at=now,
        )
        for at in range(n)
    ]
    Report.objects.bulk_create(reports)
    lines = Line.objects.bulk_create(
        Line(
            dong_id=officer.dong_id,
            subject_type=SUBJECT,
            subject_id=report.pk,
            title=f"{officer.name} {report.day}",
            drafter=officer,
            drafter_name=officer.name,
            drafter_title=officer.title,
            submitted_at=now,
            awaiting=officer,
            awaiting_since=now + timedelta(seconds=at),
        )
        for at, report in enumerate(reports)
    )
    Step.objects.bulk_create(
        Step(
            line=line,
            position=0,
            kind=StepKind.APPROVAL,
            officer=officer,
            officer_name=officer.name,
            officer_title=officer.title,
        )
        for line in lines
    )


def _statements(viewer: Viewer) -> int:
    """Of the pile; cards and the open paper come besides, whatever waits below."""
    with CaptureQueriesContext(connection) as caught:
        found = desk(viewer, wanted=None)
        assert found.counts.waiting >= FEW
    return len(caught)


def _milliseconds(ask: Callable[[], object]) -> float:
    ask()
    best = []
    for _ in range(TIMES):
        begin = time.perf_counter()
        ask()
        best.append((time.perf_counter() - begin) * 1000)
    return sorted(best)[len(best) // 2]
