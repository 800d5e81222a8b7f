from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from asgiref.sync import async_to_sync
from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import TaskNotFound

from dongne.foundation.jobs.public import defer, job, run_worker
from dongne.foundation.jobs.services import NotAnId, NotInTransaction, on_this_connection
from dongne.foundation.jobs.tasks import MOST_DEATHS, forget_finished, retry_stalled
from dongne.lib.ids import new_id

pytestmark = pytest.mark.django_db(transaction=True)

NAME = "jobs.tests.note"
NOW = datetime.fromisoformat("2026-11-20T10:00:00+09:00")


@pytest.fixture(autouse=True)
def empty_queue(transactional_db: None) -> None:
    """Procrastinate's tables are not Django's to flush between tests."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")


@pytest.fixture
def noted() -> Iterator[list[str]]:
    """What the job of this test wrote down. The job exists for the test only."""
    heard: list[str] = []

    def note(*, now: datetime, note_id: str) -> None:
        assert now.tzinfo is not None
        heard.append(note_id)
        if note_id == "nested":
            with transaction.atomic():
                defer(NAME, note_id="inner")
        if note_id == "nested-undone":
            with transaction.atomic():
                defer(NAME, note_id="never")
                transaction.set_rollback(True)
        if note_id == "bad":
            raise ValueError("bad")

    job(name=NAME, retry=0)(note)
    yield heard
    del app.tasks[NAME]


def waiting() -> int:
    return ProcrastinateJob.objects.filter(task_name=NAME, status="todo").count()


def test_a_job_is_there_when_its_transaction_is(noted: list[str]) -> None:
    note_id = new_id()
    with transaction.atomic():
        defer(NAME, note_id=note_id)
    run_worker(wait=False)
    assert noted == [str(note_id)]
    assert not ProcrastinateJob.objects.filter(task_name=NAME).exists(), "done is forgotten"


def test_a_job_of_a_transaction_undone_never_was(noted: list[str]) -> None:
    with transaction.atomic():
        defer(NAME, note_id="a")
        transaction.set_rollback(True)
    assert waiting() == 0
    run_worker(wait=False)
    assert noted == []


def test_a_job_asked_for_inside_a_job_keeps_to_that_jobs_transaction(noted: list[str]) -> None:
    with transaction.atomic():
        defer(NAME, note_id="nested")
        defer(NAME, note_id="nested-undone")
    run_worker(wait=False)
    assert sorted(noted) == ["inner", "nested", "nested-undone"]


def test_outside_of_a_transaction_nothing_is_asked_for(noted: list[str]) -> None:
    with pytest.raises(NotInTransaction):
        defer(NAME, note_id="a")


@pytest.mark.parametrize("value", [{"name": "김하늘"}, ["a"], None, "가" * 65, 1.5])
def test_only_ids_travel_in_the_queue(noted: list[str], value: object) -> None:
    with transaction.atomic(), pytest.raises(NotAnId):
        defer(NAME, note_id=value)  # type: ignore[arg-type]
    assert waiting() == 0


def test_a_job_nobody_declared_is_refused_where_it_is_asked_for() -> None:
    with transaction.atomic(), pytest.raises(TaskNotFound):
        defer("jobs.tests.no_such_job", note_id=1)


def test_a_failing_job_does_not_take_the_others_with_it(noted: list[str]) -> None:
    with transaction.atomic():
        defer(NAME, note_id="bad")
        defer(NAME, note_id="good")
    run_worker(wait=False)
    assert sorted(noted) == ["bad", "good"]
    assert ProcrastinateJob.objects.filter(task_name=NAME, status="failed").count() == 1


def _taken_by_a_worker_that_died(*, deaths: int = 0) -> int:
    """Take the next job as a worker does, then have been silent for a minute."""
    manager = on_this_connection()
    worker = async_to_sync(manager.register_worker)()
    taken = async_to_sync(manager.fetch_job)(None, worker)
    assert taken is not None
    assert taken.id is not None
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_workers SET last_heartbeat = now() - interval '60 s'"
            " WHERE id = %s",
            [worker],
        )
        cursor.execute(
            "UPDATE procrastinate_jobs SET attempts = %s WHERE id = %s", [deaths, taken.id]
        )
    return taken.id


def test_a_job_whose_worker_died_runs_again(noted: list[str]) -> None:
    with transaction.atomic():
        defer(NAME, note_id="a")
    _taken_by_a_worker_that_died()
    assert waiting() == 0
    retry_stalled(now=NOW)
    assert waiting() == 1
    run_worker(wait=False)
    assert noted == ["a"]


def test_the_upkeep_runs_by_itself_in_the_worker(noted: list[str]) -> None:
    with transaction.atomic():
        defer(NAME, note_id="a")
    _taken_by_a_worker_that_died()
    # The first turn of the clock is due at once, but a worker that finds nothing to do may end
    # before its clock has asked for anything: one turn is enough only on a quick machine.
    for _ in range(20):
        run_worker(wait=False)
        if noted:
            break
    assert noted == ["a"]


def test_a_job_of_a_living_worker_is_left_alone(noted: list[str]) -> None:
    with transaction.atomic():
        defer(NAME, note_id="a")
    manager = on_this_connection()
    worker = async_to_sync(manager.register_worker)()
    assert async_to_sync(manager.fetch_job)(None, worker)
    retry_stalled(now=NOW)
    assert waiting() == 0


def test_a_job_that_kills_every_worker_is_given_up(noted: list[str]) -> None:
    with transaction.atomic():
        defer(NAME, note_id="a")
    job_id = _taken_by_a_worker_that_died(deaths=MOST_DEATHS)
    retry_stalled(now=NOW)
    assert ProcrastinateJob.objects.get(pk=job_id).status == "failed"


def test_failed_jobs_stay_a_month(noted: list[str]) -> None:
    with transaction.atomic():
        defer(NAME, note_id="bad")
    run_worker(wait=False)
    forget_finished(now=NOW)
    assert ProcrastinateJob.objects.filter(task_name=NAME).count() == 1
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_events SET at = at - interval '31 days'")
    forget_finished(now=NOW)
    assert ProcrastinateJob.objects.filter(task_name=NAME).count() == 0
