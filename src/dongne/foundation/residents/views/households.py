"""Who lives with whom, from when to when, at which address."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dongne.foundation.openings.public import purpose_in_words
from dongne.foundation.organisations.public import StaffRequest
from dongne.lib.refusals import Forbidden, NotHere, Refused
from dongne.lib.seoul import seoul_day

from .. import presenters
from ..forms import AddressForm, FoundForm, JoinForm, LeaveForm, PurposeForm, SearchForm
from ..models import Household
from ..permissions import may_edit, require
from ..queries.households import current_membership, household_of, members_of
from ..queries.persons import find_persons, person_of
from ..services.households import (
    dissolve_household,
    edit_household,
    found_household,
    join_household,
    leave_household,
    same_address,
)
from ..services.opening import OpenedHousehold, open_household
from ..states import Relation
from .ground import page, refused, resident_page, tongs_of_dong
from .persons import HIDE_AFTER_SECONDS


@require_safe
@resident_page
def household(request: StaffRequest, household_id: UUID) -> HttpResponse:
    """Everything masked."""
    return _shown(request, household_of(request.viewer, household_id))


@require_POST
@resident_page
def household_open(request: StaffRequest, household_id: UUID) -> HttpResponse:
    """The address in the clear, in this answer only."""
    found = household_of(request.viewer, household_id)
    form = PurposeForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, purpose=form, status=422)
    try:
        opened = open_household(
            request.viewer, household_id=household_id, purpose=form.said, now=timezone.now()
        )
    except Refused as problem:
        return _shown(request, found, purpose=form, status=refused(form, problem))
    return _shown(request, opened.household, opened=opened, why=form.said)


def _shown(
    request: StaffRequest,
    found: Household,
    *,
    purpose: PurposeForm | None = None,
    search: SearchForm | None = None,
    opened: OpenedHousehold | None = None,
    why: str = "",
    refusal: str = "",
    candidates: list[presenters.Row] | None = None,
    status: int = 200,
) -> HttpResponse:
    viewer, today = request.viewer, seoul_day(timezone.now())
    here = members_of(viewer, [found.pk]).get(found.pk, [])
    left = members_of(viewer, [found.pk], past=True).get(found.pk, [])
    living = {one.person_id for one in here}
    context = {
        "household": found,
        "place": presenters.place(found.dong, found.tong),
        "values": presenters.values_of(
            found,
            opened.values if opened else None,
            opened.unreadable if opened else (),
        ),
        "members": [
            (presenters.member(one), LeaveForm(initial={"ends_on": today}, prefix=str(one.pk)))
            for one in here
        ],
        "left": [presenters.member(one) for one in left],
        "today": today,
        "form": purpose or PurposeForm(),
        "search": search or SearchForm(),
        "candidates": candidates and [row for row in candidates if row.id not in living],
        "join": JoinForm(has_head=any(one.relation == Relation.HEAD for one in here)),
        "opened": opened,
        "purpose": purpose_in_words(why),
        "hide_after": HIDE_AFTER_SECONDS,
        "hide_minutes": HIDE_AFTER_SECONDS // 60,
        "refusal": refusal,
        "may_edit": may_edit(viewer, found.dong_id) and found.dissolved_on is None,
    }
    return page(request, "household", context, status=status)


@require_POST
@resident_page
def household_join(request: StaffRequest, household_id: UUID) -> HttpResponse:
    """First whom: a search; then as what: somebody found comes in."""
    viewer, now = request.viewer, timezone.now()
    found = household_of(viewer, household_id)
    require(may_edit(viewer, found.dong_id))
    if "person" not in request.POST:
        search = SearchForm(request.POST)
        if not search.is_valid():
            return _shown(request, found, search=search, status=422)
        persons = find_persons(viewer, dong_id=found.dong_id, **search.asked())
        rows = [presenters.row(one) for one in persons]
        return _shown(request, found, search=search, candidates=rows)
    form = JoinForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, refusal=_("관계와 들어온 날을 적어 주세요."), status=422)
    said = form.cleaned_data
    try:
        join_household(
            viewer,
            household_id=household_id,
            person_id=said["person"],
            relation=said["relation"],
            starts_on=said["starts_on"],
            now=now,
        )
    except (NotHere, Forbidden):
        raise
    except Refused as problem:
        return _shown(request, found, refusal=problem.message, status=int(problem.status))
    return HttpResponseRedirect(reverse("household", args=[household_id]))


@require_POST
@resident_page
def household_leave(request: StaffRequest, household_id: UUID) -> HttpResponse:
    viewer = request.viewer
    found = household_of(viewer, household_id)
    require(may_edit(viewer, found.dong_id))
    form = LeaveForm(request.POST, prefix=request.POST.get("member", "")[:20] or None)
    if not form.is_valid():
        return _shown(request, found, refusal=_("나간 날을 적어 주세요."), status=422)
    try:
        leave_household(
            viewer,
            household_id=household_id,
            person_id=form.cleaned_data["person"],
            ends_on=form.cleaned_data["ends_on"],
            now=timezone.now(),
        )
    except (NotHere, Forbidden):
        raise
    except Refused as problem:
        return _shown(request, found, refusal=problem.message, status=int(problem.status))
    return HttpResponseRedirect(reverse("household", args=[household_id]))


@require_http_methods(["GET", "HEAD", "POST"])
@resident_page
def household_edit(request: StaffRequest, household_id: UUID) -> HttpResponse:
    viewer = request.viewer
    found = household_of(viewer, household_id)
    require(may_edit(viewer, found.dong_id))
    form = AddressForm(
        request.POST if request.method == "POST" else None,
        tongs=tongs_of_dong(found.dong_id, viewer),
        initial={"version": found.version},
    )
    status = 200
    if form.is_valid():
        said = form.cleaned_data
        try:
            edit_household(
                viewer,
                household_id=household_id,
                version=said["version"],
                address=said["address"] or None,
                address_detail=said["address_detail"] or ("" if said["address"] else None),
                tong_id=said["tong"],
                now=timezone.now(),
            )
        except Refused as problem:
            status = refused(form, problem)
        else:
            return HttpResponseRedirect(reverse("household", args=[household_id]))
    elif form.is_bound:
        status = 422
    context = {"form": form, "household": found, "values": presenters.values_of(found)}
    return page(request, "household_edit", context, status=status)


@require_POST
@resident_page
def household_dissolve(request: StaffRequest, household_id: UUID) -> HttpResponse:
    """Asked once more on the page itself: the box has to be ticked."""
    viewer = request.viewer
    found = household_of(viewer, household_id)
    require(may_edit(viewer, found.dong_id))
    if not request.POST.get("sure"):
        refusal = _("모두 나간 것이 맞으면 확인란에 표시해 주세요.")
        return _shown(request, found, refusal=refusal, status=422)
    dissolve_household(viewer, household_id=household_id, now=timezone.now())
    return HttpResponseRedirect(reverse("household", args=[household_id]))


@require_http_methods(["GET", "HEAD", "POST"])
@resident_page
def household_new(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Into a household at the same address, or a new one of the person's own."""
    viewer, now = request.viewer, timezone.now()
    person = person_of(viewer, person_id)
    require(may_edit(viewer, person.dong_id))
    if current := current_membership(viewer, person):
        return HttpResponseRedirect(reverse("household", args=[current.household_id]))
    near = same_address(viewer, person)
    members = members_of(viewer, [one.pk for one in near]) if near else {}
    form = FoundForm(
        request.POST if request.method == "POST" else None,
        at_address=[(one, presenters.household_told(one, members.get(one.pk, []))) for one in near],
        has_address=bool(person.address),
        initial={"starts_on": seoul_day(now)},
    )
    status = 200
    if form.is_valid():
        said = form.cleaned_data
        try:
            if said["household"] == FoundForm.NEW:
                made = found_household(
                    viewer,
                    head_id=person_id,
                    address=said["address"],
                    address_detail=said["address_detail"],
                    starts_on=said["starts_on"],
                    now=now,
                )
                household_id = made.pk
            else:
                household_id = UUID(said["household"])
                join_household(
                    viewer,
                    household_id=household_id,
                    person_id=person_id,
                    relation=said["relation"],
                    starts_on=said["starts_on"],
                    now=now,
                )
        except Refused as problem:
            status = refused(form, problem)
        else:
            return HttpResponseRedirect(reverse("household", args=[household_id]))
    elif form.is_bound:
        status = 422
    context = {"form": form, "person": person, "name": presenters.masked_name(person), "near": near}
    return page(request, "household_new", context, status=status)
