"""Who runs the embedded server: PostgreSQL refuses root."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dongne.config.runtime import refusals

# A number of its own without an account, so that no other service of the machine (as with
# `nobody`) shares the database's files. It lies in a range that distributions and systemd leave
# free and below 65,536, which is all that many containers have.
OWN_UID = 60823


@dataclass(frozen=True, kw_only=True)
class Owner:
    """`uid` None: the user who started the program."""

    uid: int | None = None
    gid: int | None = None

    def process_options(self) -> dict[str, Any]:
        """Arguments for subprocess that make a child run as this user."""
        if self.uid is None:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def give(self, path: Path) -> None:
        """Hand over one file or folder."""
        if self.uid is None:
            return
        try:
            os.chown(path, self.uid, self.gid or self.uid, follow_symlinks=False)
        except OSError as error:
            raise refusals.cannot_step_down(error.strerror or str(error)) from error

    def give_tree(self, folder: Path) -> None:
        if self.uid is None:
            return
        for place, folders, files in os.walk(folder):
            for name in (".", *folders, *files):
                self.give(Path(place) / name)

    def can_enter(self, folder: Path) -> bool:
        """Tried, not computed: access lists and security modules have their say too."""
        try:
            tried = subprocess.run(
                ["/bin/sh", "-c", 'cd -- "$1"', "sh", str(folder)],
                cwd="/",
                stderr=subprocess.DEVNULL,
                check=False,
                **self.process_options(),
            )
        except (PermissionError, subprocess.SubprocessError) as error:
            raise refusals.cannot_step_down(str(error)) from error
        return tried.returncode == 0


def server_owner(cluster: Path) -> Owner:
    """The owner of an existing cluster; for a new one ourselves, or as root the own number."""
    if os.geteuid() != 0:
        return Owner()
    if cluster.exists() and (found := cluster.stat()).st_uid != 0:
        return Owner(uid=found.st_uid, gid=found.st_gid)
    return Owner(uid=OWN_UID, gid=OWN_UID)


def initdb_owner() -> Owner:
    """`initdb` insists on a name in the list of users, which the server itself does not."""
    if os.geteuid() != 0:
        return Owner()
    accounts = sorted(pwd.getpwall(), key=lambda account: account.pw_name != "nobody")
    for account in accounts:
        if account.pw_uid != 0:
            return Owner(uid=account.pw_uid, gid=account.pw_gid)
    raise refusals.cannot_step_down("no account but root")
