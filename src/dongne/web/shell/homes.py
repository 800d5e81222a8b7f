"""What each role's home page is made of, in a fixed number of statements."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from dongne.delivery.applications.public import application_home
from dongne.foundation.approvals.public import inbox, subject_of, unread_copies
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import Role, Viewer
from dongne.lib.seoul import Month
from dongne.outreach.casework.public import case_home
from dongne.outreach.expectations.public import (
    monday_of,
    own_line,
    own_week,
    week,
    week_sentence,
)
from dongne.outreach.fieldwork.public import SUBJECT, own_desk
from dongne.outreach.sharing.public import (
    gaps,
    latest_shared,
    roll_up,
    roll_up_above,
    totals_by_month,
    waiting_by_dong,
)
from dongne.outreach.vocabulary.public import vocabulary_of
from dongne.outreach.zones.public import charge_of

PAPERS_SHOWN, PAPERS_COUNTED = 5, 100
MONTHS_SHOWN = 12


def of_officer(viewer: Viewer, *, day: date, now: datetime) -> dict[str, Any]:
    """An officer's (and a team lead's) day."""
    assert viewer.dong_id is not None
    desk = own_desk(viewer, day=day)
    own = charge_of(viewer, day=day)
    if desk.today:
        words = vocabulary_of(viewer.dong_id, day)
    for activity in desk.today:
        activity.kind_label = words.kind(activity.kind).label  # type: ignore[attr-defined]
        activity.field_label = words.field(activity.field).label  # type: ignore[attr-defined]
    return {
        "today": day,
        "month": Month.of(day),
        "cases": case_home(viewer, now=now),
        "applications": application_home(viewer, now=now),
        "desk": desk,
        "loose_today": any(a.report_id is None for a in desk.today),
        "loose_earlier": [(when, n) for when, n in desk.loose_days if when != day],
        "tongs": own.tongs if own else (),
        "deputy": own.deputy_name if own else "",
        "papers": _papers(viewer) if viewer.has(Role.TEAM_LEAD) else None,
        "week": own_line(own_week(viewer, today=day)),
        "shared": latest_shared(viewer, day=day),
    }


def of_lead(viewer: Viewer, *, day: date, now: datetime) -> dict[str, Any]:
    """The administration lead's and the dong head's day: what waits, and how the month stands."""
    dong = Dong.objects.for_viewer(viewer).select_related("district").get(pk=viewer.dong_key)
    month = Month.of(day)
    found = roll_up(viewer, dong=dong, month=month)
    missing = gaps(viewer, dong=dong, month=month, beside=found)
    series = _series(viewer, [dong.pk], month)
    expected = week(viewer, dong_id=dong.pk, monday=monday_of(day), today=day, figures_only=True)
    return {
        "today": day,
        "month": month,
        "cases": case_home(viewer, now=now),
        "applications": application_home(viewer, now=now),
        "dong": dong,
        "week_below": len(expected.below),
        "week_sentence": week_sentence(expected),
        "papers": _papers(viewer),
        "total": found.total,
        "series": series,
        "series_sentence": _sentence(series),
        "fields": [
            {"label": row.field.label, "value": row.n, "field": row.field.slug}
            for row in found.fields
        ],
        "silent": [gap.officer for gap in missing if gap.silent],
        "waiting": sum(gap.waiting for gap in missing),
        "waiting_url": f"{reverse('reports')}?month={month}&officer=all&state=submitted",
        "loose_url": f"{reverse('activities')}?month={month}&officer=all&state=loose",
        "returned": sum(gap.returned for gap in missing),
        "loose": sum(gap.loose for gap in missing),
        "officers": len(found.officers),
    }


def of_department(viewer: Viewer, *, day: date, now: datetime) -> dict[str, Any]:
    """A department's day: what was handed to it, and what dongs gave it to read."""
    return {
        "today": day,
        "cases": case_home(viewer, now=now),
        "copies": unread_copies(viewer),
    }


def of_desk(viewer: Viewer, *, day: date, now: datetime) -> dict[str, Any]:
    """The district's or the city's desk: how every dong below stands this month."""
    month = Month.of(day)
    dongs = Dong.objects.for_viewer(viewer).order_by("district", "code")
    rows = roll_up_above(dongs=dongs, month=month)
    series = _series(viewer, [row.dong.pk for row in rows], month)
    waiting = waiting_by_dong(viewer, month=month)
    return {
        "today": day,
        "month": month,
        "cases": case_home(viewer, now=now),
        "rows": [(row, waiting.get(row.dong.pk, 0)) for row in rows],
        "total": sum(row.total for row in rows),
        "waiting": sum(waiting.values()),
        "without": [row.dong for row in rows if row.total == 0],
        "series": series,
        "series_sentence": _sentence(series),
    }


def _papers(viewer: Viewer) -> dict[str, Any]:
    """The oldest papers that wait for this viewer, with what to show of each."""
    lines = inbox(viewer, limit=PAPERS_COUNTED)
    shown = lines[:PAPERS_SHOWN]
    cards = subject_of(SUBJECT).cards(viewer, [line.subject_id for line in shown]) if shown else {}
    return {
        "count": len(lines),
        # For the menu, which asks itself where this is not all.
        "waiting": len(lines) if len(lines) < PAPERS_COUNTED else None,
        "cards": [(cards[line.subject_id], line) for line in shown if line.subject_id in cards],
    }


def _series(viewer: Viewer, dong_ids: list[int], last: Month) -> list[int]:
    """Counted activities of the last twelve months, oldest first."""
    months = [last]
    while len(months) < MONTHS_SHOWN:
        months.insert(0, months[0].previous())
    totals = totals_by_month(
        viewer, dong_ids=dong_ids, first=months[0].first, last=months[-1].first
    )
    return [totals.get(month.first, 0) for month in months]


def _sentence(series: list[int]) -> str:
    before, now = series[-2], series[-1]
    return _("지난달 %(before)d건, 이번 달은 지금까지 %(now)d건입니다.") % {
        "before": before,
        "now": now,
    }
