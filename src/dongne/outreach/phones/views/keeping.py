"""Pages of what is kept: the list, one, and what may be done with it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dongne.foundation.organisations.public import StaffRequest, viewer_required
from dongne.lib.refusals import Conflict, Forbidden, NotHere
from dongne.outreach.fieldwork.public import Unacceptable

from ..forms import DiscardForm, DraftForm, OpenForm
from ..models import Kept
from ..permissions import is_own_draft, require_dong
from ..presenters import kept as present
from ..queries import PAGE, kept_for, kept_settled, kept_waiting, pieces_of
from ..services import Opened, discard, open_kept, take_over, take_up
from ..states import KeptState, Why
from .paging import begin_of, read_begin


@require_safe
@viewer_required()
def field_kept(request: StaffRequest) -> HttpResponse:
    """What waits for the viewer; `?done=1` what was settled; `?after=` begins an older page."""
    viewer, now = request.viewer, timezone.now()
    require_dong(viewer)
    done = request.GET.get("done") == "1"
    ask = kept_settled if done else kept_waiting
    rows = ask(viewer, after=read_begin(request.GET.get("after", "")))
    more, rows = len(rows) > PAGE, rows[:PAGE]
    begin = "?done=1&" if done else "?"
    context = {
        "rows": [present.row_of(one, viewer, now=now) for one in rows],
        "done": done,
        "runs": viewer.runs_outreach,
        "older": f"{begin}after={begin_of(rows[-1].received_at, rows[-1].pk)}" if more else "",
        "newer": begin if request.GET.get("after") else "",
    }
    return render(request, "phones/kept_list.html", context)


@require_safe
@viewer_required()
def field_kept_one(request: StaffRequest, kept_id: UUID) -> HttpResponse:
    return _page(request, _found(request, kept_id))


@require_POST
@viewer_required()
def field_kept_open(request: StaffRequest, kept_id: UUID) -> HttpResponse:
    """What it says, on this one page; for one's own draft as a form to go on with."""
    viewer, now = request.viewer, timezone.now()
    kept = _waiting(request, kept_id)
    if is_own_draft(viewer, kept):
        opened = open_kept(viewer, kept_id=kept_id, purpose=_("쓰던 기록 이어 쓰기"), now=now)
        form = DraftForm(initial=present.first_values(opened), viewer=viewer)
        return _draft(request, kept, form)
    asked = OpenForm(request.POST)
    if not asked.is_valid():
        return _page(request, kept, asked=asked)
    purpose = asked.cleaned_data["purpose"]
    opened = open_kept(viewer, kept_id=kept_id, purpose=purpose, now=now)
    return _page(request, _found(request, kept_id), opened=opened)


@require_POST
@viewer_required()
def field_kept_take(request: StaffRequest, kept_id: UUID) -> HttpResponseRedirect:
    """An activity in the name of who wrote it, held."""
    _waiting(request, kept_id)
    activity = take_over(request.viewer, kept_id=kept_id, now=timezone.now())
    messages.success(request, _("활동으로 올렸습니다. 확인이 필요한 기록으로 표시했습니다."))
    return redirect("activity", activity)


@require_POST
@viewer_required()
def field_kept_write(request: StaffRequest, kept_id: UUID) -> HttpResponse:
    """One's own draft, finished."""
    viewer = request.viewer
    kept = _waiting(request, kept_id)
    if not is_own_draft(viewer, kept):
        raise Forbidden(_("내가 쓰던 기록만 이어 쓸 수 있습니다."), code="not_yours")
    form = DraftForm(request.POST, viewer=viewer)
    if form.is_valid():
        try:
            activity = take_up(viewer, kept_id=kept_id, typed=form.typed(), now=timezone.now())
        except Unacceptable as refused:
            for part, sentence in refused.parts:
                form.add_error(part if part in form.fields else None, sentence)
        else:
            messages.success(request, _("기록을 저장했습니다."))
            return redirect("activity", activity)
    return _draft(request, kept, form)


@require_POST
@viewer_required()
def field_kept_discard(request: StaffRequest, kept_id: UUID) -> HttpResponse:
    kept = _waiting(request, kept_id)
    form = DiscardForm(request.POST)
    if not form.is_valid():
        return _page(request, kept, discarding=form)
    discard(request.viewer, kept_id=kept_id, reason=form.cleaned_data["reason"], now=timezone.now())
    messages.success(request, _("기록을 버렸습니다. 누가 왜 버렸는지는 남았습니다."))
    return redirect("field_kept")


def _found(request: StaffRequest, kept_id: UUID) -> Kept:
    kept = kept_for(request.viewer, kept_id)
    if kept is None:
        raise NotHere(_("맡아 둔 기록을 찾을 수 없습니다."), code="not_found")
    return kept


def _waiting(request: StaffRequest, kept_id: UUID) -> Kept:
    kept = _found(request, kept_id)
    if kept.state != KeptState.OPEN:
        raise Conflict(_("이미 처리한 기록입니다."), code="settled_already")
    return kept


def _page(
    request: StaffRequest,
    kept: Kept,
    *,
    opened: Opened | None = None,
    asked: OpenForm | None = None,
    discarding: DiscardForm | None = None,
) -> HttpResponse:
    word, tone, icon = present.WHY[Why(kept.why)]
    state = present.STATES[KeptState(kept.state)]
    context = {
        "kept": kept,
        "title": present.title_of(kept, request.viewer),
        "badge": (word, tone, icon) if kept.state == KeptState.OPEN else state,
        "facts": present.facts_of(kept, len(pieces_of(request.viewer, kept))),
        "waits": kept.state == KeptState.OPEN,
        "own": is_own_draft(request.viewer, kept),
        "content": present.content_of(opened) if opened else None,
        "form": asked or OpenForm(),
        "discarding": discarding or DiscardForm(auto_id="discard_%s"),
        "refused": discarding is not None,
        "activity": kept.activity,
    }
    answer = render(request, "phones/kept.html", context)
    # It may carry what nobody else has read yet.
    answer["Cache-Control"] = "no-store"
    return answer


def _draft(request: StaffRequest, kept: Kept, form: DraftForm) -> HttpResponse:
    count = len(pieces_of(request.viewer, kept))
    pieces = present.pieces_words(count) if count else ""
    answer = render(request, "phones/draft.html", {"kept": kept, "form": form, "pieces": pieces})
    answer["Cache-Control"] = "no-store"
    return answer
