"""An officer's own list: read, and what the devices are to be told of."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import record
from dongne.foundation.organisations.public import Officer
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import NotHere

from ..models import Message, Notice, NoticeChoice


@transaction.atomic
def read_notice(viewer: Viewer, *, message_id: UUID, now: datetime) -> Message:
    """The notice, read from now on. Raises NotHere for somebody else's."""
    mine = Notice.objects.filter(officer_id=viewer.officer_key, message_id=message_id)
    notice = mine.select_related("message").first()
    if notice is None:
        raise NotHere(_("알림을 찾을 수 없습니다."), code="not_found")
    if notice.read_at is None:
        notice.read_at = now
        notice.save(update_fields=["read_at"])
        record(viewer, action="notice.read", subject=notice, now=now, dong_id=viewer.dong_id)
    return notice.message


@transaction.atomic
def read_all_notices(viewer: Viewer, *, now: datetime) -> int:
    """How many became read."""
    mine = Notice.objects.filter(officer_id=viewer.officer_key, read_at=None)
    count = mine.update(read_at=now)
    if count:
        record(
            viewer,
            action="notices.read",
            subject=_officer(viewer),
            now=now,
            dong_id=viewer.dong_id,
            changes={"notices": count},
        )
    return count


@transaction.atomic
def choose_pushes(
    viewer: Viewer, *, wanted: Collection[str], offered: Collection[str], now: datetime
) -> None:
    """Of the events offered, the devices are told of those wanted."""
    choices = [
        NoticeChoice(officer_id=viewer.officer_key, event=event, push=event in wanted)
        for event in offered
    ]
    NoticeChoice.objects.bulk_create(
        choices,
        update_conflicts=True,
        unique_fields=["officer", "event"],
        update_fields=["push"],
    )
    record(
        viewer,
        action="notices.chosen",
        subject=_officer(viewer),
        now=now,
        dong_id=viewer.dong_id,
        changes={"push": sorted(wanted)},
    )


def _officer(viewer: Viewer) -> Officer:
    return Officer.objects.for_viewer(SYSTEM).get(pk=viewer.officer_key)
