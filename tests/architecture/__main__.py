"""`python -m tests.architecture [check …]`: every check of ours, each fault on a line."""

from __future__ import annotations

import os
import sys

import django
from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper

from . import bare, markup, personal_data, scripts, sizes, tables, words, writes
from .tree import ROOT

CHECKS = {
    "words": words.check,
    "bare": bare.check,
    "exemptions": bare.unused_exemptions,
    "markup": markup.check,
    "help": markup.check_help,
    "templates": markup.check_floors,
    "sizes": sizes.check,
    "writes": writes.check,
    "tables": tables.check,
    "migrations": tables.check_migrations,
    "scripts": scripts.check,
    "personal-data": personal_data.check,
    "reveals": personal_data.check_reveals,
}


def main(names: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dongne.config.settings")
    django.setup()
    # Nothing here needs a database, nor waits for one.
    BaseDatabaseWrapper.ensure_connection = _no_database  # type: ignore[method-assign]
    bad = 0
    for name in names or CHECKS:
        faults = CHECKS[name](ROOT)
        bad += len(faults)
        for fault in faults:
            sys.stdout.write(f"{name}: {fault}\n")
    if bad:
        sys.stdout.write(f"{bad} faults\n")
    return 1 if bad else 0


def _no_database(*args: object) -> None:
    raise OperationalError("no check has a database")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
