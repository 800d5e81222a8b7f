"""달력: a month, a year, the paper, and the feed for calendar programs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dongne.foundation.organisations.public import (
    StaffRequest,
    undo_offer,
    viewer_required,
)
from dongne.foundation.papers.public import file_response
from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import NotHere
from dongne.lib.seoul import Month, seoul_day

from .. import queries
from ..models import Place
from ..papers import calendar_document
from ..permissions import may_decide
from ..presenters import pages as present
from ..presenters.feed import feed
from ..services import differences

PAPER_FORMS = ("pdf", "hwpx", "xlsx")
YEARS_AROUND = 10
FEED_BACK, FEED_AHEAD = timedelta(days=365), timedelta(days=730)


@require_safe
@viewer_required()
def calendar(request: StaffRequest) -> HttpResponse:
    """`?at=` whose, `?month=` or `?year=` when. Nine statements at most."""
    viewer, today = request.viewer, seoul_day(timezone.now())
    place = queries.place_for(viewer, request.GET.get("at", ""))
    key = queries.key_of_place(place)
    year = _year(request.GET.get("year", ""), today.year)
    month = None if year else _month(request.GET.get("month", ""), Month.of(today))
    here = f"{reverse('calendar')}?at={key}"
    sheet, later = queries.sheets_of(place, today)
    context: dict[str, Any] = {
        "place": place,
        "key": key,
        "title": present.calendar_title(place),
        "today": today,
        "year": year,
        "month": month,
        "weekdays": present.weekday_names(),
        "marks": present.MARKS.values(),
        "sheet": present.hours_rows(sheet),
        "sheet_from": present.hours_from(sheet, place),
        "later": [
            (one.valid_from, present.hours_from(one, place), present.hours_rows(one))
            for one in later
        ],
        "offices": _picker(viewer, key),
        "may_decide": may_decide(viewer, place),
        "differing": len(differences()) if place is None and may_decide(viewer, None) else 0,
        "paper_forms": PAPER_FORMS,
        "feed_url": request.build_absolute_uri(f"{reverse('calendar_feed')}?at={key}"),
        "undo": undo_offer(request),
        "here": here,
    }
    if month is None:
        assert year is not None
        days = queries.days_of(place, *present.year_span(year))
        context |= {
            "months": present.months(days, today=today),
            "shown": _("%(year)d년") % {"year": year},
            "paper_year": year,
            "newer": f"{here}&year={year + 1}",
            "older": f"{here}&year={year - 1}",
        }
    else:
        days = queries.days_of(place, month.first, month.last)
        context |= {
            "weeks": present.weeks(days, today=today),
            "shown": present.month_text(month),
            "paper_year": month.year,
            "newer": f"{here}&month={month.next()}",
            "older": f"{here}&month={month.previous()}",
        }
    at = month.year if month else year
    context |= {
        "rows": present.rows(days),
        "working": present.working_text(days),
        "tabs": [
            {
                "label": _("달"),
                "url": f"{here}&month={month or Month.of(today)}",
                "current": month is not None,
            },
            {"label": _("한 해"), "url": f"{here}&year={at}", "current": month is None},
        ],
    }
    return render(request, "calendar/calendar.html", context)


def _month(text: str, otherwise: Month) -> Month:
    try:
        month = Month.parse(text)
    except ValueError:
        return otherwise
    return month if abs(month.year - otherwise.year) <= YEARS_AROUND else otherwise


def _year(text: str, now: int) -> int | None:
    if not (text.isascii() and text.isdecimal()):
        return None
    year = int(text[:4])
    return year if abs(year - now) <= YEARS_AROUND else now


def _picker(viewer: Viewer, key: str) -> list[dict[str, Any]]:
    def one(place: Place) -> dict[str, Any]:
        own = queries.key_of_place(place)
        return {"key": own, "label": present.place_label(place), "current": own == key}

    return [one(place) for place in queries.places_for(viewer)]


@require_safe
@viewer_required()
def calendar_paper(request: StaffRequest, form: str) -> HttpResponse:
    """The year as a paper."""
    if form not in PAPER_FORMS:
        raise NotHere(_("문서를 찾을 수 없습니다."), code="not_found")
    now = timezone.now()
    today = seoul_day(now)
    place = queries.place_for(request.viewer, request.GET.get("at", ""))
    year = _year(request.GET.get("year", ""), today.year) or today.year
    document = calendar_document(place, year=year, today=today)
    return file_response(document, form, now=now)  # type: ignore[arg-type]


@require_safe
def calendar_feed(request: HttpRequest) -> HttpResponse:
    """For calendar programs, which can't sign in: when an office works is no secret. Whoever is
    signed in and names no office is led to their own."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    key = request.GET.get("at", "")
    if not key:
        if not viewer.signed_in:
            raise NotHere(_("기관을 찾을 수 없습니다."), code="not_found")
        own = queries.key_of_place(queries.own_place(viewer))
        return redirect(f"{reverse('calendar_feed')}?at={own}")
    place = queries.public_place(key)
    now = timezone.now()
    today = seoul_day(now)
    days = queries.days_of(place, today - FEED_BACK, today + FEED_AHEAD)
    return HttpResponse(
        feed(place, days, now=now),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'inline; filename="calendar.ics"'},
    )
