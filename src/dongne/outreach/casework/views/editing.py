"""Putting a case right; choosing what everybody may see of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dongne.foundation.organisations.public import StaffRequest, viewer_required
from dongne.foundation.places.public import Tong
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.refusals import Refused
from dongne.lib.seoul import seoul_day
from dongne.outreach.categories.public import categories_of

from ..forms.editing import EditForm, PublicForm
from ..models import Case
from ..presenters import linked
from ..queries.page import page_of
from ..services import edit_case, publish
from ..words import REFUSALS
from .ground import (
    CHANGED,
    can_of,
    category_of,
    changes_since,
    ground_address,
    head_of,
    page,
    refused,
    require,
    seen,
)


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def case_edit(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Another kind counts the due dates anew; the promise that was made stays visible."""
    viewer, now = request.viewer, timezone.now()
    case = seen(viewer, case_id)
    require(can_of(viewer, case).writes)
    categories = [
        (one.code, one.name()) for one in categories_of(case.dong_id, day=seoul_day(now)).list()
    ]
    if case.category not in dict(categories):
        words = category_of(case)
        categories.append((case.category, words.name() if words else case.category))
    bound = request.POST.copy() if request.method == "POST" else None
    form = EditForm(
        bound, categories=categories, tongs=tongs_of(case.dong_id), initial=_stored(case, now)
    )
    status, told = 200, None
    if form.is_valid():
        said = form.cleaned_data
        try:
            edit_case(
                viewer, case_id=case.pk, version=said["version"], now=now, **_changed(case, said)
            )
        except Refused as problem:
            if problem.code == CHANGED and bound is not None:
                told = changes_since(viewer, case, said.get("seen_at"))
                bound["version"] = str(case.version)
            status = refused(form, problem)
        else:
            messages.success(request, _("고쳤습니다. 분류를 바꾸었으면 기한을 다시 계산했습니다."))
            return HttpResponseRedirect(reverse("case", args=[case.pk]))
    elif form.is_bound:
        status = 422
    context = {
        "case": case,
        "head": head_of(case, now=now),
        "back": reverse("case", args=[case.pk]),
        "form": form,
        "meanwhile": told,
        "ground": ground_address(viewer, case),
    }
    return page(request, "case_edit", context, status=status)


def tongs_of(dong_id: int) -> list[Tong]:
    """Tongs that something can lie in. One statement."""
    return list(
        Tong.objects.for_viewer(SYSTEM)
        .filter(dong=dong_id, closed_on=None)
        .select_related("dong")
        .order_by("number")
    )


def _stored(case: Case, now: Any) -> dict[str, Any]:
    return {
        "version": case.version,
        "seen_at": localtime(now),
        "category": case.category,
        "title": case.title,
        "address": case.address,
        "tong": case.tong.number if case.tong else None,
        "latitude": case.latitude,
        "longitude": case.longitude,
        "urgent": case.urgent,
    }


def _changed(case: Case, said: dict[str, Any]) -> dict[str, Any]:
    """Only what differs: a point that was not moved doesn't choose the tong again."""
    stored = _stored(case, timezone.now())
    names = ("category", "title", "address", "tong", "urgent")
    changed = {name: said[name] for name in names if said[name] != stored[name]}
    point = (said["latitude"], said["longitude"])
    if point != (case.latitude, case.longitude):
        changed |= {"latitude": point[0], "longitude": point[1]}
        if "tong" in changed and said["tong"] is None:
            del changed["tong"]
    return changed


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def case_public(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Text by text and photo by photo: whoever publishes has looked for faces and plates."""
    viewer, now = request.viewer, timezone.now()
    case = seen(viewer, case_id)
    require(can_of(viewer, case).writes)
    read = page_of(viewer, case)
    title = linked.title_of(case)
    pictures = [
        {
            **linked.picture(one, read.files, title),
            "sha256": one.sha256,
            "public": one.public,
            "number": number,
        }
        for number, one in enumerate(read.photos, 1)
    ]
    choices = [(one["sha256"], one["tag"]) for one in pictures]
    bound = request.POST.copy() if request.method == "POST" else None
    form = PublicForm(
        bound,
        photos=choices,
        initial={
            "version": case.version,
            "seen_at": localtime(now),
            "publicity": case.public,
            "photos": [one.sha256 for one in read.photos if one.public],
        },
    )
    status, told = 200, None
    if form.is_valid():
        said = form.cleaned_data
        try:
            publish(
                viewer,
                case_id=case.pk,
                publicity=said["publicity"],
                photos=tuple(said["photos"]),
                version=said["version"],
                now=now,
            )
        except Refused as problem:
            if problem.code == CHANGED and bound is not None:
                told = changes_since(viewer, case, said.get("seen_at"))
                bound["version"] = str(case.version)
            status = refused(form, problem)
        else:
            messages.success(request, _("공개할 것을 정했습니다."))
            return HttpResponseRedirect(reverse("case", args=[case.pk]))
    elif form.is_bound:
        status = 422
    why_not = ""
    if case.restricted:
        why_not = str(REFUSALS["restricted_public"])
    elif not case.may_be_public:
        why_not = str(REFUSALS["not_public"])
    context = {
        "case": case,
        "head": head_of(case, now=now),
        "back": reverse("case", args=[case.pk]),
        "form": form,
        "pictures": pictures,
        "chosen": form["photos"].value() or [],
        "not_yet": why_not,
        "meanwhile": told,
    }
    return page(request, "case_public", context, status=status)
