"""The embedded database's files: where they lie, how they are made, how they are set."""

import contextlib
import hashlib
import locale
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from dongne.config.runtime import binaries, folders, lifeline, owner, refusals
from dongne.config.runtime.binaries import MAJOR, Binaries
from dongne.config.runtime.owner import Owner

SYSTEM_HOME = Path("/var/lib/dongne")
NEW_CLUSTER_MB = 300
RUNNING_MB = 20
SUPERUSER = "postgres"

SETTINGS = {
    "listen_addresses": "''",
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "shared_buffers": "128MB",
    "synchronous_commit": "on",
    "fsync": "on",
    "max_wal_size": "512MB",
    # Short statements only: compiling them costs more than it saves.
    "jit": "off",
    "timezone": "'Asia/Seoul'",
    "log_timezone": "'Asia/Seoul'",
    "lc_messages": "'C'",
    "logging_collector": "on",
    "log_directory": "'../logs'",
    "log_filename": "'postgresql-%a.log'",
    "log_file_mode": "0600",
    "log_rotation_age": "1d",
    "log_truncate_on_rotation": "on",
    "log_checkpoints": "off",
    # A failed statement carries people's data as literals, and so does the detail of a message.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
if sys.platform == "linux":
    # After a crash: one flush of the disk, not one for each of 1,600 files. Seconds sooner back.
    SETTINGS["recovery_init_sync_method"] = "syncfs"
# For a server that is thrown away: its data need not survive the machine.
THROWAWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass(frozen=True, kw_only=True)
class Cluster:
    home: Path
    owner: Owner
    programs: Binaries

    @property
    def files(self) -> Path:
        return self.home / "cluster"

    @property
    def logs(self) -> Path:
        return self.home / "logs"

    @property
    def start_log(self) -> Path:
        return self.logs / "start.log"


def note_path(data: Path) -> Path:
    return data / "postgres.json"


def _home(data: Path) -> Path:
    """Inside the data folder if the server's user gets there, else in the system's place.

    Asked once: the answer is kept, since a cluster does not wander when permissions change.
    """
    if noted := folders.read_note(note_path(data)).get("home"):
        home = data / noted
        if not (home / "cluster").exists():
            raise refusals.cluster_missing(home)
        return home
    if os.geteuid() == 0 and not owner.server_owner(data / "none").can_enter(data):
        return SYSTEM_HOME / hashlib.sha256(os.fsencode(data)).hexdigest()[:16]
    return data / "postgres"


def _make_home(home: Path) -> None:
    home.mkdir(parents=True, exist_ok=True)
    if os.geteuid() == 0 and home.is_relative_to(SYSTEM_HOME):
        SYSTEM_HOME.chmod(0o711)
    home.chmod(0o711 if os.geteuid() == 0 else 0o700)


def opened(data: Path, password: str, extra: dict[str, str] | None = None) -> Cluster:
    """The cluster of this data folder, made if there is none; ready to be started."""
    home = _home(data)
    _make_home(home)
    fresh = not (home / "cluster").exists()
    folders.need_room(home, NEW_CLUSTER_MB if fresh else RUNNING_MB)
    who = owner.server_owner(home / "cluster")
    if not who.can_enter(home):
        raise refusals.cluster_unreachable(home)
    if not fresh:
        _check_version(home / "cluster")
    programs = binaries.in_wheel() if who.uid is None else binaries.copied_to(home)
    cluster = Cluster(home=home, owner=who, programs=programs)
    cluster.logs.mkdir(mode=0o700, exist_ok=True)
    who.give(cluster.logs)
    if fresh:
        _initdb(cluster, password)
    note = folders.read_note(note_path(data))
    if "home" not in note:
        inside = home.is_relative_to(data)
        note["home"] = str(home.relative_to(data) if inside else home)
        folders.write_note(note_path(data), note)
    _write_settings(cluster, {**SETTINGS, **(extra or {})})
    return cluster


def _check_version(files: Path) -> None:
    try:
        theirs = (files / "PG_VERSION").read_text().strip()
    except PermissionError as error:
        raise refusals.folder_closed(files) from error
    except FileNotFoundError as error:
        raise refusals.cluster_missing(files) from error
    if theirs != str(MAJOR):
        newer = not theirs.isdigit() or int(theirs) > MAJOR
        say = refusals.newer_server if newer else refusals.older_server
        raise say(files, theirs, str(MAJOR))


def _initdb(cluster: Cluster, password: str) -> None:
    """Made beside its place and then moved there, so that a half-made cluster is never taken."""
    fresh = cluster.home / "cluster.new"
    secret = cluster.home / "password.new"
    shutil.rmtree(fresh, ignore_errors=True)
    maker = owner.initdb_owner()
    fresh.mkdir(mode=0o700)
    maker.give(fresh)
    folders.write_private(secret, password + "\n")
    maker.give(secret)
    try:
        made = subprocess.run(
            [
                cluster.programs.path("initdb"),
                *("--pgdata", str(fresh), "--username", SUPERUSER, "--pwfile", str(secret)),
                *("--auth", "scram-sha-256", "--data-checksums", "--encoding", "UTF8"),
                *("--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"),
                *("--locale", _system_locale(), "--no-instructions"),
            ],
            cwd="/",
            env={"LC_ALL": "C"},
            capture_output=True,
            text=True,
            check=False,
            process_group=0,
            preexec_fn=lifeline.tied(),
            **maker.process_options(),
        )
    finally:
        secret.unlink()
    if made.returncode:
        folders.write_private(cluster.start_log, made.stdout + made.stderr)
        folders.need_room(cluster.home, NEW_CLUSTER_MB)
        raise refusals.server_fails(last_line(made.stderr), cluster.start_log)
    cluster.owner.give_tree(fresh)
    fresh.rename(cluster.files)


def _system_locale() -> str:
    """The C library's locale, which older systems lack; the database's own is built in."""
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        locale.setlocale(locale.LC_CTYPE, "C.UTF-8")
    except locale.Error:
        return "C"
    else:
        return "C.UTF-8"
    finally:
        locale.setlocale(locale.LC_CTYPE, before)


def _write_settings(cluster: Cluster, settings: dict[str, str]) -> None:
    lines = [
        "# Written anew at each start; what an office changes goes to postgresql.local.conf.",
        *(f"{name} = {value}" for name, value in settings.items()),
        "include_if_exists = 'postgresql.local.conf'",
    ]
    for name, text in (
        ("postgresql.conf", "\n".join(lines)),
        ("pg_hba.conf", "local all all scram-sha-256"),
    ):
        path = cluster.files / name
        folders.write_private(path, text + "\n")
        cluster.owner.give(path)


def last_line(text: str) -> str:
    """What went wrong, out of a program's messages."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for line in reversed(lines):
        for mark in ("FATAL:", "PANIC:", "error:", "ERROR:"):
            if mark in line:
                return line.split(mark, 1)[1].strip()
    return lines[-1] if lines else "?"


def remove(data: Path) -> None:
    """For throw-away servers: also what lies outside the data folder."""
    with contextlib.suppress(refusals.Refusal):
        home = _home(data)
        if not home.is_relative_to(data):
            shutil.rmtree(home, ignore_errors=True)
