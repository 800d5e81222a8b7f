"""Everything of a dong as lines of JSON (docs/export-format.md)."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import IO, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from dongne.foundation.duties.public import Duty
from dongne.foundation.media.public import Photo
from dongne.foundation.organisations.public import (
    Absence,
    Deputyship,
    Officer,
    Posting,
    Team,
)
from dongne.foundation.places.public import AddressRange, Dong, Tong
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.seoul import iso_seoul
from dongne.outreach.fieldwork.public import (
    Activity,
    ActivityPhoto,
    Outing,
    Report,
    ReportVersion,
)
from dongne.outreach.sharing.public import LedgerEntry, MonthNote, MonthState
from dongne.outreach.zones.public import Exclusion, TongCharge, Zone

FORMAT = 1
CHUNK = 2_000

TYPES: dict[str, type[models.Model]] = {
    "team": Team,
    "officer": Officer,
    "posting": Posting,
    "absence": Absence,
    "deputyship": Deputyship,
    "tong": Tong,
    "address_range": AddressRange,
    "zone": Zone,
    "tong_charge": TongCharge,
    "exclusion": Exclusion,
    "duty": Duty,
    "outing": Outing,
    "photo": Photo,
    "activity": Activity,
    "activity_photo": ActivityPhoto,
    "report": Report,
    "report_version": ReportVersion,
    "ledger_entry": LedgerEntry,
    "month_note": MonthNote,
    "month_state": MonthState,
}
"""By the name in a line's `type`. What others point at comes first."""

_LEFT_OUT: dict[str, frozenset[str]] = {
    # What signs in is no part of an office's records.
    "officer": frozenset({"account_id"}),
    # Where the camera stood is personal data of whoever held it (decisions/0012).
    "photo": frozenset({"latitude", "longitude", "taken_at", "fault"}),
    "activity": frozenset({"words", "device"}),
}


def columns_of(kind: str) -> list[Any]:
    """The columns of a line of this type, without those that never leave."""
    left_out = _LEFT_OUT.get(kind, frozenset())
    return [
        field
        for field in TYPES[kind]._meta.concrete_fields
        if field.attname not in left_out and not field.generated
    ]


def rows(kind: str, dong_id: int) -> Iterator[models.Model]:
    """All rows of the dong in the order of their keys, a chunk at a time."""
    model = TYPES[kind]
    path = str(getattr(model, "tenant_path", "dong"))
    found = model._default_manager.for_viewer(SYSTEM)  # type: ignore[attr-defined]
    found = found.filter(**{path: dong_id}).order_by("pk")
    if joined := [field.name for field in model._meta.many_to_many]:
        found = found.prefetch_related(
            *(models.Prefetch(name, _related(model, name)) for name in joined)
        )
    yield from found.iterator(chunk_size=CHUNK)


def _related(model: type[models.Model], name: str) -> Any:
    target: Any = model._meta.get_field(name).related_model
    return target._default_manager.for_viewer(SYSTEM).order_by("pk")


def line_of(kind: str, row: models.Model) -> dict[str, Any]:
    said: dict[str, Any] = {"type": kind, "id": row.pk}
    for field in columns_of(kind):
        if not field.primary_key:
            said[field.name] = getattr(row, field.attname)
    for joined in row._meta.many_to_many:
        said[joined.name] = [one.pk for one in getattr(row, joined.name).all()]
    return said


def as_text(line: dict[str, Any]) -> str:
    """One object a line; keys in the order in which they are told."""
    return json.dumps(line, ensure_ascii=False, cls=DjangoJSONEncoder, separators=(",", ":"))


def write_lines(dong: Dong, *, now: datetime, to: IO[bytes]) -> dict[str, int]:
    """How many lines of each type. The last line has these counts and the digest of all before."""
    digest = hashlib.sha256()
    counts: Counter[str] = Counter()

    def put(line: dict[str, Any], counted: bool = True) -> None:
        data = as_text(line).encode() + b"\n"
        if counted:
            digest.update(data)
        to.write(data)

    put(
        {
            "type": "export",
            "version": FORMAT,
            "dong": dong.code,
            "name": dong.name,
            "district": dong.district.code,
            "unit": dong.unit_name,
            "at": iso_seoul(now),
        }
    )
    for kind in TYPES:
        for row in rows(kind, dong.pk):
            put(line_of(kind, row))
            counts[kind] += 1
    put({"type": "end", "counts": dict(counts), "sha256": digest.hexdigest()}, counted=False)
    return dict(counts)
