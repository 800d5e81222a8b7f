"""In what order a list stands, and where one of its pages ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import ClassVar
from uuid import UUID

from django.db.models import Q


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """An order without ties, so that a page can begin where another ended."""

    column: str
    descending: bool = False

    @property
    def columns(self) -> tuple[str, str]:
        sign = "-" if self.descending else ""
        return f"{sign}{self.column}", f"{sign}id"

    def backwards(self) -> tuple[str, str]:
        sign = "" if self.descending else "-"
        return f"{sign}{self.column}", f"{sign}id"

    def beyond(self, place: Place, *, back: bool) -> Q:
        """The rows on one side of a place. The bare comparison is what the index goes by."""
        sign = "lt" if self.descending is not back else "gt"
        return Q(**{f"{self.column}__{sign}e": place.moment}) & (
            Q(**{f"{self.column}__{sign}": place.moment})
            | Q(**{self.column: place.moment, f"id__{sign}": place.id})
        )


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page ends: the next one goes on from there, however far it is."""

    EPOCH: ClassVar[datetime] = datetime(1970, 1, 1, tzinfo=UTC)
    moment: datetime
    id: UUID

    @classmethod
    def parse(cls, text: str) -> Place | None:
        """Read what `str` wrote; None for anything else."""
        try:
            micros, id_ = text.split("_")
            return cls(cls.EPOCH + timedelta(microseconds=int(micros)), UUID(id_))
        except (ValueError, OverflowError):
            return None

    def __str__(self) -> str:
        return f"{(self.moment - self.EPOCH) // timedelta(microseconds=1)}_{self.id.hex}"


BY_DUE = Order(column="due_or_never")
BY_AGE = Order(column="received_at", descending=True)
BY_END = Order(column="closed_at", descending=True)
