"""Phones that never give up: what was not acknowledged is sent again, as it was."""

from __future__ import annotations

import hashlib
import random
import threading
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

from bench.asking import another, new_id, record
from bench.city import token
from bench.house import House
from bench.prove.office import ask
from dongne.lib.seoul import iso_seoul, seoul_day

PAUSE_SECONDS = 0.25
TOLD = {"created", "same"}


class Phone(threading.Thread):
    """Sends small batches of new records, some with photos, and now and then an old one again."""

    def __init__(self, house: House, officer: int, picture: bytes, stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self.house, self.picture, self.stop = house, picture, stop
        self.token = token(0, officer)
        self.random = random.Random(officer)
        self.sent: dict[str, dict[str, Any]] = {}
        self.receipts: dict[str, str] = {}
        self.photos: set[str] = set()
        self.answers: Counter[int] = Counter()
        self.faults: list[str] = []

    def run(self) -> None:
        while not self.stop.is_set():
            batch = [self._record() for _ in range(self.random.randrange(1, 6))]
            self._deliver(batch)
            if self.receipts and self.random.random() < 0.2:
                self._deliver([self.sent[self.random.choice(list(self.receipts))]])

    def _record(self) -> dict[str, Any]:
        photos = []
        if self.random.random() < 0.05:
            body = another(self.picture)
            digest = hashlib.sha256(body).hexdigest()
            photos = [{"sha256": digest, "role": "before"}]
            if self._until_acknowledged("PUT", f"/field/photos/{digest}", body):
                self.photos.add(digest)
        moment = datetime.now(UTC) - timedelta(minutes=1)
        made = record(
            str(new_id()),
            self.random.randrange(1, 31),
            happened_at=iso_seoul(moment),
            memo=f"확인 {self.random.getrandbits(64):x}",
            photos=photos,
        )
        self.sent[made["id"]] = made
        return made

    def _deliver(self, batch: list[dict[str, Any]]) -> None:
        body = {"device": self.token, "sent_at": iso_seoul(datetime.now(UTC)), "records": batch}
        answer = self._until_acknowledged("POST", "/field/sync", body)
        for result in answer["results"] if answer else ():
            known = self.receipts.setdefault(result["id"], result.get("receipt", ""))
            if result["status"] not in TOLD or known != result.get("receipt"):
                self.faults.append(f"{result} after receipt {known}")

    def _until_acknowledged(self, method: str, path: str, body: Any) -> Any:
        """The answer once there is one; also after the end is called, what was begun is ended."""
        while True:
            status, answer = ask(self.house, method, path, self.token, body)
            self.answers[status] += 1
            if status in (200, 201):
                return answer
            if status not in (0, 500, 503):
                self.faults.append(f"{method} {path}: {status} {answer}")
                return None
            time.sleep(PAUSE_SECONDS)


class Clerk(threading.Thread):
    """Makes reports of what an officer recorded and carries them through to the last signature."""

    def __init__(self, house: House, officer: int, stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self.house, self.stop = house, stop
        self.officer = token(0, officer)
        self.approved = 0
        self.answers: Counter[int] = Counter()

    def run(self) -> None:
        while not self.stop.is_set():
            day = seoul_day(datetime.now(UTC) - timedelta(minutes=1))
            status, report = self._ask("POST", "/reports", self.officer, {"date": str(day)})
            if status == 200:
                self._carry(report["id"])
            time.sleep(PAUSE_SECONDS)

    def _carry(self, report: str) -> None:
        """Each step again until it is seen to be done: its answer may have been lost."""
        for word, path, done in (
            (self.officer, f"/reports/{report}/submit", {"submitted", "approved"}),
            (token(0, "lead"), f"/approvals/{report}/approve", {"submitted", "approved"}),
            (token(0, "head"), f"/approvals/{report}/approve", {"approved"}),
        ):
            while True:
                status, answer = self._ask("POST", path, word, {})
                if status == 200 and answer["state"] in done:
                    break
                if status in (403, 409):
                    # Not one's turn: it was signed before, by the request whose answer was lost.
                    break
                time.sleep(PAUSE_SECONDS)
        status, answer = self._ask("GET", f"/reports/{report}", self.officer)
        self.approved += status == 200 and answer["state"] == "approved"

    def _ask(self, method: str, path: str, word: str, body: Any = None) -> tuple[int, Any]:
        status, answer = ask(self.house, method, path, word, body)
        self.answers[status] += 1
        return status, answer
