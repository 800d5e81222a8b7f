"""The month as papers: a dong's roll-up (취합 서식), and the table of dongs above it."""

from __future__ import annotations

from datetime import datetime
from itertools import groupby

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dongne.foundation.papers.public import Column, Document, Form, Table
from dongne.foundation.scope.public import Viewer
from dongne.lib.seoul import Month
from dongne.outreach.vocabulary.public import Vocabulary, vocabulary_of

from .imported import ImportedMonth, imported_month
from .presenters import gap_text, month_text
from .queries import DongRow, OfficerRow, RollUp, gaps

FORMS: tuple[Form, ...] = ("pdf", "hwpx", "xlsx", "csv")
# Widths in shares: about millimetres on a sheet of A4.
SUMMARY_WIDTHS = {"field": 24, "contents": 90, "count": 22, "remarks": 34}
ROLLUP_WIDTHS = {"team": 22, "name": 18, "total": 13, "tongs": 26, "deputy": 20}
FIELD_WIDTH = 13
# More columns than these do not stand on an upright sheet; names of fields are longer in English.
UPRIGHT_FIELDS = 8


def rollup_document(viewer: Viewer, found: RollUp, *, now: datetime) -> Document:
    """활동 취합 서식 of a dong's month, with the columns that its form has. Six statements, for
    what is missing."""
    words, place = found.words, f"{found.dong.district.label} {found.dong.label}"
    missing = gaps(viewer, dong=found.dong, month=found.month)
    return Document(
        name=" ".join([found.dong.label, str(found.month), _("취합")]),
        title=words.title("rollup"),
        subtitle=f"{place} · {month_text(found.month)}",
        office=place,
        landscape=_is_wide(len(found.fields)),
        separate_sheets=True,
        blocks=[
            _summary(found, words),
            _officers(found, words),
            *_imported(imported_month(viewer, dong=found.dong, month=found.month)),
            *(
                [
                    Table(
                        heading=_("아직 들어오지 않은 것"),
                        columns=[
                            Column(label=_("성명"), align="center", width=30),
                            Column(label=_("내용"), width=140),
                        ],
                        rows=[(gap.officer.name, gap_text(gap)) for gap in missing],
                    )
                ]
                if missing
                else []
            ),
        ],
        footer=[_made(now)],
    )


def _summary(found: RollUp, words: Vocabulary) -> Table:
    """분야별 활동실적."""
    keys = [column.key for column in words.summary_columns]
    rows: list[dict[str, str | int]] = [
        {
            "field": row.field.label,
            "contents": row.contents,
            "count": row.n,
            "remarks": row.remarks,
        }
        for row in found.fields
    ]
    total: dict[str, str | int] = {"field": _("계"), "count": found.total}
    return Table(
        heading=_("분야별 활동실적"),
        columns=[
            Column(
                label=column.label,
                align="center" if column.key == "field" else "left",
                width=SUMMARY_WIDTHS.get(column.key, 24),
                number=column.key == "count",
                strong=column.key == "field",
            )
            for column in words.summary_columns
        ],
        rows=[[row[key] for key in keys] for row in rows],
        total=[total.get(key, "") for key in keys],
    )


def _officers(found: RollUp, words: Vocabulary) -> Table:
    """주무관별 활동 취합. The sum and the fields stand under one heading where they are
    neighbours."""
    slugs = [row.field.slug for row in found.fields]
    columns: list[Column] = []
    keys: list[str] = []
    groups: list[tuple[str, int]] = []
    counted = {"total", "fields"}
    for grouped, run in groupby(words.rollup_columns, key=lambda column: column.key in counted):
        start = len(columns)
        for column in run:
            if column.key == "fields":
                keys += [f"field:{slug}" for slug in slugs]
                columns += [
                    Column(label=row.field.label, number=True, width=FIELD_WIDTH)
                    for row in found.fields
                ]
            else:
                keys.append(column.key)
                columns.append(
                    Column(
                        label=column.label,
                        align="center",
                        width=ROLLUP_WIDTHS.get(column.key, 20),
                        strong=column.key == "total",
                    )
                )
        spans = len(columns) - start
        groups.append((_("분야별 활동실적(건)") if grouped and spans > 1 else "", spans))
    first = keys.index(f"field:{slugs[0]}") if slugs and f"field:{slugs[0]}" in keys else None
    if first is not None and "total" in keys:
        at = keys.index("total")
        columns[at] = Column(
            label=columns[at].label,
            number=True,
            strong=True,
            width=columns[at].width,
            sums=(first, first + len(slugs)),
        )
    total: dict[str, str | int] = {keys[0]: _("계"), "total": found.total} if keys else {}
    total |= {f"field:{row.field.slug}": row.n for row in found.fields}
    return Table(
        heading=_("주무관별 활동 취합"),
        columns=columns,
        groups=groups if any(label for label, _span in groups) else (),
        merged=1 if keys[:1] == ["team"] else 0,
        rows=[[_cell(row, key) for key in keys] for row in found.officers],
        total=[total.get(key, "") for key in keys],
        in_csv=True,
    )


def _imported(found: ImportedMonth | None) -> list[Table]:
    """파일에서 옮긴 건수, as a table of its own: no activities stand behind it."""
    if found is None:
        return []
    return [
        Table(
            heading=_("파일에서 옮긴 건수"),
            caption=_("활동 기록 없이 건수만 옮긴 것으로, 위의 활동실적에 더하지 않았습니다."),
            columns=[
                Column(label=_("팀명"), align="center", width=22),
                Column(label=_("성명"), align="center", width=18),
                Column(label=_("계"), number=True, strong=True, width=13),
                *(
                    Column(label=label, number=True, width=FIELD_WIDTH)
                    for _slug, label in found.fields
                ),
            ],
            rows=[(row.team, row.officer.name, row.total, *row.counts) for row in found.rows],
            total=[_("계"), "", found.total, *found.sums],
        )
    ]


def _cell(row: OfficerRow, key: str) -> str | int:
    match key:
        case "team":
            return row.team
        case "name":
            return row.officer.name
        case "total":
            return row.total
        case "tongs":
            return ", ".join(map(str, row.tongs))
        case "deputy":
            return row.deputy
        case _:
            return row.counts.get(key.removeprefix("field:"), 0)


def above_document(rows: list[DongRow], *, name: str, month: Month, now: datetime) -> Document:
    """The months of several dongs side by side, in the six fields that all share."""
    words = vocabulary_of(None, month.first)
    fields = [field for field in words.fields.values() if field.slug == field.standard]
    sums = [sum(row.standard[field.slug] for row in rows) for field in fields]
    return Document(
        name=" ".join([name, str(month), _("취합")]),
        title=words.title("rollup"),
        subtitle=f"{name} · {month_text(month)}",
        office=name,
        landscape=_is_wide(len(fields)),
        separate_sheets=True,
        blocks=[
            Table(
                heading=_("분야별 활동실적"),
                caption=_("(단위: 건)"),
                columns=[
                    Column(label=_("동·구"), align="center", width=1.8),
                    Column(label=_("계"), number=True, strong=True, sums=(2, 2 + len(fields))),
                    *(Column(label=field.label, number=True) for field in fields),
                ],
                rows=[
                    (row.dong.label, row.total, *(row.standard[field.slug] for field in fields))
                    for row in rows
                ],
                total=[_("계"), sum(sums), *sums],
                in_csv=True,
            )
        ],
        footer=[_made(now)],
    )


def _is_wide(fields: int) -> bool:
    return fields > UPRIGHT_FIELDS or get_language() == "en"


def _made(now: datetime) -> str:
    return _("%(when)s 작성") % {"when": date_format(localtime(now), "Y. n. j. H:i")}
