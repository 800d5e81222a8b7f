"""업무분장: the table by team, editing a team's, its history, and the paper."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dongne.foundation.organisations.public import (
    StaffRequest,
    done,
    undo_offer,
    viewer_required,
)
from dongne.foundation.papers.public import file_response
from dongne.lib.refusals import NotHere, Refused
from dongne.lib.seoul import read_day, seoul_day

from . import queries
from .forms import LineForm, TableForm, people_choices, sent_lines, stored_lines
from .papers import duties_document
from .permissions import may_keep, require_keeping
from .services import keep_duties

PAPER_FORMS = ("pdf", "hwpx", "xlsx")


@require_safe
@viewer_required()
def duties(request: StaffRequest) -> HttpResponse:
    """Who does what on a day, by team; `?q=` narrows to what some words name."""
    viewer = request.viewer
    asked = request.GET.get("dong", "")
    office = queries.office_of(viewer, asked)
    today = seoul_day(timezone.now())
    day = _day(request, today)
    words = " ".join(request.GET.get("q", "").split())[:60]
    dong_id = office.dong.pk if office.dong else None
    team_id = None if office.dong else office.teams[0].pk
    found = queries.duties_of(viewer, day=day, dong_id=dong_id, team_id=team_id)
    if words:
        found = queries.fitting(found, words)
    teams = []
    for team in office.teams:
        own = [duty for duty in found if duty.team_id == team.pk]
        may = may_keep(viewer, team) and team.closed_on is None
        if own or (may and not words):
            teams.append({"team": team, "duties": own, "may": may})
    context = {
        "office": office,
        "asked": asked,
        "day": day,
        "today": today,
        "on": date_format(day, _("Y. n. j.")),
        "words": words,
        "teams": teams,
        "found": len(found),
        "paper_forms": PAPER_FORMS,
        "undo": undo_offer(request),
    }
    return render(request, "duties/duties.html", context)


@require_safe
@viewer_required()
def duties_paper(request: StaffRequest, form: str) -> HttpResponse:
    """업무분장표 of a day."""
    if form not in PAPER_FORMS:
        raise NotHere(_("문서를 찾을 수 없습니다."), code="not_found")
    now = timezone.now()
    office = queries.office_of(request.viewer, request.GET.get("dong", ""))
    document = duties_document(request.viewer, office=office, day=_day(request, seoul_day(now)))
    return file_response(document, form, now=now)  # type: ignore[arg-type]


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def duties_edit(request: StaffRequest, team_id: int) -> HttpResponse:
    """The whole table of a team at once."""
    viewer, now = request.viewer, timezone.now()
    team = queries.team_of(viewer, team_id)
    require_keeping(viewer, team)
    today = seoul_day(now)
    kept = queries.duties_of(viewer, day=_day(request, today), team_id=team.pk)
    people = people_choices(queries.people_of_team(viewer, team), kept)
    form = TableForm(request.POST or None, initial={"starts_on": _day(request, today)})
    lines: list[LineForm]
    refusal = ""
    wrong = False
    if request.method == "POST":
        lines = sent_lines(request.POST, people)
        only_moved = any(request.POST.get(name) for name in ("move", "drop", "more"))
        sound = [line.is_valid() for line in lines]
        if only_moved:
            # Nothing was sent to be kept: nothing is complained of.
            for line in lines:
                line.errors.clear()
        elif all(sound) and form.is_valid():
            try:
                keep_duties(
                    viewer,
                    team_id=team.pk,
                    lines=[line.said() for line in lines if not line.is_empty],
                    starts_on=form.cleaned_data["starts_on"],
                    now=now,
                )
            except Refused as problem:
                if isinstance(problem, NotHere):
                    raise
                refusal = problem.message
            else:
                return done(viewer, reverse("duties"), subject=team)
        wrong = bool(refusal) or not only_moved
    else:
        lines = stored_lines(kept, people)
    context = {"team": team, "form": form, "lines": lines, "refusal": refusal}
    return render(request, "duties/edit.html", context, status=422 if wrong else 200)


@require_safe
@viewer_required()
def duties_history(request: StaffRequest, team_id: int) -> HttpResponse:
    """What changed in a team's table, day by day."""
    team = queries.team_of(request.viewer, team_id)
    turns = queries.turns_of(request.viewer, team)
    return render(request, "duties/history.html", {"team": team, "turns": turns})


def _day(request: HttpRequest, today: date) -> date:
    day = read_day(request.GET.get("day", ""))
    return day if day and 2000 <= day.year <= today.year + 2 else today
