"""보유기간과 파기: the table, what is due, lists, and their certificates."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dongne.foundation.organisations.public import StaffRequest, viewer_required
from dongne.foundation.papers.public import file_response
from dongne.foundation.residents.public import persons_for
from dongne.foundation.scope.public import Level
from dongne.lib.refusals import NotHere
from dongne.lib.seoul import seoul_day

from ..forms.keeping import HoldForm, ReasonForm, RetentionForm
from ..papers import certificate
from ..permissions import answers_requests, looks_after, require, sets_rules
from ..queries import keeping
from ..services import (
    approve,
    carry_out,
    hold_back,
    propose,
    release,
    set_retention,
    withdraw,
)
from ..services.disposals import MOST_PEOPLE
from ..states import DisposalState
from ..words import DISPOSALS, ITEMS, KINDS
from .doing import attempt, only_privacy

PAPER_FORMS = ("pdf", "hwpx")
MOST_LISTS = 50
TONES = {
    "proposed": "warning",
    "approved": "info",
    "destroyed": "success",
    "withdrawn": "neutral",
    "listed": "neutral",
    "held": "warning",
    "gone": "neutral",
}


@require_safe
@viewer_required()
def privacy_retention(request: StaffRequest) -> HttpResponse:
    """The table of times, who is due by dong and kind, and every list with its certificate."""
    viewer = request.viewer
    require(answers_requests(viewer))
    today = seoul_day(timezone.now())
    held = keeping.retention_on(viewer.district_id, today)
    busy = set(
        keeping.disposals_for(viewer)
        .filter(state__in=[DisposalState.PROPOSED, DisposalState.APPROVED])
        .values_list("dong", flat=True)
    )
    rows = keeping.retention_rows(viewer.district_id)
    context = {
        "rules": [
            {
                "kind": kind,
                "name": name,
                "row": held.get(kind),
                "to_come": [r for r in rows if r.kind == kind and r.holds_from > today],
            }
            for kind, name in KINDS.items()
        ],
        "due": [
            {
                **figures,
                "name": KINDS.get(figures["retention"], figures["retention"]),
                "busy": figures["dong"] in busy,
            }
            for figures in keeping.due_figures(viewer, day=today)
        ],
        "disposals": [
            {"row": row, "state": DISPOSALS[row.state], "tone": TONES[row.state]}
            for row in keeping.disposals_for(viewer)[:MOST_LISTS]
        ],
        "may_set": sets_rules(viewer),
        "several": viewer.level is not Level.DONG,
        "most": MOST_PEOPLE,
    }
    return render(request, "privacy/retention.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def privacy_retention_edit(request: StaffRequest, retention: str) -> HttpResponse:
    """A district's own time of keeping."""
    viewer, now = request.viewer, timezone.now()
    only_privacy(viewer)
    if retention not in KINDS:
        raise NotHere(_("없는 종류입니다."), code="not_found")
    today = seoul_day(now)
    rule = keeping.retention_on(viewer.district_id, today).get(retention)
    initial: dict[str, Any] = {"holds_from": today}
    if rule is not None:
        initial |= {"months": rule.months, "basis": rule.basis}
    form = RetentionForm(request.POST or None, initial=initial)
    refusal, status = "", 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            said = form.cleaned_data
            tried = attempt(lambda: set_retention(viewer, kind=retention, now=now, **said))
            if not tried.message:
                messages.success(request, _("보유기간을 바꿨습니다. 오늘 밤부터 다시 셈합니다."))
                return redirect("privacy_retention")
            refusal, status = tried.message, tried.status
    context = {
        "form": form,
        "refusal": refusal,
        "name": KINDS[retention],
        "rows": [
            row for row in keeping.retention_rows(viewer.district_id) if row.kind == retention
        ],
        "may": sets_rules(viewer),
    }
    return render(request, "privacy/retention_edit.html", context, status=status)


@require_POST
@viewer_required()
def privacy_disposal_new(request: StaffRequest) -> HttpResponse:
    """Propose a list of a dong."""
    viewer = request.viewer
    require(answers_requests(viewer))
    dong = request.POST.get("dong", "")
    dong_id = int(dong) if dong.isdecimal() and len(dong) < 18 else viewer.dong_key
    made: list[Any] = []
    tried = attempt(lambda: made.append(propose(viewer, dong_id=dong_id, now=timezone.now())))
    if tried.message:
        messages.warning(request, tried.message)
        return redirect("privacy_retention")
    messages.success(request, _("파기 목록을 올렸습니다. 다른 사람이 승인하면 파기할 수 있습니다."))
    return redirect("privacy_disposal", made[0].pk)


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def privacy_disposal(request: StaffRequest, disposal_id: UUID) -> HttpResponse:
    """A list: who is on it (masked), who is held back, and the decision."""
    viewer, now = request.viewer, timezone.now()
    require(answers_requests(viewer))
    row = keeping.find_disposal(viewer, disposal_id)
    form = ReasonForm(request.POST if "do" in request.POST else None)
    refusal, status = "", 200
    if request.method == "POST":
        do = request.POST.get("do", "")
        status = 422
        if do == "carry_out":
            tried = attempt(lambda: carry_out(viewer, disposal_id=disposal_id, now=now))
            if not tried.message:
                messages.success(request, _("파기했습니다. 확인서를 내려받을 수 있습니다."))
                return redirect("privacy_disposal", disposal_id)
            refusal, status = tried.message, tried.status
        elif do in ("approve", "withdraw") and form.is_valid():
            act = approve if do == "approve" else withdraw
            reason = form.cleaned_data["reason"]
            tried = attempt(lambda: act(viewer, disposal_id=disposal_id, reason=reason, now=now))
            if not tried.message:
                messages.success(
                    request, _("승인했습니다.") if do == "approve" else _("거두었습니다.")
                )
                return redirect("privacy_disposal", disposal_id)
            refusal, status = tried.message, tried.status
    items = list(keeping.items_of(row))
    people = {
        person.pk: person
        for person in persons_for(viewer).filter(pk__in=[item.person_id for item in items])
    }
    open_list = row.state in (DisposalState.PROPOSED, DisposalState.APPROVED)
    context = {
        "row": row,
        "state": DISPOSALS[row.state],
        "tone": TONES[row.state],
        "items": [
            {
                "item": item,
                "person": people.get(item.person_id),
                "kind": KINDS.get(item.kind, item.kind),
                "state": ITEMS[item.state],
                "tone": TONES.get(item.state, "neutral"),
            }
            for item in items
        ],
        "counts": [
            (KINDS.get(kind, kind), [(ITEMS[state], n) for state, n in states.items()])
            for kind, states in keeping.item_figures(row).items()
        ],
        "form": form,
        "refusal": refusal,
        "is_open": open_list,
        "may_hold": open_list,
        "may_approve": row.state == DisposalState.PROPOSED
        and looks_after(viewer)
        and row.proposed_by_id != viewer.officer_id,
        "own": row.state == DisposalState.PROPOSED and row.proposed_by_id == viewer.officer_id,
        "may_carry_out": row.state == DisposalState.APPROVED and looks_after(viewer),
        "paper_forms": PAPER_FORMS,
    }
    return render(request, "privacy/disposal.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def privacy_disposal_item(request: StaffRequest, item_id: int) -> HttpResponse:
    """Hold one person back, or put them onto the list again."""
    viewer, now = request.viewer, timezone.now()
    require(answers_requests(viewer))
    item = keeping.find_item(viewer, item_id)
    form = HoldForm(request.POST or None)
    refusal, status = "", 200
    if request.method == "POST":
        status = 422
        if "release" in request.POST:
            tried = attempt(lambda: release(viewer, item_id=item_id, now=now))
            if not tried.message:
                messages.success(request, _("보류를 풀었습니다."))
                return redirect("privacy_disposal", item.disposal_id)
            refusal, status = tried.message, tried.status
        elif form.is_valid():
            said = form.cleaned_data
            tried = attempt(
                lambda: hold_back(
                    viewer, item_id=item_id, reason=said["reason"], until=said["until"], now=now
                )
            )
            if not tried.message:
                messages.success(request, _("파기를 보류했습니다."))
                return redirect("privacy_disposal", item.disposal_id)
            refusal, status = tried.message, tried.status
    context = {
        "item": item,
        "person": persons_for(viewer).filter(pk=item.person_id).first(),
        "kind": KINDS.get(item.kind, item.kind),
        "form": form,
        "refusal": refusal,
    }
    return render(request, "privacy/disposal_item.html", context, status=status)


@require_safe
@viewer_required()
def privacy_certificate(request: StaffRequest, disposal_id: UUID, paper: str) -> HttpResponse:
    """파기 확인서."""
    viewer = request.viewer
    require(answers_requests(viewer))
    row = keeping.find_disposal(viewer, disposal_id)
    if row.state != DisposalState.DESTROYED or paper not in PAPER_FORMS:
        raise NotHere(_("문서를 찾을 수 없습니다."), code="not_found")
    document = certificate(row, list(keeping.items_of(row)))
    return file_response(document, paper, now=timezone.now())  # type: ignore[arg-type]
