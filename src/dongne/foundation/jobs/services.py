"""The one place that knows procrastinate: declaring jobs, asking for them, running them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from procrastinate import RetryStrategy, jobs
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.utils import connector_params
from procrastinate.manager import JobManager
from procrastinate.psycopg_connector import PsycopgConnector

Work = TypeVar("Work", bound=Callable[..., None])

# An id, a slug or a date; never a name or a memo: the queue is read by whoever keeps the database.
LONGEST_ID = 64
HEARTBEAT_SECONDS = 5
# A worker that was silent this long is dead; its jobs are given to another one.
SILENCE_SECONDS = 20


class NotInTransaction(RuntimeError):
    """A job was asked for outside of a transaction: it could outlive what it is about."""

    def __init__(self, name: str) -> None:
        super().__init__(f"the job {name} belongs into the transaction that it follows from")


class NotAnId(TypeError):
    """A job was given something else than ids."""

    def __init__(self, name: str, key: str) -> None:
        super().__init__(f"the job {name} takes ids only: {key}")


def job(
    *, name: str, queue: str = "default", retry: int = 5, pause: int = 10
) -> Callable[[Work], Work]:
    """Declare `work(*, now, **ids)` as the job `name`.

    After an exception it is tried `retry` more times, `pause` seconds longer apart each time.
    """

    def declare(work: Work) -> Work:
        @wraps(work)
        def run(**ids: Any) -> None:
            work(now=timezone.now(), **ids)

        # procrastinate reads a maximum of 0 as "without end".
        again = retry > 0 and RetryStrategy(max_attempts=retry, linear_wait=pause, wait=pause)
        app.task(name=name, queue=queue, retry=again)(run)
        return work

    return declare


def periodic(*, name: str, cron: str, queue: str = "default") -> Callable[[Work], Work]:
    """Declare `work(*, now)` as a job that comes back by the clock.

    `cron` is in UTC (Seoul minus nine hours); a sixth field, at the end, holds seconds. A turn
    that fails is not repeated: the next one comes.
    """

    def declare(work: Work) -> Work:
        @wraps(work)
        def run(timestamp: int) -> None:
            work(now=timezone.now())

        # The lock keeps a backlog of one and the same duty from growing while no worker runs.
        task = app.task(name=name, queue=queue, queueing_lock=name)(run)
        app.periodic(cron=cron)(task)
        return work

    return declare


def defer(name: str, **ids: int | str | UUID) -> None:
    """Ask for the job `name`: a row in the caller's transaction, so both are there or neither."""
    if not transaction.get_connection().in_atomic_block:
        raise NotInTransaction(name)
    for key, value in ids.items():
        if not isinstance(value, int | str | UUID) or len(str(value)) > LONGEST_ID:
            raise NotAnId(name, key)
    told: Mapping[str, Any] = {k: str(v) if isinstance(v, UUID) else v for k, v in ids.items()}
    row: jobs.Job = app.configure_task(name, allow_unknown=False).make_new_job(**told)
    # A manager of our own: inside the worker, the app's would write through another connection.
    on_this_connection().defer_job(row)


def on_this_connection() -> JobManager:
    """Procrastinate's statements, through Django's connection of this thread."""
    return JobManager(DjangoConnector())


def run_worker(*, wait: bool = True, concurrency: int = 2) -> None:
    """Work until SIGTERM; with `wait=False` until no job is waiting (tests, set-up)."""
    connector = PsycopgConnector(kwargs=connector_params(), min_size=1, max_size=concurrency + 4)
    with app.replace_connector(connector):
        app.run_worker(
            wait=wait,
            concurrency=concurrency,
            install_signal_handlers=wait,
            listen_notify=wait,
            delete_jobs="successful",
            update_heartbeat_interval=HEARTBEAT_SECONDS,
            stalled_worker_timeout=SILENCE_SECONDS,
        )
