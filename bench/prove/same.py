"""The same submission fifty times at once: one row, fifty equal answers."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg

from bench.asking import new_id, record
from bench.city import token
from bench.figures import Figure, absolute
from bench.house import House
from bench.prove.office import ask, open_office

TIMES, ROUNDS = 50, 20


def prove() -> Iterator[Figure]:
    with open_office() as house:
        found = [_round(house) for _ in range(ROUNDS)]
        others = [_another_body(house) for _ in range(ROUNDS)]
    rows, answers, failures = (sum(part) for part in zip(*found, strict=True))
    what = f"the same record {TIMES} times at once, {ROUNDS} times"
    yield absolute(f"{what}: rows beyond the one", rows, "", at_most=0)
    yield absolute(f"{what}: answers that differ from the first", answers, "", at_most=0)
    yield absolute(f"{what}: answers other than 200", failures, "", at_most=0)
    yield absolute(
        f"same id with another body, {ROUNDS} times: without a conflict or not kept",
        others.count(False),
        "",
        at_most=0,
    )


def _round(house: House) -> tuple[int, int, int]:
    """Rows too many, answers unlike the others, answers that failed."""
    made = record(str(new_id()), 3)
    start = threading.Barrier(TIMES)

    def send(turn: int) -> tuple[int, Any]:
        start.wait()
        return _send(house, made, device=f"phone-{turn}")

    with ThreadPoolExecutor(TIMES) as pool:
        answers = list(pool.map(send, range(TIMES)))
    good = [answer["results"][0] for status, answer in answers if status == 200]
    statuses = Counter(result["status"] for result in good)
    receipts = Counter(result.get("receipt") for result in good)
    unlike = len(good) - max(receipts.values(), default=0) + abs(statuses["created"] - 1)
    with psycopg.connect(house.url, autocommit=True) as database:
        rows = sum(
            _count(database, words, made["id"]) - 1
            for words in (
                "SELECT count(*) FROM fieldwork_activity WHERE id = %s",
                "SELECT count(*) FROM fieldwork_receipt WHERE activity_id = %s",
                "SELECT count(*) FROM audit_auditentry WHERE subject_id = %s::text",
            )
        )
    return rows, unlike, TIMES - len(good)


def _another_body(house: House) -> bool:
    made = record(str(new_id()), 3)
    _send(house, made)
    status, answer = _send(house, made | {"memo": "다른 내용"})
    with psycopg.connect(house.url, autocommit=True) as database:
        kept = _count(
            database,
            "SELECT count(*) FROM fieldwork_receipt WHERE activity_id = %s AND body IS NOT NULL",
            made["id"],
        )
    return status == 200 and answer["results"][0]["status"] == "conflict" and kept == 1


def _send(house: House, made: dict[str, Any], device: str = "phone") -> tuple[int, Any]:
    body = {"device": device, "records": [made]}
    return ask(house, "POST", "/field/sync", token(0, 3), body, timeout=60)


def _count(database: psycopg.Connection[Any], words: Any, id_: str) -> int:
    row = database.execute(words, [id_]).fetchone()
    assert row
    return int(row[0])
