"""직원: the list of an office, and one person's page."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dongne.foundation.scope.public import Role
from dongne.lib.refusals import NotHere, Refused
from dongne.lib.seoul import seoul_day

from ..access import StaffRequest, viewer_required
from ..forms import LeaveForm, MoveForm, NamedForm, PersonForm, ReturnForm, RolesForm
from ..models import Officer
from ..office import parts_of
from ..permissions import grantable, looks_after_leads, may_change, place_of
from ..presenters import people as present
from ..presenters.undo import done
from ..queries import Place, key_of, offices_for, person_of, staff_list, teams_of
from ..services import (
    add_officer,
    cancel_posting,
    change_roles,
    edit_officer,
    let_go,
    move_officer,
    rehire,
)
from .ground import (
    address,
    form_page,
    office_of,
    own_to_staff,
    page,
    picker,
    refused,
    somebody,
    somebody_to_change,
)


@require_safe
@viewer_required()
def people(request: StaffRequest) -> HttpResponse:
    """Who works in an office, by team; `?print=1` is a page for paper."""
    viewer, day = request.viewer, seoul_day(timezone.now())
    place = office_of(request)
    team = request.GET.get("team", "")
    found = staff_list(
        viewer,
        place,
        day=day,
        team_id=int(team[:9]) if team.isdecimal() else None,
        text=request.GET.get("q", "").strip()[:40],
        away_only=request.GET.get("away") == "1",
        left=request.GET.get("left") == "1",
    )
    context = {
        "place": place,
        "key": key_of(place),
        "day": day,
        "groups": present.by_team(viewer, found, day=day),
        "left": [present.row(viewer, officer, None, day=day) for officer in found.left],
        "count": len(found.people),
        "away_count": sum(1 for officer in found.people if officer.pk in found.away),
        "teams": found.teams,
        "team": team,
        "asked": request.GET,
        "narrowed": any(request.GET.get(name) for name in ("q", "team", "away")),
        "may_add": looks_after_leads(viewer, place),
        "offices": picker(viewer, place),
    }
    if request.GET.get("print") == "1":
        return page(request, "organisations/people_print.html", context)
    return page(request, "organisations/people.html", context)


@require_safe
@viewer_required()
def person(request: StaffRequest, officer_id: int) -> HttpResponse:
    viewer, day = request.viewer, seoul_day(timezone.now())
    found = person_of(viewer, officer_id, day=day)
    if found is None:
        raise NotHere(_("직원을 찾을 수 없습니다."), code="not_found")
    place = place_of(found.officer.team)
    mine = viewer.officer_id == found.officer.pk
    changes = may_change(viewer, found.officer)
    return page(
        request,
        "organisations/person.html",
        {
            "person": found,
            "officer": found.officer,
            "place": place,
            "day": day,
            "roles": present.roles(found.officer),
            "facts": present.facts(found, day=day),
            "postings": present.postings(found),
            "absences": [
                present.absence(row, day=day, told=mine or changes) for row in found.absences
            ],
            "parts": parts_of(viewer, found.officer, day),
            "may_change": changes,
            "may_away": mine or changes,
            "waits": found.waiting is not None and changes,
            "gone": not found.officer.is_active,
            "back": address("people", place, viewer),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def person_new(request: StaffRequest) -> HttpResponse:
    viewer, now = request.viewer, timezone.now()
    place = own_to_staff(request)
    form = PersonForm(
        request.POST if request.method == "POST" else None,
        teams=teams_of(place),
        roles=grantable(viewer, place),
        initial={"starts_on": seoul_day(now), "team": request.GET.get("team")},
    )
    if form.is_valid():
        given = form.cleaned_data
        team = next(one for one in teams_of(place) if str(one.pk) == given["team"])
        try:
            officer = add_officer(
                viewer,
                team=team,
                name=given["name"],
                title=given["title"],
                title_en=given["title_en"],
                roles=[Role(role) for role in given["roles"]],
                username=given["username"] or None,
                starts_on=given["starts_on"],
                reason=given["reason"],
                position=999,
                now=now,
            )
        except Refused as problem:
            refused(form, problem, "username" if problem.code == "username_taken" else None)
        else:
            return done(viewer, present.url(officer), subject=officer)
    return form_page(
        request,
        form,
        title=_("직원 등록"),
        help=_(
            "새로 온 사람을 명단에 넣는 화면입니다. 이름과 팀, 첫 근무일을 적고 저장하면 됩니다."
        ),
        submit=_("저장"),
        back=address("people", place, viewer),
        back_label=_("직원"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def person_edit(request: StaffRequest, officer_id: int) -> HttpResponse:
    viewer, now = request.viewer, timezone.now()
    officer = somebody_to_change(viewer, officer_id)
    form = NamedForm(
        request.POST if request.method == "POST" else None,
        initial={
            "name": officer.name,
            "title": officer.title,
            "title_en": officer.title_en,
            "position": officer.position + 1,
        },
    )
    if form.is_valid():
        given = form.cleaned_data
        try:
            edit_officer(
                viewer,
                officer=officer,
                name=given["name"],
                title=given["title"],
                title_en=given["title_en"],
                position=given["position"] - 1,
                now=now,
            )
        except Refused as problem:
            refused(form, problem)
        else:
            return done(viewer, present.url(officer), subject=officer)
    return _about(
        request,
        form,
        officer,
        title=_("이름과 직위 고치기"),
        help=_("명단과 결재선에 나오는 이름과 직위를 고칩니다. 지난 문서는 그때 그대로 남습니다."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def person_roles(request: StaffRequest, officer_id: int) -> HttpResponse:
    viewer, now = request.viewer, timezone.now()
    officer = somebody_to_change(viewer, officer_id)
    roles = grantable(viewer, place_of(officer.team))
    form = RolesForm(
        request.POST if request.method == "POST" else None,
        roles=roles,
        initial={"roles": officer.roles},
    )
    if form.is_valid():
        given = form.cleaned_data
        beyond = {Role(role) for role in officer.roles} - set(roles)
        try:
            change_roles(
                viewer,
                officer=officer,
                roles=[*beyond, *(Role(role) for role in given["roles"])],
                reason=given["reason"],
                now=now,
            )
        except Refused as problem:
            refused(form, problem)
        else:
            return done(viewer, present.url(officer), subject=officer)
    return _about(
        request,
        form,
        officer,
        title=_("역할 바꾸기"),
        help=_(
            "무엇을 볼 수 있고 결재할 수 있는지가 역할에 따라 정해집니다. 바꾸면 바로 적용되고, "
            "언제 누가 바꿨는지 권한 기록에 남습니다."
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def person_move(request: StaffRequest, officer_id: int) -> HttpResponse:
    viewer, now = request.viewer, timezone.now()
    officer = somebody_to_change(viewer, officer_id)
    here = place_of(officer.team)
    teams = {
        str(team.pk): team
        for place in _where_to(request, here)
        for team in teams_of(place)
        if team.pk != officer.team_id
    }
    form = MoveForm(
        request.POST if request.method == "POST" else None,
        teams=present.grouped_teams(list(teams.values()), here),
        initial={"starts_on": seoul_day(now), "title": officer.title},
    )
    if form.is_valid():
        given = form.cleaned_data
        try:
            goes = move_officer(
                viewer,
                officer=officer,
                team=teams[given["team"]],
                starts_on=given["starts_on"],
                title=given["title"],
                reason=given["reason"],
                now=now,
            )
        except Refused as problem:
            refused(form, problem, "starts_on" if problem.code == "before_current" else None)
        else:
            posting = goes.postings.for_viewer(viewer).order_by("-starts_on").first()
            return (
                done(viewer, present.url(goes), subject=posting)
                if posting
                else HttpResponseRedirect(address("people", here, viewer))
            )
    return _about(
        request,
        form,
        officer,
        title=_("다른 팀으로 옮기기"),
        help=_(
            "옮겨 갈 팀과 발령일을 고릅니다. 앞날이면 그날 아침에 저절로 옮겨지고, "
            "지난 실적은 옛 자리에 그대로 남습니다."
        ),
    )


def _where_to(request: StaffRequest, here: Place) -> list[Place]:
    """The offices into which the viewer may put somebody."""
    places = [one for one in offices_for(request.viewer) if looks_after_leads(request.viewer, one)]
    return places or [here]


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def person_leave(request: StaffRequest, officer_id: int) -> HttpResponse:
    viewer, now = request.viewer, timezone.now()
    officer = somebody_to_change(viewer, officer_id)
    form = LeaveForm(
        request.POST if request.method == "POST" else None, initial={"last_day": seoul_day(now)}
    )
    if form.is_valid():
        given = form.cleaned_data
        try:
            posting = let_go(
                viewer,
                officer=officer,
                last_day=given["last_day"],
                reason=given["reason"],
                now=now,
            )
        except Refused as problem:
            refused(form, problem)
        else:
            return done(viewer, present.url(officer), subject=posting)
    return _about(
        request,
        form,
        officer,
        title=_("퇴직·전출"),
        help=_("마지막 근무일을 적으면 그다음 날부터 명단에서 빠지고 로그인할 수 없습니다."),
        note=_("그날 뒤의 부재와 대직도 함께 끝납니다. 지난 기록과 실적은 그대로 남습니다."),
        danger=True,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def person_return(request: StaffRequest, officer_id: int) -> HttpResponse:
    viewer, now = request.viewer, timezone.now()
    officer = somebody_to_change(viewer, officer_id)
    teams = teams_of(place_of(officer.team))
    form = ReturnForm(
        request.POST if request.method == "POST" else None,
        teams=teams,
        initial={"starts_on": seoul_day(now), "team": officer.team_id},
    )
    if form.is_valid():
        given = form.cleaned_data
        try:
            posting = rehire(
                viewer,
                officer=officer,
                team=next(team for team in teams if str(team.pk) == given["team"]),
                starts_on=given["starts_on"],
                reason=given["reason"],
                now=now,
            )
        except Refused as problem:
            refused(form, problem)
        else:
            return done(viewer, present.url(officer), subject=posting)
    return _about(
        request,
        form,
        officer,
        title=_("복직"),
        help=_("그만두었던 사람이 다시 일합니다. 팀과 복직일을 고르면 예전 기록과 이어집니다."),
    )


@require_POST
@viewer_required()
def posting_cancel(request: StaffRequest, officer_id: int) -> HttpResponse:
    """A posting that waits for its day is taken back."""
    viewer, now = request.viewer, timezone.now()
    officer = somebody(viewer, officer_id)
    found = person_of(viewer, officer.pk, day=seoul_day(now))
    if found is None or found.waiting is None:
        raise NotHere(_("기다리는 발령이 없습니다."), code="not_found")
    cancel_posting(viewer, posting=found.waiting, now=now)
    held = found.waiting.came_from or officer
    return done(viewer, present.url(held), subject=held)


def _about(
    request: StaffRequest,
    form: NamedForm | RolesForm | MoveForm | LeaveForm | ReturnForm,
    officer: Officer,
    *,
    title: str,
    help: str,
    note: str = "",
    danger: bool = False,
) -> HttpResponse:
    return form_page(
        request,
        form,
        title=title,
        help=help,
        submit=_("저장"),
        back=present.url(officer),
        back_label=officer.name,
        note=note,
        danger=danger,
    )
