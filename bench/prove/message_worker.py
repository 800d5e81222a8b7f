"""Workers for the proofs of messages: real processes that die by SIGKILL where they are told to.

`python -m bench.prove.message_worker` reads lines from its input and answers each with the way
in which a fresh worker process ended: `work N` works N jobs at a time until none is waiting; a
point's name (`POINTS`) works until a message is at that point, then dies there.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from typing import Any, NoReturn

EVENT = "proof.note"
POINTS = ("before_claim", "claimed", "handed_over", "answered", "settled")


def die(*_args: Any, **_more: Any) -> NoReturn:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def arm(point: str) -> None:
    """From now on, this process dies when a message is there."""
    from django.db import transaction

    from dongne.foundation.messaging.services import sending

    call: Callable[..., Any] = sending.call
    settle: Callable[..., Any] = sending.settle

    def handed_over(*args: Any, **more: Any) -> None:
        call(*args, **more)
        die()

    def answered(*args: Any, **more: Any) -> None:
        # The answer is written, its transaction is not.
        with transaction.atomic():
            settle(*args, **more)
            die()

    def settled(*args: Any, **more: Any) -> None:
        settle(*args, **more)
        die()

    name, armed = {
        "before_claim": ("claim", die),
        "claimed": ("call", die),
        "handed_over": ("call", handed_over),
        "answered": ("settle", answered),
        "settled": ("settle", settled),
    }[point]
    setattr(sending, name, armed)


def work(line: str) -> None:
    """In a process of its own."""
    from dongne.foundation.jobs.public import run_worker

    what, _space, more = line.partition(" ")
    if what == "work":
        run_worker(wait=False, concurrency=int(more or 1))
    else:
        arm(what)
        run_worker(wait=True, concurrency=1)


def prepare() -> None:
    """In every process: the event to tell of, and a provider that is not asked by itself."""
    from dongne.foundation.messaging.channels import channel_of
    from dongne.foundation.messaging.occasions import MessageEvent, Text, register_event

    text = Text(subject="알림", body="{note}번째 알림입니다.")
    register_event(
        MessageEvent(
            code=EVENT, title="알림", fields={"note": "1"}, texts={"ko": text}, urgent=True
        )
    )
    solapi = channel_of("solapi")
    assert solapi is not None
    solapi.can_be_asked = False


def main() -> None:
    import django

    django.setup()
    prepare()
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            try:
                work(line.strip())
            finally:
                os._exit(0)
        _child, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
