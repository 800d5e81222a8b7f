"""The home page: what is mine to do today, by role; for everybody else what this is."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from dongne.foundation.accounts.public import no_account_yet
from dongne.foundation.organisations.public import (
    Section,
    StaffRequest,
    cards_for,
    viewer_required,
)
from dongne.foundation.scope.public import Level, Role, Viewer
from dongne.lib.seoul import seoul_day

from . import guide, homes
from .keeping import kept

SECTIONS = {
    Section.PEOPLE: _("사람"),
    Section.ZONES: _("구역"),
    Section.PAPERS: _("서식과 결재"),
    Section.RESIDENTS: _("주민"),
    Section.PRIVACY: _("개인정보 보호"),
    Section.DATA: _("자료"),
    Section.SETTINGS: _("설정"),
}


def home(request: HttpRequest) -> HttpResponse:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    if not viewer.signed_in:
        return render(request, "shell/welcome.html", {"empty": no_account_yet()})
    now = timezone.now()
    day = seoul_day(now)
    if viewer.dong_id:
        make = partial(_of_lead if viewer.runs_outreach else _of_officer, request, viewer, day, now)
        return kept(request, viewer, day=day, make=make)
    if viewer.has(Role.PRIVACY_OFFICER) and not viewer.has(Role.DISTRICT_DESK, Role.CITY_DESK):
        return redirect("privacy")
    if viewer.level in (Level.DISTRICT, Level.CITY):
        return render(request, "shell/home_desk.html", homes.of_desk(viewer, day=day, now=now))
    if viewer.administers:
        # Nothing is sent to a system administrator: what they look after is their day.
        return _office(request, viewer)
    context = homes.of_department(viewer, day=day, now=now)
    return render(request, "shell/home_department.html", context)


def _of_lead(request: HttpRequest, viewer: Viewer, day: date, now: datetime) -> HttpResponse:
    first = guide.guide_still_needed(viewer, day=day)
    context = homes.of_lead(viewer, day=day, now=now) | {"guide": first}
    request.waiting = context["papers"]["waiting"]  # type: ignore[attr-defined]
    return render(request, "shell/home_lead.html", context)


def _of_officer(request: HttpRequest, viewer: Viewer, day: date, now: datetime) -> HttpResponse:
    context = homes.of_officer(viewer, day=day, now=now)
    if context["papers"]:
        request.waiting = context["papers"]["waiting"]  # type: ignore[attr-defined]
    return render(request, "shell/home_officer.html", context)


@viewer_required(Role.ADMINISTRATION_LEAD, Role.DONG_HEAD)
def first_month(request: StaffRequest) -> HttpResponse:
    """Your first month in seven steps, for whoever runs a dong."""
    found = guide.guide_of(request.viewer, day=seoul_day(timezone.now()))
    return render(request, "shell/first_month.html", {"guide": found})


@require_POST
@viewer_required(Role.ADMINISTRATION_LEAD, Role.DONG_HEAD)
def first_month_confirm(request: StaffRequest) -> HttpResponse:
    guide.confirm(request.viewer, now=timezone.now())
    messages.success(request, gettext("서식과 결재선을 확인했습니다."))
    return redirect("first_month")


@viewer_required()
def office(request: StaffRequest) -> HttpResponse:
    """Our office: a way to every list and setting that this viewer may open."""
    return _office(request, request.viewer)


def _office(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    sections = [(SECTIONS[section], cards) for section, cards in cards_for(viewer)]
    return render(request, "shell/office.html", {"sections": sections})
