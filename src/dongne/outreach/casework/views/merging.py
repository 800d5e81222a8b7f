"""Two cases about the same thing: found, looked at side by side, made one."""

from __future__ import annotations

from datetime import datetime
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
from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import Refused

from ..forms.deeds import CaseForm
from ..models import Case
from ..presenters import case as present
from ..presenters import linked, people
from ..queries.near import near_by
from ..queries.page import by_number, page_of
from ..services import merge
from .ground import (
    CHANGED,
    can_of,
    category_of,
    changes_since,
    head_of,
    page,
    refused,
    require,
    seen,
)

HERE, THERE = "here", "there"


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def case_merge(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """First which one; then both side by side, and which of them stays."""
    viewer, now = request.viewer, timezone.now()
    case = seen(viewer, case_id)
    can = can_of(viewer, case)
    require(can.works or can.leads)
    words = " ".join(request.GET.get("q", "").split())[:40]
    asked = request.POST.get("other", "") or request.GET.get("with", "") or words
    other = by_number(viewer, asked) if asked else None
    bound = request.POST if request.method == "POST" else None
    form = CaseForm(bound, initial={"version": case.version, "seen_at": localtime(now)})
    status, told = 200, None
    if other is not None and form.is_valid():
        kept, gone = (case, other) if request.POST.get("stays") == HERE else (other, case)
        try:
            merge(
                viewer,
                case_id=gone.pk,
                into_id=kept.pk,
                version=form.cleaned_data["version"] if gone.pk == case.pk else None,
                now=now,
            )
        except Refused as problem:
            if problem.code == CHANGED:
                told = changes_since(viewer, case, form.cleaned_data.get("seen_at"))
                again = request.POST.copy()
                again["version"] = str(case.version)
                form.data = again
            status = refused(form, problem)
        else:
            messages.success(
                request,
                _("%(gone)s 건을 %(kept)s 건에 합쳤습니다. 모두 이 건의 소식을 받습니다.")
                % {"gone": gone.number, "kept": kept.number},
            )
            return HttpResponseRedirect(reverse("case", args=[kept.pk]))
    elif bound is not None:
        status = 422
    same = other is not None and other.pk == case.pk
    context: dict[str, Any] = {
        "case": case,
        "head": head_of(case, now=now),
        "back": reverse("case", args=[case.pk]),
        "form": form,
        "words": words,
        "other": other if other is not None and not same else None,
        "missing": bool(asked) and (other is None or same),
        "near": _near(viewer, case, now=now),
        "meanwhile": told,
    }
    if context["other"] is not None:
        context["sides"] = [_side(viewer, one, now=now) for one in (case, context["other"])]
        # What was there first is known to more people.
        context["stays"] = HERE if case.received_at <= context["other"].received_at else THERE
    return page(request, "case_merge", context, status=status)


def _near(viewer: Viewer, case: Case, *, now: datetime) -> list[dict[str, Any]]:
    found = near_by(
        viewer,
        dong_id=case.dong_id,
        category=case.category,
        latitude=case.latitude,
        longitude=case.longitude,
        but=case.pk,
    )
    here = reverse("case_merge", args=[case.pk])
    return [
        linked.case_link(one.case, now=now)
        | {
            "url": f"{here}?with={one.case.number}",
            "metres": linked.apart(one.metres),
        }
        for one in found
    ]


def _side(viewer: Viewer, one: Case, *, now: datetime) -> dict[str, Any]:
    read = page_of(viewer, one)
    pairs, photos = linked.pictures(read)
    pictures = photos + [picture for pair in pairs for picture in pair if picture]
    return {
        "head": present.head(one, category_of(one), now=now),
        "number": one.number,
        "text": one.text,
        "facts": present.facts(read, now=now)[:4],
        "photos": pictures[:4],
        "people": people.people_note(read.reporters),
    }
