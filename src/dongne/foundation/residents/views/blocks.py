"""Who is kept from a person, and why; ended by whoever answers for it."""

from __future__ import annotations

from itertools import groupby
from uuid import UUID

from django.db.models import Q
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dongne.foundation.organisations.public import Officer, StaffRequest
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import NotHere, Refused
from dongne.lib.seoul import seoul_day

from .. import presenters
from ..forms import BlockForm, LiftForm
from ..models import Block, Person
from ..permissions import may_edit, may_lift, require
from ..queries.blocks import every_block_of
from ..queries.households import current_membership
from ..queries.persons import find_persons, person_of
from ..services.blocks import keep_away, lift_block
from .ground import page, refused, resident_page

MOST_OFFERED = 10
"""Whoever finds more has asked for too little."""


@require_http_methods(["GET", "HEAD", "POST"])
@resident_page
def resident_blocks(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Blocks of a person, and a new one. A block that the viewer is the reason of is never here:
    whoever is kept away gets no page of this person at all.
    """
    viewer, now = request.viewer, timezone.now()
    person = person_of(viewer, person_id)
    require(may_edit(viewer, person.dong_id))
    membership = current_membership(viewer, person)
    household = membership.household if membership else None
    searching = "find" in request.POST
    found = _found(viewer, request, person) if request.method == "POST" else []
    form = BlockForm(
        request.POST if request.method == "POST" and not searching else None,
        officers=_officers(viewer, person),
        household=household,
        found=found,
        # What was typed stays typed; nothing is refused before the block is asked for.
        initial=request.POST.dict() if searching else None,
    )
    status = 200
    if form.is_valid():
        said = form.cleaned_data
        whole = said["protects"] == "household" and household is not None
        listed = UUID(said["blocked_person"]) if said["blocked_person"] else None
        try:
            keep_away(
                viewer,
                person_id=None if whole else person_id,
                household_id=household.pk if whole and household else None,
                officer_id=said["officer"],
                blocked_person_id=listed,
                # Of somebody on the list nothing is written down a second time.
                blocked_name="" if listed else said["blocked_name"],
                blocked_birth_date="" if listed else said["blocked_birth_date"],
                blocked_phone="" if listed else said["blocked_phone"],
                basis=said["basis"],
                note=said["note"],
                ends_on=said["ends_on"],
                now=now,
            )
        except Refused as problem:
            status = refused(form, problem)
        else:
            return HttpResponseRedirect(reverse("resident_blocks", args=[person_id]))
    elif form.is_bound:
        status = 422
    today = seoul_day(now)
    rows = [presenters.block_row(one, today=today) for one in every_block_of(viewer, person)]
    context = {
        "person": person,
        "name": presenters.masked_name(person),
        "rows": rows,
        "form": form,
        "lift": LiftForm(),
        "found": found,
        "searched": searching,
        "may_lift": may_lift(viewer, person.dong_id),
    }
    return page(request, "blocks", context, status=status)


@require_POST
@resident_page
def block_lift(request: StaffRequest, block_id: UUID) -> HttpResponse:
    """End a block at once, with the reason."""
    viewer = request.viewer
    block = Block.objects.for_viewer(viewer).filter(pk=block_id).first()
    if block is None:
        raise NotHere(_("그런 차단을 찾을 수 없습니다."), code="not_found")
    form = LiftForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    lift_block(viewer, block_id=block_id, reason=reason, now=timezone.now())
    where = request.POST.get("person", "")
    try:
        return HttpResponseRedirect(reverse("resident_blocks", args=[UUID(where)]))
    except ValueError:
        return HttpResponseRedirect(reverse("residents"))


def _found(viewer: Viewer, request: StaffRequest, person: Person) -> list[tuple[str, str]]:
    """Residents with exactly that name and number (or its last four digits), to choose from."""
    name = request.POST.get("blocked_name", "").replace("\0", "").strip()[:120]
    phone = request.POST.get("blocked_phone", "").replace("\0", "").strip()[:30]
    digits = "".join(letter for letter in phone if letter.isdecimal())
    rows = find_persons(
        viewer,
        name=name,
        phone=phone if len(digits) > 4 else "",
        last_four=digits if len(digits) == 4 else "",
        dong_id=person.dong_id,
    )
    return [
        (str(one.pk), " · ".join(str(v) for v in (one.name, one.birth_date, one.phone) if v))
        for one in rows[:MOST_OFFERED]
        if one.pk != person.pk
    ]


def _officers(viewer: Viewer, person: Person) -> list[tuple[str, list[Officer]]]:
    """Staff of the district and the city by office, the own dong first. One statement.

    A relative may work anywhere in the district: who works there is no secret.
    """
    district = person.dong.district
    rows = (
        Officer.objects.for_viewer(SYSTEM)
        .filter(
            Q(dong__district=district)
            | Q(team__district=district)
            | Q(team__city=district.city_id),
            is_active=True,
        )
        .exclude(pk=viewer.officer_key)
        .select_related("team__district", "team__city", "dong")
    )

    def office(one: Officer) -> tuple[bool, str]:
        place = one.dong or one.team.district or one.team.city
        return (one.dong_id != person.dong_id, place.label if place else "")

    ordered = sorted(rows, key=lambda one: (office(one), one.name))
    return [(key[1], list(people)) for key, people in groupby(ordered, key=office)]
