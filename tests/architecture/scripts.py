"""The types of the scripts."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from dongne.config.building import node


def check(root: Path) -> list[str]:
    """`npm run check`, with the Node that builds them."""
    tool = node.found()
    done = subprocess.run(
        [*tool.npm, "run", "--silent", "check"],
        cwd=root / "frontend",
        env={**os.environ, **tool.environment()},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.splitlines() or [done.stderr] if done.returncode else []
