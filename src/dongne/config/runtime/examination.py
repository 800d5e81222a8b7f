"""What `dongne doctor` finds out: where things lie, what runs, how the database is set."""

import os
import platform
import pwd
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import psycopg

from dongne import __version__
from dongne.config.runtime import binaries, cluster, first_steps, folders, server

PACKAGES = ("django", "granian", "procrastinate", "psycopg", binaries.WHEEL)
SETTINGS = (
    *("server_version", "data_checksums", "fsync", "synchronous_commit"),
    *("full_page_writes", "shared_buffers", "max_connections", "listen_addresses"),
)
# An office's server that does not have these on loses data in a power cut or does not notice rot.
MUST_BE_ON = ("fsync", "synchronous_commit", "full_page_writes", "data_checksums")
LOW_MB = 1024


@dataclass(frozen=True)
class Line:
    """`trouble`: somebody should look at it."""

    name: str
    value: str
    trouble: bool = False


def versions() -> Iterator[Line]:
    yield Line("dongne", __version__)
    yield Line("python", platform.python_version())
    for name in PACKAGES:
        yield Line(name, version(name))


def places() -> Iterator[Line]:
    data = folders.data_folder()
    yield Line("program", str(folders.ROOT))
    yield Line("build", str(folders.build_folder()))
    yield from _place("data", data)
    note = folders.read_note(cluster.note_path(data)) if data.exists() else {}
    if "home" in note:
        yield from _place("database", data / note["home"])
        yield Line("socket", str(note.get("socket", "-")))


def _place(name: str, folder: Path) -> Iterator[Line]:
    if not folder.exists():
        yield Line(name, f"{folder} (아직 없음 · not there yet)")
        return
    found = folder.stat()
    owner = _user(found.st_uid)
    yield Line(name, f"{folder} (owner {owner}, mode {found.st_mode & 0o777:04o})")
    free = shutil.disk_usage(folder).free // folders.MEGABYTE
    yield Line(f"{name}: free", f"{free:,} MB", trouble=free < LOW_MB)


def _user(uid: int) -> str:
    try:
        return f"{pwd.getpwuid(uid).pw_name} ({uid})"
    except KeyError:
        return str(uid)


def processes() -> Iterator[Line]:
    data = folders.data_folder()
    if not data.exists() or not folders.is_locked(data):
        yield Line("dongne up", "실행 중이 아님 · not running")
        return
    note = folders.read_note(data / "run.json")
    yield Line("dongne up", _process(note["pid"]) if "pid" in note else "dongne db")
    for name, pid in note.get("processes", {}).items():
        yield Line(name, _process(pid))
    if "address" in note:
        yield Line("address", note["address"])
    if word := first_steps.code(data):
        yield Line("처음 시작 · set-up", f"{note.get('address', '/')}setup?code={word}")


def _process(pid: int) -> str:
    place = Path("/proc") / str(pid)
    try:
        owner, born = _user(place.stat().st_uid), place.stat().st_mtime
        pages = int((place / "statm").read_text().split()[1])
    except OSError:
        # Another system than Linux, or gone meanwhile.
        return f"pid {pid}"
    since = time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(born))
    memory = pages * os.sysconf("SC_PAGE_SIZE") // folders.MEGABYTE
    return f"pid {pid}, user {owner}, {memory} MB, since {since}"


def database() -> Iterator[Line]:
    data = folders.data_folder()
    given = os.environ.get("DATABASE_URL")
    url = given or (server.address_of(data) if data.exists() else None)
    yield Line("source", "DATABASE_URL" if given else "내장 · embedded")
    if not url or not server.answers(url):
        yield Line("answers", "아니요 · no", trouble=bool(given))
        return
    with psycopg.connect(url) as connection:
        query = "SELECT name, setting, unit FROM pg_settings WHERE name = ANY(%s)"
        found = {
            name: (f"{setting} × {unit}" if unit else setting)
            for name, setting, unit in connection.execute(query, [list(SETTINGS)])
        }
        row = connection.execute(
            "SELECT pg_size_pretty(pg_database_size(current_database())), current_user, "
            "(SELECT count(*) FROM pg_stat_activity WHERE datname = current_database())"
        ).fetchone()
        due = _deadlines(connection)
    for name in SETTINGS:
        value = found.get(name, "-")
        yield Line(name, value, trouble=name in MUST_BE_ON and value != "on")
    assert row
    yield Line("size", row[0])
    yield Line("user", row[1])
    yield Line("connections", str(row[2]))
    if due:
        yield Line("기한 · deadlines", due)


def _deadlines(connection: psycopg.Connection) -> str:
    """How many are open, late, and stopped; nothing before there is such a table."""
    there = connection.execute("SELECT to_regclass('deadlines_deadline') IS NOT NULL").fetchone()
    if not there or not there[0]:
        return ""
    row = connection.execute(
        "SELECT count(*), count(*) FILTER (WHERE due_at < now()), "
        "count(*) FILTER (WHERE standing_since IS NOT NULL) "
        "FROM deadlines_deadline WHERE ended_at IS NULL"
    ).fetchone()
    assert row
    return f"open {row[0]}, overdue {row[1]}, stopped {row[2]}"
