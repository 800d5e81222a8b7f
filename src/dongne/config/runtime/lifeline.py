"""A child that ends when its parent ends, even when the parent is killed with -9."""

import ctypes
import os
import signal
import sys
from collections.abc import Callable

PR_SET_PDEATHSIG = 1
# Loaded before any fork: a child between fork and exec should not have to open files.
LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def wish(how: int = signal.SIGKILL) -> None:
    """Ask the kernel to send this process `how` when its parent is gone.

    The kernel forgets the wish when a process changes its user, so it is asked after that.
    """
    if LIBC is not None:
        LIBC.prctl(PR_SET_PDEATHSIG, how, 0, 0, 0)


def end_with(parent: int, how: int = signal.SIGKILL) -> None:
    """As `wish`; and if the parent is gone already, end now."""
    wish(how)
    if os.getppid() != parent:
        os._exit(1)


def tied(how: int = signal.SIGKILL) -> Callable[[], None]:
    """For `subprocess.Popen(preexec_fn=…)`, which calls it after the change of user."""
    parent = os.getpid()
    return lambda: end_with(parent, how)
