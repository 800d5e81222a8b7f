"""Handing a case over: to whom, how, and why."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from dongne.foundation.organisations.public import StaffRequest, viewer_required
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.refusals import Refused
from dongne.lib.seoul import seoul_day
from dongne.outreach.categories.public import Responsible, responsible_for

from ..forms.handing import HandOverForm
from ..models import Case
from ..presenters import takers as present
from ..presenters.choices import Can
from ..queries.load import loads, teams_to
from ..services import hand_over
from ..states import WORKED_ON, HandoverKind
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

TOLD = {
    HandoverKind.ASSIGN: gettext_lazy("담당을 정했습니다. 바로 알림이 갑니다."),
    HandoverKind.TRANSFER: gettext_lazy("넘겼습니다. 받을 때까지는 지금 담당 그대로입니다."),
    HandoverKind.REFERRAL: gettext_lazy("협조를 요청했습니다. 주인은 그대로입니다."),
}


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def case_hand_over(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """People and units to choose from, the proposed ones first; a search narrows them."""
    viewer, now = request.viewer, timezone.now()
    case = seen(viewer, case_id)
    can = can_of(viewer, case)
    require(can.works or can.leads)
    words = " ".join(request.GET.get("q", "").split())[:60]
    held = loads(viewer, now=now).people
    units = teams_to(viewer)
    proposals = present.proposed(_responsible(case), held, units, case)
    kinds = _kinds(case, can)
    first: dict[str, Any] = {"version": case.version, "seen_at": localtime(now)}
    if kinds:
        first["kind"] = kinds[0].value
    if proposals:
        first["to"] = proposals[0].value
        outside = proposals[0].value.startswith("team:")
        if outside and HandoverKind.TRANSFER in kinds:
            first["kind"] = HandoverKind.TRANSFER.value
    bound = request.POST.copy() if request.method == "POST" else None
    form = HandOverForm(bound, kinds=kinds, initial=first)
    status, told = 200, None
    if form.is_valid():
        kind = HandoverKind(form.cleaned_data["kind"])
        try:
            hand_over(
                viewer,
                case_id=case.pk,
                kind=kind,
                reason=form.cleaned_data["reason"],
                version=form.cleaned_data["version"],
                now=now,
                **form.taker(),
            )
        except Refused as problem:
            if problem.code == CHANGED and bound is not None:
                case = seen(viewer, case_id)
                told = changes_since(viewer, case, form.cleaned_data.get("seen_at"))
                bound["version"] = str(case.version)
            status = refused(form, problem)
        else:
            messages.success(request, str(TOLD[kind]))
            return HttpResponseRedirect(reverse("case", args=[case.pk]))
    elif form.is_bound:
        status = 422
    context = {
        "case": case,
        "head": head_of(case, now=now),
        "back": reverse("case", args=[case.pk]),
        "form": form,
        "words": words,
        "chosen": form["to"].value() or "",
        "sections": present.sections(
            proposals=proposals,
            people=present.officers(held, case),
            units=present.teams(units, case),
            words=words,
        ),
        "meanwhile": told,
        "bodies": HandoverKind.REFERRAL in kinds,
    }
    return page(request, "case_hand_over", context, status=status)


def _kinds(case: Case, can: Can) -> list[HandoverKind]:
    if case.state not in WORKED_ON:
        return [HandoverKind.REFERRAL]
    return [HandoverKind.ASSIGN, HandoverKind.TRANSFER, HandoverKind.REFERRAL]


def _responsible(case: Case) -> Responsible | None:
    words = category_of(case)
    if words is None:
        return None
    return responsible_for(
        SYSTEM,
        category=words,
        dong_id=case.dong_id,
        tong=case.tong.number if case.tong else None,
        day=seoul_day(timezone.now()),
    )
