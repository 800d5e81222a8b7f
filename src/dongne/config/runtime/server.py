"""The embedded server while it runs: its socket, its process, its roles, its address."""

import hashlib
import os
import secrets
import shutil
import signal
import stat
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from dongne.config.runtime import cluster, folders, lifeline, refusals
from dongne.config.runtime.cluster import SUPERUSER, Cluster

ROLE = DATABASE = "dongne"
# A killed server's remains (its workers, its memory, a zombie) may keep the next one out a moment;
# but who fails for this long fails for a reason.
KEPT_OUT_SECONDS = 20
# Repairing after a crash may take long, and while the process lives it is getting on with it.
REPAIR_SECONDS = 600


def address_of(data: Path) -> str | None:
    """Where the embedded server of this data folder is reached while it runs, if it has one."""
    note = folders.read_note(cluster.note_path(data))
    if "socket" not in note:
        return None
    return f"postgresql://{ROLE}:{note['password']}@/{DATABASE}?host={quote(note['socket'], '')}"


def answers(url: str) -> bool:
    try:
        psycopg.connect(url, connect_timeout=3).close()
    except psycopg.OperationalError:
        return False
    return True


@dataclass
class Server:
    data: Path
    cluster: Cluster
    socket: Path
    superuser_password: str
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        url = address_of(self.data)
        assert url
        return url

    def spawn(self) -> subprocess.Popen[bytes]:
        """Start the process, tied to ours: when we end, it shuts down without waiting."""
        who = self.cluster.owner
        with self.cluster.start_log.open("w") as log:
            who.give(self.cluster.start_log)
            self.process = subprocess.Popen(
                [
                    self.cluster.programs.path("postgres"),
                    *("-D", str(self.cluster.files), "-k", str(self.socket)),
                ],
                cwd="/",
                env={"LC_ALL": "C"},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                process_group=0,
                preexec_fn=lifeline.tied(signal.SIGINT),
                **who.process_options(),
            )
        return self.process

    def start(self, given_up: Callable[[], bool] = lambda: False) -> None:
        """Start and wait until it answers or is `given_up`; then see to role and database."""
        begun = time.monotonic()
        self.spawn()
        while not (connection := self._try_superuser()):
            assert self.process
            if given_up():
                return
            waited = time.monotonic() - begun
            if self.process.poll() is not None:
                if waited > KEPT_OUT_SECONDS or not self._kept_out():
                    folders.need_room(self.cluster.home, cluster.RUNNING_MB)
                    raise refusals.server_fails(self._reason(), self.cluster.start_log)
                time.sleep(0.2)
                self.spawn()
            elif waited > REPAIR_SECONDS:
                self.stop()
                raise refusals.server_fails("timeout", self.cluster.start_log)
            time.sleep(0.02)
        with connection:
            _make_role(connection, self._password())
            _make_database(connection)

    def stop(self, seconds: float = 5) -> None:
        """Fast shutdown: open transactions are rolled back, the files are left clean."""
        process = self.process
        if process is None or process.poll() is not None:
            return
        process.send_signal(signal.SIGINT)
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGQUIT)
            try:
                process.wait(2)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def close(self) -> None:
        """Stop, and leave no socket folder behind."""
        self.stop()
        shutil.rmtree(self.socket, ignore_errors=True)

    def _try_superuser(self) -> "psycopg.Connection[tuple[object, ...]] | None":
        try:
            return psycopg.connect(
                host=str(self.socket),
                user=SUPERUSER,
                password=self.superuser_password,
                dbname="postgres",
                autocommit=True,
                connect_timeout=3,
            )
        except psycopg.OperationalError:
            return None

    def _password(self) -> str:
        return str(folders.read_note(cluster.note_path(self.data))["password"])

    def _reason(self) -> str:
        return cluster.last_line(self.cluster.start_log.read_text(errors="replace"))

    def _kept_out(self) -> bool:
        """Whether the remains of the last server are what keeps this one from starting."""
        text = self.cluster.start_log.read_text(errors="replace")
        return any(
            sign in text
            for sign in ("lock file", "shared memory block", "already in use", "postmaster.pid")
        )


def _make_role(connection: "psycopg.Connection[tuple[object, ...]]", password: str) -> None:
    """An owner of the database who is not the superuser, so that row security binds it."""
    known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE]).fetchone()
    verb = "ALTER" if known else "CREATE"
    connection.execute(
        sql.SQL("{} ROLE {} LOGIN CREATEDB PASSWORD {}").format(
            sql.SQL(verb), sql.Identifier(ROLE), sql.Literal(password)
        )
    )


def _make_database(connection: "psycopg.Connection[tuple[object, ...]]") -> None:
    query = "SELECT 1 FROM pg_database WHERE datname = %s"
    if not connection.execute(query, [DATABASE]).fetchone():
        connection.execute(
            sql.SQL("CREATE DATABASE {} OWNER {}").format(
                sql.Identifier(DATABASE), sql.Identifier(ROLE)
            )
        )


def prepared(data: Path, extra: dict[str, str] | None = None) -> Server:
    """The server of this data folder, not started yet. The caller holds the folder's lock."""
    path = cluster.note_path(data)
    note = folders.read_note(path)
    if "password" not in note:
        # Noted before the cluster is made with it.
        note["password"] = secrets.token_urlsafe(24)
        note["superuser_password"] = secrets.token_urlsafe(24)
        folders.write_note(path, note)
    opened = cluster.opened(data, note["superuser_password"], extra)
    socket = _socket_folder(data)
    opened.owner.give(socket)
    note = folders.read_note(path)
    note["socket"] = str(socket)
    folders.write_note(path, note)
    return Server(data, opened, socket, note["superuser_password"])


def _socket_folder(data: Path) -> Path:
    """A short folder of our own: a socket's path has about a hundred characters.

    The same one at every start, as far as nobody else has put something in its place.
    """
    mark = hashlib.sha256(os.fsencode(data)).hexdigest()[:12]
    user = os.geteuid()
    if user == 0 and os.access("/run", os.W_OK):
        parent = Path("/run/dongne")
        parent.mkdir(mode=0o711, exist_ok=True)
        parent.chmod(0o711)
        folder = parent / mark
    else:
        runtime = os.environ.get("XDG_RUNTIME_DIR", "")
        own = bool(runtime) and len(runtime) < 60 and os.access(runtime, os.W_OK)
        folder = Path(runtime if own else "/tmp") / f"dongne-{user}-{mark}"  # noqa: S108
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        found = folder.lstat()
        mine = found.st_uid == user or (user == 0 and str(folder).startswith("/run/"))
        if not (stat.S_ISDIR(found.st_mode) and mine):
            return Path(tempfile.mkdtemp(prefix="dongne-", dir="/tmp"))
        folder.chmod(0o700)
    return folder


@contextmanager
def running(data: Path, extra: dict[str, str] | None = None) -> Iterator[str]:
    """The address of a running server: the one that runs already, or one for just this while."""
    folders.prepare(data)
    if (url := address_of(data)) and answers(url):
        yield url
        return
    with folders.locked(data):
        server = prepared(data, extra)
        try:
            server.start()
            yield server.url
        finally:
            server.stop()
