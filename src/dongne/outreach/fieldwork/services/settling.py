"""A person chooses between two versions of a record that came from two places.

Nothing is thrown away: the version that was not taken stays with its receipt, and the history says
who chose what.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from dongne.foundation.asides import public as asides
from dongne.foundation.audit import public as audit
from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import Conflict, NotHere
from dongne.lib.seoul import seoul_day
from dongne.outreach.vocabulary.public import vocabulary_of

from .. import rules
from ..models import Activity, Receipt
from ..queries import kept_version, with_everything
from ..states import Settled, SyncStatus
from .bodies import record_in
from .numbers import TEXTS
from .recording import edit_activity, own_activity, record_of, refuse_change, restore_activity
from .standing_in import stands_in


def other_of(receipt: Receipt, activity: Activity) -> rules.Record | None:
    """The version that was kept, to be compared; None where it can't be read any more.

    A body that says less than a whole record says the rest as the activity does.
    """
    now = record_of(activity)
    body = {
        "id": str(now.id),
        "kind": now.kind,
        "field": now.field,
        "happened_at": now.happened_at.isoformat(),
        **(receipt.body or {}),
    }
    other = record_in(body)
    if other is None or other.counted is not None:
        return other
    words = vocabulary_of(activity.dong_id, seoul_day(other.happened_at))
    return replace(other, counted=words.kind(other.kind).counted)


@transaction.atomic
def settle(
    viewer: Viewer,
    *,
    receipt_id: UUID,
    chosen: Mapping[str, str],
    now: datetime,
    base: UUID | None = None,
) -> Receipt:
    """Take of the kept version what was chosen (part → `now`, `other`, `both`), and be done with
    it. `base` is the receipt of the version that was on the screen beside it.

    Where nothing is taken the activity stays untouched, also one that can't be changed any more.
    Raises NotHere, Forbidden, Conflict, Unacceptable.
    """
    found = _locked(viewer, receipt_id, now=now)
    activity = with_everything(viewer, found.activity)
    parts = _taken(found, activity, chosen)
    if parts:
        if activity.removed_at is not None:
            restore_activity(viewer, activity_id=activity.pk, now=now)
            base = None
        else:
            # Locked before it is compared: what is written is what was looked at.
            own_activity(viewer, activity.pk, now=now)
        _take(viewer, found, activity, parts, now=now, base=base)
    everything = parts and all(choice == rules.OTHER for choice in parts.values())
    whole = everything and len(parts) == len(_differing(found, activity))
    found.settled = Settled.NOTHING if not parts else Settled.ALL if whole else Settled.SOME
    found.settled_at, found.settled_by_id = now, viewer.officer_id
    found.save(update_fields=["settled", "settled_at", "settled_by"])
    audit.record(
        viewer,
        action="activity.settled",
        subject=activity,
        now=now,
        dong_id=activity.dong_id,
        changes={"receipt": found.pk, "took": found.settled, "parts": sorted(parts)},
    )
    return found


def _locked(viewer: Viewer, receipt_id: UUID, *, now: datetime) -> Receipt:
    found = kept_version(viewer, receipt_id)
    if found is None:
        raise NotHere(_("기록을 찾을 수 없습니다."), code="not_found")
    if not may_settle(viewer, found.activity, now=now):
        refuse_change(viewer, found.activity, now=now)
    locked = (
        Receipt.objects.for_viewer(viewer)
        .select_for_update(of=("self",))
        .select_related("activity")
        .get(pk=found.pk)
    )
    if locked.status != SyncStatus.CONFLICT or locked.settled_at is not None:
        raise Conflict(_("이미 확인한 기록입니다."), code="settled_before")
    return locked


def may_settle(viewer: Viewer, activity: Activity, *, now: datetime) -> bool:
    """Whose it is, also where it can't be changed any more; and whoever is there in their stead."""
    own = viewer.officer_id == activity.officer_id
    return own or stands_in(viewer, activity.officer, now=now)


def _differing(receipt: Receipt, activity: Activity) -> list[str]:
    other = other_of(receipt, activity)
    return rules.differing(record_of(activity), other) if other else []


def _taken(receipt: Receipt, activity: Activity, chosen: Mapping[str, str]) -> dict[str, str]:
    """Of the parts that differ, those of which something is taken."""
    return {
        part: chosen[part]
        for part in _differing(receipt, activity)
        if chosen.get(part, rules.NOW) != rules.NOW
    }


def _take(
    viewer: Viewer,
    receipt: Receipt,
    activity: Activity,
    parts: Mapping[str, str],
    *,
    now: datetime,
    base: UUID | None,
) -> None:
    other = other_of(receipt, activity)
    assert other is not None  # else nothing differs
    # Its numbers lie with the receipt: in the activity's texts they are taken out once more.
    texts: dict[str, Any] = {
        name: asides.put_back(getattr(other, name), subject=receipt, column=name) for name in TEXTS
    }
    record = rules.merged(record_of(activity), replace(other, **texts), parts)
    edit_activity(viewer, activity_id=activity.pk, record=record, now=now, base=base)
