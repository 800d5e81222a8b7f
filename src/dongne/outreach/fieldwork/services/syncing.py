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
from dongne.lib.ids import new_id

from .. import rules
from ..models import Activity, ActivityPhoto, ActivitySound, Receipt
from ..states import SyncStatus
from ..words import SENTENCES
from .arriving import Arrivals
from .bodies import known_parts
from .numbers import out_of_activities, out_of_bodies
from .receipts import NewReceipt, digest_of, digests_of, signed_receipt, write_receipts
from .recording import (
    as_audited,
    fill,
    is_locked,
    own_outings,
    photo_rows,
    sound_rows,
    tell_if_ticked,
)
from .workplace import Workplace, recent_workplace_of, workplace_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One record as it came. `record` is None where it could not be read, `fault` says why;
    `body` is all that was sent."""

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
    arrivals = Arrivals(viewer, device=device, sent_at=sent_at, now=now, work=recent)
    outings = _own_outings(viewer, entries)
    answers = {
        i: _arrived(one, arrivals, digest_of(record, None))
        for i, one in enumerate(entries)
        if (record := _plain(one, recent, outings)) and record not in arrivals
    }
    lost = arrivals.write()
    rest = {i for i, e in enumerate(entries) if i not in answers or _id_of(e) in lost}
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


def _plain(entry: Entry, work: Workplace, outings: set[UUID]) -> rules.Record | None:
    """The entry's record, if it is sound and says of itself that it is new."""
    record = entry.record
    if record is None or entry.base is not None or work.faults(record):
        return None
    return record if record.outing is None or record.outing in outings else None


def _own_outings(viewer: Viewer, entries: Iterable[Entry]) -> set[UUID]:
    """Which of the outings are the viewer's; no statement if none is named."""
    named = {one.record.outing for one in entries if one.record and one.record.outing}
    return own_outings(viewer, list(named)) if named else set()


def _id_of(entry: Entry) -> str:
    return str(entry.record.id) if entry.record else ""


def _arrived(entry: Entry, arrivals: Arrivals, digest: bytes) -> Answer:
    assert entry.record is not None
    told = arrivals.add(entry.record, digest)
    return Answer(
        id=entry.raw_id,
        status=told.status,
        receipt=told.receipt,
        reason=told.reason,
        signed=told.signed,
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
    """One turn: what is known, and what is to be written.

    Of several entries with one new id the first is written, and the others are compared with it in
    the next turn.
    """

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
        self.arrivals = Arrivals(viewer, device=device, sent_at=sent_at, now=now, work=work)
        self.edited: dict[UUID, tuple[Activity, rules.Record]] = {}
        self.receipts: list[NewReceipt] = []

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
        self.outings = _own_outings(self.viewer, entries)

    def settle(self, entries: dict[int, Entry], answers: dict[int, Answer]) -> set[int]:
        """Answer and write; the numbers of those that have to be looked at once more."""
        given = {
            i: self._answer(entry)
            for i, entry in entries.items()
            if entry.record is None or entry.record not in self.arrivals
        }
        lost = self.arrivals.write()
        self._write_edits()
        left = {i for i, e in entries.items() if i not in given or _id_of(e) in lost}
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
            return _arrived(entry, self.arrivals, digest)
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

    def _edit(self, entry: Entry, row: Activity, record: rules.Record, digest: bytes) -> Answer:
        fill(row, record, self.work, now=self.now)
        row.skew = self.skew or 0
        self.edited[record.id] = (row, record)
        status = SyncStatus.HELD if row.held else SyncStatus.UPDATED
        given = self._remember(row, digest, status, str(row.held))
        row.receipt = given.pk
        return self._told(entry, row, digest, given)

    def _keep_aside(self, entry: Entry, row: Activity, digest: bytes, reason: str) -> Answer:
        body = known_parts(entry.body)
        given = self._remember(row, digest, SyncStatus.CONFLICT, reason, body=body)
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
        self.receipts.append(NewReceipt(str(id_), str(row.pk), digest, status.value, reason, body))
        given = self.known[(row.pk, digest)] = _Given(id_, status, reason, self.now)
        return given

    def _write_edits(self) -> None:
        """Edited rows with their photos, receipts and audit rows, one statement each."""
        edited = list(self.edited.values())
        numbers = out_of_activities([(row, False) for row, _ in edited], now=self.now)
        bodies = [(UUID(one.id), one.body) for one in self.receipts if one.body]
        numbers += out_of_bodies(bodies, dong_id=self.viewer.dong_id, now=self.now)
        if edited:
            kept = {"id", "dong", "officer", "received_at", "report", "removed_at", "standing"}
            fields = [f.name for f in Activity._meta.concrete_fields if f.name not in kept]
            Activity.objects.for_viewer(SYSTEM).bulk_update([row for row, _ in edited], fields)
            for model in (ActivityPhoto, ActivitySound):
                model.objects.for_viewer(SYSTEM).filter(activity__in=list(self.edited)).delete()
            photos = [photo for row, record in edited for photo in photo_rows(row.pk, record)]
            ActivityPhoto.objects.bulk_create(photos)
            sounds = [sound for row, record in edited for sound in sound_rows(row.pk, record)]
            ActivitySound.objects.bulk_create(sounds)
        write_receipts(self.receipts, device=self.device, sent_at=self.sent_at, now=self.now)
        asides.keep(numbers)
        audit.record_many(
            self.viewer,
            action="activity.edited",
            subjects=[(row, as_audited(record)) for row, record in edited],
            now=self.now,
        )
        tell_if_ticked(self.viewer, [row for row, _ in edited], waited_for=False, now=self.now)
