"""Deeds that need no page of their own: one form each, made from the table below."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dongne.foundation.organisations.public import StaffRequest, viewer_required
from dongne.lib.refusals import Forbidden, NotHere, Refused

from .. import services
from ..forms.deeds import (
    CaseForm,
    ResultForm,
)
from ..models import Case
from ..presenters import case as present
from ..presenters.choices import LABELS
from .deeds import DEEDS, MORE, SHORT, Done
from .ground import (
    CHANGED,
    TakenIn,
    can_of,
    category_of,
    changes_since,
    page,
    refused,
    require,
    seen,
    take_in,
)
from .turns import not_yet


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def case_do(request: StaffRequest, case_id: UUID, deed: str) -> HttpResponse:
    """Ask what the deed needs, do it, and go back to the case."""
    viewer, now = request.viewer, timezone.now()
    known = DEEDS.get(deed)
    if known is None:
        raise NotHere(_("그런 화면이 없습니다."), code="not_found")
    case = seen(viewer, case_id)
    can = can_of(viewer, case)
    require(can.works or can.leads or (known.writes and can.writes))
    if request.method != "POST":
        first = known.begins(case) | {"version": case.version, "seen_at": localtime(now)}
        form = known.form(initial=first)
        return _asked(request, case, deed, form, TakenIn(), now=now)
    data = request.POST.copy()
    taken = take_in(request, known.form.photo_fields, dong_id=case.dong_id, now=now)
    form = known.form(data, request.FILES)
    form.full_clean()
    for name, sentence in taken.refused:
        form.add_error(name, sentence)
    looking = known.looks and "look" in request.POST
    if form.errors or looking:
        status = 422 if form.errors else 200
        return _asked(request, case, deed, form, taken, now=now, status=status, look=looking)
    return _done(request, case, deed, form, taken, data, now=now)


def _done(
    request: StaffRequest,
    case: Case,
    deed: str,
    form: CaseForm,
    taken: TakenIn,
    data: QueryDict,
    *,
    now: datetime,
) -> HttpResponse:
    viewer = request.viewer
    done = Done(
        viewer=viewer,
        case=case,
        said=form.cleaned_data,
        photos=taken.pairs(),
        version=form.cleaned_data["version"],
        now=now,
    )
    try:
        DEEDS[deed].run(done)
    except Refused as problem:
        told = None
        if problem.code == CHANGED:
            # They have been told: the next sending goes by the version that is there now.
            case = seen(viewer, case.pk)
            told = changes_since(viewer, case, form.cleaned_data.get("seen_at"))
            data["version"] = str(case.version)
        status = refused(form, problem)
        form.data = data
        return _asked(
            request, case, deed, form, taken, now=now, status=status, told=told, problem=problem
        )
    known = DEEDS[deed]
    outside = known.told_outside if viewer.dong_id != case.dong_id else ""
    messages.success(request, str(outside or known.told))
    return HttpResponseRedirect(reverse("case", args=[case.pk]))


def _asked(
    request: StaffRequest,
    case: Case,
    deed: str,
    form: CaseForm,
    taken: TakenIn,
    *,
    now: datetime,
    status: int = 200,
    look: bool = False,
    told: dict[str, Any] | None = None,
    problem: Refused | None = None,
) -> HttpResponse:
    label, icon = LABELS.get(deed) or MORE[deed]
    known = DEEDS[deed]
    valid = not form.errors and form.is_bound
    context = {
        "case": case,
        "head": present.head(case, category_of(case), now=now),
        "back": reverse("case", args=[case.pk]),
        "deed": {
            "code": deed,
            "label": label,
            "verb": SHORT.get(deed, label),
            "icon": icon,
            "help": known.help,
        },
        "form": form,
        "kept": taken.as_rows(),
        "meanwhile": told,
        # What was refused already says so in its form.
        "not_yet": "" if problem else not_yet(request.viewer, case, deed),
        "looks": known.looks,
        "preview": form.cleaned_data["text"] if look and valid else "",
    }
    return page(request, "case_do", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def case_outside_end(request: StaffRequest, case_id: UUID, outside_id: UUID) -> HttpResponse:
    """What came of a registration in another system."""
    viewer, now = request.viewer, timezone.now()
    case = seen(viewer, case_id)
    can = can_of(viewer, case)
    require(can.works or can.leads)
    bound = request.POST if request.method == "POST" else None
    form = ResultForm(bound, initial={"version": case.version})
    status = 200
    if form.is_valid():
        try:
            services.end_outside(
                viewer,
                case_id=case.pk,
                entry_id=outside_id,
                result=form.cleaned_data["result"],
                now=now,
            )
        except (NotHere, Forbidden):
            raise
        except Refused as problem:
            status = refused(form, problem)
        else:
            messages.success(request, _("결과를 적었습니다."))
            return HttpResponseRedirect(reverse("case", args=[case.pk]))
    elif form.is_bound:
        status = 422
    context = {
        "case": case,
        "head": present.head(case, category_of(case), now=now),
        "back": reverse("case", args=[case.pk]),
        "deed": {
            "code": "outside-end",
            "label": _("다른 시스템의 결과 적기"),
            "verb": _("결과 적기"),
            "icon": "pen",
            "help": _("그 시스템에서 받은 답을 적으면 이 건의 흐름에 함께 보입니다."),
        },
        "form": form,
    }
    return page(request, "case_do", context, status=status)
