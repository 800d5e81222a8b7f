"""The month for everybody: a page, a feed for calendars, a poster."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dongne.foundation.calendar.public import special_days
from dongne.foundation.organisations.public import office_phone
from dongne.foundation.papers.public import file_response
from dongne.foundation.places.public import Dong
from dongne.lib.refusals import NotHere
from dongne.lib.seoul import Month, seoul_day

from ..papers import month_poster
from ..presenters import calendars
from ..presenters import sessions as present
from ..queries.sessions import dongs_with_counters, public_sessions, taken_in
from .frame import show

FEED_PAST, FEED_AHEAD = timedelta(days=31), timedelta(days=200)
SIZES = ("a4", "a3")


class Asked:
    """What a page is narrowed by: a month, a dong, a place. Wrong ones are as none."""

    def __init__(self, request: HttpRequest) -> None:
        self.now = timezone.now()
        today = seoul_day(self.now)
        try:
            self.month = Month.parse(request.GET.get("month", ""))
        except ValueError:
            self.month = Month.of(today)
        if abs((self.month.first - today).days) > 750:
            self.month = Month.of(today)
        self.offices = dongs_with_counters()
        code = request.GET.get("dong", "")
        self.dong: Dong | None = next((one for one in self.offices if one.code == code), None)
        if self.dong is None and len(self.offices) == 1:
            self.dong = self.offices[0]
        try:
            self.site_id: UUID | None = UUID(request.GET["site"]) if "site" in request.GET else None
        except ValueError:
            self.site_id = None

    @property
    def dong_id(self) -> int | None:
        return self.dong.pk if self.dong else None

    def query(self, **more: str) -> str:
        said = {"month": str(self.month)}
        if self.dong is not None and len(self.offices) > 1:
            said["dong"] = self.dong.code
        if self.site_id is not None:
            said["site"] = str(self.site_id)
        return "&".join(f"{name}={value}" for name, value in (said | more).items() if value)


@require_safe
def calendar_page(request: HttpRequest) -> HttpResponse:
    """Where somebody of the office sits this month, when, and what is left."""
    asked = Asked(request)
    return show(request, "calendar.html", **_context(request, asked))


@require_safe
def poster(request: HttpRequest) -> HttpResponse:
    """The month on a sheet for the wall, laid out for the printer: A4, or A3."""
    asked = Asked(request)
    size = request.GET.get("size", "a4")
    if size not in SIZES:
        raise NotHere(_("그런 크기는 없습니다."), code="not_found")
    context = _context(request, asked)
    address = request.build_absolute_uri(reverse("outreach_calendar"))
    context |= {
        "size": size,
        "address": f"{address}?{asked.query(month='')}".rstrip("?"),
        "plain": address.split("://", 1)[1].rstrip("/"),
        "rows": [row for row in context["rows"] if not row.past],
    }
    return render(request, "counters/poster.html", context)


@require_safe
def poster_pdf(request: HttpRequest) -> HttpResponse:
    """The same as a file, in large letters; a printer enlarges it to A3."""
    asked = Asked(request)
    context = _context(request, asked)
    paper = month_poster(
        title=context["title"],
        office=asked.dong,
        rows=[row for row in context["rows"] if not row.past],
        phone=context["phone"].call if context["phone"] else "",
        address=request.build_absolute_uri(reverse("outreach_calendar")),
    )
    return file_response(paper, "pdf", now=asked.now)


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """For the calendar of a telephone: a month back, half a year ahead, of a dong or a place."""
    asked = Asked(request)
    today = seoul_day(asked.now)
    rows = public_sessions(
        first=today - FEED_PAST,
        last=today + FEED_AHEAD,
        dong_id=asked.dong_id,
        site_id=asked.site_id,
    )
    name = _("%(office)s 출장 민원 창구") % {
        "office": asked.dong.label if asked.dong else _("동네")
    }
    body = calendars.feed(
        rows, name=name, url=request.build_absolute_uri(reverse("outreach_calendar"))
    )
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="outreach.ics"'
    response["Cache-Control"] = "public, max-age=900"
    return response


def _context(request: HttpRequest, asked: Asked) -> dict[str, Any]:
    month, now = asked.month, asked.now
    sessions = public_sessions(
        first=month.first, last=month.last, dong_id=asked.dong_id, site_id=asked.site_id
    )
    taken = taken_in([one.pk for one in sessions])
    rows = [present.shown(one, taken.get(one.pk, {}), now=now) for one in sessions]
    special = special_days(month.first, month.last, dong_id=asked.dong_id) if asked.dong_id else {}
    places = {row.session.outreach_id: row.place for row in rows}
    base = reverse("outreach_calendar")
    previous = f"{base}?{asked.query(month=str(month.previous()))}"
    following = f"{base}?{asked.query(month=str(month.next()))}"
    return {
        "asked": asked,
        "title": _("%(month)s 출장 민원 창구") % {"month": date_format(month.first, _("Y년 n월"))},
        "month_words": date_format(month.first, _("Y년 n월")),
        "rows": rows,
        "coming": [row for row in rows if not row.past],
        "over": [row for row in rows if row.past],
        "weeks": present.month_table(month, rows, special=special, now=now),
        "weekdays": [str(word)[0] for word in present.WEEKDAYS],
        "previous": previous,
        "following": following,
        "offices": [
            {
                "label": one.label,
                "url": f"{base}?month={month}&dong={one.code}",
                "current": asked.dong is not None and one.pk == asked.dong.pk,
            }
            for one in asked.offices
        ]
        if len(asked.offices) > 1
        else [],
        "places": [
            {"label": name, "url": f"{base}?{asked.query(site=str(key))}"}
            for key, name in places.items()
        ]
        if len(places) > 1 and asked.site_id is None
        else [],
        "query": asked.query(),
        "feed_query": asked.query(month=""),
        "phone": office_phone(asked.dong_id) if asked.dong_id else None,
    }
