"""The home page: what is mine to do today, by role; for everybody else what this is."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from dongne.foundation.scope.public import Level, Viewer
from dongne.lib.seoul import seoul_day

from . import homes


def home(request: HttpRequest) -> HttpResponse:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    if not viewer.signed_in:
        return render(request, "shell/welcome.html")
    day = seoul_day(timezone.now())
    if viewer.dong_id and viewer.runs_outreach:
        return render(request, "shell/home_lead.html", homes.of_lead(viewer, day=day))
    if viewer.dong_id:
        return render(request, "shell/home_officer.html", homes.of_officer(viewer, day=day))
    if viewer.level in (Level.DISTRICT, Level.CITY):
        return render(request, "shell/home_desk.html", homes.of_desk(viewer, day=day))
    return render(request, "shell/home_department.html", {"today": day})
