"""Entering, editing, removing and restoring one activity on a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from dongne.foundation.asides import public as asides
from dongne.foundation.audit import public as audit
from dongne.foundation.scope.public import Viewer
from dongne.lib.ids import new_id
from dongne.lib.refusals import Conflict, Forbidden, NotHere, Refused
from dongne.lib.seoul import seoul_day

from .. import rules
from ..events import ActivitiesTicked, activities_ticked
from ..models import Activity, ActivityPhoto, ActivitySound, Outing
from ..states import OPEN_STATES, Hold, Standing
from ..words import SENTENCES
from .numbers import as_stored, out_of_activities
from .searching import searched_words
from .standing_in import stands_in
from .workplace import Workplace, workplace_of
from .writing import Values

EDITED = (
    "kind",
    "field",
    "counted",
    "happened_at",
    "day",
    "memo",
    "measure",
    "address",
    "tong_id",
    "latitude",
    "longitude",
    "outing_id",
    "handover",
    "held",
)


class Unacceptable(Refused):
    """The record cannot be kept as it is; `parts` says which entries are wrong and why."""

    def __init__(self, parts: list[tuple[str, str]]) -> None:
        self.parts = [(part, str(SENTENCES[code])) for part, code in parts]
        super().__init__(self.parts[0][1], code=parts[0][1])


@transaction.atomic
def record_activity(viewer: Viewer, *, record: rules.Record, now: datetime) -> Activity:
    """Keep a new activity of the viewer's own. A page refuses what a device may send held."""
    work = workplace_of(viewer)
    refuse_faults(viewer, record, work, now=now)
    activity = new_activity(viewer, record, work, now=now)
    numbers = out_of_activities([(activity, True)], now=now)
    activity.save(force_insert=True)
    asides.keep(numbers)
    _keep_pieces(viewer, activity, record)
    audit.record(
        viewer,
        action="activity.recorded",
        subject=activity,
        now=now,
        dong_id=activity.dong_id,
        changes=as_audited(record),
    )
    tell_if_ticked(viewer, [activity], waited_for=True, now=now)
    return activity


@transaction.atomic
def edit_activity(
    viewer: Viewer,
    *,
    activity_id: UUID,
    record: rules.Record,
    now: datetime,
    base: UUID | None = None,
) -> Activity:
    """Change an own activity that stands in no report, or in one that is still written.

    `base` is the receipt of the version that was on the screen: if it is no longer the latest,
    nothing is written over.
    """
    activity = own_activity(viewer, activity_id, now=now)
    if base is not None and base != activity.receipt:
        raise Conflict(
            _(
                "그사이 다른 화면에서 고친 기록입니다. 적은 내용은 아래에 남아 있습니다. "
                "확인하고 다시 저장해 주세요."
            ),
            code="edited_elsewhere",
        )
    work = workplace_of(viewer)
    refuse_faults(viewer, record, work, now=now, officer_id=activity.officer_id)
    before = {name: getattr(activity, name) for name in EDITED}
    photos_before = list(activity.photos.for_viewer(viewer).values_list("sha256", "role"))
    sounds_before = list(activity.sounds.for_viewer(viewer).values_list("sha256", flat=True))
    fill(activity, record, work, now=now)
    if activity.report_id is not None:
        # It was taken into a report: nobody has to look whether it may be.
        activity.held = Hold.NONE
    numbers = out_of_activities([(activity, False)], now=now)
    activity.receipt = new_id()
    activity.save()
    asides.keep(numbers)
    _keep_pieces(viewer, activity, record)
    changes: dict[str, Any] = {
        name: [before[name], getattr(activity, name)]
        for name in EDITED
        if before[name] != getattr(activity, name)
    }
    if photos_before != list(record.photos):
        changes["photos"] = [len(photos_before), len(record.photos)]
    if sounds_before != [sha256 for sha256, _seconds in record.sounds]:
        changes["sounds"] = [len(sounds_before), len(record.sounds)]
    audit.record(
        viewer,
        action="activity.edited",
        subject=activity,
        now=now,
        dong_id=activity.dong_id,
        changes=changes,
    )
    tell_if_ticked(viewer, [activity], waited_for=True, now=now)
    return activity


def tell_if_ticked(
    viewer: Viewer, activities: Iterable[Activity], *, waited_for: bool, now: datetime
) -> None:
    ticked = [one for one in activities if one.handover and one.removed_at is None]
    if ticked:
        activities_ticked.announce(ActivitiesTicked(viewer, ticked, waited_for, now))


@transaction.atomic
def remove_activity(viewer: Viewer, *, activity_id: UUID, now: datetime) -> Activity:
    """Take an own activity out of the lists; `restore_activity` brings it back."""
    activity = own_activity(viewer, activity_id, now=now)
    activity.removed_at = now
    if activity.report and activity.report.completed_version and activity.standing != Standing.IN:
        # Until the correction is complete it stands in the version in force: nobody else takes it.
        activity.standing = Standing.OUT
    else:
        activity.report, activity.standing = None, Standing.STAYS
    activity.receipt = new_id()
    activity.save(update_fields=["removed_at", "report", "standing", "receipt"])
    audit.record(
        viewer, action="activity.removed", subject=activity, now=now, dong_id=activity.dong_id
    )
    return activity


@transaction.atomic
def restore_activity(viewer: Viewer, *, activity_id: UUID, now: datetime) -> Activity:
    activity = own_activity(viewer, activity_id, now=now, removed=True)
    activity.removed_at, activity.standing = None, Standing.STAYS
    activity.receipt = new_id()
    activity.save(update_fields=["removed_at", "standing", "receipt"])
    audit.record(
        viewer, action="activity.restored", subject=activity, now=now, dong_id=activity.dong_id
    )
    return activity


def own_activity(
    viewer: Viewer, activity_id: UUID, *, now: datetime, removed: bool = False
) -> Activity:
    """The viewer's own activity, or one of somebody in whose stead they are, locked and free to be
    changed."""
    activity = (
        Activity.objects.for_viewer(viewer)
        .select_for_update(of=("self",))
        .select_related("report")
        .filter(pk=activity_id, removed_at__isnull=not removed)
        .first()
    )
    if activity is None:
        raise NotHere(_("활동을 찾을 수 없습니다."), code="not_found")
    refuse_change(viewer, activity, now=now)
    return activity


def refuse_change(viewer: Viewer, activity: Activity, *, now: datetime) -> None:
    """Whoever may see it is told why they cannot change it."""
    if not _in_hands(viewer, activity, now=now):
        raise Forbidden(_("다른 주무관의 활동은 고칠 수 없습니다."), code="not_yours")
    if is_locked(activity, viewer):
        raise Conflict(str(SENTENCES["locked"]), code="locked")


def corrector_of(activity: Activity) -> int | None:
    """Who else may change it: whoever corrects its report in the drafter's absence."""
    report = activity.report
    return report.written_by_id if report and report.state in OPEN_STATES else None


def may_change(activity: Activity, viewer: Viewer, *, now: datetime) -> bool:
    return _in_hands(viewer, activity, now=now) and not is_locked(activity, viewer)


def _in_hands(viewer: Viewer, activity: Activity, *, now: datetime) -> bool:
    """One's own, in the report that one corrects, or in none while its officer can't report it."""
    if viewer.officer_id in (activity.officer_id, corrector_of(activity)):
        return True
    return activity.report_id is None and stands_in(viewer, activity.officer, now=now)


def already_says(activity: Activity, record: rules.Record, *, now: datetime) -> bool:
    """Whether the row holds what the record says: the same form was sent twice."""
    kept = record_of(activity)
    if record.counted is None:
        kept = replace(kept, counted=None)
    texts: dict[str, Any] = as_stored(activity, record, now=now)
    sent = replace(record, **texts)
    return kept.digest(None) == sent.digest(None)


def record_of(activity: Activity) -> rules.Record:
    """What the row says, as it would have been sent."""
    return rules.Record(
        id=activity.pk,
        kind=activity.kind,
        field=activity.field,
        happened_at=activity.happened_at,
        memo=activity.memo,
        latitude=activity.latitude,
        longitude=activity.longitude,
        address=activity.address,
        tong=activity.tong.number if activity.tong else None,
        outing=activity.outing_id,
        counted=activity.counted,
        measure=activity.measure,
        handover=activity.handover,
        photos=tuple((photo.sha256, photo.role) for photo in activity.photos.all()),
        sounds=tuple((sound.sha256, sound.seconds) for sound in activity.sounds.all()),
    )


def is_locked(activity: Activity, viewer: Viewer) -> bool:
    """Whether the activity stands in a report that is not in the viewer's hands."""
    report = activity.report
    if report is None:
        return False
    return report.state not in OPEN_STATES or report.writer_id != viewer.officer_id


def refuse_faults(
    viewer: Viewer,
    record: rules.Record,
    work: Workplace,
    *,
    now: datetime,
    officer_id: int | None = None,
) -> None:
    found = work.faults(record)
    if rules.is_ahead(record.happened_at, now=now):
        found.append(("happened_at", Hold.FUTURE))
    if record.outing and not own_outings(viewer, [record.outing], officer_id=officer_id):
        found.append(("outing", "outing_unknown"))
    if found:
        raise Unacceptable(found)


def own_outings(viewer: Viewer, ids: list[UUID], *, officer_id: int | None = None) -> set[UUID]:
    """Which of them are the viewer's, or those of the officer whose report is corrected."""
    return set(
        Outing.objects.for_viewer(viewer)
        .filter(pk__in=ids, officer_id=officer_id or viewer.officer_key)
        .values_list("pk", flat=True)
    )


def new_activity(
    viewer: Viewer, record: rules.Record, work: Workplace, *, now: datetime, device: str = ""
) -> Activity:
    """An unsaved activity of the viewer's, with a receipt of its own."""
    assert viewer.dong_id is not None and viewer.officer_id is not None  # noqa: PT018
    activity = Activity(
        id=record.id,
        dong_id=viewer.dong_id,
        officer_id=viewer.officer_id,
        device=device,
        received_at=now,
        receipt=new_id(),
    )
    fill(activity, record, work, now=now)
    return activity


def fill(activity: Activity, record: rules.Record, work: Workplace, *, now: datetime) -> None:
    """Write the record's values into the row."""
    for column, value in columns_of(record, work, now=now).items():
        setattr(activity, column, value)
    activity.words = searched_words(activity)


def columns_of(record: rules.Record, work: Workplace, *, now: datetime) -> Values:
    """What the record says, by column of its activity."""
    counted = record.counted
    if counted is None:
        counted = work.words_on(record.happened_at).kind(record.kind).counted
    return {
        "kind": record.kind,
        "field": record.field,
        "counted": counted,
        "happened_at": record.happened_at,
        "day": seoul_day(record.happened_at),
        "memo": record.memo.strip(),
        "measure": record.measure.strip(),
        "address": record.address.strip(),
        "tong_id": None if record.tong is None else work.tongs[record.tong],
        "latitude": record.latitude,
        "longitude": record.longitude,
        "outing_id": record.outing,
        "handover": record.handover,
        "held": rules.hold_of(record.happened_at, now=now, closed=work.closed).value,
    }


def as_audited(record: rules.Record) -> dict[str, Any]:
    """What the audit row says of a new record. The memo stays in its own table only."""
    return {
        "kind": record.kind,
        "field": record.field,
        "happened_at": record.happened_at,
        "counted": record.counted,
        "tong": record.tong,
        "photos": len(record.photos),
        **({"sounds": len(record.sounds)} if record.sounds else {}),
    }


def photo_rows(activity_id: UUID, record: rules.Record) -> list[ActivityPhoto]:
    return [
        ActivityPhoto(activity_id=activity_id, sha256=sha256, role=role, position=position)
        for position, (sha256, role) in enumerate(record.photos)
    ]


def sound_rows(activity_id: UUID, record: rules.Record) -> list[ActivitySound]:
    return [
        ActivitySound(activity_id=activity_id, sha256=sha256, seconds=seconds, position=position)
        for position, (sha256, seconds) in enumerate(record.sounds)
    ]


def _keep_pieces(viewer: Viewer, activity: Activity, record: rules.Record) -> None:
    """Make the activity's photos and sounds those of the record, in its order."""
    activity.photos.for_viewer(viewer).delete()
    ActivityPhoto.objects.bulk_create(photo_rows(activity.pk, record))
    activity.sounds.for_viewer(viewer).delete()
    ActivitySound.objects.bulk_create(sound_rows(activity.pk, record))
