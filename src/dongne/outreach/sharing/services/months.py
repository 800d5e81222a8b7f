"""The month's own steps: shared by the lead, taken by the desk above, closed, opened again."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dongne.foundation.asides.public import without_numbers
from dongne.foundation.audit import public as audit
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import Role, Viewer
from dongne.lib.refusals import Conflict, Forbidden, NotHere, Refused
from dongne.lib.seoul import Month, seoul_day
from dongne.outreach.fieldwork.public import forget_workplace

from ..models import LedgerEntry, MonthState
from ..queries import gaps, roll_up
from ..rules import step_on
from ..states import MONTH_MOVES, MonthStep
from .counting import add_to_tallies

REASON_LENGTH = 500


@transaction.atomic
def share_month(viewer: Viewer, *, month: Month, now: datetime) -> MonthState:
    """공유: what is complete counts, who is missing is named (domain.md, rule 7)."""
    dong, row = _in_charge(viewer, month, now=now)
    if month.first > seoul_day(now):
        raise Refused(_("아직 시작하지 않은 달은 공유할 수 없습니다."), code="month_ahead")
    _move(row, MonthStep.SHARED, now=now, only=MonthStep.OPEN)
    found = roll_up(viewer, dong=dong, month=month)
    row.shared = {
        "total": found.total,
        "fields": {one.field.slug: one.n for one in found.fields},
        "missing": [_missing(gap) for gap in gaps(viewer, dong=dong, month=month) if gap.anything],
    }
    row.shared_at, row.shared_by = now, viewer.name
    row.save()
    _tell(viewer, row, "month.shared", now=now, total=found.total)
    return row


def _missing(gap: Any) -> dict[str, Any]:
    """Who and with what, as it was: figures, so that each language finds its words."""
    names = ("waiting", "returned", "drafts", "correcting", "loose", "silent")
    return {
        "officer": gap.officer.pk,
        "name": gap.officer.name,
        "team": gap.officer.team.name,
        **{name: getattr(gap, name) for name in names},
    }


@transaction.atomic
def unshare_month(viewer: Viewer, *, month: Month, now: datetime) -> MonthState:
    """Take the sharing back, as long as nobody above has taken the month."""
    _dong, row = _in_charge(viewer, month, now=now)
    if row.accepted_at:
        raise Conflict(
            _("구에서 이미 받은 달이라 공유를 거둘 수 없습니다. 구에 먼저 알려 주세요."),
            code="month_accepted",
        )
    _move(row, MonthStep.OPEN, now=now, only=MonthStep.SHARED)
    row.shared, row.shared_at, row.shared_by = None, None, ""
    row.save()
    _tell(viewer, row, "month.unshared", now=now)
    return row


@transaction.atomic
def close_month(viewer: Viewer, *, month: Month, now: datetime) -> MonthState:
    """마감: what is completed from now on is listed, and counts only if the month is reopened."""
    _dong, row = _in_charge(viewer, month, now=now, lock=True)
    if month.last >= seoul_day(now):
        raise Refused(_("아직 끝나지 않은 달은 마감할 수 없습니다."), code="month_running")
    _move(row, MonthStep.CLOSED, now=now)
    row.closed_at, row.closed_by = now, viewer.name
    row.reopened_until = None
    row.save()
    forget_workplace(row.dong_id)
    _tell(viewer, row, "month.closed", now=now)
    return row


@transaction.atomic
def unclose_month(viewer: Viewer, *, month: Month, now: datetime) -> MonthState:
    """Take the closing back on the same day, as long as nobody above has taken the month."""
    _dong, row = _in_charge(viewer, month, now=now, lock=True)
    if row.accepted_at:
        raise Conflict(
            _("구에서 이미 받은 달입니다. ‘다시 열기’로 이유를 적고 여세요."), code="month_accepted"
        )
    if row.closed_at is None or seoul_day(row.closed_at) != seoul_day(now):
        raise Conflict(
            _("마감은 그날 안에만 되돌릴 수 있습니다. ‘다시 열기’로 이유를 적고 여세요."),
            code="closed_earlier",
        )
    _move(row, MonthStep.SHARED, now=now, only=MonthStep.CLOSED)
    row.closed_at, row.closed_by = None, ""
    row.save()
    taken = _take_in(viewer, row)
    forget_workplace(row.dong_id)
    _tell(viewer, row, "month.unclosed", now=now, taken_in=taken)
    return row


@transaction.atomic
def reopen_month(
    viewer: Viewer, *, month: Month, reason: str, until: date, now: datetime
) -> MonthState:
    """다시 열기: late entries are taken in, and whatever is completed until that day counts."""
    _dong, row = _in_charge(viewer, month, now=now, lock=True)
    reason = reason.replace("\x00", "").strip()
    if not reason:
        raise Refused(_("다시 여는 이유를 적어 주세요."), code="reason_missing")
    if len(reason) > REASON_LENGTH:
        raise Refused(
            _("이유는 %(n)s자까지 적을 수 있습니다.") % {"n": REASON_LENGTH}, code="too_long"
        )
    if until < seoul_day(now):
        raise Refused(_("다시 닫는 날은 오늘이거나 그 뒤여야 합니다."), code="until_past")
    _move(row, MonthStep.REOPENED, now=now)
    row.reopened_at, row.reopened_by = now, viewer.name
    told = without_numbers(viewer, subject=row, now=now, dong_id=row.dong_id, reopen_reason=reason)
    reason = told["reopen_reason"][:REASON_LENGTH]
    row.reopened_until, row.reopen_reason = until, reason
    row.save()
    taken = _take_in(viewer, row)
    forget_workplace(row.dong_id)
    _tell(viewer, row, "month.reopened", now=now, reason=reason, until=until, taken_in=taken)
    return row


@transaction.atomic
def accept_month(viewer: Viewer, *, dong_id: int, month: Month, now: datetime) -> MonthState:
    """받음: the district's desk takes a dong's month; from then on it isn't un-shared."""
    row = _from_above(viewer, dong_id, month)
    if step_on(row.state, row.reopened_until, seoul_day(now)) is MonthStep.OPEN:
        raise Conflict(_("아직 공유하지 않은 달입니다."), code="not_shared")
    if row.accepted_at:
        raise Conflict(_("이미 받은 달입니다."), code="month_accepted")
    row.accepted_at, row.accepted_by = now, viewer.name
    row.save(update_fields=["accepted_at", "accepted_by"])
    _tell(viewer, row, "month.accepted", now=now)
    return row


@transaction.atomic
def unaccept_month(viewer: Viewer, *, dong_id: int, month: Month, now: datetime) -> MonthState:
    row = _from_above(viewer, dong_id, month)
    if not row.accepted_at:
        raise Conflict(_("받지 않은 달입니다."), code="not_accepted")
    row.accepted_at, row.accepted_by = None, ""
    row.save(update_fields=["accepted_at", "accepted_by"])
    _tell(viewer, row, "month.unaccepted", now=now)
    return row


def _in_charge(
    viewer: Viewer, month: Month, *, now: datetime, lock: bool = False
) -> tuple[Dong, MonthState]:
    """The viewer's dong and its row of the month, locked; `lock` keeps out whatever is counted."""
    if viewer.dong_id is None or not viewer.runs_outreach:
        raise Forbidden(
            _("달을 공유하고 마감하는 일은 행정팀장과 동장이 합니다."), code="not_in_charge"
        )
    dongs = Dong.objects.for_viewer(viewer).select_related("district")
    if lock:
        dongs = dongs.select_for_update(of=("self",), no_key=True)
    dong = dongs.get(pk=viewer.dong_id)
    MonthState.objects.bulk_create(
        [MonthState(dong=dong, month=month.first)], ignore_conflicts=True
    )
    rows = MonthState.objects.for_viewer(viewer).select_for_update(of=("self",))
    return dong, rows.get(dong=dong, month=month.first)


def _from_above(viewer: Viewer, dong_id: int, month: Month) -> MonthState:
    if not viewer.has(Role.DISTRICT_DESK):
        raise Forbidden(_("동의 달을 받는 일은 구 담당자가 합니다."), code="not_the_desk")
    dong = Dong.objects.for_viewer(viewer).filter(pk=dong_id).first()
    if dong is None:
        raise NotHere(_("동을 찾을 수 없습니다."), code="not_found")
    rows = MonthState.objects.for_viewer(viewer).select_for_update(of=("self",))
    row = rows.filter(dong=dong, month=month.first).first()
    if row is None:
        raise Conflict(_("아직 공유하지 않은 달입니다."), code="not_shared")
    return row


def _move(
    row: MonthState, then: MonthStep, *, now: datetime, only: MonthStep | None = None
) -> None:
    """`only` from there, if named: closing is taken back to what a sharing leads to, too.

    Refuses with what the month is instead: by whom and when it came to be so.
    """
    step = step_on(row.state, row.reopened_until, seoul_day(now))
    if then in MONTH_MOVES[step] and only in (None, step):
        row.state = then
        return
    when = {
        MonthStep.SHARED: (row.shared_by, row.shared_at),
        MonthStep.CLOSED: (row.closed_by, row.closed_at),
        MonthStep.REOPENED: (row.reopened_by, row.reopened_at),
    }.get(step, ("", None))
    who, at = when
    sentence = {
        MonthStep.OPEN: _("아직 공유하지 않은 달입니다."),
        MonthStep.SHARED: _("이미 공유한 달입니다."),
        MonthStep.CLOSED: _("이미 마감한 달입니다."),
        MonthStep.REOPENED: _("다시 열려 있는 달입니다."),
    }[step]
    told = f" ({who}, {date_format(seoul_day(at), 'Y. n. j.')})" if who and at else ""
    raise Conflict(sentence + told, code=f"month_{step}")


def _take_in(viewer: Viewer, row: MonthState) -> int:
    """Late rows of the ledger count from now on; how many there were."""
    late = LedgerEntry.objects.for_viewer(viewer).filter(
        dong_id=row.dong_id, month=row.month, taken_in=False
    )
    keys = sorted(late.values_list("pk", flat=True))
    if keys:
        LedgerEntry.objects.for_viewer(viewer).filter(pk__in=keys).update(taken_in=True)
        add_to_tallies("id = ANY(%s)", [keys])
    return len(keys)


def _tell(viewer: Viewer, row: MonthState, action: str, *, now: datetime, **changes: Any) -> None:
    audit.record(
        viewer,
        action=action,
        subject=row,
        now=now,
        dong_id=row.dong_id,
        changes={"month": str(Month.of(row.month)), **changes},
    )
