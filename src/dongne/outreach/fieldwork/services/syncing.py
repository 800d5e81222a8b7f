"""Taking in what devices send: any number of records, each answered by itself, all or nothing.

The same record gets the same answer however often it comes, also from two requests at once: the
row's key decides who inserts, and whoever lost reads the winner's row (quality.md, Safe).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction

from dongne.foundation.asides import public as asides
from dongne.foundation.audit import public as audit
from dongne.foundation.media.public import pieces_here
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.foundation.vault.public import lasting_digests
from dongne.lib.ids import new_id

from .. import rules
from ..models import Activity, ActivityPhoto, ActivitySound, Receipt
from ..states import SyncStatus
from ..words import SENTENCES
from .numbers import out_of_activities, out_of_bodies
from .receipts import signed_receipt
from .recording import (
    as_audited,
    fill,
    is_locked,
    new_activity,
    own_outings,
    photo_rows,
    sound_rows,
    tell_if_ticked,
)
from .workplace import Workplace, recent_workplace_of, workplace_of
from .writing import insert, values_of

RECEIPT = "fieldwork.receipt"


def digests_of(record: rules.Record, base: UUID | None) -> list[bytes]:
    """By which a record that comes again is known; the first is the one to be stored.

    Keyed: the text of an activity says `****-5678`, and a digest that anybody can make would let
    whoever has the table try out the four digits that are missing.
    """
    return lasting_digests(record.digest(base), use=RECEIPT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One record as it came. `record` is None where it could not be read, `fault` says why."""

    raw_id: str
    record: rules.Record | None
    base: UUID | None = None
    fault: str = ""
    body: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What became of one entry. A receipt means: kept, and safe from now on, also where the record
    differs from the one in force and a person has to choose."""

    id: str
    status: SyncStatus
    receipt: UUID | None = None
    reason: str = ""
    signed: str = ""
    missing: tuple[str, ...] = ()
    """The sha256 of its photos and sounds that are not here yet."""

    @property
    def message(self) -> str:
        return str(SENTENCES[self.reason]) if self.reason else ""


@transaction.atomic
def sync(
    viewer: Viewer,
    *,
    device: str,
    sent_at: datetime | None,
    entries: Sequence[Entry],
    now: datetime,
) -> list[Answer]:
    """Answer every entry, in order. The number of statements does not depend on how many.

    Most records are new and sound: those are written at once, and only what turns out to be there
    already, names a base or has a fault is looked up.
    """
    recent = recent_workplace_of(viewer)
    answers: dict[int, Answer] = {}
    batch = _Batch(viewer, device=device, sent_at=sent_at, now=now, work=recent)
    batch.look_up_outings(entries)
    plain = {i: e for i, e in enumerate(entries) if _is_plain(e, recent, batch.outings)}
    rest = batch.settle(plain, answers) | {i for i in range(len(entries)) if i not in plain}
    while rest:
        # A record that another request is first to insert is there to be compared in the next turn.
        batch = _Batch(viewer, device=device, sent_at=sent_at, now=now, work=workplace_of(viewer))
        left = {i: entries[i] for i in sorted(rest)}
        batch.look_up(left.values())
        rest = batch.settle(left, answers)
    return _with_missing(viewer, entries, [answers[i] for i in range(len(entries))])


def _with_missing(viewer: Viewer, entries: Sequence[Entry], answers: list[Answer]) -> list[Answer]:
    """What of each is still to be sent: one statement, or none where nothing is named."""
    named = [
        entry.record.pieces if entry.record and answer.receipt else []
        for entry, answer in zip(entries, answers, strict=True)
    ]
    here = pieces_here(viewer, {sha256 for pieces in named for sha256 in pieces})
    return [
        replace(answer, missing=missing) if missing else answer
        for answer, missing in zip(
            answers, (tuple(s for s in pieces if s not in here) for pieces in named), strict=True
        )
    ]


def _is_plain(entry: Entry, work: Workplace, outings: set[UUID]) -> bool:
    record = entry.record
    return (
        record is not None
        and entry.base is None
        and (record.outing is None or record.outing in outings)
        and not work.faults(record)
    )


class _Given(NamedTuple):
    """A receipt that was given before, as far as it is needed to give it again."""

    pk: UUID
    status: str
    reason: str
    received_at: datetime

    def signed(self, record: UUID, digest: bytes) -> str:
        return signed_receipt(
            record=record, receipt=self.pk, digest=digest, received_at=self.received_at
        )


class _Batch:
    """One turn: what is known, and what is to be written."""

    def __init__(
        self,
        viewer: Viewer,
        *,
        device: str,
        sent_at: datetime | None,
        now: datetime,
        work: Workplace,
    ) -> None:
        self.viewer, self.device, self.sent_at, self.now = viewer, device, sent_at, now
        self.work = work
        self.skew = rules.skew_of(sent_at, now=now)
        self.rows: dict[UUID, Activity] = {}
        self.known: dict[tuple[UUID, bytes], _Given] = {}
        self.outings: set[UUID] = set()
        self.created: dict[UUID, tuple[Activity, rules.Record]] = {}
        self.edited: dict[UUID, tuple[Activity, rules.Record]] = {}
        self.receipts: list[dict[str, Any]] = []

    def look_up(self, entries: Collection[Entry]) -> None:
        records = [entry.record for entry in entries if entry.record is not None]
        # Looked up among all rows: an id that belongs to a stranger must be told from a new one.
        self.rows = {
            activity.pk: activity
            for activity in Activity.objects.for_viewer(SYSTEM)
            .select_for_update(of=("self",))
            .select_related("report")
            .filter(pk__in={record.id for record in records})
            .order_by("pk")
        }
        if self.rows:
            given = Receipt.objects.for_viewer(SYSTEM).filter(activity__in=self.rows)
            self.known = {
                (activity_id, bytes(digest)): _Given._make(rest)
                for activity_id, digest, *rest in given.values_list(
                    "activity_id", "digest", *_Given._fields
                )
            }
        self.look_up_outings(entries)

    def look_up_outings(self, entries: Iterable[Entry]) -> None:
        """Which of the outings are the viewer's; no statement if none is named."""
        named = {one.record.outing for one in entries if one.record and one.record.outing}
        self.outings = own_outings(self.viewer, list(named)) if named else set()

    def settle(self, entries: dict[int, Entry], answers: dict[int, Answer]) -> set[int]:
        """Answer and write; the numbers of those that somebody else was first to insert."""
        given = {i: self._answer(entry) for i, entry in entries.items()}
        numbers = self._take_out_numbers()
        lost = self._insert()
        self._write_rest()
        gone = {str(id_) for id_ in lost}
        asides.keep([number for number in numbers if number.subject_id not in gone])
        left = {i for i, e in entries.items() if e.record is not None and e.record.id in lost}
        answers.update({i: answer for i, answer in given.items() if i not in left})
        return left

    def _answer(self, entry: Entry) -> Answer:
        record = entry.record
        if record is None:
            return self._rejected(entry, entry.fault or "unreadable")
        row = self.rows.get(record.id)
        if row is not None and row.officer_id != self.viewer.officer_id:
            return self._rejected(entry, "not_yours")
        digest, *earlier = digests_of(record, entry.base)
        for one in (digest, *earlier):
            if first := self.known.get((record.id, one)):
                return self._repeated(entry, first, first.signed(record.id, one))
        if faults := self.work.faults(record):
            return self._rejected(entry, faults[0][1])
        if record.outing and record.outing not in self.outings:
            return self._rejected(entry, "outing_unknown")
        if row is None:
            return self._create(entry, record, digest)
        if is_locked(row, self.viewer):
            return self._keep_aside(entry, row, digest, "locked")
        if row.removed_at is not None or entry.base != row.receipt:
            return self._keep_aside(entry, row, digest, "edited_elsewhere")
        return self._edit(entry, row, record, digest)

    def _rejected(self, entry: Entry, reason: str) -> Answer:
        return Answer(id=entry.raw_id, status=SyncStatus.REJECTED, reason=reason)

    def _repeated(self, entry: Entry, first: _Given, signed: str) -> Answer:
        status = SyncStatus(first.status)
        if status not in (SyncStatus.HELD, SyncStatus.CONFLICT):
            status = SyncStatus.SAME
        return Answer(
            id=entry.raw_id, status=status, receipt=first.pk, reason=first.reason, signed=signed
        )

    def _create(self, entry: Entry, record: rules.Record, digest: bytes) -> Answer:
        activity = new_activity(self.viewer, record, self.work, now=self.now, device=self.device)
        activity.skew = self.skew or 0
        self.created[record.id] = (activity, record)
        self.rows[record.id] = activity
        status = SyncStatus.HELD if activity.held else SyncStatus.CREATED
        return self._receipt(entry, activity, digest, status, str(activity.held))

    def _edit(self, entry: Entry, row: Activity, record: rules.Record, digest: bytes) -> Answer:
        fill(row, record, self.work, now=self.now)
        row.skew = self.skew or 0
        if record.id in self.created:
            self.created[record.id] = (row, record)
        else:
            self.edited[record.id] = (row, record)
        status = SyncStatus.HELD if row.held else SyncStatus.UPDATED
        return self._receipt(entry, row, digest, status, str(row.held))

    def _keep_aside(self, entry: Entry, row: Activity, digest: bytes, reason: str) -> Answer:
        given = self._remember(row, digest, SyncStatus.CONFLICT, reason, body=entry.body)
        return self._told(entry, row, digest, given)

    def _receipt(
        self, entry: Entry, row: Activity, digest: bytes, status: SyncStatus, reason: str
    ) -> Answer:
        given = self._remember(row, digest, status, reason)
        row.receipt = given.pk
        return self._told(entry, row, digest, given)

    def _told(self, entry: Entry, row: Activity, digest: bytes, given: _Given) -> Answer:
        return Answer(
            id=entry.raw_id,
            status=SyncStatus(given.status),
            receipt=given.pk,
            reason=given.reason,
            signed=given.signed(row.pk, digest),
        )

    def _remember(
        self,
        row: Activity,
        digest: bytes,
        status: SyncStatus,
        reason: str,
        body: dict[str, Any] | None = None,
    ) -> _Given:
        """The answer as a row to be written, so that the same record gets it again."""
        id_ = new_id()
        self.receipts.append(
            {
                "id": id_,
                "activity_id": row.pk,
                "digest": digest,
                "status": status,
                "reason": reason,
                "device": self.device,
                "sent_at": self.sent_at,
                "received_at": self.now,
                "skew": self.skew,
                "body": body,
                "settled_at": None,
                "settled_by_id": None,
                "settled": "",
            }
        )
        given = self.known[(row.pk, digest)] = _Given(id_, status, reason, self.now)
        return given

    def _take_out_numbers(self) -> list[asides.Aside]:
        """Phone numbers of what is about to be written; those of new rows in order from one."""
        rows = [(row, True) for row, _ in self.created.values()]
        rows += [(row, False) for row, _ in self.edited.values()]
        bodies = [(one["id"], one["body"]) for one in self.receipts if one["body"]]
        return [
            *out_of_activities(rows, now=self.now),
            *out_of_bodies(bodies, dong_id=self.viewer.dong_id, now=self.now),
        ]

    def _insert(self) -> set[UUID]:
        """Insert the new rows; the ids that were there already.

        In the order of their keys, the same for everybody: two batches with the same records wait
        for each other, they never lock each other out.
        """
        found = insert(Activity, [values_of(self.created[id_][0]) for id_ in sorted(self.created)])
        lost = self.created.keys() - found
        for id_ in lost:
            del self.created[id_]
        self.receipts = [r for r in self.receipts if r["activity_id"] not in lost]
        return lost

    def _write_rest(self) -> None:
        """Receipts, photos, edits and audit rows, one statement each."""
        if self.edited:
            kept = {"id", "dong", "officer", "received_at", "report", "removed_at", "standing"}
            fields = [f.name for f in Activity._meta.concrete_fields if f.name not in kept]
            Activity.objects.for_viewer(SYSTEM).bulk_update(
                [row for row, _ in self.edited.values()], fields
            )
            for model in (ActivityPhoto, ActivitySound):
                model.objects.for_viewer(SYSTEM).filter(activity__in=list(self.edited)).delete()
        photos = [
            photo
            for row, record in (*self.created.values(), *self.edited.values())
            for photo in photo_rows(row, record)
        ]
        if photos:
            ActivityPhoto.objects.bulk_create(photos)
        sounds = [
            sound
            for row, record in (*self.created.values(), *self.edited.values())
            for sound in sound_rows(row, record)
        ]
        if sounds:
            ActivitySound.objects.bulk_create(sounds)
        insert(Receipt, self.receipts)
        for action, pairs in (
            ("activity.recorded", self.created),
            ("activity.edited", self.edited),
        ):
            audit.record_many(
                self.viewer,
                action=action,
                subjects=[(row, as_audited(record)) for row, record in pairs.values()],
                now=self.now,
            )
        written = [row for row, _ in (*self.created.values(), *self.edited.values())]
        tell_if_ticked(self.viewer, written, waited_for=False, now=self.now)
