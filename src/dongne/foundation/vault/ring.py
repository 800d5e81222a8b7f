"""The keys: a file outside the database, and in production outside the data folder and backup.

`{"sealing": {"active": id, "keys": {id: base64}}, "index": {…}, "log": {…}}`; ids are eight hex
digits. A key that is no longer active still opens what it has sealed, until everything was sealed
anew; keys of the log of openings seal rows that never change, so none of them is ever forgotten.
"""

from __future__ import annotations

import base64
import json
import os
import secrets
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

KEY_BYTES = 32
# How old what we know of the file may be; a key that we do not know is looked for at once.
LOOK_AGAIN_SECONDS = 1.0


class KeyGone(Exception):
    """The key that sealed this is not in the ring. The row is as it was; nothing else breaks."""

    def __init__(self, key_id: str) -> None:
        super().__init__(f"no key {key_id}")
        self.key_id = key_id


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

    def with_new(self) -> Keys:
        """One key more, which becomes the active one."""
        key_id = secrets.token_hex(4)
        return Keys(active=key_id, keys={**self.keys, key_id: secrets.token_bytes(KEY_BYTES)})

    def without(self, key_id: str) -> Keys:
        if key_id == self.active:
            raise ValueError("the active key stays")
        return Keys(active=self.active, keys={k: v for k, v in self.keys.items() if k != key_id})

    def as_json(self) -> dict[str, Any]:
        keys = {key_id: base64.b64encode(key).decode() for key_id, key in self.keys.items()}
        return {"active": self.active, "keys": keys}

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> Keys:
        keys = {str(k): base64.b64decode(v) for k, v in told["keys"].items()}
        if told["active"] not in keys or any(len(key) != KEY_BYTES for key in keys.values()):
            raise ValueError("a ring needs an active key, and keys of 32 bytes")
        return cls(active=told["active"], keys=keys)


@dataclass(frozen=True)
class Ring:
    sealing: Keys
    index: Keys
    log: Keys

    @classmethod
    def fresh(cls) -> Ring:
        nothing = Keys(active="", keys={})
        return cls(*(nothing.with_new() for _purpose in fields(cls)))

    def as_json(self) -> dict[str, Any]:
        return {each.name: getattr(self, each.name).as_json() for each in fields(self)}

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> Ring:
        return cls(*(Keys.read(told[each.name]) for each in fields(cls)))


def path() -> Path:
    return Path(settings.KEYS_FILE)


def write(ring: Ring) -> None:
    """Put the ring in place of the file, at once and readable for its owner only."""
    where = path()
    where.parent.mkdir(parents=True, exist_ok=True)
    mine = where.with_name(f"{where.name}.{os.getpid()}.{threading.get_ident()}")
    with os.fdopen(os.open(mine, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(ring.as_json(), file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    mine.replace(where)


def _made() -> None:
    """A first ring, unless another process was faster."""
    where = path()
    where.parent.mkdir(parents=True, exist_ok=True)
    mine = where.with_name(f"{where.name}.{os.getpid()}.new")
    with os.fdopen(os.open(mine, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(Ring.fresh().as_json(), file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(mine, where)
    except FileExistsError:
        pass
    finally:
        mine.unlink()


class _Known:
    """What this process has read of the file, and when."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.ring: Ring | None = None
        self.stamp: tuple[str, int, int] | None = None
        self.looked = 0.0

    def current(self, *, anew: bool = False) -> Ring:
        now = time.monotonic()
        if self.ring is not None and not anew and now - self.looked < LOOK_AGAIN_SECONDS:
            return self.ring
        with self.lock:
            where = path()
            if not where.exists() and settings.KEYS_MAY_BE_MADE:
                _made()
            seen = where.stat()
            stamp = (str(where), seen.st_mtime_ns, seen.st_ino)
            if self.ring is None or stamp != self.stamp:
                self.ring = Ring.read(json.loads(where.read_text()))
                self.stamp = stamp
            self.looked = now
            return self.ring


_known = _Known()


def ring() -> Ring:
    """The keys as the file has them; at most a second old."""
    return _known.current()


def key_for(key_id: str) -> AESGCM:
    """The cipher of a sealing key. Raises KeyGone."""
    for anew in (False, True):
        if (cipher := _known.current(anew=anew).sealing.ciphers.get(key_id)) is not None:
            return cipher
    raise KeyGone(key_id)
