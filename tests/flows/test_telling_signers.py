"""Whoever has to sign is told once, whoever waits hears the end; it costs one statement each."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dongne.foundation.approvals.models import Line
from dongne.foundation.approvals.public import approve, return_, untold
from dongne.foundation.approvals.services.telling import tell
from dongne.foundation.messaging.public import messages_for
from dongne.foundation.organisations.public import Officer
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.seoul import seoul_day
from dongne.outreach.fieldwork.public import SUBJECT, draft_report, record_activity, submit_report
from tests.cast import Cast, a_record

NOW = timezone.now()
pytestmark = pytest.mark.django_db


def sent(cast: Cast) -> Line:
    me = cast.viewer(cast.own.officer)
    record_activity(me, record=a_record(happened_at=NOW - timedelta(minutes=5)), now=NOW)
    report = draft_report(me, day=seoul_day(NOW - timedelta(minutes=5)), now=NOW)
    submit_report(me, report_id=report.pk, now=NOW)
    return Line.objects.for_viewer(SYSTEM).get(subject_id=report.pk)


def told(officer: Officer) -> list[str]:
    rows = messages_for(SYSTEM).filter(notice__officer=officer).order_by("notice__at")
    return list(rows.values_list("event", flat=True))


def jobs() -> list[tuple[Any, ...]]:
    """What was asked of the worker, in order: the line's key and what is to be told."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (args->>'line_id')::bigint, args->>'what' FROM procrastinate_jobs"
            " WHERE task_name = 'approvals.tell' ORDER BY id"
        )
        return cursor.fetchall()


def work() -> None:
    for line_id, what in jobs():
        tell(SYSTEM, line_id=line_id, what=what, now=NOW)


def test_each_turn_is_told_once_and_the_end_to_whoever_drafted(cast: Cast) -> None:
    line = sent(cast)
    work()
    work()
    assert told(cast.own.lead) == ["approval.asked"]
    assert told(cast.own.head) == []
    for officer in (cast.own.lead, cast.own.head):
        approve(cast.viewer(officer), subject_type=SUBJECT, subject_id=line.subject_id, now=NOW)
        work()
    assert told(cast.own.lead) == ["approval.asked"]
    assert told(cast.own.head) == ["approval.asked"]
    assert told(cast.own.officer) == ["approval.approved"]


def test_what_was_returned_is_told_to_whoever_drafted(cast: Cast) -> None:
    line = sent(cast)
    lead = cast.viewer(cast.own.lead)
    return_(lead, subject_type=SUBJECT, subject_id=line.subject_id, reason="시각을 확인", now=NOW)
    work()
    # The turn was overtaken before anybody was told of it.
    assert told(cast.own.lead) == []
    assert told(cast.own.officer) == ["approval.returned"]


def test_what_a_worker_comes_to_a_week_later_rings_no_more(cast: Cast) -> None:
    line = sent(cast)
    assert not tell(SYSTEM, line_id=line.pk, what="turn", now=NOW + timedelta(days=8))


def test_telling_costs_one_statement(cast: Cast) -> None:
    def statements(officer: Officer, line: Line) -> int:
        with CaptureQueriesContext(connection) as caught:
            approve(cast.viewer(officer), subject_type=SUBJECT, subject_id=line.subject_id, now=NOW)
        return len(caught)

    line = sent(cast)
    with_notice = statements(cast.own.lead, line)
    count = len(jobs())
    Line.objects.for_viewer(SYSTEM).all().delete()
    with untold():
        line = sent(cast)
        assert statements(cast.own.lead, line) == with_notice - 1
    assert len(jobs()) == count
