"""팀과 부서: added, named, put in order, closed."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.refusals import NotHere, Refused

from ..access import StaffRequest, viewer_required
from ..forms import TeamForm
from ..models import Team, TeamKind
from ..permissions import place_of, refuse_unless, runs
from ..presenters.undo import done
from ..queries import Place, key_of, office_at, teams_of
from ..services import add_team, arrange_teams, close_team, edit_team, open_team_again
from .ground import address, form_page, own_to_run, page, picker, refused


@require_safe
@viewer_required()
def teams(request: StaffRequest) -> HttpResponse:
    place = own_to_run(request)
    found = teams_of(place, closed=True)
    return page(
        request,
        "organisations/teams.html",
        {
            "place": place,
            "key": key_of(place),
            "teams": [(team, team.people or team.expected) for team in found if not team.closed_on],  # type: ignore[attr-defined]
            "closed": [team for team in found if team.closed_on],
            "departments": not isinstance(place, Dong),
            "offices": picker(request.viewer, place),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def team_new(request: StaffRequest) -> HttpResponse:
    place = own_to_run(request)
    return _form(request, place, None)


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def team_edit(request: StaffRequest, team_id: int) -> HttpResponse:
    team = _own(request, team_id)
    return _form(request, place_of(team), team)


def _form(request: StaffRequest, place: Place, team: Team | None) -> HttpResponse:
    viewer, now = request.viewer, timezone.now()
    kinds = [TeamKind.ADMINISTRATION, TeamKind.WELFARE]
    if not isinstance(place, Dong):
        kinds = [TeamKind.DEPARTMENT, TeamKind.DESK]
    first: dict[str, str] = {"kind": kinds[0]}
    if team is not None:
        first = {"name": team.name, "name_en": team.name_en, "kind": team.kind}
    form = TeamForm(request.POST if request.method == "POST" else None, kinds=kinds, initial=first)
    back = address("teams", place, viewer)
    if form.is_valid():
        given = form.cleaned_data
        given["kind"] = TeamKind(given["kind"])
        try:
            if team is None:
                held = add_team(viewer, place=place, now=now, **given)
            else:
                held = edit_team(viewer, team=team, now=now, **given)
        except Refused as problem:
            refused(form, problem, "name")
        else:
            return done(viewer, back, subject=held)
    return form_page(
        request,
        form,
        title=_("팀 고치기") if team else _("팀 만들기"),
        help=_(
            "명단, 결재선, 취합표에 나오는 팀의 이름과 종류입니다. "
            "이름을 적고 종류를 고르면 됩니다."
        ),
        submit=_("저장"),
        back=back,
        back_label=_("팀과 부서"),
    )


@require_POST
@viewer_required()
def team_close(request: StaffRequest, team_id: int) -> HttpResponse:
    team = _own(request, team_id)
    close_team(request.viewer, team=team, now=timezone.now())
    return done(request.viewer, address("teams", place_of(team), request.viewer), subject=team)


@require_POST
@viewer_required()
def team_open(request: StaffRequest, team_id: int) -> HttpResponse:
    team = _own(request, team_id)
    open_team_again(request.viewer, team=team, now=timezone.now())
    return done(request.viewer, address("teams", place_of(team), request.viewer), subject=team)


@require_POST
@viewer_required()
def team_up(request: StaffRequest, team_id: int) -> HttpResponse:
    """One place further to the front."""
    team = _own(request, team_id)
    order = teams_of(place_of(team))
    place = next((n for n, one in enumerate(order) if one.pk == team.pk), 0)
    if place > 0:
        order[place - 1], order[place] = order[place], order[place - 1]
        arrange_teams(request.viewer, teams=order, now=timezone.now())
    return done(request.viewer, address("teams", place_of(team), request.viewer), subject=order[0])


def _own(request: StaffRequest, team_id: int) -> Team:
    """A team of an office that the viewer may know of and runs."""
    team = (
        Team.objects.for_viewer(SYSTEM)
        .select_related("dong__district", "district", "city")
        .filter(pk=team_id)
        .first()
    )
    if team is None or office_at(request.viewer, key_of(place_of(team))) is None:
        raise NotHere(_("팀을 찾을 수 없습니다."), code="not_found")
    refuse_unless(runs(request.viewer, place_of(team)))
    return team
