"""문서등록: a number without gaps or doubles for each finished paper, and that of 온나라."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import record
from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import Conflict, Forbidden, NotHere, Refused
from dongne.lib.seoul import seoul_day

from ..models import Line, OutsideNumber, RegisterSequence, RegisterStyle
from ..rules import register_number
from ..states import Gap, LineState
from ..subjects import subject_of

NUMBER_LENGTH = 60

# Written and locked in one statement: who completes a paper next waits until this one is kept or
# was rolled back, and then gets the number after it.
_NEXT = f"""
    INSERT INTO {RegisterSequence._meta.db_table} AS s (dong_id, year, last) VALUES (%s, %s, 1)
    ON CONFLICT (dong_id, year) DO UPDATE SET last = s.last + 1
    RETURNING last,
        (SELECT prefix FROM {RegisterStyle._meta.db_table} WHERE dong_id = s.dong_id),
        (SELECT with_year FROM {RegisterStyle._meta.db_table} WHERE dong_id = s.dong_id)
"""  # noqa: S608 - the table's name is ours


def take_number(line: Line, *, now: datetime) -> tuple[int, int, str]:
    """Year, serial and number of a paper that is complete on the day of `now`. Sets the date too.

    One statement, inside the transaction that completes the paper.
    """
    day = seoul_day(now)
    line.registered_on = day
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [line.dong_id, day.year])
        serial, prefix, with_year = cursor.fetchone()
    number = register_number(
        prefix=line.dong.name if prefix is None else prefix,
        year=day.year,
        serial=serial,
        with_year=with_year is not False,
    )
    return day.year, serial, number


@transaction.atomic
def enter_outside_number(
    viewer: Viewer,
    *,
    subject_type: str,
    subject_id: UUID,
    number: str,
    dated: date | None,
    now: datetime,
) -> Line:
    """Type the number of 온나라 back. It completes a paper that was approved there.

    On any other finished paper it is kept besides; typed again it corrects, and the number before
    stays readable with who typed it.
    """
    number = " ".join(number.replace("\x00", "").split())
    line = (
        Line.objects.for_viewer(viewer)
        .select_for_update(of=("self",))
        .select_related("dong")
        .filter(subject_type=subject_type, subject_id=subject_id)
        .order_by("-id")
        .first()
    )
    if line is None or (viewer.dong_id != line.dong_id and line.state != LineState.APPROVED):
        raise NotHere(_("문서를 찾을 수 없습니다."), code="not_found")
    refuse_outside_number(viewer, line)
    completes = line.state == LineState.RUNNING
    if not number:
        raise Refused(_("온나라 문서번호를 적어 주세요."), code="number_missing")
    if len(number) > NUMBER_LENGTH:
        raise Refused(
            _("문서번호는 %(n)s자까지 적을 수 있습니다.") % {"n": NUMBER_LENGTH}, code="too_long"
        )
    if completes and dated is None:
        raise Refused(_("온나라에서 결재한 날짜를 적어 주세요."), code="date_missing")
    if (dated is not None and not dated.year >= 2000) or (dated and dated > seoul_day(now)):
        raise Refused(_("결재한 날짜는 오늘이거나 그 전이어야 합니다."), code="date_in_future")
    if (line.outside_number, line.outside_on) == (number, dated):
        return line
    before = [line.outside_number, line.outside_on]
    OutsideNumber.objects.create(
        line=line, number=number, dated=dated, typed_by_name=viewer.name, typed_at=now
    )
    line.outside_number, line.outside_on = number, dated
    if completes:
        line.register_year, line.register_serial, line.register_number = take_number(line, now=now)
        line.state, line.finished_at, line.gap = LineState.APPROVED, now, ""
    line.save()
    record(
        viewer,
        action="approval.outside_number",
        subject=line,
        now=now,
        dong_id=line.dong_id,
        changes={
            "subject": subject_id,
            "number": [before[0], number],
            "dated": [before[1], dated],
            "completes": completes,
        },
    )
    if completes:
        subject_of(subject_type).approved(viewer, subject_id, now)
    return line


def refuse_outside_number(viewer: Viewer, line: Line) -> None:
    """Why the viewer can't type a number here, if so."""
    if not may_enter_number(viewer, line):
        raise Forbidden(
            _("온나라 번호는 기안한 사람이나 행정팀장, 동장이 적을 수 있습니다."), code="not_yours"
        )
    if line.gap != Gap.OUTSIDE and line.state != LineState.APPROVED:
        raise Conflict(
            _("결재가 끝난 문서에만 온나라 번호를 적을 수 있습니다."), code="not_finished"
        )


def may_enter_number(viewer: Viewer, line: Line) -> bool:
    return viewer.dong_id == line.dong_id and (
        line.drafter_id == viewer.officer_id or viewer.runs_outreach
    )
