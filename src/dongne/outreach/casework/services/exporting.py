"""Cases as a table for the office: no persons in it, a reason with it, and its taking out kept."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import datetime
from typing import IO, Any

import xlsxwriter
from django.db import models, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from dongne.foundation.audit.public import record
from dongne.foundation.openings.public import Deed, record_opening
from dongne.foundation.organisations.public import Team
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import Refused
from dongne.lib.seoul import SEOUL, seoul_day
from dongne.outreach.categories.public import Categories, categories_in

from ..models import Case
from ..words import CHANNELS, OUTCOMES, STATES

MOST_EXPORTED = 20_000
CHUNK = 1000
COLUMNS = (
    "number", "title", "kind", "state", "outcome", "urgent", "dong", "tong", "address", "team",
    "officer", "zone_officer", "channel", "received_at", "due_at", "statutory_due_at", "done_at",
    "zone_told_at", "told_at", "closed_at", "reopened",
)  # fmt: skip
BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def export_cases(
    viewer: Viewer,
    *,
    found: QuerySet[Case],
    form: str,
    reason: str,
    asked: str,
    dong_id: int | None,
    to: IO[bytes],
    now: datetime,
) -> int:
    """Write the first `MOST_EXPORTED` of `found` to `to`; how many. Rows go out as they come.

    That it was taken out stands in the audit and, since what people wrote may name somebody, in
    the log of openings.
    """
    if len(reason.strip()) < 2:
        raise Refused(_("내려받는 까닭을 적어 주세요."), code="no_reason")
    with transaction.atomic():
        count = (_write_csv if form == "csv" else _write_xlsx)(_rows(found, now), to)
        subject = _subject(viewer, dong_id)
        told = {"form": form, "reason": reason.strip()[:200], "asked": asked[:400], "n": count}
        record(
            viewer, action="case.exported", subject=subject, now=now, dong_id=dong_id, changes=told
        )
        record_opening(
            viewer,
            subject=subject,
            whose=f"cases:{count}",
            columns=COLUMNS,
            purpose=reason,
            now=now,
            dong_id=dong_id,
            deed=Deed.EXPORTED,
        )
    return count


def _subject(viewer: Viewer, dong_id: int | None) -> models.Model:
    """Whose list it was: the dong's, else that of the viewer's unit."""
    if dong_id is not None:
        return Dong.objects.for_viewer(SYSTEM).get(pk=dong_id)
    return Team.objects.for_viewer(SYSTEM).get(pk=viewer.team_id or 0)


def heads() -> list[str]:
    return [
        _("번호"), _("제목"), _("종류"), _("상태"), _("결과"), _("급함"), _("동"),
        pgettext("unit", "통"), _("곳"), _("맡은 팀"), _("맡은 사람"),
        pgettext("column", "구역 담당자"),
        _("들어온 길"), pgettext("case", "접수"), _("기한"), _("법정 기한"), _("조치를 마친 때"),
        _("구역 담당자가 안 때"), _("주민이 들은 때"), _("끝난 때"), _("다시 연 횟수"),
    ]  # fmt: skip


def _rows(found: QuerySet[Case], now: datetime) -> Iterator[list[Any]]:
    rows = found.select_related("dong", "tong", "holder_team", "holder_officer", "zone_officer")
    rows = rows.defer("words", "answers", "tong__outline")[:MOST_EXPORTED]
    known: dict[int, Categories] = {}
    for case in rows.iterator(chunk_size=CHUNK):
        if case.dong_id not in known:
            known |= categories_in([case.dong_id], day=seoul_day(now))
        words = known[case.dong_id].everything.get(case.category)
        yield [
            case.number,
            case.title or case.text.strip().partition("\n")[0][:80],
            words.name() if words else case.category,
            str(STATES[case.state]),
            str(OUTCOMES.get(case.outcome, "")),
            "O" if case.urgent else "",
            case.dong.name,
            case.tong.number if case.tong else None,
            case.address,
            case.holder_team.name if case.holder_team else "",
            case.holder_officer.name if case.holder_officer else "",
            case.zone_officer.name if case.zone_officer else "",
            str(CHANNELS[case.channel]),
            case.received_at,
            case.due_at,
            case.statutory_due_at,
            case.done_at,
            case.zone_told_at,
            case.told_at,
            case.closed_at,
            case.times_reopened,
        ]


def _write_csv(rows: Iterator[list[Any]], to: IO[bytes]) -> int:
    """With the mark by which Excel knows UTF-8; what looks like a formula is made a text."""
    text = io.TextIOWrapper(to, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow(heads())
    count = 0
    for row in rows:
        writer.writerow([_cell(value) for value in row])
        count += 1
    text.detach()
    return count


def _cell(value: Any) -> Any:
    if isinstance(value, datetime):
        return f"{value.astimezone(SEOUL):%Y-%m-%d %H:%M}"
    if isinstance(value, str) and value.startswith(BEGINS_FORMULA):
        return f"'{value}"
    return "" if value is None else value


def _write_xlsx(rows: Iterator[list[Any]], to: IO[bytes]) -> int:
    """Rows go to the disk as they come."""
    book = xlsxwriter.Workbook(
        to,
        {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
    )
    head = book.add_format({"bold": True, "bottom": 1})
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    sheet = book.add_worksheet(_("생활민원·인계"))
    sheet.freeze_panes(1, 2)
    titles = heads()
    sheet.set_column(0, len(titles) - 1, 16)
    sheet.set_column(1, 1, 40)
    sheet.write_row(0, 0, titles, head)
    count = 0
    for row in rows:
        count += 1
        for place, value in enumerate(row):
            if isinstance(value, datetime):
                plain = value.astimezone(SEOUL).replace(tzinfo=None)
                sheet.write_datetime(count, place, plain, moment)
            elif isinstance(value, str):
                sheet.write_string(count, place, value)
            elif value is not None:
                sheet.write_number(count, place, value)
    sheet.autofilter(0, 0, count, len(titles) - 1)
    book.close()
    return count
