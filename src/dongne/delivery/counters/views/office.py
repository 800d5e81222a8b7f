"""`/office/outreach/`: where and when the office sits elsewhere, added, called off, in figures."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages as toasts
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dongne.foundation.calendar.public import special_days
from dongne.foundation.organisations.public import (
    StaffRequest,
    officers_for,
    viewer_required,
)
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.refusals import NotHere, Refused
from dongne.lib.seoul import Month, seoul_day

from ..forms import RhythmForm, RunForm, SessionForm
from ..permissions import has_own, may_keep, may_look, may_serve, require_keeping, require_serving
from ..presenters import sessions as present
from ..presenters import staff
from ..queries.figures import figures_of
from ..queries.sessions import (
    next_sessions,
    of_month,
    places_without,
    rhythms_of,
    site_of,
    sites_for,
    taken_in,
)
from ..services.sessions import add_session
from ..services.sites import (
    RhythmGiven,
    add_rhythm,
    end_rhythm,
    open_counter,
    renew_door,
    run_counter,
)
from ..services.tending import tend_counter

ask = require_http_methods(["GET", "HEAD", "POST"])


def require_own(request: StaffRequest) -> None:
    """Desks read what their dongs offer; departments and others have nothing here."""
    if not may_look(request.viewer):
        raise NotHere(_("출장 민원 창구를 찾을 수 없습니다."), code="outreach_not_found")


def colleagues(dong_id: int) -> list[tuple[int, str]]:
    rows = officers_for(SYSTEM).filter(dong=dong_id, is_active=True)
    return list(rows.order_by("name").values_list("pk", "name"))


@require_safe
@viewer_required()
def outreach_office(request: StaffRequest) -> HttpResponse:
    """The month, and the places."""
    viewer, now = request.viewer, timezone.now()
    require_own(request)
    today = seoul_day(now)
    month = _month(request)
    sites = list(sites_for(viewer))
    site_id = _site(request, {one.pk for one in sites})
    sessions = of_month(viewer, month.first, month.last, site_id)
    figures = figures_of([one.pk for one in sessions])
    taken = taken_in([one.pk for one in sessions])
    coming = next_sessions([one.pk for one in sites], after=today)
    own = has_own(viewer)
    special = special_days(month.first, month.last, dong_id=viewer.dong_id) if own else {}
    rows = [
        staff.session_row(one, figures[one.pk], taken.get(one.pk, {}), now=now) for one in sessions
    ]
    base = reverse("outreach_office")
    tail = f"&site={site_id}" if site_id else ""
    context = {
        "sites": [staff.site_row(one, coming.get(one.pk)) for one in sites],
        "without": places_without(viewer, viewer.dong_key) if own else [],
        "may_keep": own and may_keep(viewer, viewer.dong_key),
        "may_serve": own,
        "rows": rows,
        "today": [row for row in rows if row["session"].day == today and not row["off"]],
        "weeks": present.month_table(
            month,
            [present.shown(one, taken.get(one.pk, {}), now=now) for one in sessions],
            special=special,
            now=now,
        ),
        "weekdays": [str(word)[0] for word in present.WEEKDAYS],
        "month_words": date_format(month.first, _("Y년 n월")),
        "previous": f"{base}?month={month.previous()}{tail}",
        "following": f"{base}?month={month.next()}{tail}",
        "csv": f"{reverse('outreach_figures')}?month={month}{tail}",
        "total": staff.total_words(list(figures.values())),
    }
    return render(request, "counters/office.html", context)


@require_safe
@viewer_required()
def outreach_figures(request: StaffRequest) -> HttpResponse:
    """A month's sessions in counts and minutes; no persons, so no reason has to be given."""
    viewer = request.viewer
    require_own(request)
    month = _month(request)
    site_id = _site(request, set(sites_for(viewer).values_list("pk", flat=True)))
    sessions = of_month(viewer, month.first, month.last, site_id)
    figures = figures_of([one.pk for one in sessions])
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(staff.csv_head())
    for one in sessions:
        writer.writerow(staff.csv_row(one, figures[one.pk]))
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="dongne-outreach-{month}.csv"'
    return response


@require_POST
@viewer_required()
def outreach_open(request: StaffRequest) -> HttpResponse:
    """A place of the channel gets sessions from now on."""
    try:
        key = UUID(request.POST.get("site", ""))
    except ValueError:
        raise NotHere(_("출장 민원 창구를 찾을 수 없습니다."), code="outreach_not_found") from None
    row = open_counter(request.viewer, site_id=key, now=timezone.now())
    toasts.success(request, _("이제 여는 요일을 정해 주세요."))
    return redirect("outreach_site", row.pk)


@ask
@viewer_required()
def outreach_site(request: StaffRequest, outreach_key: UUID) -> HttpResponse:
    """One place: its rhythms, how it is run, the addresses of tablet and screen."""
    viewer, now = request.viewer, timezone.now()
    outreach = site_of(viewer, outreach_key)
    may = may_keep(viewer, outreach.dong_id)
    initial = {
        "weeks_ahead": outreach.weeks_ahead,
        "places": outreach.places,
        "walk_in": outreach.walk_in,
        "version": outreach.version,
    }
    form = RunForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST":
        require_keeping(viewer, outreach.dong_id)
        if form.is_valid():
            try:
                run_counter(viewer, site_id=outreach.pk, now=now, **form.cleaned_data)
            except Refused as problem:
                form.add_error(None, ValidationError(problem.message))
            else:
                tend_counter(viewer, site_id=outreach.pk, now=now)
                toasts.success(request, _("저장했습니다."))
                return redirect("outreach_site", outreach.pk)
    today = seoul_day(now)
    serves = may_serve(viewer, outreach.dong_id)
    context = {
        "outreach": outreach,
        "name": present.own_name(outreach.site.name, outreach.site.name_en),
        "form": form,
        "may_keep": may,
        "may_serve": serves,
        "rhythms": [
            {
                "rhythm": one,
                "words": present.rhythm_words(one),
                "officer": one.officer.name if one.officer else "",
            }
            for one in rhythms_of(outreach)
        ],
        "coming": staff.coming(viewer, outreach, today, now=now),
        "ticket_url": _absolute(request, "outreach_door_ticket", outreach.door_key),
        "screen_url": _absolute(request, "outreach_door_screen", outreach.door_key),
    }
    wrong = form.is_bound and bool(form.errors)
    return render(request, "counters/site.html", context, status=422 if wrong else 200)


@require_POST
@viewer_required()
def outreach_door_renew(request: StaffRequest, outreach_key: UUID) -> HttpResponse:
    row = renew_door(request.viewer, site_id=outreach_key, now=timezone.now())
    toasts.success(request, _("새 주소로 바꾸었습니다. 태블릿과 화면에서 다시 열어 주세요."))
    return redirect("outreach_site", row.pk)


@ask
@viewer_required()
def outreach_rhythm_new(request: StaffRequest, outreach_key: UUID) -> HttpResponse:
    """Every first and third Wednesday from two to five."""
    viewer, now = request.viewer, timezone.now()
    outreach = site_of(viewer, outreach_key)
    require_keeping(viewer, outreach.dong_id)
    form = RhythmForm(
        request.POST if request.method == "POST" else None,
        officers=colleagues(outreach.dong_id),
        initial={"since": seoul_day(now)},
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        given = RhythmGiven(
            weekday=said["weekday"],
            nth=said["nth"],
            officer_id=said["officer"],
            since=said["since"],
            until=said["until"],
            **form.times(),
        )
        if _done(form, lambda: add_rhythm(viewer, site_id=outreach.pk, given=given, now=now)):
            made = tend_counter(viewer, site_id=outreach.pk, now=now)
            toasts.success(request, _("요일을 정하고 %(n)s번의 창구를 열었습니다.") % {"n": made})
            return redirect("outreach_site", outreach.pk)
    return _form(request, "rhythm_new.html", form, outreach)


@require_POST
@viewer_required()
def outreach_rhythm_end(request: StaffRequest, rhythm_key: UUID) -> HttpResponse:
    row = end_rhythm(request.viewer, rhythm_id=rhythm_key, now=timezone.now())
    toasts.success(request, _("더는 새로 열지 않습니다. 이미 열기로 한 날은 그대로 있습니다."))
    return redirect("outreach_site", row.outreach_id)


@ask
@viewer_required()
def outreach_session_new(request: StaffRequest, outreach_key: UUID) -> HttpResponse:
    """One more afternoon, outside of any rhythm."""
    viewer, now = request.viewer, timezone.now()
    outreach = site_of(viewer, outreach_key)
    require_serving(viewer, outreach.dong_id)
    form = SessionForm(
        request.POST if request.method == "POST" else None,
        officers=colleagues(outreach.dong_id),
        initial={"day": seoul_day(now) + timedelta(days=7)},
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if _done(
            form,
            lambda: add_session(
                viewer,
                site_id=outreach.pk,
                day=said["day"],
                note=said["note"],
                note_en=said["note_en"],
                officer_ids=said["officers"],
                now=now,
                **form.times(),
            ),
        ):
            toasts.success(request, _("창구를 하루 더 열었습니다."))
            return redirect("outreach_site", outreach.pk)
    return _form(request, "session_new.html", form, outreach)


def _done(form: Form, deed: Any) -> bool:
    """Whether it went through; what was refused stands in the form."""
    try:
        deed()
    except NotHere:
        raise
    except Refused as problem:
        form.add_error(None, ValidationError(problem.message))
        return False
    return True


def _form(request: StaffRequest, template: str, form: Form, outreach: Any) -> HttpResponse:
    wrong = form.is_bound and bool(form.errors)
    context = {
        "form": form,
        "outreach": outreach,
        "name": present.own_name(outreach.site.name, outreach.site.name_en),
    }
    return render(request, f"counters/{template}", context, status=422 if wrong else 200)


def _month(request: StaffRequest) -> Month:
    try:
        return Month.parse(request.GET.get("month", ""))
    except ValueError:
        return Month.of(seoul_day(timezone.now()))


def _site(request: StaffRequest, known: set[UUID]) -> UUID | None:
    try:
        key = UUID(request.GET.get("site", ""))
    except ValueError:
        return None
    return key if key in known else None


def _absolute(request: StaffRequest, name: str, key: str) -> str:
    return str(request.build_absolute_uri(reverse(name, args=[key])))
