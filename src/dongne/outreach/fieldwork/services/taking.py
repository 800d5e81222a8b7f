"""Entering for somebody else what they wrote and can't send themselves any more."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from dongne.foundation.asides import public as asides
from dongne.foundation.audit import public as audit
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.ids import new_id
from dongne.lib.refusals import Forbidden

from .. import rules
from ..models import Activity, ActivityPhoto, ActivitySound
from ..states import Hold
from .numbers import out_of_activities
from .recording import Unacceptable, as_audited, new_activity, own_outings, photo_rows, sound_rows
from .workplace import workplace_of


@transaction.atomic
def take_in(
    viewer: Viewer,
    *,
    officer_id: int,
    record: rules.Record,
    device: str,
    sent_at: datetime | None,
    received_at: datetime,
    now: datetime,
) -> Activity:
    """An activity in that officer's name, held: it counts when they, or whoever does their work,
    have looked at it. Where the id has an activity already, both are kept. Raises `Unacceptable`.
    """
    if not viewer.runs_outreach:
        raise Forbidden(
            _("행정팀장이나 동장만 다른 사람의 기록을 올릴 수 있습니다."), code="not_a_lead"
        )
    work = workplace_of(viewer)
    if found := work.faults(record):
        raise Unacceptable(found)
    if record.outing and not own_outings(viewer, [record.outing], officer_id=officer_id):
        record = replace(record, outing=None)
    if Activity.objects.for_viewer(SYSTEM).filter(pk=record.id).exists():
        record = replace(record, id=new_id())
    activity = new_activity(
        replace(SYSTEM, dong_id=viewer.dong_id, officer_id=officer_id),
        record,
        work,
        now=now,
        device=device,
    )
    activity.received_at = received_at
    activity.skew = rules.skew_of(sent_at, now=received_at) or 0
    activity.held = activity.held or Hold.TAKEN
    numbers = out_of_activities([(activity, True)], now=now)
    activity.save(force_insert=True)
    asides.keep(numbers)
    ActivityPhoto.objects.bulk_create(photo_rows(activity.pk, record))
    ActivitySound.objects.bulk_create(sound_rows(activity.pk, record))
    changes: dict[str, Any] = as_audited(record) | {"officer": officer_id}
    audit.record(
        viewer,
        action="activity.taken_in",
        subject=activity,
        now=now,
        dong_id=activity.dong_id,
        changes=changes,
    )
    return activity
