"""Thin Django on the house's PostgreSQL, for a while."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass

import psycopg

from bench.house import ROOT, House, clean_environment, eventually, free_port

DATABASE = "thin"
PREPARE = """
import django; django.setup()
from django.contrib.auth.models import User
from django.core.management import call_command
from bench.thin.models import Note
call_command("migrate", run_syncdb=True, verbosity=0)
Note.objects.create(text="world")
Note.objects.bulk_create(Note(text=f"A manhole in front of house {n}") for n in range(1000))
User.objects.get_or_create(username="somebody")
"""


@dataclass(frozen=True, slots=True)
class Thin:
    port: int
    cookie: str


@contextlib.contextmanager
def beside(house: House) -> Iterator[Thin]:
    with psycopg.connect(house.url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {DATABASE}")
    port = free_port()
    environment = clean_environment(
        THIN_DATABASE_URL=house.url.replace("/dongne?", f"/{DATABASE}?"),
        DJANGO_SETTINGS_MODULE="bench.thin.settings",
        PORT=str(port),
    )
    subprocess.run([sys.executable, "-c", PREPARE], env=environment, cwd=ROOT, check=True)
    server = subprocess.Popen(
        [sys.executable, "-m", "bench.thin.serve"],
        env=environment,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
    )
    try:
        eventually(lambda: _get(port, "/hello"), "thin Django")
        yield Thin(port, _get(port, "/sign-in"))
    finally:
        server.terminate()
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _get(port: int, path: str) -> str:
    """The cookie that came along, or any true word; empty while nobody answers."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as answer:
            return (answer.headers.get("Set-Cookie") or "none").split(";")[0]
    except OSError:
        return ""
