"""Brings the database up to this version and fills a new demonstration; then it is ready.

A process of its own, run by the supervisor at each start. Several may run on one server: the
first does the work, the others wait for its lock and find nothing to do.
"""

import sys
import time
from typing import Any

import psycopg
from django.apps import apps
from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand
from django.db import OperationalError, connection, transaction

from dongne import __version__
from dongne.config import schema
from dongne.config.models import Boot, Demonstration
from dongne.config.runtime import refusals
from dongne.config.runtime.processes import TRY_AGAIN

# The word as a number: PostgreSQL's advisory locks are 64-bit numbers.
LOCK = int.from_bytes(b"dongne", "big")
LEAST_SERVER = 15
PATIENCE_SECONDS = 5


class Command(BaseCommand):
    help = "Bring the database up to this version, load demonstration data, declare it ready"
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        if apps.is_installed("dongne.foundation.vault"):
            _need_keys()
        try:
            with _connected() as lock:
                if lock.info.server_version < LEAST_SERVER * 10000:
                    theirs = str(lock.info.server_version // 10000)
                    raise refusals.server_too_old(theirs, LEAST_SERVER)
                lock.execute("SELECT pg_advisory_lock(%s)", [LOCK])
                _bring_up(lock)
        except (OperationalError, psycopg.OperationalError) as error:
            sys.stderr.write(f"boot: {error}\n")
            sys.exit(TRY_AGAIN)


def _need_keys() -> None:
    from dongne.foundation.vault.public import RingAway, the_ring

    try:
        the_ring()
    except RingAway as away:
        raise refusals.Refusal(away.korean, away.english) from None


def _connected() -> "psycopg.Connection[tuple[Any, ...]]":
    parameters = connection.get_connection_params()
    for name in ("context", "cursor_factory", "prepare_threshold"):
        parameters.pop(name, None)
    end = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            return psycopg.connect(**parameters, autocommit=True)
        except psycopg.OperationalError as error:
            if time.monotonic() > end:
                # libpq names host and user here, never the password.
                reason = str(error).strip().splitlines()[0]
                raise refusals.database_away(reason) from error
        time.sleep(0.5)


def _bring_up(lock: "psycopg.Connection[tuple[Any, ...]]") -> None:
    known = _known(lock)
    if known and schema.numbers(known[0]) > schema.numbers(__version__):
        raise refusals.newer_program(known[0], __version__)
    if not known or known[1] != schema.fingerprint():
        if schema.written_by_newer():
            raise refusals.newer_program(known[0] if known else "?", __version__)
        if known:
            lock.execute("UPDATE config_boot SET ready = false")
        call_command("migrate", interactive=False, verbosity=0)
    first = Demonstration.WANTED if settings.DEMO else Demonstration.NO
    boot, _ = Boot.objects.get_or_create(id=1, defaults={"demonstration": first})
    if settings.DEMO and boot.demonstration == Demonstration.WANTED:
        _demonstrate(boot)
    boot.ready, boot.version, boot.schema = True, __version__, schema.fingerprint()
    boot.save()


def _known(lock: "psycopg.Connection[tuple[Any, ...]]") -> tuple[str, str] | None:
    """Version and schema that the database was brought up to, read without its model: the table
    may be of another version."""
    table = lock.execute("SELECT to_regclass('config_boot')").fetchone()
    if not table or table[0] is None:
        return None
    row = lock.execute("SELECT version, schema FROM config_boot").fetchone()
    return (row[0], row[1]) if row else None


def _demonstrate(boot: Boot) -> None:
    """All of it or none: whoever is killed half-way starts again from an empty database."""
    if "load_demo" not in get_commands():
        return
    with transaction.atomic():
        call_command("load_demo")
        boot.demonstration = Demonstration.LOADED
        boot.save()
