"""Who may be in the list twice; two rows side by side; one of them, and back again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dongne.foundation.organisations.public import StaffRequest
from dongne.lib.refusals import Refused

from .. import presenters
from ..forms import MergeForm, PurposeForm
from ..models import Person
from ..permissions import may_edit, require
from ..queries.duplicates import MOST_PAIRS, compared, merges_of, pairs_in
from ..queries.persons import person_of
from ..services.merging import merge_persons, say_different, unmerge_persons
from ..services.opening import Opened, open_persons
from ..words import LIKENESS
from .ground import page, refused, require_residents, resident_page


@require_safe
@resident_page
def duplicates(request: StaffRequest) -> HttpResponse:
    """Pairs of the own dong, the likeliest first; merges that can still be taken back."""
    viewer = request.viewer
    require_residents(viewer)
    require(viewer.dong_id is not None)
    pairs = pairs_in(viewer, viewer.dong_key)
    rows = [
        {
            "one": presenters.row(pair.one),
            "other": presenters.row(pair.other),
            "why": [LIKENESS[why] for why in pair.why],
            "url": reverse("resident_merge", args=[pair.one.pk, pair.other.pk]),
        }
        for pair in pairs[:MOST_PAIRS]
    ]
    undo = [
        {
            "id": merge.pk,
            "name": presenters.masked_name(merge.kept),
            "url": reverse("resident", args=[merge.kept_id]),
            "who": merge.officer.name if merge.officer else _("프로그램"),
            "at": merge.merged_at,
        }
        for merge in merges_of(viewer, now=timezone.now())
    ]
    more = len(pairs) > MOST_PAIRS
    return page(request, "duplicates", {"pairs": rows, "undo": undo, "more": more})


@require_http_methods(["GET", "HEAD", "POST"])
@resident_page
def resident_merge(request: StaffRequest, person_id: UUID, other_id: UUID) -> HttpResponse:
    """Side by side and masked; choosing per column; pressed, they are one."""
    viewer = request.viewer
    kept, gone = person_of(viewer, person_id), person_of(viewer, other_id)
    require(may_edit(viewer, kept.dong_id))
    posted = request.method == "POST"
    form = MergeForm(request.POST if posted else None, rows=compared(kept, gone))
    status = 200
    if posted and form.is_valid():
        try:
            merge = merge_persons(
                viewer, kept_id=kept.pk, gone_id=gone.pk, take=form.take, now=timezone.now()
            )
        except Refused as problem:
            status = refused(form, problem)
        else:
            messages.success(
                request, _("한 사람으로 합쳤습니다. 일주일 안에는 되돌릴 수 있습니다.")
            )
            return HttpResponseRedirect(reverse("resident", args=[merge.kept_id]))
    return _shown(request, kept, gone, form, PurposeForm(), status=status)


@require_POST
@resident_page
def resident_merge_open(request: StaffRequest, person_id: UUID, other_id: UUID) -> HttpResponse:
    """The same page with both in the clear, in this answer only; the log has a row for each."""
    viewer = request.viewer
    kept, gone = person_of(viewer, person_id), person_of(viewer, other_id)
    require(may_edit(viewer, kept.dong_id))
    purpose = PurposeForm(request.POST)
    form = MergeForm(rows=compared(kept, gone))
    if not purpose.is_valid():
        return _shown(request, kept, gone, form, purpose, status=422)
    opened = open_persons(
        viewer, person_ids=[kept.pk, gone.pk], purpose=purpose.said, now=timezone.now()
    )
    return _shown(request, kept, gone, form, PurposeForm(), opened=opened)


@require_POST
@resident_page
def resident_different(request: StaffRequest, person_id: UUID, other_id: UUID) -> HttpResponse:
    say_different(request.viewer, one_id=person_id, other_id=other_id, now=timezone.now())
    messages.success(request, _("다른 사람으로 기억했습니다. 이 목록에 다시 나오지 않습니다."))
    return redirect("resident_duplicates")


@require_POST
@resident_page
def resident_unmerge(request: StaffRequest, merge_id: UUID) -> HttpResponse:
    merge = unmerge_persons(request.viewer, merge_id=merge_id, now=timezone.now())
    messages.success(request, _("다시 두 사람으로 나누었습니다."))
    return HttpResponseRedirect(reverse("resident_merge", args=[merge.kept_id, merge.gone_id]))


def _shown(
    request: StaffRequest,
    kept: Person,
    gone: Person,
    form: MergeForm,
    purpose: PurposeForm,
    *,
    opened: list[Opened] | None = None,
    status: int = 200,
) -> HttpResponse:
    plain = {one.person.pk: one.values for one in opened or []}
    rows: list[dict[str, Any]] = [
        {
            "row": row,
            "kept": plain.get(kept.pk, {}).get(row.column) or row.kept,
            "gone": plain.get(gone.pk, {}).get(row.column) or row.gone,
            "field": form[row.column] if row.column in form.fields else None,
        }
        for row in form.rows
    ]
    context = {
        "kept": presenters.row(kept),
        "gone": presenters.row(gone),
        "over": kept.is_gone or gone.is_gone,
        "rows": rows,
        "form": form,
        "purpose": purpose,
        "opened": bool(opened),
    }
    return page(request, "merge", context, status=status)
