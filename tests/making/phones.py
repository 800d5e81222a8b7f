"""A phone in the street, as the page is one: seals, sends, goes on where it was cut off.

It speaks through a function, so that it works against Django's test client (`over_client`) and
against a running server (`over_http`) alike. It holds what it was answered, and nothing else of the
program's own: what it seals is made here anew from the words of docs/decisions/0036.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.test import Client

from dongne.lib.ids import new_id

Speak = Callable[[str, str, Mapping[str, str], bytes], tuple[int, dict[str, Any]]]
"""Method, address, headers, body → status and the JSON that came back."""

CURVE = ec.SECP256R1()
CHUNK = 256 * 1024
ROUNDS = 600_000


def text_of(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def bytes_of(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def shut(key: bytes, clear: bytes, about: str) -> bytes:
    iv = os.urandom(12)
    return iv + AESGCM(key).encrypt(iv, clear, about.encode())


def derived(secret: bytes, info: str) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=info.encode()).derive(secret)


def sealed_to(public: bytes, key: bytes, about: str) -> bytes:
    once = ec.generate_private_key(CURVE)
    secret = once.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(CURVE, public))
    point = once.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return point + shut(derived(secret, "dongne field v1"), key, about)


def over_client(client: Client, *, address: str = "203.0.113.7") -> Speak:
    """Django's test client. A session that is signed in goes with it, as a browser's would."""

    def speak(
        method: str, path: str, headers: Mapping[str, str], body: bytes
    ) -> tuple[int, dict[str, Any]]:
        answer = client.generic(
            method,
            path,
            body,
            content_type=headers.get("Content-Type", "application/json"),
            headers={k: v for k, v in headers.items() if k != "Content-Type"},
            REMOTE_ADDR=address,
        )
        return answer.status_code, _told(answer.get("Content-Type", ""), answer.content)

    return speak


def over_http(base: str, *, timeout: float = 30.0) -> Speak:
    """A running server, e.g. `http://127.0.0.1:8123`. Raises httpx.TransportError."""
    import httpx

    line = httpx.Client(base_url=base, timeout=timeout)

    def speak(
        method: str, path: str, headers: Mapping[str, str], body: bytes
    ) -> tuple[int, dict[str, Any]]:
        answer = line.request(method, path, headers=dict(headers), content=body)
        return answer.status_code, _told(answer.headers.get("Content-Type", ""), answer.content)

    return speak


def _told(kind: str, content: bytes) -> dict[str, Any]:
    return json.loads(content) if "json" in kind and content else {}


@dataclass
class Kept:
    """A record as it rests on the phone, and its photos and sounds."""

    id: UUID
    key: bytes
    envelope: dict[str, Any]
    pieces: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    """sha256 → (`photo` or `sound`, sealed bytes)."""
    answer: dict[str, Any] = field(default_factory=dict)
    here: set[str] = field(default_factory=set)

    @property
    def receipt(self) -> str:
        return str(self.answer.get("receipt", ""))


class FieldPhone:
    """One phone of one officer. `office_key` is `{id, public}` as `today.json` tells it."""

    def __init__(
        self,
        speak: Speak,
        *,
        office_key: Mapping[str, str],
        token: str = "",
        id: UUID | None = None,
    ) -> None:
        self.speak = speak
        self.id = id or new_id()
        self.token = token
        self.office_key = dict(office_key)
        self.salt = os.urandom(16)

    @classmethod
    def of(
        cls, viewer: Any, speak: Speak, *, now: datetime, label: str = "시험 전화"
    ) -> FieldPhone:
        """Enrolled straight through the services: for tests that are about something else."""
        from dongne.outreach.phones.public import enrol, told_key

        made = enrol(viewer, phone_id=new_id(), label=label, now=now)
        key = told_key(viewer, now=now)
        return cls(speak, office_key=key, token=made.token, id=made.phone.pk)

    # Through a session.

    def enrol(self, *, label: str = "시험 전화", csrf: str = "") -> int:
        """With `speak` going through a browser that is signed in; the status."""
        told = {"id": str(self.id), "label": label}
        status, answer = self._json("POST", "/field/phones", told, {"X-CSRFToken": csrf})
        self.token = answer.get("token", self.token)
        return status

    def set_pin(self, pin: str, *, csrf: str = "", rounds: int = ROUNDS) -> tuple[int, str]:
        told = {"phone": str(self.id), "verifier": self.verifier(pin, rounds=rounds)}
        status, answer = self._json("POST", "/field/phones/pin", told, {"X-CSRFToken": csrf})
        return status, answer.get("share", "")

    # With the phone's token.

    def verifier(self, pin: str, *, rounds: int = ROUNDS) -> str:
        stretched = PBKDF2HMAC(SHA256(), 64, self.salt, rounds).derive(pin.encode())
        return text_of(derived(stretched, "dongne verifier"))

    def unlock(self, pin: str, *, rounds: int = ROUNDS) -> tuple[int, dict[str, Any]]:
        told = {"verifier": self.verifier(pin, rounds=rounds)}
        return self._json("POST", "/field/phones/unlock", told, self.shown)

    def leave(self) -> int:
        return self._json("POST", "/field/phones/leave", {}, self.shown)[0]

    @property
    def shown(self) -> dict[str, str]:
        return {"Authorization": f"Phone {self.id}.{self.token}"}

    # Recording.

    def record(
        self,
        *,
        photos: Mapping[str, bytes] | None = None,
        sounds: Mapping[bytes, int] | None = None,
        draft: bool = False,
        id: UUID | None = None,
        revision: int = 1,
        key: bytes | None = None,
        **body: Any,
    ) -> Kept:
        """Seal a record; `photos` maps a role (or `role/anything`) to bytes, `sounds` bytes to
        seconds. `body` overrides what stands in it."""
        about = str(id or new_id())
        key = key or os.urandom(32)
        pieces: dict[str, tuple[str, bytes]] = {}
        told: dict[str, Any] = {
            "id": about,
            "kind": "complaint_heard",
            "field": "environment",
            "happened_at": datetime.now(UTC).isoformat(),
            "memo": "공원 의자가 부서져 있다고 하십니다.",
        }
        for what, found in (("photo", photos or {}), ("sound", sounds or {})):
            for name, data in ((n, d) for n, d in found.items()):
                clear = data if what == "photo" else name
                sha256 = hashlib.sha256(clear).hexdigest()
                pieces[sha256] = (what, shut(key, clear, sha256))
                entry = (
                    {"sha256": sha256, "role": str(name).partition("/")[0]}
                    if what == "photo"
                    else {"sha256": sha256, "seconds": data}
                )
                told.setdefault(f"{what}s", []).append(entry)
        told |= body
        made = Kept(id=UUID(about), key=key, envelope={}, pieces=pieces)
        made.envelope = self.envelope(told, about, key, draft=draft, revision=revision)
        return made

    def envelope(
        self, body: Any, about: str, key: bytes, *, draft: bool = False, revision: int = 1
    ) -> dict[str, Any]:
        clear = body if isinstance(body, bytes) else json.dumps(body).encode()
        public = bytes_of(self.office_key["public"])
        return {
            "v": 1,
            "id": about,
            "revision": revision,
            "office_key": self.office_key["id"],
            "office": text_of(sealed_to(public, key, about)),
            "body": text_of(shut(key, clear, about)),
            "draft": draft,
        }

    # Sending.

    def send(
        self, records: list[Kept], *, sent_at: datetime | None = None
    ) -> tuple[int, dict[str, Any]]:
        """One request; each record keeps its answer."""
        moment = (sent_at or datetime.now(UTC)).isoformat()
        told = {"sent_at": moment, "envelopes": [one.envelope for one in records]}
        status, answer = self._json("POST", "/field/sealed", told, self.shown)
        for one, result in zip(records, answer.get("results", []), strict=False):
            one.answer = result
        return status, answer

    def put(self, one: Kept, sha256: str, *, start: int, stop: int) -> tuple[int, dict[str, Any]]:
        """The sealed bytes from `start` up to `stop`."""
        what, sealed = one.pieces[sha256]
        headers = self.shown | {
            "Content-Type": "application/octet-stream",
            "Content-Range": f"bytes {start}-{stop - 1}/{len(sealed)}",
            "X-Record": str(one.id),
            "X-Office-Key": one.envelope["office_key"],
            "X-Sealed-Key": one.envelope["office"],
        }
        path = f"/field/sealed/files/{sha256}?what={what}"
        return self.speak("PUT", path, headers, sealed[start:stop])

    def arrived(
        self, sha256: str, what: str = "photo", *, record: UUID | None = None
    ) -> tuple[int, dict[str, Any]]:
        """How much of a record's file is there; whether at all, where no record is named."""
        path = f"/field/sealed/files/{sha256}?what={what}"
        named = {"X-Record": str(record)} if record else {}
        return self.speak("GET", path, self.shown | named, b"")

    def send_piece(
        self, one: Kept, sha256: str, *, chunk: int = CHUNK
    ) -> tuple[int, dict[str, Any]]:
        """From where the server is, to the end; the last answer."""
        what, sealed = one.pieces[sha256]
        status, there = self.arrived(sha256, what, record=one.id)
        while status in (200, 202) and not there.get("here"):
            start = min(there["received"], len(sealed) - 1)
            status, there = self.put(one, sha256, start=start, stop=min(start + chunk, len(sealed)))
        if there.get("here"):
            one.here.add(sha256)
        return status, there

    def send_all(self, records: list[Kept], *, batch: int = 20) -> None:
        """Records first, then whatever of theirs the server does not have."""
        for at in range(0, len(records), batch):
            self.send(records[at : at + batch])
        for one in records:
            if one.receipt:
                for sha256 in one.pieces:
                    self.send_piece(one, sha256)

    def _json(
        self, method: str, path: str, told: Any, headers: Mapping[str, str]
    ) -> tuple[int, dict[str, Any]]:
        given = {"Content-Type": "application/json"} | {k: v for k, v in headers.items() if v}
        return self.speak(method, path, given, json.dumps(told).encode())
