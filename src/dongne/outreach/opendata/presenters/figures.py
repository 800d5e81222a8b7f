"""Figures in words and pictures. Shares stand beside their counts, times beside their number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from dongne.outreach.categories.public import Categories

from ..models import Figure
from ..queries.figures import Page, Place, Tree
from ..rules.months import ALL, as_month, is_year, spoken

FEW = 10
"""Shares of fewer say little, and the page says so."""


def period_words(period: int) -> str:
    if period == ALL:
        return _("처음부터 지금까지")
    if is_year(period):
        return _("%(year)d년") % {"year": period}
    return date_format(as_month(period).first, "YEAR_MONTH_FORMAT")


def share(part: int, whole: int) -> str:
    return f"{round(100 * part / whole)}%" if whole else "–"


def time_words(hours: float | None) -> str:
    """Days with one decimal; under two days in hours."""
    if hours is None:
        return "–"
    if hours < 48:
        return pgettext("how long", "%(n)s시간") % {"n": f"{hours:.0f}"}
    return pgettext("how long", "%(n)s일") % {"n": f"{hours / 24:.1f}"}


def tiles(row: Figure) -> list[dict[str, Any]]:
    """The four that one looks at first. `note` says of how many."""
    return [
        {
            "label": _("접수한 건"),
            "value": f"{row.opened:,}",
            "unit": _("건"),
            "note": _("그중 마친 건 %(n)s") % {"n": f"{row.closed:,}"},
            "icon": "inbox",
        },
        {
            "label": _("알릴 때까지 걸린 시간"),
            "value": time_words(row.median_hours),
            "note": _("열에 아홉은 %(time)s 안에 · 알린 %(n)s건")
            % {"time": time_words(row.ninety_hours), "n": f"{row.told:,}"},
            "icon": "clock",
        },
        {
            "label": _("약속한 기한 안에 알림"),
            "value": share(row.targets_kept, row.targets),
            "note": _of(row.targets_kept, row.targets),
            "icon": "check-circle",
        },
        {
            "label": _("해결되었다고 답한 주민"),
            "value": share(row.satisfied, row.answered),
            "note": _of_people(row.satisfied, row.answered),
            "icon": "heart",
        },
    ]


def _of(part: int, whole: int) -> str:
    if not whole:
        return _("아직 셀 건이 없습니다")
    return _("%(whole)s건 가운데 %(part)s건") % {"whole": f"{whole:,}", "part": f"{part:,}"}


def _of_people(part: int, whole: int) -> str:
    if not whole:
        return _("아직 답한 주민이 없습니다")
    return _("답한 %(whole)s명 가운데 %(part)s명") % {"whole": f"{whole:,}", "part": f"{part:,}"}


def cells(row: Figure | None) -> dict[str, Any]:
    """A row of the tables."""
    if row is None:
        return {"none": True}
    if row.withheld:
        return {"withheld": True}
    return {
        "opened": row.opened,
        "closed": row.closed,
        "solved": _pair(row.solved, row.closed),
        "median": time_words(row.median_hours),
        "ninety": time_words(row.ninety_hours),
        "told": row.told,
        "targets": _pair(row.targets_kept, row.targets),
        "limits": _pair(row.limits_kept, row.limits),
        "reopened": _pair(row.reopened, row.ended),
        "satisfied": _pair(row.satisfied, row.answered),
        "few": 0 < row.targets < FEW,
    }


def _pair(part: int, whole: int) -> dict[str, Any]:
    return {"share": share(part, whole), "part": part, "whole": whole}


def kind_rows(page: Page, kinds: Categories, query: Mapping[str, str]) -> list[dict[str, Any]]:
    """By kind, the most first; kinds that nobody reported are left out."""
    found = sorted(page.kinds.items(), key=lambda pair: (-pair[1].opened, pair[0]))
    return [
        {
            "label": words.name() if (words := kinds.everything.get(code)) else code,
            "url": _url(query, category=code),
            **cells(row),
        }
        for code, row in found
    ]


def place_rows(
    page: Page, tree: Tree, place: Place, query: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Places below, by name: an order of merit would set apart what chance sets apart."""
    return [
        {
            "label": one.label,
            "url": _url(query, level=one.level, place=one.code),
            **cells(page.below.get(one.pk)),
        }
        for one in tree.below(place)
    ]


def month_rows(page: Page, query: Mapping[str, str]) -> list[dict[str, Any]]:
    return [
        {"label": period_words(period), "url": _url(query, period=spoken(period)), **cells(row)}
        for period, row in sorted(page.months.items())
    ]


def month_bars(page: Page) -> dict[str, Any] | None:
    """Received by month: a picture, and the sentence that says the same."""
    rows = [(p, row) for p, row in sorted(page.months.items()) if not row.withheld]
    if len(rows) < 2:
        return None
    most = max(rows, key=lambda pair: pair[1].opened)
    return {
        "rows": [{"label": period_words(period), "value": row.opened} for period, row in rows],
        "sentence": _("가장 많이 접수한 달은 %(month)s(%(n)s건), 마지막 달은 %(last)s건입니다.")
        % {
            "month": period_words(most[0]),
            "n": f"{most[1].opened:,}",
            "last": f"{rows[-1][1].opened:,}",
        },
    }


def kept_bars(rows: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Share told within the promised time, place by place, with what it is a share of."""
    bars = [
        {
            "label": row["label"],
            "value": round(100 * row["targets"]["part"] / row["targets"]["whole"]),
            "note": _of(row["targets"]["part"], row["targets"]["whole"])
            + (f" · {_('건수가 적음')}" if row["few"] else ""),
            "href": row["url"],
        }
        for row in rows
        if row.get("targets", {}).get("whole")
    ]
    if len(bars) < 2:
        return None
    whole = sum(row["targets"]["whole"] for row in rows if "targets" in row)
    part = sum(row["targets"]["part"] for row in rows if "targets" in row)
    low, high = min(bar["value"] for bar in bars), max(bar["value"] for bar in bars)
    return {
        "rows": bars,
        "sentence": _(
            "%(n)d곳을 더하면 %(share)s(%(of)s)를 약속한 기한 안에 알렸습니다. "
            "곳마다는 %(low)d%%에서 %(high)d%%입니다."
        )
        % {"n": len(bars), "share": share(part, whole), "of": _of(part, whole), "low": low,
           "high": high},
    }  # fmt: skip


def sentence(row: Figure, place: Place, period: int) -> str:
    """The page in one breath."""
    said = ngettext(
        "%(place)s에서 %(period)s %(n)s건을 접수해 %(closed)s건을 마쳤습니다.",
        "%(place)s에서 %(period)s %(n)s건을 접수해 %(closed)s건을 마쳤습니다.",
        row.opened,
    ) % {
        "place": place.label,
        "period": period_words(period),
        "n": f"{row.opened:,}",
        "closed": f"{row.closed:,}",
    }
    if row.median_hours is not None:
        said += " " + _("결과를 알린 건의 절반은 %(time)s 안에 알렸습니다.") % {
            "time": time_words(row.median_hours)
        }
    return said


def crumbs(place: Place, query: Mapping[str, str]) -> list[dict[str, str]]:
    return [
        {"label": one.label, "url": _url(query, level=one.level, place=one.code)}
        for one in place.path
    ]


def _url(query: Mapping[str, str], **more: str) -> str:
    told = {name: value for name, value in ({**query, **more}).items() if value}
    return f"{reverse('open_data')}?{urlencode(told)}"
