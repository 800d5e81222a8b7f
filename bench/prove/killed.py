"""kill -9 of web, worker and PostgreSQL at random moments under load.

A kill of a process, not of the machine's power: what the kernel holds is not lost.
"""

from __future__ import annotations

import contextlib
import hashlib
import random
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from bench.figures import Figure, absolute, say
from bench.house import House, NotInTime, eventually
from bench.measures.photos import a_photo
from bench.prove.office import OFFICERS, open_office
from bench.prove.phones import Clerk, Phone

KILLS = 60
NAMES = ("web", "worker", "postgres")
BACK_SECONDS = 5.0
# A dead worker's jobs are given to the next one after twenty seconds of silence; tries that failed
# while the database was away come again after a minute and more.
DRAIN_SECONDS = 240.0
CHECK = """
import django; django.setup()
from dongne.outreach.sharing.queries import check
found = check()
print("\\n".join(found.differences))
"""


@dataclass
class Course:
    """What happened while it was killed, and what was found afterwards."""

    kills: Counter[str] = field(default_factory=Counter)
    back: dict[str, float] = field(default_factory=dict)
    """The longest time until it was back, by name."""
    acknowledged: int = 0
    photos: int = 0
    approved: int = 0
    answers: Counter[int] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    without_file: list[str] = field(default_factory=list)
    undone: int = 0
    differences: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def prove(kills: int = KILLS) -> Iterator[Figure]:
    with open_office() as house:
        course = run(house, kills=kills)
    for fault in (*course.lost, *course.doubled, *course.without_file, *course.differences)[:20]:
        say(fault)
    for fault in course.faults[:20]:
        say(fault)
    when = f"kill -9 × {sum(course.kills.values())}"
    for name in NAMES:
        yield absolute(
            f"{when}: {name} killed {course.kills[name]} times, longest until it is back",
            course.back.get(name, 0.0),
            "s",
            at_most=BACK_SECONDS,
        )
    for name, found in (
        (f"acknowledged records lost, of {course.acknowledged}", len(course.lost)),
        ("records, receipts or audit rows doubled", len(course.doubled)),
        (f"photo rows without their file, of {course.photos}", len(course.without_file)),
        ("photos whose pictures were not made afterwards", course.undone),
        (
            f"differences of ledger, tally and count after {course.approved} approvals",
            len(course.differences),
        ),
        ("answers that contradict an earlier one or the interface", len(course.faults)),
        ("answers 500 instead of 503", course.answers[500]),
    ):
        yield absolute(f"{when}: {name}", found, "", at_most=0)


def run(
    house: House,
    *,
    kills: int,
    phones: int = len(OFFICERS),
    patience: float = DRAIN_SECONDS,
    seed: int = 1,
) -> Course:
    """Load, kill, wait until everything has calmed down, compare.

    `patience` is how long the pictures of the photos are waited for.
    """
    stop = threading.Event()
    picture = a_photo()
    callers = [Phone(house, officer, picture, stop) for officer in OFFICERS[:phones]]
    clerks = [Clerk(house, officer, stop) for officer in OFFICERS[: min(2, phones)]]
    for thread in (*callers, *clerks):
        thread.start()
    course = Course()
    try:
        _kill(house, course, kills, random.Random(seed))
    finally:
        stop.set()
        for thread in (*callers, *clerks):
            thread.join(60)
    for caller in callers:
        course.answers += caller.answers
        course.faults += caller.faults
    for clerk in clerks:
        course.answers += clerk.answers
        course.approved += clerk.approved
    say(f"answers: {dict(course.answers)}, {course.approved} reports approved")
    if course.answers[500]:
        say(_first_error(house.log.read_text(errors="replace")))
    _compare(house, callers, course, patience)
    return course


def _first_error(log: str) -> str:
    """What Django says of the first answer 500."""
    begin = log.find("Internal Server Error")
    return log[begin : begin + 6000] if begin >= 0 else "an answer 500 that left no trace"


def _kill(house: House, course: Course, kills: int, rng: random.Random) -> None:
    for turn in range(kills):
        # At any moment of its life, also soon after its start.
        time.sleep(rng.uniform(0.3, 2.5))
        name = NAMES[turn % len(NAMES)]
        took = _back_after(house, name)
        course.kills[name] += 1
        course.back[name] = max(took, course.back.get(name, 0.0))


def _back_after(house: House, name: str) -> float:
    killed = house.kill(name)
    try:
        return eventually(
            lambda: house.running().get(name) not in (None, killed) and house.healthy(),
            f"{name} again",
            60,
        )
    except NotInTime:
        return 60.0


def _compare(house: House, phones: list[Phone], course: Course, patience: float) -> None:
    receipts = {id_: receipt for phone in phones for id_, receipt in phone.receipts.items()}
    photos = {digest for phone in phones for digest in phone.photos}
    sent = {id_: made for phone in phones for id_, made in phone.sent.items()}
    course.acknowledged, course.photos = len(receipts), len(photos)
    with psycopg.connect(house.url, autocommit=True) as database:
        kept = dict(
            database.execute(
                "SELECT id::text, memo FROM fieldwork_activity WHERE device <> ''"
            ).fetchall()
        )
        known = database.execute("SELECT activity_id::text, id::text FROM fieldwork_receipt")
        receipt_rows = known.fetchall()
        course.lost += [f"record {id_}" for id_ in receipts if kept.get(id_) != sent[id_]["memo"]]
        missing = set(receipts.items()) - set(receipt_rows)
        course.lost += [f"receipt {receipt} of {id_}" for id_, receipt in missing]
        course.doubled += _twice("receipt", Counter(id_ for id_, _ in receipt_rows))
        audited = database.execute(
            "SELECT subject_id FROM audit_auditentry WHERE action = 'activity.recorded'"
        )
        counts = Counter(id_ for (id_,) in audited)
        course.doubled += _twice("audit row", counts)
        course.lost += [f"audit row of {id_}" for id_ in kept if id_ not in counts]
        _wait_for_pictures(database, course, patience)
        rows = database.execute("SELECT dong_id, sha256 FROM media_photo").fetchall()
        course.lost += [f"photo {digest}" for digest in photos - {digest for _, digest in rows}]
        for dong_id, digest in rows:
            if not _has_files(database, house.data / "media", dong_id, digest):
                course.without_file.append(f"photo {digest}")
    course.differences += _check_ledger(house)


def _twice(what: str, counts: Counter[Any]) -> list[str]:
    return [f"{n} × {what} of {key}" for key, n in counts.items() if n > 1]


def _wait_for_pictures(database: psycopg.Connection[Any], course: Course, patience: float) -> None:
    """As long as there are fewer and fewer; given up when `patience` seconds brought nothing."""

    def waiting() -> int:
        words = "SELECT count(*) FROM media_photo WHERE state = 'received'"
        row = database.execute(words).fetchone()
        assert row
        return int(row[0])

    course.undone = waiting()
    changed = time.monotonic()
    while course.undone and time.monotonic() - changed < patience:
        time.sleep(0.5)
        if (left := waiting()) != course.undone:
            course.undone, changed = left, time.monotonic()


def _has_files(database: psycopg.Connection[Any], media: Path, dong_id: int, digest: str) -> bool:
    """Looked at once more if not: the worker may have been between the files and the row."""
    folder = media / str(dong_id) / digest[:2]
    for _ in range(2):
        row = database.execute(
            "SELECT state FROM media_photo WHERE dong_id = %s AND sha256 = %s", [dong_id, digest]
        ).fetchone()
        assert row
        if row[0] == "ready":
            pictures = [folder / f"{digest}.{variant}" for variant in ("full", "thumb")]
            if all(picture.exists() and picture.stat().st_size > 0 for picture in pictures):
                return True
        elif row[0] == "received":
            with contextlib.suppress(FileNotFoundError):
                original = (folder / f"{digest}.original").read_bytes()
                return hashlib.sha256(original).hexdigest() == digest
    return False


def _check_ledger(house: House) -> list[str]:
    found = house.beside("-c", CHECK)
    if found.returncode:
        raise RuntimeError(found.stderr[-3000:])
    return [line for line in found.stdout.splitlines() if line]
