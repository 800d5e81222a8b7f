"""What is not as it should be: raised by whoever sees it, ended by a lead who found out why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from dongne.delivery.applications.public import mark_back
from dongne.foundation.asides.public import without_numbers
from dongne.foundation.audit import public as audit
from dongne.foundation.scope.public import SYSTEM, Viewer

from .. import rules
from ..events import ParcelAlarm, ParcelMoved, parcel_alarm, parcel_moved
from ..models import Alarm, Content, Parcel, Transfer
from ..permissions import deals, gives, holder_of, leads
from ..queries.parcels import office_of
from ..states import (
    LIVING,
    AlarmEnd,
    AlarmKind,
    Confirmed,
    ParcelState,
    TransferState,
)
from .ground import (
    applications_in,
    by_whom,
    held,
    into_hands,
    keep,
    next_position,
    open_offer,
    refuse,
    unless,
)


def is_broken(parcel: Parcel) -> bool:
    """Its seal was seen broken, and no lead has ended that yet. One statement."""
    rows = Alarm.objects.for_viewer(SYSTEM)
    return rows.filter(parcel=parcel, kind=AlarmKind.BROKEN, ended_at=None).exists()


def raise_alarm(
    viewer: Viewer,
    parcel: Parcel,
    kind: AlarmKind,
    *,
    now: datetime,
    text: str = "",
    transfer: Transfer | None = None,
    details: Mapping[str, str] | None = None,
) -> Alarm:
    """The open one of that kind, or a new one. In the caller's transaction, the parcel held."""
    known = Alarm.objects.for_viewer(SYSTEM).filter(parcel=parcel, kind=kind, ended_at=None)
    if (alarm := known.first()) is not None:
        return alarm
    who = by_whom(viewer)
    alarm = Alarm(
        dong_id=parcel.dong_id,
        parcel=parcel,
        transfer=transfer,
        kind=kind,
        details=dict(details or {}),
        raised_at=now,
        by_kind=who.kind,
        by_key=who.key,
    )
    if text.strip():
        alarm.text = without_numbers(
            viewer,
            subject=alarm,
            now=now,
            dong_id=parcel.dong_id,
            is_new=True,
            text=text.strip()[:2000],
        )["text"]
    alarm.save(force_insert=True)
    audit.record(
        viewer,
        action="parcel.alarm",
        subject=parcel,
        now=now,
        dong_id=parcel.dong_id,
        changes={"number": parcel.number, "kind": kind},
    )
    parcel_alarm.announce(ParcelAlarm(alarm=alarm, now=now))
    return alarm


@transaction.atomic
def report_broken(viewer: Viewer, *, parcel_id: UUID, text: str, now: datetime) -> Alarm:
    """By whoever has it, or somebody of the office. It only goes back until a lead ends it."""
    parcel = _living(viewer, parcel_id)
    if is_broken(parcel):
        refuse("alarm_waits")
    return raise_alarm(viewer, parcel, AlarmKind.BROKEN, now=now, text=text)


@transaction.atomic
def report_lost(viewer: Viewer, *, parcel_id: UUID, text: str, now: datetime) -> Alarm:
    """It stays with its last holder, who answers for it, and moves no more until it is found."""
    parcel = _living(viewer, parcel_id)
    if parcel.state == ParcelState.LOST:
        refuse("alarm_waits")
    if not text.strip():
        refuse("text_missing")
    if (offered := open_offer(parcel)) is not None:
        offered.state, offered.ended_at = TransferState.WITHDRAWN, now
        offered.save(update_fields=["state", "ended_at"])
    before = parcel.state
    keep(
        viewer,
        parcel,
        action="parcel.lost",
        now=now,
        fields={"state": ParcelState.LOST, "leg_due": None, "keep_until": None},
        changes={"state": [before, ParcelState.LOST]},
    )
    return raise_alarm(viewer, parcel, AlarmKind.LOST, now=now, text=text)


@transaction.atomic
def end_alarm(
    viewer: Viewer,
    *,
    alarm_id: UUID,
    end: AlarmEnd,
    finding: str,
    now: datetime,
    seal_number: str = "",
) -> Alarm:
    """A lead has found out. RESEALED needs the new seal's number; FOUND puts a lost parcel into the
    lead's hands; GONE gives up on it, and what it held can be issued anew.

    Raises Forbidden, Conflict where it has ended, Refused without a finding.
    """
    found = Alarm.objects.for_viewer(office_of(viewer)).filter(pk=alarm_id).first()
    if found is None:
        refuse("not_found")
    parcel = held(viewer, found.parcel_id)
    unless(leads(viewer, parcel.dong_id), "not_a_lead")
    alarm = Alarm.objects.for_viewer(viewer).select_for_update().get(pk=alarm_id)
    if alarm.ended_at is not None:
        refuse("alarm_over")
    if not finding.strip():
        refuse("finding_missing")
    lost = parcel.state == ParcelState.LOST and alarm.kind == AlarmKind.LOST
    if lost and end not in (AlarmEnd.FOUND, AlarmEnd.GONE):
        refuse("is_lost")
    texts = without_numbers(
        viewer,
        subject=alarm,
        now=now,
        dong_id=parcel.dong_id,
        is_new=False,
        finding=finding.strip()[:2000],
    )
    alarm.ended_at, alarm.ended_by_id = now, viewer.officer_id
    alarm.end, alarm.finding = end, texts["finding"]
    alarm.save(update_fields=["ended_at", "ended_by", "end", "finding"])
    fields: dict[str, Any] = {}
    if end == AlarmEnd.RESEALED:
        if not (seal_number := rules.signs(seal_number)):
            refuse("bag_unfit")
        fields = {"seal": seal_number[:30]}
    if lost and end == AlarmEnd.FOUND:
        _found(viewer, parcel, now)
    if lost and end == AlarmEnd.GONE:
        _gone(viewer, parcel, now)
        fields = {"ended_at": now}
    keep(
        viewer,
        parcel,
        action="parcel.alarm_ended",
        now=now,
        fields=fields,
        changes={"kind": alarm.kind, "end": end},
    )
    return alarm


def _living(viewer: Viewer, parcel_id: UUID) -> Parcel:
    parcel = held(viewer, parcel_id)
    unless(gives(viewer, parcel) or deals(viewer, parcel.dong_id))
    if parcel.state not in LIVING or parcel.ended_at is not None:
        refuse("is_over")
    return parcel


def _found(viewer: Viewer, parcel: Parcel, now: datetime) -> None:
    """Whoever found it has it: a leg like any other, from its last holder."""
    unless(viewer.officer_id is not None)
    assert viewer.officer_id is not None
    taker = rules.officer(viewer.officer_id)
    leg = Transfer(
        parcel=parcel,
        position=next_position(parcel),
        taker_kind=taker.kind,
        taker_key=taker.key,
        giver_kind=parcel.holder_kind,
        giver_key=parcel.holder_key,
        offered_at=now,
        offered_by_id=viewer.officer_id,
        ended_at=now,
        state=TransferState.TAKEN,
        confirmed=Confirmed.FOUND,
        confirmed_by_id=viewer.officer_id,
    )
    giver = holder_of(parcel)
    into_hands(parcel, taker=taker, state=ParcelState.ON_THE_WAY, now=now)
    leg.save(force_insert=True)
    parcel_moved.announce(
        ParcelMoved(actor=viewer, parcel=parcel, giver=giver, taker=taker, now=now)
    )


def _gone(viewer: Viewer, parcel: Parcel, now: datetime) -> None:
    """What it held counts no more as being in a bag; it is in the office's hands to issue anew."""
    for application in applications_in(parcel):
        mark_back(viewer, application_id=application.pk, now=now)
    Content.objects.for_viewer(SYSTEM).filter(parcel=parcel).update(counts=False)
