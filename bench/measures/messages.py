"""Messages handed over per second, against the bare queue: jobs that write two rows and end.

The provider answers at once, in the worker's own process: what is measured is what the outbox adds
(claim, the attempt before the call, the answer, a row for each move, everything sealed). In a
process and a database of its own, since the city's worker would take the jobs.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from bench.figures import Figure, alternately, compared
from bench.house import ROOT

COUNT, ROUNDS = 400, 5


def measure() -> Iterator[Figure]:
    told = json.loads(
        subprocess.run(
            [sys.executable, "-m", "bench.measures.messages"],
            cwd=ROOT,
            check=True,
            stdout=subprocess.PIPE,
        ).stdout
    )
    yield compared(
        "messages handed over to a provider that answers at once, one worker",
        told["messages"],
        "messages/s",
        limit="bare: as many jobs of the same queue that insert a row and update it",
        limit_figure=told["bare"],
    )
    yield compared(
        "messages asked for, in one transaction",
        told["asked"],
        "messages/s",
        limit="bare: as many jobs deferred, each with a row",
        limit_figure=told["deferred"],
    )


def _run() -> dict[str, float]:
    """In the process of its own, with Django set up."""
    from django.db import connection, transaction
    from django.utils import timezone

    from bench.prove.messages import ask_for
    from dongne.foundation.jobs.public import defer, job, run_worker
    from dongne.foundation.messaging import channels
    from dongne.foundation.messaging.channels import Answer, Envelope
    from dongne.foundation.messaging.models import ProviderSetting
    from dongne.foundation.messaging.providers.bare import Quiet
    from dongne.foundation.messaging.states import Means, Outcome
    from dongne.foundation.scope.public import SYSTEM
    from dongne.lib.ids import new_id

    class AtOnce(Quiet):
        name, title, means = "solapi", "", frozenset({Means.SMS})

        def send(self, envelope: Envelope, *, now: datetime) -> Answer:
            return Answer(outcome=Outcome.ACCEPTED, reference="1", cost=18)

    channels.register(AtOnce())

    @job(name="bench.bare")
    def bare(*, now: datetime, row_id: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO bench_row VALUES (%s, %s, 'asked')", [row_id, now])
            cursor.execute("UPDATE bench_row SET state = 'sent' WHERE id = %s", [row_id])

    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_row (id uuid PRIMARY KEY, at timestamptz, state text)")
    dong_id = _dong_id()
    asked: list[float] = []
    deferred: list[float] = []

    def timed(work: Callable[[], Any]) -> float:
        begun = time.perf_counter()
        work()
        return COUNT / (time.perf_counter() - begun)

    def messages() -> float:
        asked.append(timed(lambda: ask_for(dong_id, COUNT)))
        return timed(lambda: run_worker(wait=False, concurrency=2))

    def bare_jobs() -> float:
        def put() -> None:
            with transaction.atomic(), connection.cursor() as cursor:
                for _n in range(COUNT):
                    row: UUID = new_id()
                    cursor.execute(
                        "INSERT INTO bench_row VALUES (%s, %s, 'asked')", [row, timezone.now()]
                    )
                    defer("bench.bare", row_id=new_id())

        deferred.append(timed(put))
        return timed(lambda: run_worker(wait=False, concurrency=2))

    ask_for(dong_id, 1)
    ProviderSetting.objects.for_viewer(SYSTEM).update(sender="02-2620-3000")
    run_worker(wait=False)
    rate, bare_rate = alternately(ROUNDS, messages, bare_jobs)
    return {
        "messages": rate,
        "bare": bare_rate,
        "asked": sorted(asked)[len(asked) // 2],
        "deferred": sorted(deferred)[len(deferred) // 2],
    }


def _dong_id() -> int:
    from bench.prove.messages import a_dong

    return int(a_dong().pk)


def _main() -> None:
    from bench.prove.messages import alone, prepare

    with alone():
        prepare()
        sys.stdout.write(json.dumps(_run()))


if __name__ == "__main__":
    _main()
