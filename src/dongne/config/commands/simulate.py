"""`dongne simulate locker`: a machine that is not there, in a process of its own."""

import argparse
import os
import sys
import threading
from pathlib import Path

HELP = "play a machine that is not there: a locker's controller with its doors"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("machine", choices=["locker"])
    parser.add_argument("--url", default=f"http://127.0.0.1:{os.environ.get('PORT') or 8000}")
    parser.add_argument("--locker", default="", help="its key; without it the first that there is")
    parser.add_argument("--key", default="", help="its controller's; without it one is made anew")
    parser.add_argument("--doors", type=int, default=0)
    parser.add_argument("--closes-after", type=float, default=4.0, help="seconds; 0: nobody does")
    parser.add_argument("--opens-after", type=float, default=0.3, help="seconds: slow doors")
    parser.add_argument("--stuck", default="", help="doors that do not open, e.g. 3,7")
    parser.add_argument("--lost", type=float, default=0.0, help="share of answers that get lost")
    parser.add_argument("--every", type=float, default=1.0, help="seconds between two questions")
    parser.add_argument("--beats", type=float, default=20.0, help="seconds between heartbeats")
    parser.add_argument("--memory", type=Path, help="where it writes down what it has begun")


def run(options: argparse.Namespace) -> int:
    """1 where there is no locker."""
    from dongne.config.simulators.locker import Controller, Habits, Memory

    locker, key, doors = options.locker, options.key, options.doors
    if not key:
        found = _let_in(locker)
        if found is None:
            sys.stderr.write("택배함이 없습니다 · there is no locker\n")
            return 1
        locker, key, doors = found
    habits = Habits(
        closes_after=options.closes_after,
        opens_after=options.opens_after,
        stuck=frozenset(int(one) for one in options.stuck.split(",") if one.strip()),
        lost=options.lost,
        every=options.every,
        beats=options.beats,
    )
    controller = Controller(
        options.url,
        locker,
        key,
        doors=doors or 16,
        habits=habits,
        memory=Memory.read(options.memory),
        say=lambda line: print(line, flush=True),  # noqa: T201 - what it is for
    )
    print(f"{options.url}/lockers/{locker}/screen", flush=True)  # noqa: T201
    controller.run(threading.Event())
    return 0


def _let_in(locker: str) -> tuple[str, str, int] | None:
    """On the machine of the program: a new key, which makes the one before useless."""
    from dongne.config.runtime.manage import database

    with database():
        import django

        django.setup()
        from django.utils import timezone

        from dongne.delivery.lockers.public import lockers_for, new_key
        from dongne.foundation.scope.public import SYSTEM

        rows = lockers_for(SYSTEM)
        row = rows.filter(pk=locker).first() if locker else rows.order_by("added_at").first()
        if row is None:
            return None
        made = new_key(SYSTEM, locker_id=row.pk, now=timezone.now())
        return str(row.pk), made.key, row.compartments.for_viewer(SYSTEM).count()
