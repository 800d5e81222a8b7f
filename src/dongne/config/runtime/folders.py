"""The data folder: made, checked, locked, and its small notes."""

import errno
import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from dongne.config.runtime import refusals

ROOT = Path(__file__).resolve().parents[4]
MEGABYTE = 1024 * 1024


def data_folder() -> Path:
    return Path(os.environ.get("DONGNE_DATA") or ROOT / "var").resolve()


def build_folder() -> Path:
    return Path(os.environ.get("DONGNE_BUILD") or ROOT / "build").resolve()


def prepare(folder: Path) -> None:
    """Make the data folder, or see that an existing one can be used as it is.

    Made by root it can be passed through but not listed (0711), so that the database's own user
    reaches its cluster inside; what is private in it has its own permissions. An existing folder's
    permissions are never touched.
    """
    try:
        if not folder.exists():
            folder.mkdir(parents=True)
            folder.chmod(0o711 if os.geteuid() == 0 else 0o700)
        probe = folder / f".probe.{os.getpid()}"
        probe.touch()
        probe.unlink()
        list(folder.iterdir())
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise refusals.no_room(folder, 1) from error
        raise refusals.folder_closed(folder) from error
    media = folder / "media"
    if not media.exists():
        media.mkdir(mode=0o700)


def need_room(folder: Path, megabytes: int) -> None:
    if shutil.disk_usage(folder).free < megabytes * MEGABYTE:
        raise refusals.no_room(folder, megabytes)


@contextmanager
def locked(folder: Path, busy: refusals.Refusal | None = None) -> Iterator[None]:
    """Hold the folder for this process alone. The lock goes with the process, however it ends."""
    handle = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise busy or refusals.already_running(folder) from None
        yield
    finally:
        os.close(handle)


@contextmanager
def waiting_for(folder: Path) -> Iterator[None]:
    """Hold the folder, after whoever holds it now."""
    handle = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def is_locked(folder: Path) -> bool:
    try:
        with locked(folder):
            return False
    except refusals.Refusal:
        return True


def read_note(path: Path) -> dict[str, Any]:
    """A small JSON file; an absent one is empty."""
    try:
        note: dict[str, Any] = json.loads(path.read_text())
    except FileNotFoundError:
        return {}
    except PermissionError as error:
        raise refusals.file_closed(path) from error
    return note


def write_private(path: Path, text: str) -> None:
    """Readable by this user only, and whole or not at all even when the power goes."""
    mine = path.with_name(f".{path.name}.{os.getpid()}")
    handle = os.open(mine, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    mine.replace(path)


def write_note(path: Path, note: dict[str, Any]) -> None:
    write_private(path, json.dumps(note, indent=1, ensure_ascii=False) + "\n")
