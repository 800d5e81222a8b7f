"""What is told of persons, inside the transaction of the change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from dongne.foundation.scope.public import Viewer
from dongne.lib.together import Together


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonChanged:
    """`columns` are the names of those that changed; empty for a new person."""

    actor: Viewer
    person_id: UUID
    dong_id: int
    columns: frozenset[str]
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonsMerged:
    """`gone` became part of `person_id`: whatever points at it has to point there."""

    actor: Viewer
    person_id: UUID
    gone: UUID
    dong_id: int
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonDestroyed:
    """Nothing of the person can be read any more; the row stays with its dates."""

    actor: Viewer
    person_id: UUID
    dong_id: int
    now: datetime


person_changed: Together[PersonChanged] = Together()
persons_merged: Together[PersonsMerged] = Together()
person_destroyed: Together[PersonDestroyed] = Together()
