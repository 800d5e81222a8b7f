"""Taking in what devices send: any number of records, each answered by itself, all or nothing.

The same record gets the same answer however often it comes, also from two requests at once: the
row's key decides who inserts, and whoever lost reads the winner's row (quality.md, Safe).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from dongne.foundation.audit import public as audit
from dongne.foundation.scope.public import SYSTEM, Viewer

from .. import rules
from ..models import Activity, ActivityPhoto, Receipt
from ..states import SyncStatus
from ..words import SENTENCES
from .recording import as_audited, fill, is_locked, new_activity, own_outings, photo_rows
from .workplace import Workplace, workplace_of


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
    """What became of one entry. A receipt means: kept, and safe from now on."""

    id: str
    status: SyncStatus
    receipt: UUID | None = None
    reason: str = ""

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
    """Answer every entry, in order. The number of statements does not depend on how many."""
    work = workplace_of(viewer)
    batch = _Batch(viewer, device, sent_at, now, work)
    answers = batch.take(entries)
    lost = batch.insert()
    if lost:
        # Another request inserted these at the same moment: now they are there to be compared.
        again = [i for i, entry in enumerate(entries) if entry.record and entry.record.id in lost]
        second = _Batch(viewer, device, sent_at, now, work)
        for i, answer in zip(again, second.take([entries[i] for i in again]), strict=True):
            answers[i] = answer
        second.insert()
        second.write_rest()
    batch.write_rest()
    return answers


class _Batch:
    """The state of one pass: what is known, and what is to be written."""

    def __init__(
        self,
        viewer: Viewer,
        device: str,
        sent_at: datetime | None,
        now: datetime,
        work: Workplace,
    ) -> None:
        self.viewer, self.device, self.sent_at, self.now, self.work = (
            viewer,
            device,
            sent_at,
            now,
            work,
        )
        self.created: dict[UUID, tuple[Activity, rules.Record]] = {}
        self.edited: dict[UUID, tuple[Activity, rules.Record]] = {}
        self.receipts: list[Receipt] = []

    def take(self, entries: Sequence[Entry]) -> list[Answer]:
        records = [entry.record for entry in entries if entry.record is not None]
        ids = {record.id for record in records}
        # Looked up among all rows: an id that belongs to a stranger must be told from a new one.
        self.rows = {
            activity.pk: activity
            for activity in Activity.objects.for_viewer(SYSTEM)
            .select_for_update(of=("self",))
            .select_related("report")
            .filter(pk__in=ids)
            .order_by("pk")
        }
        self.known = {
            (receipt.activity_id, bytes(receipt.digest)): receipt
            for receipt in Receipt.objects.for_viewer(SYSTEM).filter(activity__in=self.rows)
        } if self.rows else {}
        outings = {record.outing for record in records if record.outing}
        self.outings = own_outings(self.viewer, list(outings)) if outings else set()
        return [self._answer(entry) for entry in entries]

    def _answer(self, entry: Entry) -> Answer:
        record = entry.record
        if record is None:
            return self._rejected(entry, entry.fault or "unreadable")
        row = self.rows.get(record.id)
        if row is not None and row.officer_id != self.viewer.officer_id:
            return self._rejected(entry, "not_yours")
        digest = record.digest(entry.base)
        if first := self.known.get((record.id, digest)):
            return self._repeated(entry, first)
        if faults := self.work.faults(record):
            return self._rejected(entry, faults[0][1])
        if record.outing and record.outing not in self.outings:
            return self._rejected(entry, "outing_unknown")
        if row is None:
            return self._create(entry, record, digest)
        if is_locked(row):
            return self._keep_aside(entry, row, digest, "locked")
        if row.removed_at is not None or entry.base != row.receipt:
            return self._keep_aside(entry, row, digest, "edited_elsewhere")
        return self._edit(entry, row, record, digest)

    def _rejected(self, entry: Entry, reason: str) -> Answer:
        return Answer(id=entry.raw_id, status=SyncStatus.REJECTED, reason=reason)

    def _repeated(self, entry: Entry, first: Receipt) -> Answer:
        if first.status == SyncStatus.CONFLICT:
            return Answer(id=entry.raw_id, status=SyncStatus.CONFLICT, reason=first.reason)
        status = SyncStatus.HELD if first.status == SyncStatus.HELD else SyncStatus.SAME
        return Answer(id=entry.raw_id, status=status, receipt=first.pk, reason=first.reason)

    def _create(self, entry: Entry, record: rules.Record, digest: bytes) -> Answer:
        activity = new_activity(
            self.viewer, record, self.work, now=self.now, device=self.device
        )
        self.created[record.id] = (activity, record)
        self.rows[record.id] = activity
        status = SyncStatus.HELD if activity.held else SyncStatus.CREATED
        return self._receipt(entry, activity, digest, status, str(activity.held))

    def _edit(
        self, entry: Entry, row: Activity, record: rules.Record, digest: bytes
    ) -> Answer:
        fill(row, record, self.work, now=self.now)
        if record.id in self.created:
            self.created[record.id] = (row, record)
        else:
            self.edited[record.id] = (row, record)
        status = SyncStatus.HELD if row.held else SyncStatus.UPDATED
        return self._receipt(entry, row, digest, status, str(row.held))

    def _keep_aside(self, entry: Entry, row: Activity, digest: bytes, reason: str) -> Answer:
        receipt = self._remember(row, digest, SyncStatus.CONFLICT, reason)
        receipt.body = entry.body
        return Answer(id=entry.raw_id, status=SyncStatus.CONFLICT, reason=reason)

    def _receipt(
        self, entry: Entry, row: Activity, digest: bytes, status: SyncStatus, reason: str
    ) -> Answer:
        receipt = self._remember(row, digest, status, reason)
        row.receipt = receipt.pk
        return Answer(id=entry.raw_id, status=status, receipt=receipt.pk, reason=reason)

    def _remember(
        self, row: Activity, digest: bytes, status: SyncStatus, reason: str
    ) -> Receipt:
        receipt = Receipt(
            activity=row,
            digest=digest,
            status=status,
            reason=reason,
            device=self.device,
            sent_at=self.sent_at,
            received_at=self.now,
        )
        self.receipts.append(receipt)
        self.known[(row.pk, digest)] = receipt
        return receipt

    def insert(self) -> set[UUID]:
        """Insert the new rows in the order of their keys; the ids that somebody else was first to.

        One order for everybody: two batches with the same records wait for each other, they
        never lock each other out.
        """
        if not self.created:
            return set()
        rows = [self.created[id_][0] for id_ in sorted(self.created)]
        Activity.objects.bulk_create(rows, ignore_conflicts=True)
        mine = set(
            Activity.objects.for_viewer(SYSTEM)
            .filter(receipt__in=[row.receipt for row in rows])
            .values_list("pk", flat=True)
        )
        lost = set(self.created) - mine
        for id_ in lost:
            del self.created[id_]
        self.receipts = [r for r in self.receipts if r.activity_id not in lost]
        return lost

    def write_rest(self) -> None:
        """Receipts, photos, edits and audit rows, one statement each."""
        if self.edited:
            fields = [
                f.name
                for f in Activity._meta.concrete_fields
                if f.name not in {"id", "dong", "officer", "received_at", "report", "removed_at"}
            ]
            Activity.objects.for_viewer(SYSTEM).bulk_update(
                [row for row, _ in self.edited.values()], fields
            )
            ActivityPhoto.objects.for_viewer(SYSTEM).filter(
                activity__in=list(self.edited)
            ).delete()
        photos = [
            photo
            for row, record in (*self.created.values(), *self.edited.values())
            for photo in photo_rows(row, record)
        ]
        if photos:
            ActivityPhoto.objects.bulk_create(photos)
        if self.receipts:
            Receipt.objects.bulk_create(self.receipts)
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
