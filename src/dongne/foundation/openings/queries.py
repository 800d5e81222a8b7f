"""Reading the log: whose openings a viewer reviews, and whether every link still holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection, models

from dongne.foundation.places.public import District
from dongne.foundation.scope.public import Level, Viewer
from dongne.foundation.vault.public import KeyGone, log_seal_fits

from .models import Examination, Head, Opening
from .rules import COLUMNS, GENESIS, link_of, told_of_head, told_of_row
from .states import Fault
from .words import FAULTS

BATCH = 2000
_READ = (*COLUMNS, "previous", "link", "key_id", "seal")


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """The first broken link of a chain. `opening_id` is None where no row stands there."""

    chain: str
    position: int
    fault: Fault
    opening_id: UUID | None = None

    def __str__(self) -> str:
        return f"{self.chain} · {self.position}: {FAULTS[self.fault]}"

    def as_json(self) -> dict[str, Any]:
        opening = self.opening_id and str(self.opening_id)
        return {"fault": self.fault.value, "position": self.position, "opening": opening}


@dataclass(slots=True)
class Seen:
    """How far a chain was examined: `position` and `link` of the last row that holds."""

    position: int = 0
    link: bytes = GENESIS
    rows: int = 0
    broken: list[Broken] = field(default_factory=list)


def openings_for(viewer: Viewer) -> models.QuerySet[Opening]:
    """Newest first. Whoever looks after privacy reads those of the place; others only their own."""
    rows = Opening.objects.for_viewer(viewer)
    if viewer.looks_after_privacy or viewer.level is Level.EVERYTHING:
        here = Opening.objects.filter(dong__isnull=True, chain__in=_places(viewer))
        rows = rows | here if viewer.level is not Level.EVERYTHING else rows
    else:
        rows = rows.filter(officer_id=viewer.officer_key)
    return rows.order_by("-at", "-id")


def _places(viewer: Viewer) -> list[str]:
    """Chains of a district's or a city's own openings, of data that belongs to no dong."""
    match viewer.level:
        case Level.DISTRICT if viewer.district_id:
            return [f"district:{viewer.district_id}"]
        case Level.CITY if viewer.city_id:
            below = District.objects.filter(city=viewer.city_id).values_list("pk", flat=True)
            return [f"city:{viewer.city_id}", *(f"district:{pk}" for pk in below)]
        case _:
            return []


def findings(chains: list[str] | None = None) -> list[Examination]:
    """The newest examination of each chain (of these chains, if some are named)."""
    rows = Examination.objects.order_by("chain", "-id").distinct("chain")
    return list(rows if chains is None else rows.filter(chain__in=chains))


def heads() -> list[Head]:
    """Where each chain ends: printed and kept apart, they show a log that was cut as a whole."""
    return list(Head.objects.order_by("chain"))


def verify(dong_id: int | None = None) -> list[Broken]:
    """Hold every link of a dong's chain, or of every chain; the first broken one of each."""
    wanted = chains() if dong_id is None else [f"dong:{dong_id}"]
    return [broken for chain in wanted for broken in examine(chain, whole=True).broken]


def chains() -> list[str]:
    """Every chain that there is or was: by rows, by heads, by what was examined before."""
    names = set(Head.objects.values_list("chain", flat=True))
    names.update(Examination.objects.values_list("chain", flat=True).distinct())
    names.update(Opening._base_manager.values_list("chain", flat=True).distinct())
    return sorted(names)


def examine(chain: str, *, whole: bool) -> Seen:
    """Walk the chain from its first row, or from the last examination that found nothing.

    Reads `BATCH` rows at a time and stops at the first broken link.
    """
    anchor = Examination.objects.filter(chain=chain, found=[]).order_by("-id").first()
    head, last = _ends(chain)
    seen = Seen()
    if anchor is not None and anchor.position:
        if (broken := _cut(chain, anchor)) is not None:
            seen.broken.append(broken)
            return seen
        if not whole:
            seen.position, seen.link = anchor.position, bytes(anchor.link)
    for row in _rows(chain, seen.position, last):
        if (fault := _fault(row, seen)) is not None:
            missing = fault is Fault.MISSING
            position = seen.position + 1 if missing else row["position"]
            opening = None if missing else row["id"]
            seen.broken.append(
                Broken(chain=chain, position=position, fault=fault, opening_id=opening)
            )
            return seen
        seen.position, seen.link, seen.rows = row["position"], bytes(row["link"]), seen.rows + 1
        if head is not None and seen.position == head.position + 1:
            # It fits, yet the program had not come so far.
            fault = Fault.ADDED
            seen.broken.append(
                Broken(chain=chain, position=seen.position, fault=fault, opening_id=row["id"])
            )
            return seen
    if (fault := _fault_of_head(chain, head, seen)) is not None:
        position = seen.position + 1 if fault is Fault.MISSING else seen.position
        seen.broken.append(Broken(chain=chain, position=position, fault=fault))
    return seen


def _ends(chain: str) -> tuple[Head | None, int]:
    """The head and the last position, as of one moment: rows are added meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT h.position, h.link, h.key_id, h.seal, last.position
            FROM (SELECT max(position) AS position FROM {Opening._meta.db_table}
                  WHERE chain = %s) AS last
            LEFT JOIN {Head._meta.db_table} AS h ON h.chain = %s
            """,  # noqa: S608 - the tables' names are ours
            [chain, chain],
        )
        position, link, key_id, seal, last = cursor.fetchone()
    if position is None:
        return None, last or 0
    head = Head(chain=chain, position=position, link=link, key_id=key_id, seal=seal)
    return head, last or 0


def _rows(chain: str, after: int, last: int) -> Iterator[dict[str, Any]]:
    rows = Opening._base_manager.filter(chain=chain).order_by("position").values(*_READ)
    while after < last:
        batch = list(rows.filter(position__gt=after, position__lte=last)[:BATCH])
        yield from batch
        if len(batch) < BATCH:
            return
        after = batch[-1]["position"]


def _fault(row: dict[str, Any], seen: Seen) -> Fault | None:
    if row["position"] != seen.position + 1:
        return Fault.MISSING
    if bytes(row["previous"]) != seen.link or bytes(row["link"]) != link_of(seen.link, row):
        return Fault.CHANGED
    return _fault_of_seal(told_of_row(row["link"]), row["key_id"], row["seal"])


def _fault_of_seal(told: bytes, key_id: str, seal: bytes) -> Fault | None:
    try:
        fits = log_seal_fits(told, key_id=key_id, seal=bytes(seal))
    except KeyGone:
        return Fault.NO_KEY
    return None if fits else Fault.FORGED


def _fault_of_head(chain: str, head: Head | None, seen: Seen) -> Fault | None:
    if head is None:
        return Fault.HEAD
    told = told_of_head(chain, head.position, bytes(head.link))
    if (fault := _fault_of_seal(told, head.key_id, bytes(head.seal))) is not None:
        return fault if fault is Fault.NO_KEY else Fault.HEAD
    if head.position > seen.position:
        return Fault.MISSING
    return Fault.HEAD if bytes(head.link) != seen.link else None


def _cut(chain: str, anchor: Examination) -> Broken | None:
    row = Opening._base_manager.filter(chain=chain, position=anchor.position).first()
    if row is not None and bytes(row.link) == bytes(anchor.link):
        return None
    found = row.pk if row is not None else None
    return Broken(chain=chain, position=anchor.position, fault=Fault.CUT, opening_id=found)
