"""The stand-in, started and spoken to."""

from __future__ import annotations

import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PROGRAM = Path(__file__).with_name("stand_in.py")


class StandIn:
    """A running stand-in at `url`."""

    def __init__(self, url: str) -> None:
        self.url = url

    def control(self, **told: Any) -> None:
        self._ask("/_control", told)

    def ledger(self) -> list[dict[str, Any]]:
        return list(self._ask("/_ledger"))

    def report(self, *, url: str, secret: str, status: str = "4000") -> list[int]:
        answer = self._ask("/_report", {"url": url, "secret": secret, "status": status})
        return list(answer["statuses"])

    def _ask(self, path: str, body: Any = None) -> Any:
        raw = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, raw)  # noqa: S310 - of the test
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 - of the test
            return json.loads(answer.read())


@contextmanager
def stand_in() -> Iterator[StandIn]:
    process = subprocess.Popen([sys.executable, PROGRAM], stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        port = int(process.stdout.readline())
        yield StandIn(f"http://127.0.0.1:{port}")
    finally:
        process.kill()
        process.wait()
