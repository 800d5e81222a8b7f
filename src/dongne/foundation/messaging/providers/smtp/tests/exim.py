"""Exim, started by a test: a folder, a port and a configuration of its own, nobody's mail else.

It takes mail for `example.org` and stores what it has taken in a Maildir for each name. Who a mail
is to says what happens: `kim@` has a mailbox, `later@` is put off at its address, `full@` after the
text, `gone@` has its text taken by a process that dies before it answers. Any other name is
unknown, any other domain is not served. `office` may sign in with the password `right`.
"""

from __future__ import annotations

import contextlib
import email
import email.policy
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from pathlib import Path

PROGRAM = shutil.which("exim4", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
USER = "Debian-exim"
"""Whom root lends the server to: exim serves a port only as this user, with files that are its."""

WHY_NOT = ""
if PROGRAM is None:
    WHY_NOT = "exim4 is missing: apt-get install exim4-daemon-light"
elif os.geteuid() != 0:
    WHY_NOT = "exim4 serves a port of a test only when root starts it"

SECONDS = 10

CONFIGURATION = """
primary_hostname = mail.dongne.example
spool_directory = {folder}/spool
log_file_path = {folder}/log/%slog
local_interfaces = 127.0.0.1
daemon_smtp_ports = {port}
domainlist ours = example.org
message_size_limit = 20K
deliver_drop_privilege = true
keep_environment =
tls_advertise_hosts =
host_lookup =
rfc1413_query_timeout = 0s
acl_smtp_rcpt = address
acl_smtp_data = text

begin acl

address:
  deny domains = !+ours
       message = relay not permitted
  require verify = recipient
  accept

text:
  defer condition = ${{if eq{{$recipients}}{{full@example.org}}}}
        message = mailbox full
  warn condition = ${{if eq{{$recipients}}{{gone@example.org}}}}
       set acl_m_gone = ${{run{{/bin/kill -KILL $pid}}}}
  accept

begin routers

put_off:
  driver = redirect
  domains = +ours
  local_parts = later
  data = :defer: come again later
  allow_defer

known:
  driver = accept
  domains = +ours
  local_parts = kim : full : gone
  transport = box

begin transports

box:
  driver = appendfile
  directory = {folder}/box/$local_part_data
  maildir_format
  create_directory

begin authenticators

plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_condition = ${{if and{{{{eq{{$auth2}}{{office}}}}{{eq{{$auth3}}{{right}}}}}}}}
  server_set_id = $auth2
"""


class Exim:
    """A running server at 127.0.0.1:`port`."""

    def __init__(self, port: int, folder: Path) -> None:
        self.port, self.folder = port, folder

    def delivered(self, name: str, *, count: int = 1) -> list[EmailMessage]:
        """What lies in the mailbox, once there are `count`: delivery follows the answer."""
        end = time.monotonic() + SECONDS
        while len(files := self.files(name)) < count and time.monotonic() < end:
            time.sleep(0.02)
        return [
            email.message_from_bytes(path.read_bytes(), policy=email.policy.default)  # type: ignore[misc]
            for path in files
        ]

    def files(self, name: str) -> list[Path]:
        return sorted((self.folder / "box" / name / "new").glob("*"))

    def empty(self) -> None:
        shutil.rmtree(self.folder / "box")
        _make(self.folder / "box")


@contextmanager
def exim() -> Iterator[Exim]:
    """Not in pytest's own folder, which the server's user may not enter."""
    assert PROGRAM is not None
    with tempfile.TemporaryDirectory(prefix="dongne-exim-", ignore_cleanup_errors=True) as made:
        folder = Path(made)
        _lend(folder)
        for name in ("spool", "log", "box"):
            _make(folder / name)
        port = _free_port()
        configuration = folder / "exim.conf"
        configuration.write_text(CONFIGURATION.format(folder=folder, port=port))
        _lend(configuration)
        process = subprocess.Popen(
            [PROGRAM, "-C", str(configuration), "-bdf"],
            cwd="/",
            env={},
            stdin=subprocess.DEVNULL,
            user=USER,
            group=USER,
            extra_groups=[],
        )
        try:
            _wait_for(port, process)
            yield Exim(port, folder)
        finally:
            process.terminate()
            process.wait()


def _lend(path: Path) -> None:
    user = pwd.getpwnam(USER)
    os.chown(path, user.pw_uid, user.pw_gid)


def _make(folder: Path) -> None:
    folder.mkdir()
    _lend(folder)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + SECONDS
    while time.monotonic() < end and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise AssertionError(f"exim does not answer: {process.poll()}")
