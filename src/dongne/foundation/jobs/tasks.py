"""The queue's own upkeep."""

from __future__ import annotations

import logging
from datetime import datetime

from asgiref.sync import async_to_sync
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Status

from .services import SILENCE_SECONDS, on_this_connection, periodic

log = logging.getLogger(__name__)

# A job whose workers keep dying is given up, or it would take every worker with it for ever.
MOST_DEATHS = 10
KEEP_FINISHED_HOURS = 30 * 24


@periodic(name="jobs.retry_stalled", cron="* * * * * */15", queue="upkeep")
def retry_stalled(*, now: datetime) -> None:
    """Give the jobs of dead workers (kill -9, power) to the living."""
    manager = on_this_connection()
    stalled = async_to_sync(manager.get_stalled_jobs)(seconds_since_heartbeat=SILENCE_SECONDS)
    for row in stalled:
        if row.id is None:
            continue
        try:
            if row.attempts >= MOST_DEATHS:
                log.error("job %s (%s) given up: its worker died each time", row.id, row.task_name)
                async_to_sync(manager.finish_job_by_id_async)(row.id, Status.FAILED, False)
            else:
                log.warning("job %s (%s) runs again: its worker died", row.id, row.task_name)
                manager.retry_job_by_id(row.id, now)
        except ConnectorException:
            # It ended in the meantime: its worker was slow, not dead.
            log.info("job %s (%s) had ended after all", row.id, row.task_name)


@periodic(name="jobs.forget_finished", cron="10 18 * * *", queue="upkeep")
def forget_finished(*, now: datetime) -> None:
    """Jobs that succeeded go at once; those that failed stay a month to be looked at."""
    async_to_sync(on_this_connection().delete_old_jobs)(
        nb_hours=KEEP_FINISHED_HOURS,
        include_failed=True,
        include_cancelled=True,
        include_aborted=True,
    )
