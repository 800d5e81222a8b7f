"""Open cases of the same kind around a point, with as much as everybody may see of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dongne.foundation.scope.public import SYSTEM
from dongne.outreach.casework.public import OPEN, Case, CasePhoto, PhotoRole, Publicity

from ..rules import NEAR_METRES, around, metres

MOST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """`text` and `photo` (a digest) only where somebody of the office let everybody see them."""

    number: str
    category: str
    state: str
    distance: float
    received_at: datetime
    text: str
    photo: str


def near_cases(*, dong_id: int, category: str, latitude: float, longitude: float) -> list[Near]:
    """The nearest first, at most five. Hidden ones are not told of. Two statements at most."""
    south, north, west, east = around(latitude, longitude, NEAR_METRES)
    rows = Case.objects.for_viewer(SYSTEM).filter(
        dong_id=dong_id,
        category=category,
        state__in=list(OPEN),
        merged_into=None,
        restricted=False,
        public__in=[Publicity.LISTED, Publicity.SHOWN],
        latitude__range=(south, north),
        longitude__range=(west, east),
    )
    found = sorted(
        (
            (metres((latitude, longitude), (row.latitude, row.longitude)), row)
            for row in rows.order_by("-received_at")[:50]
            if row.latitude is not None and row.longitude is not None
        ),
        key=lambda pair: pair[0],
    )
    shown = [(distance, row) for distance, row in found if distance <= NEAR_METRES][:MOST]
    photos = _photos([row for _distance, row in shown if row.public == Publicity.SHOWN])
    return [
        Near(
            number=row.number,
            category=row.category,
            state=row.state,
            distance=distance,
            received_at=row.received_at,
            text=row.text if row.public == Publicity.SHOWN else "",
            photo=photos.get(row.pk, ""),
        )
        for distance, row in shown
    ]


def _photos(cases: list[Case]) -> dict[object, str]:
    rows = CasePhoto.objects.for_viewer(SYSTEM).filter(
        case__in=[case.pk for case in cases], public=True, role=PhotoRole.BEFORE
    )
    return dict(rows.order_by("case").values_list("case", "sha256")) if cases else {}


def may_follow(number: str, *, dong_id: int, category: str) -> Case | None:
    """The case somebody wants to follow instead, if it is one that was offered."""
    return (
        Case.objects.for_viewer(SYSTEM)
        .filter(
            number=number, dong_id=dong_id, category=category, merged_into=None, restricted=False,
            state__in=list(OPEN), public__in=[Publicity.LISTED, Publicity.SHOWN],
        )
        .first()
    )  # fmt: skip


def public_photo(number: str) -> tuple[int, str] | None:
    """Dong and digest of the photo that is shown of a case everybody may see."""
    row = (
        CasePhoto.objects.for_viewer(SYSTEM)
        .filter(
            case__number=number, case__public=Publicity.SHOWN, case__restricted=False,
            public=True, role=PhotoRole.BEFORE,
        )
        .values_list("case__dong", "sha256")
        .first()
    )  # fmt: skip
    return row
