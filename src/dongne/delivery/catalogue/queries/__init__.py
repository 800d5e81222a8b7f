"""Reads: services as they hold in a place on a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from dongne.delivery.ways.public import Service


def services_of(dong_id: int | None, *, day: date) -> Mapping[str, Service]:
    """Every service that the dong knows, by code, in the catalogue's order; those not offered any
    more too (`offered`). Kept by the process until the catalogue's mark changes."""
    return {}


def service_of(edition_id: UUID) -> Service | None:
    """As it was when something was asked for. No statement for what the process knows."""
    return None
