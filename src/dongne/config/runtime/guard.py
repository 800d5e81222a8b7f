"""The second line that ends the children when the supervisor dies, also where the kernel can't.

A shell that reads, from a pipe only the supervisor holds, who is running; when the pipe closes
without a goodbye it ends them. It costs a megabyte and works on every Unix.
"""

import contextlib
import subprocess
from collections.abc import Mapping

SCRIPT = """
while read -r server groups; do s=$server; g=$groups; done
[ "${s:-0}" = 0 ] || kill -INT "$s" 2>/dev/null
for group in $g; do kill -KILL -- "-$group" 2>/dev/null; done
"""


class Guard:
    def __init__(self) -> None:
        self._shell = subprocess.Popen(
            ["/bin/sh", "-c", SCRIPT],
            stdin=subprocess.PIPE,
            start_new_session=True,
            cwd="/",
            text=True,
        )

    def tell(self, running: Mapping[str, int]) -> None:
        """Who runs now: PostgreSQL is asked to shut down, the groups of the others are killed."""
        others = [str(pid) for name, pid in running.items() if name != "postgres"]
        self._say(f"{running.get('postgres', 0)} {' '.join(others)}")

    def dismiss(self) -> None:
        self._say("0")
        with contextlib.suppress(BrokenPipeError):
            assert self._shell.stdin
            self._shell.stdin.close()
        self._shell.wait()

    def _say(self, line: str) -> None:
        assert self._shell.stdin
        # Without a guard the kernel's own tie remains.
        with contextlib.suppress(BrokenPipeError):
            self._shell.stdin.write(line + "\n")
            self._shell.stdin.flush()
