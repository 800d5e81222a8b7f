"""Parcels that wait at a counter, for whoever sits there to hand over."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from dongne.delivery.custody.public import MOVING, HolderKind, Parcel, parcels_for
from dongne.foundation.scope.public import Viewer

MOST = 50


def parcels_here(viewer: Viewer, outreach_id: UUID) -> Sequence[Parcel]:
    """One statement."""
    rows = parcels_for(viewer).filter(
        holder_kind=HolderKind.OUTREACH_DESK, holder_key=str(outreach_id), state__in=MOVING
    )
    return list(rows.order_by("number")[:MOST])
