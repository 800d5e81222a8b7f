"""Django's own commands, on the right database."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from dongne.config.runtime import folders, server


@contextmanager
def database() -> Iterator[None]:
    """DATABASE_URL in the environment: the given one, or the embedded server's.

    An embedded server that is not running is started for this while.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dongne.config.settings")
    if os.environ.get("DATABASE_URL"):
        yield
        return
    with server.running(folders.data_folder()) as url:
        os.environ["DATABASE_URL"] = url
        yield


def manage(*words: str) -> int:
    """Run one management command, as `manage.py` would: `manage("tally", "check")`."""
    with database():
        from django.core.management import execute_from_command_line

        execute_from_command_line(["dongne manage", *words])
    return 0
