"""The keys: a file outside the database, and in production outside the data folder and backup.

`{"sealing": {"active": id, "keys": {id: base64}}, "index": {…}, "log": {…}}`; ids are eight hex
digits. A key that is no longer active still opens what it has sealed, until everything was sealed
anew; keys of the log of openings seal rows that never change, so none of them is ever forgotten.
"""

from __future__ import annotations

import base64
import fcntl
import json
import logging
import os
import secrets
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields
from functools import cached_property
from http import HTTPStatus
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.utils.translation import gettext as _

from dongne.lib.refusals import Refused

log = logging.getLogger(__name__)

KEY_BYTES = 32
# How old what we know of the file may be; a key that we do not know is looked for at once.
LOOK_AGAIN_SECONDS = 1.0


class KeyGone(Refused):
    """The key that sealed this is not in the ring. The row is as it was; nothing else breaks."""

    def __init__(self, key_id: str) -> None:
        super().__init__(
            _("이 값을 봉한 열쇠가 없어 열 수 없습니다. 시스템 관리자에게 알려 주세요."),
            code="key_gone",
        )
        self.key_id = key_id


class RingAway(KeyGone):
    """The key file is not there, can't be read, or is not a ring: nothing opens, nothing seals.

    `korean` and `english` say what is wrong with the file, for whoever looks after the machine.
    """

    status = HTTPStatus.SERVICE_UNAVAILABLE

    def __init__(self, korean: str, english: str) -> None:
        super().__init__("")
        self.message = _("개인정보 열쇠 파일을 읽을 수 없습니다. 시스템 관리자에게 알려 주세요.")
        self.code = "keys_away"
        self.korean = korean
        self.english = english


@dataclass(frozen=True)
class Keys:
    """Keys of one purpose; the active one is used for what is new."""

    active: str
    keys: Mapping[str, bytes]

    def of(self, key_id: str) -> bytes:
        try:
            return self.keys[key_id]
        except KeyError:
            raise KeyGone(key_id) from None

    @cached_property
    def ciphers(self) -> dict[str, AESGCM]:
        return {key_id: AESGCM(key) for key_id, key in self.keys.items()}

    def with_new(self) -> tuple[Keys, str]:
        """One key more, not active yet, and its id."""
        key_id = secrets.token_hex(4)
        keys = {**self.keys, key_id: secrets.token_bytes(KEY_BYTES)}
        return Keys(active=self.active or key_id, keys=keys), key_id

    def led_by(self, key_id: str) -> Keys:
        return Keys(active=key_id, keys={key_id: self.of(key_id), **self.keys})

    def without(self, key_id: str) -> Keys:
        if key_id == self.active:
            raise ValueError("the active key stays")
        return Keys(active=self.active, keys={k: v for k, v in self.keys.items() if k != key_id})

    def as_json(self) -> dict[str, Any]:
        keys = {key_id: base64.b64encode(key).decode() for key_id, key in self.keys.items()}
        return {"active": self.active, "keys": keys}

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> Keys:
        keys = {str(k): base64.b64decode(v, validate=True) for k, v in told["keys"].items()}
        if told["active"] not in keys or any(len(key) != KEY_BYTES for key in keys.values()):
            raise ValueError("a ring needs an active key, and keys of 32 bytes")
        if any(len(bytes.fromhex(key_id)) != 4 for key_id in keys):
            raise ValueError("the id of a key is eight hex digits")
        return cls(active=told["active"], keys=keys)


@dataclass(frozen=True)
class Ring:
    sealing: Keys
    index: Keys
    log: Keys

    @classmethod
    def fresh(cls) -> Ring:
        nothing = Keys(active="", keys={})
        return cls(*(nothing.with_new()[0] for _purpose in fields(cls)))

    def as_json(self) -> dict[str, Any]:
        return {each.name: getattr(self, each.name).as_json() for each in fields(self)}

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> Ring:
        return cls(*(Keys.read(told[each.name]) for each in fields(cls)))


def path() -> Path:
    return Path(settings.KEYS_FILE)


def make() -> bool:
    """A first ring; False where another process was faster. Raises OSError."""
    where = path()
    where.parent.mkdir(parents=True, exist_ok=True)
    mine = _written(Ring.fresh(), where)
    try:
        os.link(mine, where)
    except FileExistsError:
        return False
    finally:
        mine.unlink()
    _settled(where.parent)
    return True


def write(ring: Ring) -> None:
    """Put the ring in place of the file, at once and readable for its owner only."""
    where = path()
    _written(ring, where).replace(where)
    _settled(where.parent)
    known.forget()


def change(to: Callable[[Ring], Ring]) -> Ring:
    """Read, change and write the file while nobody else does."""
    with _held(path().with_suffix(".lock")):
        changed = to(known.current(anew=True))
        write(changed)
        return changed


def _written(ring: Ring, where: Path) -> Path:
    mine = where.with_name(f"{where.name}.{os.getpid()}.{threading.get_ident()}")
    with os.fdopen(os.open(mine, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(ring.as_json(), file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    return mine


def _settled(folder: Path) -> None:
    """The name of the file survives a power cut too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _held(lock: Path) -> Iterator[None]:
    with os.fdopen(os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _read(where: Path) -> Ring:
    """Raises RingAway."""
    try:
        return Ring.read(json.loads(where.read_text()))
    except FileNotFoundError:
        raise RingAway(
            f"개인정보 열쇠 파일이 없습니다. DONGNE_KEYS를 확인하거나, 처음이라면 "
            f"`dongne keys make`로 만들어 주세요: {where}",
            f"The key file is not there; check DONGNE_KEYS, or make a first one with "
            f"`dongne keys make`: {where}",
        ) from None
    except OSError as error:
        raise RingAway(
            f"개인정보 열쇠 파일을 읽을 수 없습니다({error.strerror}). 소유자와 권한을 확인해 "
            f"주세요: {where}",
            f"The key file cannot be read ({error.strerror}); check its owner and mode: {where}",
        ) from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise RingAway(
            f"개인정보 열쇠 파일이 아니거나 손상되었습니다. 따로 보관한 사본을 되돌려 주세요: "
            f"{where}",
            f"This is not a key file, or it is damaged; put back the copy kept apart: {where}",
        ) from None


class Known:
    """What this process has read of the file, and when."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.ring: Ring | None = None
        self.stamp: tuple[str, int, int] | None = None
        self.looked = 0.0

    def forget(self) -> None:
        """Look at the file the next time, however short ago that was."""
        self.looked = float("-inf")

    def current(self, *, anew: bool = False) -> Ring:
        """Raises RingAway, unless a ring was known: a file that goes away does not stop us."""
        now = time.monotonic()
        if self.ring is not None and not anew and now - self.looked < LOOK_AGAIN_SECONDS:
            return self.ring
        with self.lock:
            where = path()
            if settings.KEYS_MAY_BE_MADE and self.ring is None and not where.exists():
                make()
            try:
                if self.ring is None or _stamp(where) != self.stamp:
                    self.stamp = _stamp(where)
                    self.ring = _read(where)
            except RingAway as away:
                if self.ring is None or (self.stamp is not None and self.stamp[0] != str(where)):
                    raise
                log.error("%s What was read before is used.", away.english)
            self.looked = now
            return self.ring


def _stamp(where: Path) -> tuple[str, int, int]:
    """Changes whenever the file does."""
    try:
        seen = where.stat()
    except OSError:
        return (str(where), 0, 0)
    return (str(where), seen.st_mtime_ns, seen.st_ino)


known = Known()


def ring() -> Ring:
    """The keys as the file has them; at most a second old. Raises RingAway."""
    return known.current()


def key_for(key_id: str) -> AESGCM:
    """The cipher of a sealing key. Raises KeyGone."""
    for anew in (False, True):
        if (cipher := known.current(anew=anew).sealing.ciphers.get(key_id)) is not None:
            return cipher
    raise KeyGone(key_id)


def log_key(key_id: str) -> bytes:
    """Raises KeyGone."""
    for anew in (False, True):
        if (key := known.current(anew=anew).log.keys.get(key_id)) is not None:
            return key
    raise KeyGone(key_id)
