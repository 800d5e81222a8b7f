"""Versions that were kept beside the one in force, until a person has chosen."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from dongne.foundation.scope.public import Viewer

from ..models import Activity, Outing, Receipt
from ..rules import Record
from ..states import SyncStatus
from .activities import with_details

SHOWN = 100
MOST_COUNTED = 99
DIFFERING = "differing_records"
"""How many records wait for an officer to choose, at most 99: asked along with the account."""

DIFFERING_OF_O = f"""
    SELECT count(*) FROM (
        SELECT 1 FROM {Receipt._meta.db_table} r
        JOIN {Activity._meta.db_table} a ON a.id = r.activity_id
        WHERE r.status = '{SyncStatus.CONFLICT.value}' AND r.settled_at IS NULL
            AND a.officer_id = o.id
        LIMIT {MOST_COUNTED}
    ) AS differing
"""  # noqa: S608 - the names of tables are ours


def differing(viewer: Viewer) -> QuerySet[Receipt]:
    """Those that wait: the viewer's own, or everybody's of the dong for who looks after its month.

    The oldest first.
    """
    found = Receipt.objects.for_viewer(viewer).filter(
        status=SyncStatus.CONFLICT.value, settled_at=None
    )
    if viewer.runs_outreach and viewer.dong_id is not None:
        found = found.filter(activity__dong=viewer.dong_id)
    else:
        found = found.filter(activity__officer=viewer.officer_key)
    return found.order_by("received_at", "pk")


def differing_list(viewer: Viewer) -> list[Receipt]:
    """One statement, with activity and officer."""
    return list(differing(viewer).select_related("activity__officer")[:SHOWN])


def count_differing(viewer: Viewer) -> int:
    """How many wait for this officer to choose."""
    return (
        Receipt.objects.for_viewer(viewer)
        .filter(
            status=SyncStatus.CONFLICT.value,
            settled_at=None,
            activity__officer=viewer.officer_key,
        )
        .count()
    )


def kept_versions(viewer: Viewer, activity: Activity) -> list[Receipt]:
    """All that was ever kept beside it, what waits first."""
    found = (
        Receipt.objects.for_viewer(viewer)
        .filter(activity=activity, status=SyncStatus.CONFLICT.value)
        .select_related("settled_by")
        .order_by("received_at", "pk")
    )
    return sorted(found, key=lambda one: one.settled_at is not None)


def waits(viewer: Viewer, activity: Activity) -> bool:
    return (
        Receipt.objects.for_viewer(viewer)
        .filter(activity=activity, status=SyncStatus.CONFLICT.value, settled_at=None)
        .exists()
    )


def kept_version(viewer: Viewer, receipt_id: UUID) -> Receipt | None:
    """One of them with its activity, for whoever may see it."""
    return (
        Receipt.objects.for_viewer(viewer)
        .filter(pk=receipt_id, status=SyncStatus.CONFLICT.value)
        .select_related("activity")
        .first()
    )


def outings_named(viewer: Viewer, records: Iterable[Record]) -> list[Outing]:
    """The outings that the records name; no statement if they name none."""
    named = {record.outing for record in records if record.outing}
    return list(Outing.objects.for_viewer(viewer).filter(pk__in=named)) if named else []


def with_everything(viewer: Viewer, activity: Activity) -> Activity:
    """The row anew with what two versions are compared by."""
    return with_details(viewer, Activity.objects.for_viewer(viewer).filter(pk=activity.pk)).get()
