"""Absences: recorded, ended early, taken back."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import record
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import Conflict, Refused

from ..events import AbsenceCancelled, AbsenceRecorded, absence_cancelled, absence_recorded
from ..models import Absence, AbsenceKind, Deputyship, Officer
from ..rules import first_overlap
from ..words import day_in_words, days_in_words
from .deputies import (
    absences_of,
    appoint,
    as_text,
    bring_back,
    days_of,
    hold_with,
    refuse_order,
    shorten,
)

DAY = timedelta(days=1)


@transaction.atomic
def record_absence(
    viewer: Viewer,
    *,
    officer: Officer,
    kind: AbsenceKind,
    starts_on: date,
    now: datetime,
    ends_on: date | None = None,
    deputy: Officer | None = None,
    reason: str = "",
) -> Absence:
    """부재 등록: one's own, or anybody's by the lead. `deputy` stands in for all of these days."""
    held = hold_with(viewer, officer, deputy)
    refuse_order(starts_on, ends_on)
    days = (starts_on, ends_on)
    if shared := first_overlap(days, days_of(absences_of(held))):
        raise Refused(
            _("이미 부재로 등록된 날과 겹칩니다: %(days)s") % {"days": days_in_words(shared)},
            code="overlaps",
        )
    absence = Absence(officer=held, kind=kind, starts_on=starts_on, ends_on=ends_on, reason=reason)
    absence.save()
    if deputy is not None:
        appoint(held, deputy, days, absence=absence, reason=reason)
    record(
        viewer,
        action="absence.recorded",
        subject=absence,
        now=now,
        dong_id=held.dong_id,
        changes={
            "officer": held.pk,
            "officer_name": held.name,
            "kind": kind,
            "from": starts_on,
            "to": ends_on,
            "deputy": deputy.pk if deputy else None,
            "deputy_name": deputy.name if deputy else "",
        },
    )
    _announce(viewer, absence, now=now)
    return absence


@transaction.atomic
def end_absence(viewer: Viewer, *, absence: Absence, last_day: date, now: datetime) -> Absence:
    """조기 복귀: `last_day` is the last day away. Who stood in does so no longer than that."""
    held, officer = _hold_absence(viewer, absence)
    if last_day < held.starts_on:
        raise Refused(
            _("부재가 시작한 날보다 앞섭니다. 처음부터 없던 일이면 취소해 주세요."),
            code="before_start",
        )
    if held.ends_on is not None and last_day >= held.ends_on:
        raise Refused(
            _("이미 %(days)s에 끝나는 부재입니다.") % {"days": day_in_words(held.ends_on)},
            code="ends_already",
        )
    before, held.ends_on = held.ends_on, last_day
    held.save(update_fields=["ends_on"])
    ended = shorten(Deputyship.objects.for_viewer(SYSTEM).filter(absence=held), last_day)
    record(
        viewer,
        action="absence.ended",
        subject=held,
        now=now,
        dong_id=officer.dong_id,
        changes={
            "officer_name": officer.name,
            "kind": held.kind,
            "to": [before, last_day],
            "deputies": ended,
        },
    )
    absence_cancelled.announce(
        AbsenceCancelled(
            viewer=viewer,
            officer_id=officer.pk,
            starts_on=last_day + DAY,
            ends_on=before,
            now=now,
        )
    )
    return held


@transaction.atomic
def cancel_absence(viewer: Viewer, *, absence: Absence, now: datetime) -> Absence:
    """It never was. Nor did anybody stand in for it."""
    held, officer = _hold_absence(viewer, absence)
    held.cancelled_at = now
    held.save(update_fields=["cancelled_at"])
    standing = Deputyship.objects.for_viewer(SYSTEM).filter(absence=held)
    gone = as_text(standing)
    standing.delete()
    record(
        viewer,
        action="absence.cancelled",
        subject=held,
        now=now,
        dong_id=officer.dong_id,
        changes={
            "officer_name": officer.name,
            "kind": held.kind,
            "from": held.starts_on,
            "to": held.ends_on,
            "deputies": gone,
        },
    )
    absence_cancelled.announce(
        AbsenceCancelled(
            viewer=viewer,
            officer_id=officer.pk,
            starts_on=held.starts_on,
            ends_on=held.ends_on,
            now=now,
        )
    )
    return held


@transaction.atomic
def restore_absence(
    viewer: Viewer,
    *,
    absence: Absence,
    ends_on: date | None,
    deputies: list[dict[str, str | int | None]],
    now: datetime,
) -> Absence:
    """What was ended early or taken back holds again, with those who stood in."""
    officer = hold_with(viewer, absence.officer, None)
    held = Absence.objects.for_viewer(SYSTEM).select_for_update().get(pk=absence.pk)
    others = absences_of(officer).exclude(pk=held.pk)
    if shared := first_overlap((held.starts_on, ends_on), days_of(others)):
        raise Conflict(
            _("그사이 다른 부재가 등록되었습니다: %(days)s") % {"days": days_in_words(shared)},
            code="overlaps",
        )
    held.cancelled_at, held.ends_on = None, ends_on
    held.save(update_fields=["cancelled_at", "ends_on"])
    Deputyship.objects.for_viewer(SYSTEM).filter(absence=held).delete()
    for given in deputies:
        bring_back(officer, given, absence=held)
    record(
        viewer,
        action="absence.restored",
        subject=held,
        now=now,
        dong_id=officer.dong_id,
        changes={
            "officer_name": officer.name,
            "kind": held.kind,
            "from": held.starts_on,
            "to": ends_on,
        },
    )
    _announce(viewer, held, now=now)
    return held


def end_with_the_officer(
    viewer: Viewer, *, officer: Officer, last_day: date, now: datetime
) -> None:
    """Whoever leaves is neither away nor stands in after the last day. Part of the leaving."""
    after = Q(ends_on=None) | Q(ends_on__gt=last_day)
    for absence in Absence.objects.for_viewer(SYSTEM).filter(
        after, officer=officer, cancelled_at=None
    ):
        if absence.starts_on > last_day:
            absence.cancelled_at = now
        else:
            absence.ends_on = last_day
        absence.save(update_fields=["cancelled_at", "ends_on"])
    shorten(
        Deputyship.objects.for_viewer(SYSTEM).filter(after, Q(officer=officer) | Q(deputy=officer)),
        last_day,
    )


def _hold_absence(viewer: Viewer, absence: Absence) -> tuple[Absence, Officer]:
    officer = hold_with(viewer, absence.officer, None)
    held = Absence.objects.for_viewer(SYSTEM).select_for_update().get(pk=absence.pk)
    if held.cancelled_at is not None:
        raise Conflict(_("이미 취소한 부재입니다."), code="cancelled_already")
    return held, officer


def _announce(viewer: Viewer, absence: Absence, *, now: datetime) -> None:
    absence_recorded.announce(
        AbsenceRecorded(
            viewer=viewer,
            officer_id=absence.officer_id,
            starts_on=absence.starts_on,
            ends_on=absence.ends_on,
            now=now,
        )
    )
