"""Writes: tong charges, and who takes no zone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import AuditEntry, Rows
from dongne.foundation.organisations.public import Officer
from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import Conflict, NotHere, Refused

from ..models import Exclusion, TongCharge
from ..permissions import require_arranging, require_settling
from ..rules import DAY, holds, last_day_from
from .ground import colleague, hold, keep, refuse_day, take_back, tongs_of


@transaction.atomic
def set_tong_charges(
    viewer: Viewer,
    *,
    dong_id: int,
    charges: Mapping[int, int | None],
    starts_on: date,
    now: datetime,
) -> int:
    """From `starts_on` each tong (by number) is in the charge of that officer, or of nobody.

    Tongs that are not named stay as they are. How many tongs changed; refused when none did.
    """
    dong = hold(viewer, dong_id)
    require_arranging(viewer, dong.pk)
    refuse_day(starts_on, now)
    tongs = {tong.number: tong for tong in tongs_of(viewer, dong.pk, charges)}
    keys = {key for key in charges.values() if key is not None}
    officers = {key: colleague(viewer, dong.pk, key) for key in sorted(keys)}
    kept: dict[int, list[TongCharge]] = {}
    all_rows = TongCharge.objects.for_viewer(viewer).filter(dong=dong).select_related("officer")
    for charge in all_rows.order_by("starts_on", "id"):
        kept.setdefault(charge.tong_id, []).append(charge)
    rows, told = Rows(), []
    for number, tong in sorted(tongs.items()):
        key = charges[number]
        officer = officers[key] if key is not None else None
        own = kept.get(tong.pk, [])
        held = next((charge for charge in own if holds(charge, starts_on)), None)
        if (held.officer if held else None) == officer:
            continue
        told.append([number, held.officer.name if held else "", officer.name if officer else ""])
        until = last_day_from(own, starts_on)
        if held and held.starts_on == starts_on:
            if officer:
                rows.change(held, officer=officer)
            else:
                rows.remove(held)
            continue
        if held:
            rows.change(held, ends_on=starts_on - DAY)
        if officer:
            rows.add(
                TongCharge(
                    dong=dong, tong=tong, officer=officer, starts_on=starts_on, ends_on=until
                )
            )
    keep(
        viewer,
        rows,
        action="tong_charge.set",
        subject=dong,
        dong_id=dong.pk,
        now=now,
        tongs=told,
        day=starts_on,
    )
    return len(told)


@transaction.atomic
def exclude_officer(
    viewer: Viewer,
    *,
    dong_id: int,
    officer_id: int,
    reason: str,
    starts_on: date,
    now: datetime,
    ends_on: date | None = None,
) -> Exclusion:
    """구역 제외, settled by the viewer. A zone that the officer has stays until it is ended."""
    dong = hold(viewer, dong_id)
    officer = colleague(viewer, dong.pk, officer_id)
    require_settling(viewer, officer)
    refuse_day(starts_on, now)
    reason = " ".join(reason.split())
    if not reason:
        raise Refused(_("제외하는 까닭을 적어 주세요."), code="no_reason")
    if ends_on is not None and ends_on < starts_on:
        raise Refused(_("끝나는 날이 시작하는 날보다 빠릅니다."), code="ends_before_it_starts")
    others = Exclusion.objects.for_viewer(viewer).filter(officer=officer)
    if any(
        other.starts_on <= (ends_on or date.max) and (other.ends_on or date.max) >= starts_on
        for other in others
    ):
        raise Conflict(_("그 기간에 이미 제외되어 있습니다."), code="excluded_already")
    rows = Rows()
    exclusion = Exclusion(
        officer=officer,
        reason=reason[:100],
        settled_by_id=viewer.officer_id,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    rows.add(exclusion)
    keep(
        viewer,
        rows,
        action="exclusion.settled",
        subject=officer,
        dong_id=dong.pk,
        now=now,
        officer=officer.name,
        officer_id=officer.pk,
        reason=reason,
        day=starts_on,
        until=ends_on,
    )
    return exclusion


@transaction.atomic
def end_exclusion(viewer: Viewer, *, exclusion_id: int, last_day: date, now: datetime) -> None:
    """The officer takes part again from the day after; before its first day it never was."""
    found = (
        Exclusion.objects.for_viewer(viewer)
        .select_related("officer__team")
        .filter(pk=exclusion_id)
        .first()
    )
    if found is None or found.officer.dong_id is None:
        raise NotHere(_("제외 기록을 찾을 수 없습니다."), code="not_found")
    officer: Officer = found.officer
    dong = hold(viewer, officer.dong_id or 0)
    require_settling(viewer, officer)
    exclusion = Exclusion.objects.for_viewer(viewer).get(pk=found.pk)
    rows = Rows()
    if last_day < exclusion.starts_on:
        rows.remove(exclusion)
    elif exclusion.ends_on is not None and exclusion.ends_on < last_day:
        raise Conflict(_("이미 그 전에 끝난 제외입니다."), code="ended_already")
    else:
        rows.change(exclusion, ends_on=last_day)
    keep(
        viewer,
        rows,
        action="exclusion.ended",
        subject=officer,
        dong_id=dong.pk,
        now=now,
        officer=officer.name,
        officer_id=officer.pk,
        reason=found.reason,
        day=last_day,
    )


def undo_exclusion(viewer: Viewer, entry: AuditEntry, now: datetime) -> None:
    """As `undo_rows`, by whoever settles the officer's exclusions."""
    dong = hold(viewer, entry.dong_id or 0)
    officer = Officer.objects.for_viewer(viewer).filter(pk=entry.changes["officer_id"]).first()
    if officer is None:
        raise NotHere(_("직원을 찾을 수 없습니다."), code="officer_not_found")
    require_settling(viewer, officer)
    take_back(viewer, entry, dong, now)
