"""An officer's own list, and what the devices are to be told of."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from dongne.foundation.scope.public import Viewer

from ..models import Notice, NoticeChoice, PushSubscription

PAGE_LENGTH = 30
MOST_COUNTED = 99


@dataclass(frozen=True, slots=True)
class Notices:
    rows: list[Notice]
    newer: bool
    older: UUID | None


UNREAD = "unread_notices"
"""How many notices somebody has not read, at most 99: asked along with the account."""

UNREAD_OF_O = f"""
    SELECT count(*) FROM (
        SELECT 1 FROM {Notice._meta.db_table} n
        WHERE n.officer_id = o.id AND n.read_at IS NULL LIMIT {MOST_COUNTED}
    ) AS unread
"""  # noqa: S608 - the name of the table is ours


def notice_page(viewer: Viewer, *, after: UUID | None = None) -> Notices:
    """One page, the newest first. One statement."""
    rows = Notice.objects.filter(officer_id=viewer.officer_key).select_related("message")
    if after is not None:
        rows = rows.filter(message_id__lt=after)
    found = list(rows.order_by("-message_id")[: PAGE_LENGTH + 1])
    older = found[PAGE_LENGTH - 1].message_id if len(found) > PAGE_LENGTH else None
    return Notices(found[:PAGE_LENGTH], after is not None, older)


def push_choices(officer_id: int) -> dict[str, bool]:
    """What the officer has chosen, by event; what is not in it is pushed."""
    rows = NoticeChoice.objects.filter(officer_id=officer_id)
    return dict(rows.values_list("event", "push"))


def wants_push(officer_id: int, event: str) -> bool:
    """Whether any of the officer's devices is to be told of the event. One statement."""
    devices = PushSubscription.objects.filter(officer_id=officer_id, gone_at=None)
    refused = NoticeChoice.objects.filter(officer_id=officer_id, event=event, push=False)
    return devices.exclude(officer_id__in=refused.values("officer_id")).exists()


def devices_of(viewer: Viewer) -> list[PushSubscription]:
    rows = PushSubscription.objects.filter(officer_id=viewer.officer_key, gone_at=None)
    return list(rows.order_by("-created_at"))
