"""Real processes of the program that die by SIGKILL at a random moment of their work.

`python -m bench.prove.parcel_worker` reads a line of JSON: who acts, on which parcels, after how
many seconds it dies. It forks, lets the child work, kills it, and answers `{"seen": {…}}`: the
versions that the child was told of before it died.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from random import Random
from typing import Any
from uuid import UUID


def work(given: dict[str, Any], pipe: int) -> None:
    """In a process of its own, until it is killed."""
    from bench.prove.parcel_walks import Course, Somebody
    from dongne.delivery.custody.public import read_holder
    from dongne.foundation.organisations.public import Account, viewer_of

    def told(key: UUID, version: int) -> None:
        os.write(pipe, f"{key} {version}\n".encode())

    viewer = viewer_of(Account.objects.get(username=given["who"]))
    others = [one for text in given["others"] if (one := read_holder(text)) is not None]
    someone = Somebody(viewer, others, given["dong"], Random(given["seed"]), Course(), told=told)
    keys = [UUID(key) for key in given["keys"]]
    while True:
        someone.step(keys, {})


def main() -> None:
    import django

    django.setup()
    for line in sys.stdin:
        given = json.loads(line)
        ours, theirs = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(ours)
            try:
                work(given, theirs)
            finally:
                os._exit(1)
        os.close(theirs)
        time.sleep(given["after"])
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        with os.fdopen(ours) as said:
            # The last line may be cut where the child died.
            lines = [
                one.split() for one in said.read().splitlines(keepends=True) if one[-1] == "\n"
            ]
        seen: dict[str, int] = {}
        for key, version in lines:
            seen[key] = max(int(version), seen.get(key, 0))
        sys.stdout.write(json.dumps({"seen": seen}) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
