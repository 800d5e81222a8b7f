"""The year of an office as a paper: working hours, and every special day."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from dongne.foundation.papers.public import Column, Document, Table

from .models import Place
from .presenters.pages import calendar_title, hours_from, hours_rows, rows, working_text, year_span
from .queries import days_of, sheets_of


def calendar_document(place: Place, *, year: int, today: date) -> Document:
    days = days_of(place, *year_span(year))
    sheet, _later = sheets_of(place, today)
    months = [[one for one in days if one.day.month == n] for n in range(1, 13)]
    return Document(
        name=f"{calendar_title(place)} {year}",
        title=_("%(year)d년 %(title)s") % {"year": year, "title": calendar_title(place)},
        head=[(_("한 해"), working_text(days)), (_("근무시간"), hours_from(sheet, place))],
        blocks=[
            Table(
                heading=_("휴일과 특별한 날"),
                caption=_("휴일과 특별한 날"),
                columns=[
                    Column(label=_("날짜"), width=1.0),
                    Column(label=_("이름"), width=2.0),
                    Column(label=_("종류"), width=1.2),
                    Column(label=_("근거"), width=1.2),
                ],
                rows=[
                    (
                        row.when,
                        f"{row.entry.name} {row.entry.note}".strip(),
                        str(row.entry.mark.word),
                        row.source,
                    )
                    for row in rows(days)
                ],
                empty=_("휴일이나 특별한 날이 없습니다."),
            ),
            Table(
                heading=_("근무시간"),
                caption=_("요일별 근무시간"),
                columns=[
                    Column(label=_("요일"), width=1.0),
                    Column(label=_("근무시간"), width=2.0),
                    Column(label=_("점심시간"), width=2.0),
                    Column(label=_("야간 운영"), width=2.0),
                ],
                rows=[
                    (row.weekday, row.hours, row.lunch, row.evening) for row in hours_rows(sheet)
                ],
                empty="",
            ),
            Table(
                heading=_("달마다 일하는 날"),
                caption=_("달마다 일하는 날"),
                columns=[Column(label=_("달"), width=1.0), Column(label=_("일하는 날"), width=3.0)],
                rows=[
                    (_("%(n)d월") % {"n": n}, working_text(month))
                    for n, month in enumerate(months, 1)
                ],
                empty="",
            ),
        ],
    )
