"""What every write here begins with: the dong, held so that two people follow one another."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import AuditEntry, Rows, put_back, record
from dongne.foundation.organisations.public import Officer
from dongne.foundation.places.public import Dong, Tong
from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import Conflict, NotHere, Refused

from ..models import Zone
from ..permissions import require_arranging

EARLIEST = date(2000, 1, 1)


def hold(viewer: Viewer, dong_id: int) -> Dong:
    """The dong, until the transaction ends. Deeds on zones of one dong come one after another."""
    held = Dong.objects.for_viewer(viewer).select_for_update(no_key=True, of=("self",))
    dong = held.filter(pk=dong_id).first()
    if dong is None:
        raise NotHere(_("동을 찾을 수 없습니다."), code="not_found")
    return dong


def refuse_day(day: date, now: datetime) -> None:
    """Raises Refused for a day that can only be a slip of the pen."""
    if not EARLIEST <= day <= now.date().replace(year=now.year + 2, day=1):
        raise Refused(
            _("날짜를 다시 확인해 주세요. 너무 이르거나 늦습니다."), code="day_out_of_reach"
        )


def colleague(viewer: Viewer, dong_id: int, officer_id: int) -> Officer:
    """An officer who works in that dong now. Raises NotHere."""
    found = (
        Officer.objects.for_viewer(viewer)
        .select_related("team")
        .filter(pk=officer_id, dong_id=dong_id, is_active=True)
        .first()
    )
    if found is None:
        raise NotHere(_("이 동에서 일하는 직원을 찾을 수 없습니다."), code="officer_not_found")
    return found


def holder(viewer: Viewer, dong_id: int, officer_id: int) -> Officer:
    """An officer who has, or had, a zone in that dong, wherever they work now. Raises NotHere."""
    zones = Zone.objects.for_viewer(viewer).filter(dong_id=dong_id, officer_id=officer_id)
    zone = zones.select_related("officer__team").first()
    return zone.officer if zone else colleague(viewer, dong_id, officer_id)


def tongs_of(viewer: Viewer, dong_id: int, numbers: Iterable[int]) -> list[Tong]:
    """The dong's tongs of those numbers, in order. Refused when one of them does not exist."""
    wanted = set(numbers)
    found = list(Tong.objects.for_viewer(viewer).filter(dong_id=dong_id, number__in=wanted))
    if missing := wanted - {tong.number for tong in found}:
        listed = ", ".join(str(number) for number in sorted(missing))
        raise Refused(
            _("이 동에 없는 통입니다: %(tongs)s") % {"tongs": listed}, code="no_such_tong"
        )
    return found


def keep(
    viewer: Viewer,
    rows: Rows,
    *,
    action: str,
    subject: models.Model,
    dong_id: int,
    now: datetime,
    **told: Any,
) -> None:
    """The audit row of a deed. Refused when it changed nothing: there is nothing to take back."""
    if not rows:
        raise Conflict(_("바뀐 것이 없습니다."), code="nothing_changed")
    record(
        viewer,
        action=action,
        subject=subject,
        now=now,
        dong_id=dong_id,
        changes=rows.changes(**told),
    )


def undo_rows(viewer: Viewer, entry: AuditEntry, now: datetime) -> None:
    """Put the rows of a deed back, by whoever could have done it; told as an undoing."""
    if entry.dong_id is None:
        raise NotHere(_("동을 찾을 수 없습니다."), code="not_found")
    dong = hold(viewer, entry.dong_id)
    require_arranging(viewer, dong.pk)
    take_back(viewer, entry, dong, now)


def take_back(viewer: Viewer, entry: AuditEntry, dong: Dong, now: datetime) -> None:
    put_back(entry.changes)
    told = {k: v for k, v in entry.changes.items() if k not in {"was", "is"}}
    record(
        viewer,
        action=f"{entry.action}.undone",
        subject=dong,
        now=now,
        dong_id=dong.pk,
        changes={"was": entry.changes["is"], "is": entry.changes["was"], **told},
    )
