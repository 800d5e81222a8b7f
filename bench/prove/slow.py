"""Slow people: 64 phones upload at 5 kB/s while others read."""

from __future__ import annotations

import contextlib
import hashlib
import json
import socket
import threading
import time
from collections.abc import Iterator
from functools import partial

from bench import load
from bench.asking import another, bearer, gets, new_id, record
from bench.city import token
from bench.figures import Figure, absolute, alternately, compared
from bench.house import House
from bench.measures.photos import a_photo
from bench.prove.office import OFFICE, ask, open_office

PHONES, BYTES_A_SECOND = 64, 5000
TICK_SECONDS = 0.2
ROUNDS, SECONDS, READERS, ASKED = 3, 5.0, 4, 100


def prove() -> Iterator[Figure]:
    with open_office() as house:
        path = f"/rollups/{OFFICE.last}?dong=dong-0"
        asks = partial(gets, f"/api/v1{path}", bearer(token(0, 3)))
        window = {"seconds": SECONDS, "connections": READERS}

        def undisturbed() -> float:
            return load.run(house.port, asks, **window).p95 * 1000

        def beside_slow() -> float:
            with slow_uploads(house):
                return load.run(house.port, asks, **window).p95 * 1000

        with slow_uploads(house):
            answers = [ask(house, "GET", path, token(0, 3))[0] for _ in range(ASKED)]
        # More uploads than the pools have connections: if each held one, readers were refused.
        yield absolute(
            f"{PHONES} uploads at {BYTES_A_SECOND // 1000} kB/s: readers without a database "
            f"connection, of {ASKED}",
            ASKED - answers.count(200),
            "",
            at_most=0,
        )
        beside, alone = alternately(ROUNDS, beside_slow, undisturbed)
        yield compared(
            f"{PHONES} uploads at {BYTES_A_SECOND // 1000} kB/s: p95 of {READERS} readers",
            beside,
            "ms",
            limit="the same readers alone",
            limit_figure=alone,
            at_most=2,
        )


@contextlib.contextmanager
def slow_uploads(house: House) -> Iterator[None]:
    """Photos and long batches that arrive in drops; they go on until the end of the block."""
    end = threading.Event()
    drip = threading.Thread(target=_drip, args=(house.port, end), daemon=True)
    drip.start()
    time.sleep(1.0)
    try:
        yield
    finally:
        end.set()
        drip.join(10)


def _drip(port: int, end: threading.Event) -> None:
    uploads = [_Upload(port, _request(number)) for number in range(PHONES)]
    while not end.is_set():
        begun = time.monotonic()
        for upload in uploads:
            upload.drop()
        end.wait(max(0.0, TICK_SECONDS - (time.monotonic() - begun)))
    for upload in uploads:
        upload.socket.close()


class _Upload:
    def __init__(self, port: int, request: bytes) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.request = request
        self.sent = 0

    def drop(self) -> None:
        piece = self.request[self.sent : self.sent + int(BYTES_A_SECOND * TICK_SECONDS)]
        with contextlib.suppress(OSError):
            self.socket.sendall(piece)
        self.sent += len(piece)


def _request(number: int) -> bytes:
    """Every other phone sends a photo, the others a batch that is as long."""
    headers = bearer(token(number % 2, 1 + number % 20))
    if number % 2:
        body = another(PICTURE)
        path = f"/api/v1/field/photos/{hashlib.sha256(body).hexdigest()}"
        return load.request("PUT", path, body, headers=headers | {"Content-Type": "image/jpeg"})
    records = [record(str(new_id()), 3, memo="긴 글 " * 100) for _ in range(200)]
    body = asked_as_json(records)
    headers |= {"Content-Type": "application/json"}
    return load.request("POST", "/api/v1/field/sync", body, headers=headers)


def asked_as_json(records: list[dict[str, object]]) -> bytes:
    return json.dumps({"device": "slow", "records": records}, ensure_ascii=False).encode()


PICTURE = a_photo()
