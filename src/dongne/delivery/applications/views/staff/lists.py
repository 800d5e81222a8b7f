"""The counter's work list: whose and how they stand by two rows of tabs, narrowed by filters."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dongne.delivery.catalogue.public import services_of, services_of_editions
from dongne.delivery.channels.public import channels
from dongne.foundation.calendar.public import calendars_of
from dongne.foundation.organisations.public import StaffRequest, people_of, viewer_required
from dongne.foundation.places.public import Dong, dong_of
from dongne.foundation.scope.public import Viewer
from dongne.lib.reference_numbers import tidy_number
from dongne.lib.refusals import NotHere
from dongne.lib.seoul import seoul_day

from ...forms.staff.lists import Asked, FilterForm, FindForm
from ...models import Application
from ...permissions import has_counter
from ...presenters.staff import lists as present
from ...presenters.staff.words import editions_in
from ...queries import lists as queries
from ...queries.ground import find_application
from ...queries.lists import COUNTED, MOST_FOUND, Show
from ...services.paying_online import unfitting
from ...words import language
from .ground import page

LAST_FOUR = 4


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def applications(request: StaffRequest) -> HttpResponse:
    """What is sent to find somebody never stands in an address."""
    viewer, now = request.viewer, timezone.now()
    if request.method == "POST":
        return _found(request, FindForm(request.POST), now)
    asked = Asked.read(request.GET, viewer, today=seoul_day(now))
    return page(request, "applications", list_page(viewer, asked, request.GET, now=now))


def found_by(viewer: Viewer, asked: Asked, now: datetime) -> tuple[Any, Asked, Dong | None]:
    """What the address asks for, the address with its dong's key, and the dong."""
    dong = dong_of(viewer, asked.dong) if asked.dong else None
    if dong is not None:
        asked = replace(asked, by=replace(asked.by, dong_id=dong.pk))
    found = queries.standing(queries.applications_of(viewer, asked.whose), asked.show, now)
    return queries.narrowed(found, asked.by), asked, dong


def list_page(viewer: Viewer, asked: Asked, data: QueryDict, *, now: datetime) -> dict[str, Any]:
    """Everything the page says. Eight statements at most, session and account among them."""
    found, asked, dong = found_by(viewer, asked, now)
    read = queries.application_page(
        viewer,
        found,
        queries.order_of(asked.show),
        after=data.get("after", ""),
        before=data.get("before", ""),
    )
    offered = present.whose_tabs(viewer)
    counts = queries.counts(viewer, [(asked.whose, show) for show in COUNTED], now=now)
    ticks = has_counter(viewer)
    narrowed = asked.by.anything
    form = _filters(viewer, asked, seoul_day(now)) if narrowed or "filter" in data else None
    title, text, icon = (*map(str, present.EMPTY[asked.show][:2]), present.EMPTY[asked.show][2])
    if narrowed:
        title, text, icon = (
            _("맞는 신청이 없습니다"),
            _("거르는 조건을 바꾸거나 조건 없이 보기를 눌러 주세요."),
            "search",
        )
    return {
        "form": form,
        "find_form": FindForm(),
        "asked": asked,
        "dong": dong,
        "whose_tabs": [
            {
                "label": present.WHOSE[whose],
                "url": _moved(data, whose=whose),
                "current": whose is asked.whose,
            }
            for whose in offered
        ],
        "show_tabs": [
            {
                "label": present.SHOWS[show],
                "url": _moved(data, show=show),
                "current": show is asked.show,
                "tone": present.TONES.get(show, "") if counts.get((asked.whose, show)) else "",
                "count": present.bounded(counts[asked.whose, show])
                if (asked.whose, show) in counts
                else "",
            }
            for show in Show
        ],
        "sifted": form.sifted() if form else "",
        "narrowed": narrowed,
        "filter_url": _moved(data, filter="1"),
        "all_url": _moved(QueryDict(), whose=asked.whose, show=asked.show),
        "rows": _rows(viewer, read.items, ticks=ticks, now=now),
        "ticks": ticks,
        "may_accept": ticks and asked.show in (Show.ARRIVED, Show.DUE, Show.ALL),
        "may_enter": ticks,
        "unfitting": unfitting(viewer).exists() if asked.show is Show.UNPAID else False,
        "export_query": data.urlencode(),
        "before": _moved(data, before=read.before) if read.before else "",
        "after": _moved(data, after=read.after) if read.after else "",
        "empty": {"title": title, "text": text, "icon": icon},
    }


def _rows(viewer: Viewer, items: list[Application], *, ticks: bool, now: datetime) -> Any:
    calendars = calendars_of({one.dong_id for one in items}) if items else {}
    # All at once, so that no row asks for its own.
    services_of_editions(editions_in(items))
    rows = [present.row_of(one, calendars, now=now, dong=viewer.dong_id is None) for one in items]
    return present.rows_html(rows, ticks=ticks)


def _found(request: StaffRequest, form: FindForm, now: datetime) -> HttpResponse:
    """A number leads to its application; a name or four digits to those of the persons."""
    viewer = request.viewer
    found: list[Application] = []
    status = 200
    if form.is_valid():
        words = form.cleaned_data["words"]
        if number := tidy_number(words):
            try:
                one = find_application(viewer, number)
                return HttpResponseRedirect(reverse("application", args=[one.pk]))
            except NotHere:
                pass
        if words.isascii() and words.isdigit() and len(words) == LAST_FOUR:
            found = queries.of_persons(viewer, last_four=words)
        else:
            found = queries.by_outside_number(viewer, words[:60])
            found = found or queries.of_persons(viewer, name=words)
    else:
        status = 422
    context = {
        "find_form": form,
        "back": reverse("applications"),
        "count": min(len(found), MOST_FOUND),
        "too_many": len(found) > MOST_FOUND,
        "asked_for": form.is_bound and not form.errors,
        "rows": _rows(viewer, found[:MOST_FOUND], ticks=False, now=now),
        "may_enter": has_counter(viewer),
    }
    return page(request, "applications_found", context, status=status)


def _filters(viewer: Viewer, asked: Asked, today: date) -> FilterForm:
    known = services_of(viewer.dong_id or asked.by.dong_id, day=today)
    return FilterForm(
        asked,
        services=[(one.code, one.name(language())) for one in known.values()],
        channels=[(one.key, one.name(language())) for one in channels().values()],
        people=people_of(viewer, dong_id=viewer.dong_id) if viewer.dong_id else (),
        dongs=()
        if viewer.dong_id
        else Dong.objects.for_viewer(viewer)
        .select_related("district")
        .order_by("district", "code"),
    )


def _moved(asked: QueryDict, **to: str) -> str:
    kept = asked.copy()
    for name in ("before", "after"):
        kept.pop(name, None)
    for name, value in to.items():
        kept[name] = value
        if not value:
            del kept[name]
    return f"?{kept.urlencode()}"
