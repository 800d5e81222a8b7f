"""The commands behind the supervised processes."""

import os
import subprocess
import sys
from collections.abc import Mapping

from dongne.config.runtime import children, lifeline

# The boot's exit status when the database went away under it (EX_TEMPFAIL of sysexits.h).
TRY_AGAIN = 75


def program(module: str, environment: Mapping[str, str], *words: str) -> children.Spawn:
    """A Python module of ours in a group of its own, so that Ctrl-C reaches the supervisor only."""

    def spawn() -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [sys.executable, "-m", module, *words],
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            process_group=0,
            preexec_fn=lifeline.tied(),
        )

    return spawn
