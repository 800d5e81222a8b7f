"""Who is responsible for something of a category at a place, on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dongne.foundation.scope.public import Viewer

from ..states import Gap
from .words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Responsible:
    """`officer_id` is None where a unit takes it and somebody there claims it. `why` is a sentence.

    `instead_of` is who has the duty and is away. `gap` says what is missing, also where somebody
    else takes it for now.
    """

    team_id: int | None
    officer_id: int | None
    zone_officer_id: int | None
    why: str
    instead_of: int | None = None
    gap: Gap = Gap.NONE


def responsible_for(
    viewer: Viewer, *, category: Words, dong_id: int, tong: int | None, day: date
) -> Responsible:
    """By place, and by the table of duties. A unit may be a department of the district."""
    raise NotImplementedError
