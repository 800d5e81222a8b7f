"""A small house with an office in it, for proofs."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPException
from typing import Any

from bench import city
from bench.house import House, standing

OFFICE = city.City(dongs=2, districts=1, months=1, detailed=1)
# These belong to the administration team, whose papers go to the lead and then to the head.
OFFICERS = (3, 6, 9, 12, 15, 18)


@contextlib.contextmanager
def open_office() -> Iterator[House]:
    with standing() as house:
        city.build(OFFICE, house.superuser_url)
        yield house


def ask(
    house: House,
    method: str,
    path: str,
    word: str,
    body: Any = None,
    *,
    timeout: float = 20.0,
) -> tuple[int, Any]:
    """Status and JSON of one request over a connection of its own; 0 if nobody answered whole."""
    connection = HTTPConnection("127.0.0.1", house.port, timeout=timeout)
    headers = {"Authorization": f"Bearer {word}", "Host": "localhost"}
    if isinstance(body, bytes):
        content, headers["Content-Type"] = body, "image/jpeg"
    else:
        content = json.dumps(body, ensure_ascii=False).encode() if body is not None else b""
        headers["Content-Type"] = "application/json"
    try:
        connection.request(method, f"/api/v1{path}", content, headers)
        answer = connection.getresponse()
        text = answer.read()
    except (OSError, HTTPException):
        return 0, None
    finally:
        connection.close()
    try:
        return answer.status, json.loads(text)
    except ValueError:
        return answer.status, text
