"""Running other people's programs during the build: quiet when all is well."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from dongne.config.runtime import refusals


def run(
    words: Sequence[str],
    *,
    what: str,
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> None:
    """Show the program's output only when it fails, and then stop."""
    done = subprocess.run(
        words,
        cwd=folder,
        env={**os.environ, **(environment or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.stderr.write(done.stdout)
        raise refusals.build_fails(what)
