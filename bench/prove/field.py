"""kill -9 of the web process while phones send what they have sealed.

Phones that record without network send records, photos in parts and voices, again and again until
each has its receipt; the web process, with everything it has started, is killed at random points of
that, the database being set as in production. Afterwards server and phones are compared by id and
hash. A kill of processes, not of the machine's power: what the kernel holds is not lost.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import random
import signal
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

import httpx
import psycopg

from bench.asking import another
from bench.city import token
from bench.figures import Figure, absolute, say
from bench.house import House, NotInTime, eventually
from bench.measures.photos import a_photo
from bench.prove.office import OFFICERS, open_office

if TYPE_CHECKING:
    from tests.making.phones import FieldPhone, Kept

KILLS = 200
PAUSE_SECONDS = 0.25
CHUNK = 64 * 1024
TOLD = {"created", "same"}
# Puts phones into the house as their officers would, and says what each needs to speak.
ENROL = """
import json, sys
import django; django.setup()
from django.utils import timezone
from dongne.foundation.organisations.public import Officer, viewer_of
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.ids import new_id
from dongne.outreach.phones.public import enrol, told_key
made = []
for key in json.loads(sys.argv[1]):
    officer = Officer.objects.for_viewer(SYSTEM).filter(account__username=key).get()
    viewer, now = viewer_of(officer.account), timezone.now()
    phone = enrol(viewer, phone_id=new_id(), label="proof", now=now)
    key = told_key(viewer, now=now)
    made.append({"id": str(phone.phone.pk), "token": phone.token, "office_key": key})
print(json.dumps(made))
"""


@dataclass
class Course:
    """What happened while it was killed, and what was found afterwards."""

    kills: int = 0
    back: float = 0.0
    records: int = 0
    photos: int = 0
    sounds: int = 0
    cut: int = 0
    """Requests that were on their way when nobody answered any more."""
    answers: Counter[int] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    without_file: list[str] = field(default_factory=list)
    receipts: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def prove(kills: int = KILLS, minutes: float = 0) -> Iterator[Figure]:
    """`minutes`: no kill after so many, if there is not time for all of them; 0: no end to it."""
    with open_office() as house:
        course = run(house, kills=kills, seconds=minutes * 60 or None)
    found = (course.lost, course.doubled, course.without_file, course.receipts, course.faults)
    for fault in [one for faults in found for one in faults][:20]:
        say(fault)
    what = (
        f"{course.kills} kills of the web process while sealed records were sent "
        f"({course.records} records, {course.photos} photos, {course.sounds} voices acknowledged, "
        f"{course.cut} requests cut off)"
    )
    for name, faults in (
        ("acknowledged and lost, or another than was sent", course.lost),
        ("doubled", course.doubled),
        ("photos and voices without their file", course.without_file),
        ("receipts that the doctor does not find sound", course.receipts),
        ("answers that contradict an earlier one", course.faults),
    ):
        yield absolute(f"{what}: {name}", len(faults), "", at_most=0)
    yield absolute(f"{what}: answers 500", course.answers[500], "", at_most=0)


def run(
    house: House,
    *,
    kills: int,
    phones: int = len(OFFICERS),
    seed: int = 1,
    seconds: float | None = None,
) -> Course:
    """Send, kill, let every phone come to its end, compare."""
    stop = threading.Event()
    picture, course = a_photo(), Course()
    senders = [
        Sender(house, told, picture, stop, seed=seed + n)
        for n, told in enumerate(enrolled(house, phones))
    ]
    for sender in senders:
        sender.start()
    try:
        _kill(house, course, kills, random.Random(seed), seconds)
    finally:
        stop.set()
        for sender in senders:
            sender.join(120)
    for sender in senders:
        course.answers += sender.answers
        course.cut += sender.cut
        course.faults += sender.faults
        if sender.is_alive():
            course.lost.append("a phone that never came to its end")
    say(f"answers: {dict(course.answers)}, {course.cut} cut off")
    _compare(house, senders, course)
    return course


def enrolled(house: House, phones: int) -> list[dict[str, Any]]:
    """One phone each of the first officers, and what it needs to speak."""
    names = [token(0, n).removeprefix("token-") for n in OFFICERS[:phones]]
    made = house.beside("-c", ENROL, json.dumps(names))
    if made.returncode:
        raise RuntimeError(made.stderr[-3000:])
    return list(json.loads(made.stdout.splitlines()[-1]))


class Sender(threading.Thread):
    """One phone that never gives up: what was not acknowledged is sent again, as it was."""

    def __init__(
        self,
        house: House,
        told: dict[str, Any],
        picture: bytes,
        stop: threading.Event,
        *,
        seed: int,
    ) -> None:
        super().__init__(daemon=True)
        from tests.making.phones import FieldPhone, over_http

        self.picture, self.stop = picture, stop
        self.random = random.Random(seed)
        self.phone: FieldPhone = FieldPhone(
            over_http(f"http://127.0.0.1:{house.port}", timeout=20.0),
            office_key=told["office_key"],
            token=told["token"],
            id=UUID(told["id"]),
        )
        self.sent: dict[str, tuple[Kept, str]] = {}
        """Record → envelope, memo."""
        self.given: dict[str, dict[str, Any]] = {}
        """Record → its first answer."""
        self.here: set[tuple[str, str]] = set()
        """(photo or sound, sha256) that the server has said to have."""
        self.answers: Counter[int] = Counter()
        self.cut = 0
        self.faults: list[str] = []

    def run(self) -> None:
        while not self.stop.is_set():
            batch = [self._record() for _ in range(self.random.randrange(1, 5))]
            self._deliver(batch)
            for one in batch:
                for sha256 in one.pieces:
                    self._deliver_piece(one, sha256)
            if self.random.random() < 0.2:
                self._deliver([self.random.choice(list(self.sent.values()))[0]])

    def _record(self) -> Kept:
        photos, sounds = {}, {}
        if self.random.random() < 0.3:
            photos = {"before": another(self.picture), "after": another(self.picture)}
        if self.random.random() < 0.1:
            sounds = {a_voice(self.random): 3}
        memo = f"확인 {self.random.getrandbits(64):x}"
        moment = datetime.now(UTC) - timedelta(minutes=1)
        made = self.phone.record(
            photos=photos, sounds=sounds, memo=memo, happened_at=moment.isoformat()
        )
        self.sent[str(made.id)] = made, memo
        return made

    def _deliver(self, batch: list[Kept]) -> None:
        answer = self._until_acknowledged(lambda: self.phone.send(batch))
        for result in answer.get("results", []):
            known = self.given.setdefault(result["id"], result)
            equal = all(known.get(name) == result.get(name) for name in ("receipt", "signed"))
            if result["status"] not in TOLD or not result.get("receipt") or not equal:
                self.faults.append(f"{result} after {known}")

    def _deliver_piece(self, one: Kept, sha256: str) -> None:
        answer = self._until_acknowledged(lambda: self.phone.send_piece(one, sha256, chunk=CHUNK))
        if answer.get("here"):
            self.here.add((one.pieces[sha256][0], sha256))
        else:
            self.faults.append(f"{sha256}: {answer}")

    def _until_acknowledged(self, speak: Any) -> dict[str, Any]:
        """The answer once there is one; also after the end is called, what was begun is ended."""
        while True:
            try:
                status, answer = speak()
            except httpx.ConnectError:
                # Nobody there yet.
                time.sleep(PAUSE_SECONDS)
                continue
            except (httpx.HTTPError, OSError, ValueError):
                self.cut += 1
                continue
            self.answers[status] += 1
            if status == 200:
                return dict(answer)
            if status not in (409, 429, 500, 503):
                self.faults.append(f"{status} {answer}")
                return {}
            time.sleep(answer.get("wait_seconds", PAUSE_SECONDS))


def a_voice(rng: random.Random) -> bytes:
    """A recording as a browser makes it, no two alike: one track of Opus in WebM."""

    def element(name: str, body: bytes) -> bytes:
        return bytes.fromhex(name) + b"\x01" + len(body).to_bytes(7, "big") + body

    track = element("ae", element("83", b"\x02") + element("86", b"A_OPUS"))
    sound = element("e7", b"\0") + element("a3", b"\x81\0\0\x80" + rng.randbytes(60_000))
    parts = element("1654ae6b", track) + element("1f43b675", sound)
    return element("1a45dfa3", element("4282", b"webm")) + element("18538067", parts)


def _kill(
    house: House, course: Course, kills: int, rng: random.Random, seconds: float | None
) -> None:
    begun = time.monotonic()
    for _turn in range(kills):
        if seconds is not None and time.monotonic() - begun > seconds:
            break
        # At any moment of its life, also soon after its start.
        time.sleep(rng.uniform(0.05, 1.5))
        before = house.running().get("web")
        for pid in house.family("web"):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        course.kills += 1

        def is_back(before: int | None = before) -> bool:
            return house.running().get("web") not in (None, before) and house.healthy()

        try:
            course.back = max(course.back, eventually(is_back, "web again", 60))
        except NotInTime:
            course.faults.append("the web process did not come back in a minute")


def _compare(house: House, senders: list[Sender], course: Course) -> None:
    given = {id_: answer for sender in senders for id_, answer in sender.given.items()}
    memos = {id_: memo for sender in senders for id_, (_, memo) in sender.sent.items()}
    here = {piece for sender in senders for piece in sender.here}
    course.records = len(given)
    course.photos = sum(what == "photo" for what, _ in here)
    course.sounds = sum(what == "sound" for what, _ in here)
    with psycopg.connect(house.url, autocommit=True) as database:
        kept: dict[str, str] = dict(
            database.execute(
                "SELECT id::text, memo FROM fieldwork_activity WHERE device <> ''"
            ).fetchall()
        )
        rows = database.execute("SELECT activity_id::text, id::text FROM fieldwork_receipt")
        receipts = rows.fetchall()
        course.lost += [f"record {id_}" for id_ in given if kept.get(id_) != memos[id_]]
        told = {(id_, answer["receipt"]) for id_, answer in given.items()}
        course.lost += [f"receipt {pair}" for pair in told - set(receipts)]
        course.doubled += _twice("receipt", Counter(id_ for id_, _ in receipts))
        course.doubled += [f"a record nobody made: {id_}" for id_ in kept.keys() - memos.keys()]
        for action in ("activity.recorded", "photo.received", "sound.received"):
            audited = database.execute(
                "SELECT subject_id FROM audit_auditentry WHERE action = %s", [action]
            )
            counts = Counter(id_ for (id_,) in audited)
            course.doubled += _twice(f"audit row {action}", counts)
            if action == "activity.recorded":
                course.lost += [f"audit row of {id_}" for id_ in kept if id_ not in counts]
        _compare_pieces(database, house.data / "media", here, course)
    _ask_doctor(house, given, course)


def _compare_pieces(
    database: psycopg.Connection[Any], media: Path, here: set[tuple[str, str]], course: Course
) -> None:
    photos = database.execute("SELECT dong_id, sha256, id FROM media_photo").fetchall()
    sounds = database.execute("SELECT dong_id, sha256, id FROM media_sound").fetchall()
    there = {("photo", row[1]) for row in photos} | {("sound", row[1]) for row in sounds}
    course.lost += [f"{what} {sha256}" for what, sha256 in here - there]
    for dong_id, sha256, _ in photos:
        if not _has_file(database, media / str(dong_id) / sha256[:2], sha256):
            course.without_file.append(f"photo {sha256}")
    for dong_id, sha256, id_ in sounds:
        if not (media / str(dong_id) / "sounds" / str(id_)[-2:] / f"{id_}.sound").exists():
            course.without_file.append(f"voice {sha256}")


def _has_file(database: psycopg.Connection[Any], folder: Path, sha256: str) -> bool:
    """Looked at again if not: the worker may have been between the files and the row."""
    for _ in range(3):
        row = database.execute(
            "SELECT state FROM media_photo WHERE sha256 = %s", [sha256]
        ).fetchone()
        if row and row[0] == "ready":
            if all((folder / f"{sha256}.{name}").exists() for name in ("full", "thumb")):
                return True
        else:
            with contextlib.suppress(FileNotFoundError):
                original = (folder / f"{sha256}.original").read_bytes()
                return hashlib.sha256(original).hexdigest() == sha256
        time.sleep(0.5)
    return False


def _twice(what: str, counts: Counter[Any]) -> list[str]:
    return [f"{n} × {what} of {key}" for key, n in counts.items() if n > 1]


def _ask_doctor(house: House, given: dict[str, dict[str, Any]], course: Course) -> None:
    """What the phones hold, and what the database holds: both as the command line judges them."""
    file = house.data / "receipts-of-phones.json"
    file.write_text(json.dumps(list(given.values())))
    for words in (["doctor", "receipts", str(file)], ["doctor", "receipts"]):
        told = house.beside("-m", "dongne.config.cli", *words)
        if told.returncode:
            wrong = [line for line in told.stdout.splitlines() if line.startswith(" !")]
            course.receipts += wrong or [f"{' '.join(words)}: {told.stdout} {told.stderr}"]
