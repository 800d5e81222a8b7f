"""The limit: the same rows by bare statements through psycopg, in as many connections.

Two processes, as the web has, each with a pool that its threads take connections from.
"""

from __future__ import annotations

import multiprocessing
import threading
import time
from collections.abc import Callable
from typing import Any

import psycopg
from psycopg_pool import ConnectionPool

PROCESSES = 2
WARM_UP_SECONDS = 0.4

# One piece of work in the connection's own transaction; answers how much it was.
Work = Callable[["psycopg.Connection[Any]", int], int]


def rate(url: str, work: Work, *, seconds: float, connections: int = 8) -> float:
    """Pieces of work a second, all processes together."""
    context = multiprocessing.get_context("spawn")
    barrier = context.Barrier(PROCESSES)
    pipes = []
    for number in range(PROCESSES):
        ours, theirs = context.Pipe()
        arguments = (theirs, barrier, url, work, seconds, connections // PROCESSES, number)
        process = context.Process(target=_in_process, args=arguments, daemon=True)
        process.start()
        theirs.close()
        pipes.append((ours, process))
    total = 0.0
    for ours, process in pipes:
        found = ours.recv()
        process.join()
        if isinstance(found, Exception):
            raise found
        total += found
    return total


def _in_process(
    pipe: Any, barrier: Any, url: str, work: Work, seconds: float, threads: int, number: int
) -> None:
    done = [0] * threads
    faults: list[Exception] = []
    with ConnectionPool(url, min_size=threads, max_size=threads) as pool:
        pool.wait()
        barrier.wait()
        counted_from = time.perf_counter() + WARM_UP_SECONDS
        end = counted_from + seconds

        def loop(mine: int) -> None:
            try:
                while (now := time.perf_counter()) < end:
                    with pool.connection() as connection:
                        size = work(connection, number * threads + mine)
                    if now >= counted_from:
                        done[mine] += size
            except Exception as fault:
                faults.append(fault)

        workers = [threading.Thread(target=loop, args=(n,)) for n in range(threads)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
    pipe.send(RuntimeError(str(faults[0])) if faults else sum(done) / seconds)
