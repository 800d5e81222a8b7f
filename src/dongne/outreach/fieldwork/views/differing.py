"""Records that came differently from two places: which wait, and choosing between two."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dongne.foundation.asides.public import asides_of
from dongne.foundation.organisations.public import StaffRequest, viewer_required
from dongne.lib.refusals import Conflict, NotHere
from dongne.outreach.vocabulary.public import vocabulary_of

from .. import queries, rules
from ..forms.lists import read_uuid
from ..models import Activity, Receipt
from ..presenters import differing as present
from ..presenters.activities import title_of
from ..presenters.clocks import skew_words
from ..services.recording import Unacceptable, may_change, record_of
from ..services.settling import may_settle, other_of, settle
from ..states import Settled
from .activities import seen

CHOICES = frozenset({rules.NOW, rules.OTHER, rules.BOTH})


@require_safe
@viewer_required()
def differing_list(request: StaffRequest) -> HttpResponse:
    viewer = request.viewer
    found = queries.differing_list(viewer)
    return render(
        request,
        "fieldwork/differing_list.html",
        {
            "rows": present.list_rows(found, names=viewer.runs_outreach),
            "everybody": viewer.runs_outreach,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def activity_differing(request: StaffRequest, activity_id: UUID) -> HttpResponse:
    found = seen(request.viewer, activity_id)
    kept = queries.kept_versions(request.viewer, found)
    if not kept:
        raise NotHere(_("기록을 찾을 수 없습니다."), code="not_found")
    if request.method != "POST":
        return _page(request, found, kept)
    chosen = _chosen(request, found, kept)
    receipt_id = read_uuid(request.POST.get("receipt", ""))
    if receipt_id not in {one.pk for one in kept}:
        raise NotHere(_("기록을 찾을 수 없습니다."), code="not_found")
    try:
        done = settle(
            request.viewer,
            receipt_id=receipt_id,
            chosen=chosen,
            base=read_uuid(request.POST.get("base", "")),
            now=timezone.now(),
        )
    except Unacceptable as refusal:
        return _page(request, found, kept, chosen=chosen, faults=[s for _part, s in refusal.parts])
    except Conflict as conflict:
        anew = seen(request.viewer, activity_id)
        kept = queries.kept_versions(request.viewer, anew)
        return _page(request, anew, kept, chosen=chosen, faults=[conflict.message], status=409)
    messages.success(request, f"{present.SETTLED[Settled(done.settled)]}.")
    left = any(one.settled_at is None for one in queries.kept_versions(request.viewer, found))
    name = "activity_differing" if left else "activity"
    return HttpResponseRedirect(reverse(name, args=[found.pk]))


def _chosen(request: StaffRequest, found: Activity, kept: list[Receipt]) -> dict[str, str]:
    """Part by part as it was ticked, or all of one version by its own button."""
    whole = request.POST.get("whole", "")
    if whole in (rules.NOW, rules.OTHER):
        return dict.fromkeys(rules.PARTS, whole)
    given = {part: request.POST.get(f"part_{part}", rules.NOW) for part in rules.PARTS}
    return {part: choice for part, choice in given.items() if choice in CHOICES}


def _page(
    request: StaffRequest,
    found: Activity,
    kept: list[Receipt],
    *,
    chosen: dict[str, str] | None = None,
    faults: list[str] | None = None,
    status: int = 422,
) -> HttpResponse:
    viewer = request.viewer
    now = timezone.now()
    may_take = may_change(found, viewer, now=now)
    waiting = [one for one in kept if one.settled_at is None]
    context: dict[str, Any] = {
        "activity": found,
        "title": title_of(found),
        "waiting": len(waiting),
        "settled": present.settled_rows(kept),
        "faults": faults or [],
        "base": found.receipt,
        "may_settle": may_settle(viewer, found, now=now) or may_take,
        "may_take": may_take,
    }
    if waiting:
        context |= _compared(request, found, waiting[0], chosen or {})
    return render(
        request,
        "fieldwork/activity_differing.html",
        context,
        status=status if faults else 200,
    )


def _compared(
    request: StaffRequest, found: Activity, receipt: Receipt, chosen: dict[str, str]
) -> dict[str, Any]:
    viewer = request.viewer
    now, other = record_of(found), other_of(receipt, found)
    parts = rules.differing(now, other) if other else []
    outings = {one.pk: one for one in queries.outings_named(viewer, [now, other] if other else [])}
    shas = [sha256 for one in (now, other) if one for sha256, _role in one.photos]
    told = asides_of(viewer, [found]) | asides_of(viewer, [receipt])
    return {
        "receipt": receipt,
        "came": present.came(receipt),
        "why": present.why(receipt),
        "skew": skew_words(receipt.skew or 0),
        "readable": other is not None,
        "rows": present.part_rows(
            now,
            other,
            parts,
            words=vocabulary_of(found.dong_id, found.day),
            outings=outings,
            files=queries.photo_files(viewer, dong_id=found.dong_id, shas=shas),
            numbers=(told.get(str(found.pk), []), told.get(str(receipt.pk), [])),
            chosen=chosen,
            unit=found.dong.unit_name,
        )
        if other
        else [],
    }
