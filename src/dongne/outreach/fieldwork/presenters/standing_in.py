"""Whose reports are to be written in their stead, in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dongne.foundation.scope.public import Viewer

from ..models import Activity, Report
from ..queries.standing_in import Stead
from ..states import ReportState
from .days import short_day


def rows_of(
    found: Iterable[Stead], viewer: Viewer
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Of those who don't come back, and of those who are away."""
    gone: list[dict[str, Any]] = []
    away: list[dict[str, Any]] = []
    for one in found:
        (away if one.away else gone).append(_row(one, viewer))
    return gone, away


def _row(one: Stead, viewer: Viewer) -> dict[str, Any]:
    report = one.report
    mine = report is not None and report.written_by_id == viewer.officer_id
    told = (one.officer.team.name, _why(one), _what(one.loose), _written(report))
    return {
        "officer": one.officer.pk,
        "day": one.day,
        "title": f"{one.officer.name} · {short_day(one.day)}",
        "note": " · ".join(filter(None, told)),
        "returned": report is not None and report.state == ReportState.RETURNED,
        "url": reverse("report", args=[report.pk]) if report is not None and mine else "",
        "drafted": report is not None,
    }


def _why(one: Stead) -> str:
    if one.away is None:
        return _("떠남") if not one.officer.is_active else _("계정을 쓰지 않음")
    if one.away.ends_on is None:
        return _("부재 중, 돌아올 날 미정")
    return _("%(day)s까지 부재") % {"day": short_day(one.away.ends_on)}


def _what(n: int) -> str:
    if not n:
        return ""
    return ngettext("보고하지 않은 활동 %(n)d건", "보고하지 않은 활동 %(n)d건", n) % {"n": n}


def _written(report: Report | None) -> str:
    if report is None:
        return ""
    if report.written_by is None:
        return _("쓰다 둔 보고서 있음")
    return _("%(name)s님이 대신 쓰는 중") % {"name": report.written_by.name}


def offer_of(activity: Activity) -> dict[str, Any]:
    """The button on the page of one activity that its officer can't report."""
    return {
        "officer": activity.officer_id,
        "day": activity.day,
        "text": _(
            "%(name)s 주무관은 지금 보고서를 올릴 수 없습니다. 대신 보고하면 결재가 끝난 뒤 "
            "%(name)s 주무관의 실적으로 취합에 들어갑니다."
        )
        % {"name": activity.officer.name},
    }
