"""Applications as a table: no persons in it, a reason with it, and its taking out kept."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import IO, Any

import xlsxwriter
from django.db import models, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import record
from dongne.foundation.openings.public import Deed, record_opening
from dongne.foundation.organisations.public import Team
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import Refused
from dongne.lib.seoul import SEOUL

from ..models import Application, Item

MOST_EXPORTED = 20_000
CHUNK = 1000
COLUMNS = (
    "number", "services", "copies", "state", "dong", "channel", "receive", "circle", "made",
    "outside_number", "fee", "settled", "officer", "arrived_at", "accepted_at", "due_at",
    "issued_at", "ready_at", "handed_at", "closed_at",
)  # fmt: skip
BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r")

Row = Callable[[Application, list[Item]], list[Any]]


def export_applications(
    viewer: Viewer,
    *,
    found: QuerySet[Application],
    heads: list[str],
    row: Row,
    form: str,
    reason: str,
    asked: str,
    dong_id: int | None,
    to: IO[bytes],
    now: datetime,
) -> int:
    """Write the first `MOST_EXPORTED` of `found` to `to`; how many. Rows go out as they come.

    `heads` and `row` are the page's words. The taking out stands in the audit and in the log of
    openings, since an outside number points at somebody.
    """
    if len(reason.strip()) < 2:
        raise Refused(_("내려받는 까닭을 적어 주세요."), code="no_reason")
    with transaction.atomic():
        rows = _rows(found, row)
        count = (_write_csv if form == "csv" else _write_xlsx)(heads, rows, to)
        subject = _subject(viewer, dong_id)
        told: Mapping[str, Any] = {
            "form": form, "reason": reason.strip()[:200], "asked": asked[:400], "n": count,
        }  # fmt: skip
        record(
            viewer,
            action="application.exported",
            subject=subject,
            now=now,
            dong_id=dong_id,
            changes=told,
        )
        record_opening(
            viewer,
            subject=subject,
            whose=f"applications:{count}",
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


def _rows(found: QuerySet[Application], row: Row) -> Iterator[list[Any]]:
    rows = found.select_related("dong", "officer").prefetch_related(
        models.Prefetch("items", queryset=Item.objects.for_viewer(SYSTEM))
    )
    for one in rows[:MOST_EXPORTED].iterator(chunk_size=CHUNK):
        yield row(one, list(one.items.all()))


def _write_csv(heads: list[str], rows: Iterator[list[Any]], to: IO[bytes]) -> int:
    """With the mark by which Excel knows UTF-8; what looks like a formula is made a text."""
    text = io.TextIOWrapper(to, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow(heads)
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


def _write_xlsx(heads: list[str], rows: Iterator[list[Any]], to: IO[bytes]) -> int:
    """Rows go to the disk as they come."""
    book = xlsxwriter.Workbook(
        to,
        {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
    )
    head = book.add_format({"bold": True, "bottom": 1})
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    sheet = book.add_worksheet(_("신청"))
    sheet.freeze_panes(1, 2)
    sheet.set_column(0, len(heads) - 1, 16)
    sheet.set_column(1, 1, 40)
    sheet.write_row(0, 0, heads, head)
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
    sheet.autofilter(0, 0, count, len(heads) - 1)
    book.close()
    return count
