"""New records that a device has sent, on their way into the tables: ever the same statements.

A row is what differs from record to record, by column; what is the same for all of a batch stands
beside them once. No instances of models: making one takes longer than everything else that is done
for a record.
"""

from __future__ import annotations

from datetime import datetime
from operator import itemgetter
from typing import NamedTuple
from uuid import UUID

from dongne.foundation.asides import public as asides
from dongne.foundation.audit import public as audit
from dongne.foundation.scope.public import Viewer
from dongne.foundation.search.public import words_of
from dongne.lib.ids import new_id

from .. import rules
from ..models import Activity, ActivityPhoto, ActivitySound
from ..states import Standing, SyncStatus
from .numbers import out_of_new
from .receipts import NewReceipt, signed_receipt, write_receipts
from .recording import as_audited, columns_of, photo_rows, sound_rows, tell_if_ticked
from .workplace import Workplace
from .writing import Values, insert


class Told(NamedTuple):
    """What a device is told of a record: its receipt, and what became of it."""

    receipt: UUID
    status: SyncStatus
    reason: str
    signed: str


class _Arrival(NamedTuple):
    record: rules.Record
    row: Values
    digest: bytes


def _receipt(row: Values, digest: bytes) -> NewReceipt:
    status = SyncStatus.HELD if row["held"] else SyncStatus.CREATED
    return NewReceipt(row["receipt"], row["id"], digest, status.value, row["held"])


class Arrivals:
    """Sound records of one officer that nobody has sent before, as far as is known."""

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
        self.by_id: dict[str, _Arrival] = {}

    def __contains__(self, record: rules.Record) -> bool:
        return str(record.id) in self.by_id

    def add(self, record: rules.Record, digest: bytes) -> Told:
        """What the device may be told once `write` has written it."""
        key, receipt = str(record.id), new_id()
        row = {"id": key, "receipt": str(receipt), **columns_of(record, self.work, now=self.now)}
        self.by_id[key] = _Arrival(record, row, digest)
        return Told(
            receipt,
            SyncStatus.HELD if row["held"] else SyncStatus.CREATED,
            row["held"],
            signed_receipt(record=key, receipt=receipt, digest=digest, received_at=self.now),
        )

    def write(self) -> set[str]:
        """Write all; the ids of those that somebody else was first to insert, and which are not.

        In the order of their keys, the same for everybody: two batches with the same records wait
        for each other, they never lock each other out.
        """
        rows = sorted((one.row for one in self.by_id.values()), key=itemgetter("id"))
        numbers = out_of_new(rows, dong_id=self.viewer.dong_key, now=self.now)
        for row in rows:
            texts = row["memo"], row["measure"], row["address"]
            row["words"] = words_of(*texts, dong_id=self.viewer.dong_key)
        lost = insert(Activity, rows, self._same)
        for key in lost:
            del self.by_id[key]
        if self.by_id:
            asides.keep([number for number in numbers if number.subject_id not in lost])
            self._write_beside()
        return lost

    @property
    def _same(self) -> Values:
        return {
            "dong_id": self.viewer.dong_key,
            "officer_id": self.viewer.officer_key,
            "device": self.device,
            "received_at": self.now,
            "skew": self.skew or 0,
            "standing": Standing.STAYS.value,
            "report_id": None,
            "removed_at": None,
        }

    def _write_beside(self) -> None:
        """Photos, sounds, receipts and audit rows, one statement each; and whoever listens."""
        arrivals = self.by_id.values()
        if photos := [one for a in arrivals for one in photo_rows(a.record.id, a.record)]:
            ActivityPhoto.objects.bulk_create(photos)
        if sounds := [one for a in arrivals for one in sound_rows(a.record.id, a.record)]:
            ActivitySound.objects.bulk_create(sounds)
        given = (_receipt(a.row, a.digest) for a in arrivals)
        write_receipts(given, device=self.device, sent_at=self.sent_at, now=self.now)
        audit.record_many(
            self.viewer,
            action="activity.recorded",
            subjects=[
                (audit.Named(Activity, key), as_audited(one.record))
                for key, one in self.by_id.items()
            ],
            now=self.now,
        )
        ticked = [Activity(**self._same | a.row) for a in arrivals if a.record.handover]
        tell_if_ticked(self.viewer, ticked, waited_for=False, now=self.now)
