"""From an activity to a case, and from a case that is closed to the activity that counts.

A case counts in the month only through a reported activity (architecture: What must hold, 2).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from dongne.foundation.audit import public as audit
from dongne.foundation.jobs.public import defer
from dongne.foundation.organisations.public import Officer, viewer_of
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.ids import new_id
from dongne.lib.refusals import Refused
from dongne.lib.seoul import seoul_day
from dongne.outreach.categories.public import categories_of
from dongne.outreach.fieldwork import public as fieldwork
from dongne.outreach.fieldwork.events import ActivitiesTicked
from dongne.outreach.vocabulary.public import vocabulary_of

from .. import rules
from ..models import Case, CaseActivity
from ..permissions import takes_part
from ..queries.ground import category_of
from ..states import ActivityRole, Channel, PhotoRole
from .ground import held, refuse, unless
from .opening import open_case

FROM_ACTIVITIES = "casework.from_activities"
"""The job that opens cases for what an officer ticked in the street."""
STILL_NEW = timedelta(days=7)
"""What was ticked longer ago was handed over some other way, before there were cases."""

_ROLES = {
    fieldwork.PhotoRole.BEFORE: PhotoRole.BEFORE,
    fieldwork.PhotoRole.AFTER: PhotoRole.AFTER,
}
_BACK = {
    PhotoRole.BEFORE: fieldwork.PhotoRole.BEFORE,
    PhotoRole.AFTER: fieldwork.PhotoRole.AFTER,
}


def on_ticked(event: ActivitiesTicked) -> None:
    """Inside the transaction of the record: at once where somebody waits, else by one job for all
    that a device has sent."""
    officers = {one.officer_id for one in event.activities}
    for officer_id in officers:
        if event.waited_for:
            open_ticked(event.viewer, officer_id=officer_id, now=event.now)
        else:
            defer(FROM_ACTIVITIES, officer_id=officer_id)


@transaction.atomic
def open_ticked(viewer: Viewer, *, officer_id: int, now: datetime) -> list[Case]:
    """A case for each of the officer's ticked activities that has none. Run twice, none twice."""
    officer = (
        Officer.objects.for_viewer(SYSTEM)
        .select_for_update(of=("self",))
        .select_related("account", "team__district", "dong__district")
        .get(pk=officer_id)
    )
    ticked = (
        fieldwork.Activity.objects.for_viewer(SYSTEM)
        .filter(officer=officer, handover=True, removed_at=None, received_at__gte=now - STILL_NEW)
        .exclude(
            pk__in=CaseActivity.objects.for_viewer(SYSTEM)
            .filter(activity__officer=officer, role=ActivityRole.SOURCE)
            .values("activity")
        )
        .select_related("tong")
        .order_by("received_at", "pk")
    )
    # Whoever ticked it has it in hand, also where a job does the rest.
    if officer.account and officer.is_active:
        viewer = viewer_of(officer.account)
    return [open_from(viewer, activity=activity, now=now) for activity in ticked]


def open_from(
    viewer: Viewer, *, activity: fieldwork.Activity, now: datetime, category: str = ""
) -> Case:
    """The case of one activity. Without a `category`, the one whose words stand in the memo."""
    text = activity.memo.strip()
    photos = tuple(
        (photo.sha256, _ROLES.get(fieldwork.PhotoRole(photo.role), PhotoRole.OTHER))
        for photo in activity.photos.for_viewer(SYSTEM)
    )[: rules.MOST_PHOTOS]
    given = rules.Opening(
        category=category or _category(activity, now),
        text=text,
        channel=Channel.ACTIVITY,
        dong_id=activity.dong_id,
        tong=activity.tong.number if activity.tong else None,
        address=activity.address,
        latitude=activity.latitude,
        longitude=activity.longitude,
        photos=photos,
        activity_id=activity.pk,
        may_be_public=False,
    )
    try:
        return open_case(viewer, given=given, now=now).case
    except Refused as problem:
        if problem.code not in ("outside", "photo_unknown", "tong_unknown"):
            raise
        # A phone may not know where it is, and its photos come later: the matter is kept anyway.
        bare = replace(given, latitude=None, longitude=None, photos=(), tong=None)
        return open_case(viewer, given=bare, now=now).case


def _category(activity: fieldwork.Activity, now: datetime) -> str:
    found = categories_of(activity.dong_id, day=seoul_day(now)).list()
    best = max(found, key=lambda one: one.fits(activity.memo), default=None)
    return best.code if best is not None and best.fits(activity.memo) else "other"


def result_of(viewer: Viewer, case: Case) -> fieldwork.Record | None:
    """The activity that tells the end of a case, filled in, for whoever closed it to record.

    None where one is there already, or where the viewer works in no dong: a department's work
    counts nowhere in a dong's month.
    """
    if viewer.dong_id != case.dong_id or case.closed_at is None:
        return None
    linked = CaseActivity.objects.for_viewer(SYSTEM).filter(case=case, role=ActivityRole.RESULT)
    if linked.exists():
        return None
    words = vocabulary_of(case.dong_id)
    category = category_of(case)
    standard = category.field if category else "complaint"
    fields = [slug for slug, field in words.fields.items() if field.standard == standard]
    kind = "complaint_heard" if "complaint_heard" in words.kinds else next(iter(words.kinds))
    return fieldwork.Record(
        id=new_id(),
        kind=kind,
        field=(fields or list(words.fields))[0],
        happened_at=case.closed_at,
        memo=f"[{case.number}] {case.title or case.text}"[:4000],
        measure=case.measure[:1000],
        address=case.address,
        tong=case.tong.number if case.tong else None,
        latitude=case.latitude,
        longitude=case.longitude,
        photos=tuple(
            (photo.sha256, _BACK.get(PhotoRole(photo.role), fieldwork.PhotoRole.DURING))
            for photo in case.photos.for_viewer(SYSTEM)
        )[:20],
    )


@transaction.atomic
def record_result(
    viewer: Viewer, *, case_id: UUID, record: fieldwork.Record, now: datetime
) -> fieldwork.Activity:
    """Record the activity that tells the end, and link it. It counts once its report is approved.

    Raises Conflict where one is there, fieldwork's refusals.
    """
    case = held(viewer, case_id)
    unless(takes_part(viewer, case) and viewer.dong_id == case.dong_id)
    linked = CaseActivity.objects.for_viewer(SYSTEM).filter(case=case, role=ActivityRole.RESULT)
    if linked.exists():
        refuse("already_so")
    activity = fieldwork.record_activity(viewer, record=replace(record, handover=False), now=now)
    CaseActivity(case=case, activity=activity, role=ActivityRole.RESULT, at=now).save()
    audit.record(
        viewer,
        action="case.result_recorded",
        subject=case,
        now=now,
        dong_id=case.dong_id,
        changes={"activity": str(activity.pk)},
    )
    return activity


@transaction.atomic
def link_activity(
    viewer: Viewer, *, case_id: UUID, activity_id: UUID, now: datetime
) -> CaseActivity:
    """An activity that belongs to the case besides."""
    case = held(viewer, case_id)
    unless(takes_part(viewer, case))
    activity = (
        fieldwork.Activity.objects.for_viewer(viewer)
        .filter(pk=activity_id, removed_at=None, dong=case.dong_id)
        .first()
    )
    if activity is None:
        refuse("activity_unknown")
    linked = CaseActivity.objects.for_viewer(SYSTEM).filter(case=case, activity=activity)
    if linked.exists():
        refuse("already_so")
    row = CaseActivity(case=case, activity=activity, role=ActivityRole.RELATED, at=now)
    row.save()
    audit.record(
        viewer,
        action="case.linked",
        subject=case,
        now=now,
        dong_id=case.dong_id,
        changes={"activity": str(activity.pk)},
    )
    return row
