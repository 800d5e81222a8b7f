"""One resident: masked, opened for a purpose, added, edited, moved to another dong."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dongne.foundation.openings.public import DEEDS, Deed, Opening, purpose_in_words
from dongne.foundation.organisations.public import StaffRequest
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import Forbidden, NotHere, Refused
from dongne.lib.seoul import seoul_day

from .. import holders, presenters
from ..forms import PersonForm, PurposeForm
from ..models import Person
from ..permissions import may_edit, may_lift, require
from ..queries.blocks import blocks_for
from ..queries.households import current_membership, members_of
from ..queries.persons import alike, person_of
from ..rules import Unfit, tidy_birth_date, tidy_phone
from ..services.opening import Opened, open_person
from ..services.persons import ChangedMeanwhile, add_person, edit_person, move_person
from ..words import COLUMNS
from .ground import page, refused, require_residents, resident_page, tongs_of_dong

HIDE_AFTER_SECONDS = 120
MOST_OPENINGS = 20


@require_safe
@resident_page
def resident(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Everything masked."""
    return _shown(request, person_of(request.viewer, person_id), PurposeForm())


@require_POST
@resident_page
def resident_open(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """The same page with the values in the clear, in this answer only; the log has its row."""
    person = person_of(request.viewer, person_id)
    form = PurposeForm(request.POST)
    if not form.is_valid():
        return _shown(request, person, form, status=422)
    try:
        opened = open_person(
            request.viewer, person_id=person_id, purpose=form.said, now=timezone.now()
        )
    except Refused as problem:
        return _shown(request, person, form, status=refused(form, problem))
    return _shown(request, opened.person, PurposeForm(), opened=opened, purpose=form.said)


def _shown(
    request: StaffRequest,
    person: Person,
    form: PurposeForm,
    *,
    opened: Opened | None = None,
    purpose: str = "",
    status: int = 200,
) -> HttpResponse:
    viewer, today = request.viewer, seoul_day(timezone.now())
    membership = current_membership(viewer, person)
    members = []
    if membership is not None:
        listed = members_of(viewer, [membership.household_id]).get(membership.household_id, [])
        members = [presenters.member(one, but=person.pk) for one in listed]
    edits = may_edit(viewer, person.dong_id) and not person.is_gone
    reviews = may_lift(viewer, person.dong_id)
    context = {
        "person": person,
        "name": presenters.masked_name(person),
        "place": presenters.place(person.dong, person.tong),
        "facts": presenters.facts_of(person),
        "values": presenters.values_of(
            person,
            opened.values if opened else None,
            opened.unreadable if opened else (),
        ),
        "form": form,
        "opened": opened,
        "purpose": purpose_in_words(purpose),
        "hide_after": HIDE_AFTER_SECONDS,
        "hide_minutes": HIDE_AFTER_SECONDS // 60,
        "membership": membership,
        "members": members,
        "blocks": [
            presenters.block_row(one, today=today) for one in blocks_for(viewer, person, day=today)
        ],
        "may_edit": edits,
        "held": holders.held_of(viewer, person.pk),
        "parts": holders.parts_of(viewer, person.pk),
        "openings": _openings(viewer, person, all_of_them=reviews),
        "reviews": reviews,
        "merged_url": reverse("resident", args=[person.merged_into_id])
        if person.merged_into_id
        else "",
    }
    return page(request, "resident", context, status=status)


def _openings(viewer: Viewer, person: Person, *, all_of_them: bool) -> list[dict[str, Any]]:
    """Who opened the person: all of it for whoever reviews it, one's own for everybody else."""
    rows = Opening.objects.for_viewer(SYSTEM).filter(whose=person.whose)
    if not all_of_them:
        rows = rows.filter(officer_id=viewer.officer_key)
    return [
        {
            "at": row.at,
            "who": row.actor_name or _("프로그램"),
            "deed": DEEDS[Deed(row.deed)],
            "purpose": purpose_in_words(row.purpose),
            "columns": ", ".join(str(COLUMNS.get(name, name)) for name in row.columns),
        }
        for row in rows.order_by("-at")[:MOST_OPENINGS]
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@resident_page
def resident_new(request: StaffRequest) -> HttpResponse:
    """Somebody new; whoever looks the same is shown first."""
    viewer, now = request.viewer, timezone.now()
    require_residents(viewer)
    if viewer.dong_id is None:
        raise Forbidden(_("주민은 그 동에서 등록합니다."), code="not_in_a_dong")
    dong_id = viewer.dong_id
    form = PersonForm(
        request.POST if request.method == "POST" else None, tongs=tongs_of_dong(dong_id, viewer)
    )
    status, same = 200, []
    if form.is_valid():
        said = form.new()
        if not request.POST.get("anyway"):
            same = _same(viewer, dong_id, said)
        if not same:
            try:
                person = add_person(viewer, dong_id=dong_id, now=now, **said)
            except Refused as problem:
                status = refused(form, problem)
            else:
                return HttpResponseRedirect(reverse("resident", args=[person.pk]))
        else:
            status = 409
    elif form.is_bound:
        status = 422
    context = {"form": form, "same": [presenters.row(one) for one in same]}
    return page(request, "resident_new", context, status=status)


def _same(viewer: Viewer, dong_id: int, said: dict[str, Any]) -> list[Person]:
    """Duplicates of what was typed; what can't be read is the services' to refuse."""
    phone = birth_date = ""
    try:
        phone = tidy_phone(said["phone"])
        birth_date = tidy_birth_date(said["birth_date"], today=seoul_day(timezone.now()))
    except Unfit:
        return []
    return alike(viewer, dong_id=dong_id, name=said["name"], phone=phone, birth_date=birth_date)


@require_http_methods(["GET", "HEAD", "POST"])
@resident_page
def resident_edit(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """What is kept stays masked: only what is typed changes."""
    viewer, now = request.viewer, timezone.now()
    person = person_of(viewer, person_id)
    require(may_edit(viewer, person.dong_id))
    if person.is_gone:
        raise NotHere(_("합쳐졌거나 파기된 사람은 고칠 수 없습니다."), code="gone")
    tongs = tongs_of_dong(person.dong_id, viewer)
    initial = {name: getattr(person, name) for name in PersonForm.PLAIN}
    initial |= {"version": person.version}
    data = request.POST if request.method == "POST" else None
    form = PersonForm(data, tongs=tongs, person=person, initial=initial)
    status, meanwhile = 200, None
    if form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            edit_person(viewer, person_id=person_id, version=version, now=now, **form.changes())
        except ChangedMeanwhile as problem:
            # Both versions are shown: what is kept now, masked, and what was typed here.
            status, meanwhile = 409, problem.person
            again = request.POST.copy()
            again["version"] = str(problem.person.version)
            form = PersonForm(again, tongs=tongs, person=problem.person, initial=initial)
            form.is_valid()
        except Refused as problem:
            status = refused(form, problem)
        else:
            return HttpResponseRedirect(reverse("resident", args=[person_id]))
    elif form.is_bound:
        status = 422
    context = {
        "form": form,
        "person": person,
        "name": presenters.masked_name(person),
        "meanwhile": meanwhile and _both(meanwhile, form),
    }
    return page(request, "resident_edit", context, status=status)


def _both(person: Person, form: PersonForm) -> dict[str, Any]:
    """`rows`: of each column that was typed, what is kept now and what was typed."""
    typed = form.changes()
    return {
        "at": date_format(timezone.localtime(person.changed_at), _("Y. n. j. H:i")),
        "rows": [
            {
                "label": str(word),
                "now": str(getattr(person, column) or ""),
                "mine": typed[column] or _("지움"),
            }
            for column, word in COLUMNS.items()
            if column in typed
        ],
    }


@require_http_methods(["GET", "HEAD", "POST"])
@resident_page
def resident_move(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """To another dong of the city, which sees the person from then on."""
    viewer = request.viewer
    person = person_of(viewer, person_id)
    require(may_edit(viewer, person.dong_id))
    city = person.dong.district.city_id
    dongs = list(
        Dong.objects.for_viewer(SYSTEM)
        .filter(district__city=city)
        .exclude(pk=person.dong_id)
        .select_related("district")
        .order_by("district__name", "name")
    )
    refusal, status = "", 200
    if request.method == "POST":
        chosen = request.POST.get("dong", "")
        if not chosen.isdecimal():
            refusal, status = _("옮겨 갈 동을 골라 주세요."), 422
        else:
            try:
                move_person(
                    viewer, person_id=person_id, dong_id=int(chosen[:18]), now=timezone.now()
                )
            except NotHere:
                raise
            except Refused as problem:
                refusal, status = problem.message, int(problem.status)
            else:
                return HttpResponseRedirect(reverse("residents"))
    context = {
        "person": person,
        "name": presenters.masked_name(person),
        "dongs": dongs,
        "refusal": refusal,
    }
    return page(request, "resident_move", context, status=status)
