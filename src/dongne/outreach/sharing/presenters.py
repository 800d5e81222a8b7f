"""Words, links and pictures of the month's pages and papers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import groupby
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import Viewer
from dongne.lib.seoul import Month
from dongne.outreach.fieldwork.public import ReportState
from dongne.outreach.vocabulary.public import vocabulary_of

from .imported import ImportedMonth
from .queries import DongRow, Gap, OfficerRow, RollUp


def month_text(month: Month) -> str:
    return date_format(month.first, "YEAR_MONTH_FORMAT")


def gap_text(gap: Gap) -> str:
    """What an officer's month still lacks, in one line."""
    return ", ".join(word for word, _url in gap_parts(gap, None, None))


def gap_parts(gap: Gap, dong: Dong | None, month: Month | None) -> list[tuple[str, str]]:
    """The same in pieces, each with the address of the records behind its number."""
    parts = []
    for n, word, state in (
        (gap.waiting, _("결재 중 %(n)d건"), ReportState.SUBMITTED),
        (gap.returned, _("반려 %(n)d건"), ReportState.RETURNED),
        (gap.drafts, _("작성 중 %(n)d건"), ReportState.DRAFT),
    ):
        if n:
            url = _records("reports", dong, month, officer=gap.officer.pk, state=state.value)
            parts.append((word % {"n": n}, url))
    if gap.loose:
        url = _records("activities", dong, month, officer=gap.officer.pk, state="loose")
        parts.append((_("보고서에 넣지 않은 활동 %(n)d건") % {"n": gap.loose}, url))
    if gap.silent:
        parts.append((_("기록 없음"), ""))
    return parts


def _reports_in_line(gap: Gap, dong: Dong, month: Month) -> str:
    return _records(
        "reports", dong, month, officer=gap.officer.pk, state=ReportState.SUBMITTED.value
    )


def _records(name: str, dong: Dong | None, month: Month | None, **more: Any) -> str:
    """The address of the records that a number counts."""
    if dong is None or month is None:
        return ""
    query = {"dong": dong.code, "month": str(month), **more}
    return f"{reverse(name)}?{urlencode(query)}"


def month_frame(viewer: Viewer, *, month: Month, dong: Dong | None, today: date) -> dict[str, Any]:
    """What all pages of a month share: its name, the months beside it, the way up."""
    suffix = f"?dong={dong.code}" if dong and viewer.dong_id != dong.pk else ""
    current = Month.of(today)
    return {
        "month": month,
        "month_text": month_text(month),
        "current": current,
        "dong": dong,
        "previous_url": reverse("month", args=[month.previous()]) + suffix,
        "next_url": reverse("month", args=[month.next()]) + suffix if month < current else "",
        "current_url": reverse("month", args=[current]) + suffix if month != current else "",
        "pdf_url": reverse("month_pdf", args=[month]) + suffix,
        "up_url": "" if viewer.dong_id or dong is None else reverse("month", args=[month]),
        "may_note": viewer.dong_id is not None and viewer.runs_outreach,
    }


def months_offered(
    counted: dict[Month, int],
    *,
    shown: Month,
    current: Month,
    imported: Mapping[Month, int] = MappingProxyType({}),
) -> list[tuple[str, str, bool]]:
    """What can be picked, newest first: (value, words with the total, whether it is shown)."""
    months = sorted({*counted, *imported, shown, current}, reverse=True)
    return [
        (
            str(month),
            _("%(month)s (%(n)d건, 파일에서 %(m)d건)")
            % {"month": month_text(month), "n": counted.get(month, 0), "m": imported[month]}
            if month in imported
            else _("%(month)s (%(n)d건)")
            % {"month": month_text(month), "n": counted.get(month, 0)},
            month == shown,
        )
        for month in months
    ]


def month_page(viewer: Viewer, found: RollUp, missing: list[Gap]) -> dict[str, Any]:
    """The dong's month: fields, officers by team, what is missing; numbers open their records."""
    dong, month = found.dong, found.month

    def link(**more: Any) -> str:
        return _records("activities", dong, month, state="complete", counted=1, **more)

    def cells(row: OfficerRow) -> list[tuple[int, str]]:
        return [
            (n, link(officer=row.officer.pk, field=slug) if n else "")
            for slug, n in row.counts.items()
        ]

    teams = [
        {
            "name": team,
            "rows": [
                {
                    "row": row,
                    "url": link(officer=row.officer.pk) if row.total else "",
                    "cells": cells(row),
                    "tongs": ", ".join(map(str, row.tongs)),
                }
                for row in rows
            ],
        }
        for team, rows in (
            (team, list(rows)) for team, rows in groupby(found.officers, key=lambda row: row.team)
        )
    ]
    fields = [
        {"row": row, "url": link(field=row.field.slug) if row.n else ""} for row in found.fields
    ]
    return {
        "found": found,
        "officer_columns": found.words.rollup_columns,
        "field_columns": found.words.summary_columns,
        "teams": teams,
        "fields": fields,
        "total_url": link() if found.total else "",
        "bars": [
            {"label": row.field.label, "value": row.n, "href": url["url"]}
            for row, url in zip(found.fields, fields, strict=True)
        ],
        "sentence": _sentence(found),
        # Whoever has nothing at all first; what only waits for a signature is nobody's fault.
        "missing": [
            (gap.officer, gap_parts(replace(gap, waiting=0), dong, month), gap.silent)
            for gap in sorted(missing, key=lambda gap: not gap.silent)
            if gap.silent or gap.returned or gap.drafts or gap.loose
        ],
        "in_line": [
            (gap.officer, gap.waiting, _reports_in_line(gap, dong, month))
            for gap in missing
            if gap.waiting
        ],
    }


def imported_part(found: ImportedMonth | None) -> dict[str, Any]:
    """Counts that came from a file, by officer and as a picture of their own."""
    if found is None:
        return {}
    return {
        "imported": found,
        "imported_heads": [label for _slug, label in found.fields],
        "imported_bars": [
            {"label": label, "value": n}
            for (_slug, label), n in zip(found.fields, found.sums, strict=True)
        ],
    }


def _sentence(found: RollUp) -> str:
    if not found.total:
        return _("아직 결재가 끝난 활동이 없습니다.")
    most = max(found.fields, key=lambda row: row.n)
    return _("모두 %(total)d건이고, %(field)s 분야가 %(n)d건으로 가장 많습니다.") % {
        "total": found.total,
        "field": most.field.label,
        "n": most.n,
    }


def tree_page(rows: list[DongRow]) -> dict[str, Any]:
    """A district's or a city's month: dongs by standard field."""
    fields = list(vocabulary_of(None).fields.values())
    return {
        "rows": [(row, [row.standard[field.slug] for field in fields]) for row in rows],
        "fields": fields,
        "sums": [sum(row.standard[field.slug] for row in rows) for field in fields],
        "total": sum(row.total for row in rows),
        "bars": [{"label": row.dong.label, "value": row.total} for row in rows],
    }
