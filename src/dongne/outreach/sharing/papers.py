"""The roll-up as a paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from django.http import HttpResponse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from dongne.foundation.papers.public import render_pdf
from dongne.foundation.scope.public import Viewer
from dongne.lib.seoul import Month
from dongne.outreach.vocabulary.public import vocabulary_of

from .presenters import gap_text, month_text
from .queries import DongRow, RollUp, gaps


@dataclass(frozen=True, slots=True)
class Paper:
    """A finished PDF and the name it is saved under."""

    name: str
    body: bytes

    def response(self) -> HttpResponse:
        response = HttpResponse(self.body, content_type="application/pdf")
        response["Content-Disposition"] = f"inline; filename*=UTF-8''{quote(self.name)}.pdf"
        return response


def dong_paper(viewer: Viewer, found: RollUp, *, now: datetime) -> Paper:
    """활동 취합 서식 of a dong's month."""
    missing = gaps(viewer, dong=found.dong, month=found.month)
    data = {
        "title": _("우리동네주무관 분야별 활동 취합"),
        "dong": f"{found.dong.district.name} {found.dong.name}",
        "month_text": month_text(found.month),
        "made_at": date_format(localtime(now), "Y. n. j. H:i"),
        "fields": [row.field.label for row in found.fields],
        "by_field": [
            {
                "label": row.field.label,
                "contents": row.contents,
                "count": row.n,
                "note": row.remarks,
            }
            for row in found.fields
        ],
        "total": found.total,
        "officers": [
            {
                "team": row.team,
                "name": row.officer.name,
                "total": row.total,
                "counts": list(row.counts.values()),
                "tongs_text": ", ".join(map(str, row.tongs)),
                "deputy": row.deputy,
            }
            for row in found.officers
        ],
        "missing": [{"name": gap.officer.name, "text": gap_text(gap)} for gap in missing],
    }
    name = f"{found.dong.name} {found.month} {_('취합')}"
    return Paper(name, render_pdf("sharing/rollup.typ", data))


def tree_paper(rows: list[DongRow], *, name: str, month: Month, now: datetime) -> Paper:
    """The months of several dongs side by side."""
    fields = vocabulary_of(None).fields
    sums = [sum(row.standard[slug] for row in rows) for slug in fields]
    data = {
        "title": _("우리동네주무관 분야별 활동 취합"),
        "dong": name,
        "month_text": month_text(month),
        "made_at": date_format(localtime(now), "Y. n. j. H:i"),
        "fields": [field.label for field in fields.values()],
        "rows": [
            {
                "name": row.dong.name,
                "total": row.total,
                "counts": [row.standard[slug] for slug in fields],
            }
            for row in rows
        ],
        "total": sum(sums),
        "sums": sums,
    }
    return Paper(f"{name} {month} {_('취합')}", render_pdf("sharing/rollup_tree.typ", data))
