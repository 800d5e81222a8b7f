"""What the load asks for: requests of phones and browsers, made while it runs.

Without Django, since the load's own process makes them.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from bench import load
from bench.city import token

MEMO = "골목 입구 맨홀 주변이 부서져 있어 지나는 어르신이 넘어질 뻔했다고 함. 도로과에 알리기로 함"

# Where the bench's dongs lie: a square of one tong each, side by side, in degrees.
SIDE, COLUMNS, WEST, SOUTH = 0.01, 25, 126.70, 37.40


def gets(path: str, headers: dict[str, str], number: int) -> Iterator[bytes]:
    """The same page again and again."""
    request = load.request("GET", path, headers=headers)
    while True:
        yield request


def bearer(word: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {word}"}


def syncs(dongs: int, size: int, number: int) -> Iterator[bytes]:
    """Requests of one phone: batches of new records, written beforehand but for their ids."""
    rng = random.Random(number)
    headers = bearer(token(rng.randrange(dongs), 1 + number % 20))
    headers["Content-Type"] = "application/json"
    records = [record("%s", rng.randrange(1, 31)) for _ in range(size)]
    form = json.dumps({"device": f"phone-{number}", "records": records}, ensure_ascii=False)
    while True:
        body = form % tuple(new_id() for _ in range(size))
        yield load.request("POST", "/api/v1/field/sync", body.encode(), headers=headers)


def record(id_: str, tong: int, **more: Any) -> dict[str, Any]:
    return {
        "id": id_,
        "kind": "complaint_heard",
        "field": "safety",
        "happened_at": "2026-11-02T10:30:00+09:00",
        "memo": MEMO,
        "latitude": 37.5229,
        "longitude": 126.8561,
        "address": "신정4동 123-4",
        "tong": tong,
    } | more


def writes(number: int) -> Iterator[bytes]:
    body = json.dumps({"text": MEMO}).encode()
    while True:
        yield load.request("POST", "/write", body, headers={"Content-Type": "application/json"})


def new_id() -> uuid.UUID:
    """A version 7 as phones make it, without their library."""
    moment = int(datetime.now(UTC).timestamp() * 1000)
    value = moment << 80 | 7 << 76 | random.getrandbits(12) << 64 | 2 << 62
    return uuid.UUID(int=value | random.getrandbits(62))


def another(picture: bytes) -> bytes:
    """The same picture with a comment of its own, hence other bytes."""
    comment = os.urandom(16).hex().encode()
    return picture[:2] + b"\xff\xfe" + (len(comment) + 2).to_bytes(2, "big") + comment + picture[2:]


def puts(picture: bytes, dongs: int, number: int) -> Iterator[bytes]:
    """Photos of one phone, each a new one."""
    headers = bearer(token(number % dongs, 1 + number % 20)) | {"Content-Type": "image/jpeg"}
    while True:
        body = another(picture)
        path = f"/api/v1/field/photos/{hashlib.sha256(body).hexdigest()}"
        yield load.request("PUT", path, body, headers=headers)


def reports(dongs: int, key: str, number: int) -> Iterator[bytes]:
    """Reports of somebody with a telephone of their own, somewhere in some dong."""
    rng = random.Random(number)
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    while True:
        place = rng.randrange(dongs)
        form = {
            "api_key": key,
            "service_code": "dumping",
            "lat": f"{SOUTH + (place // COLUMNS + rng.random()) * SIDE:.6f}",
            "long": f"{WEST + (place % COLUMNS + rng.random()) * SIDE:.6f}",
            "description": MEMO,
            "first_name": "하나",
            "last_name": "김",
            "phone": f"010{rng.randrange(10**8):08d}",
        }
        body = urlencode(form).encode()
        yield load.request("POST", "/open311/v2/requests.json", body, headers=headers)
