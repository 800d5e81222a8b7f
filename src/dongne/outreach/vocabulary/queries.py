"""The words that hold for one dong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Q

from .models import Field, Kind


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Kinds and fields of one dong by slug, in the order of its forms."""

    kinds: dict[str, Kind]
    fields: dict[str, Field]

    def standard_of(self, field: str) -> str:
        return self.fields[field].standard


def vocabulary_of(dong_id: int | None) -> Vocabulary:
    """Everybody's words and the dong's own; its own win. Two statements."""
    mine = Q(dong=None) | Q(dong_id=dong_id)
    kinds = Kind.objects.filter(mine).order_by("position", "id")
    fields = Field.objects.filter(mine).order_by("position", "id")
    return Vocabulary(
        kinds=_own_wins(kinds),
        fields=_own_wins(fields),
    )


W = TypeVar("W", Kind, Field)


def _own_wins(words: Iterable[W]) -> dict[str, W]:
    words = list(words)
    chosen = {word.slug: word for word in words if word.dong_id is None}
    chosen.update({word.slug: word for word in words if word.dong_id is not None})
    return dict(sorted(chosen.items(), key=lambda pair: (pair[1].position, pair[1].pk)))
