"""파기 목록: proposed, agreed to by another, certified."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages as toasts
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dongne.foundation.organisations.public import StaffRequest, viewer_required
from dongne.foundation.papers.public import file_response
from dongne.lib.refusals import Refused

from ..models import Destruction
from ..papers import certificate
from ..permissions import leads
from ..presenters.times import day_text, moment
from ..queries import lists as queries
from ..services import agree_destruction, call_off_destruction
from ..services.ground import refuse
from ..states import DestructionState
from .ground import own_dong


@require_safe
@viewer_required()
def destructions(request: StaffRequest) -> HttpResponse:
    """What waits for somebody's agreement, and what was destroyed."""
    viewer = request.viewer
    own_dong(viewer)
    waiting = queries.destructions(viewer, state=DestructionState.PROPOSED)
    done = queries.destructions(viewer, state=DestructionState.DONE)
    context = {
        "waiting": [
            _row(one)
            | {"may": leads(viewer, one.dong_id) and one.proposed_by_id != viewer.officer_id}
            for one in waiting
        ],
        "done": [_row(one) for one in done],
    }
    return render(request, "custody/destructions.html", context)


def _row(one: Destruction) -> dict[str, object]:
    return {
        "row": one,
        "number": one.parcel.number,
        "url": reverse("parcel", args=[one.parcel_id]),
        "reason": one.reason,
        "applications": ", ".join(one.applications),
        "proposed": f"{moment(one.proposed_at)} {one.proposed_by.name}",
        "agreed": f"{moment(one.done_at)} {one.agreed_by.name}" if one.agreed_by else "",
        "due": day_text(one.parcel.destroy_from),
        "certificate": f"{one.year}-{one.number}" if one.number else "",
        "paper": reverse("destruction_paper", args=[one.pk]),
    }


@require_POST
@viewer_required()
def destruction_agree(request: StaffRequest, destruction_key: UUID) -> HttpResponse:
    """승인: it is destroyed, and has a certificate."""
    return _decide(request, destruction_key, agrees=True)


@require_POST
@viewer_required()
def destruction_off(request: StaffRequest, destruction_key: UUID) -> HttpResponse:
    """Not destroyed after all."""
    return _decide(request, destruction_key, agrees=False)


def _decide(request: StaffRequest, destruction_key: UUID, *, agrees: bool) -> HttpResponse:
    decide = agree_destruction if agrees else call_off_destruction
    try:
        decide(request.viewer, destruction_id=destruction_key, now=timezone.now())
    except Refused as problem:
        if problem.status in (403, 404):
            raise
        toasts.error(request, problem.message)
    else:
        said = _("파기했습니다. 확인서를 인쇄해 편철하세요.") if agrees else _("파기하지 않습니다.")
        toasts.success(request, said)
    return redirect("destructions")


@require_safe
@viewer_required()
def destruction_paper(request: StaffRequest, destruction_key: UUID) -> HttpResponse:
    """파기 확인서 as PDF."""
    found = queries.destruction_of(request.viewer, destruction_key)
    if found is None or found.state != DestructionState.DONE:
        refuse("not_found")
    return file_response(certificate(found), "pdf", now=timezone.now())
