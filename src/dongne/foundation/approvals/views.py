"""The inbox, and signing or returning one paper."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dongne.foundation.organisations.public import StaffRequest, viewer_required
from dongne.lib.refusals import NotHere, Refused

from . import presenters, queries, services
from .forms import OpinionForm, ReasonForm
from .subjects import Card, subject_of


@viewer_required()
@require_safe
def inbox(request: StaffRequest) -> HttpResponse:
    """What waits for the viewer, and the paper that is read now (`?report=`)."""
    wanted = _uuid(request.GET.get("report", ""))
    desk = queries.desk(request.viewer, wanted=wanted)
    page = presenters.inbox_page(request.viewer, desk, chosen=wanted is not None)
    return render(request, "approvals/inbox.html", {"page": page})


@viewer_required()
@require_POST
def approve(request: StaffRequest, subject_id: UUID, *, subject_type: str) -> HttpResponse:
    opinion = request.POST.get("opinion", "")
    try:
        line = services.approve(
            request.viewer,
            subject_type=subject_type,
            subject_id=subject_id,
            now=timezone.now(),
            opinion=opinion,
        )
    except NotHere:
        raise
    except Refused as refusal:
        return _form(request, subject_type, subject_id, "approve", refusal=refusal, text=opinion)
    kind = queries.signed_kind(request.viewer, line)
    paper = _card(request, subject_type, subject_id)
    return _go_on(request, presenters.signed_sentence(paper, kind))


@viewer_required()
@require_http_methods(["GET", "HEAD", "POST"])
def return_(request: StaffRequest, subject_id: UUID, *, subject_type: str) -> HttpResponse:
    """A dialog posts here; without JavaScript its opener leads to this page."""
    if request.method != "POST":
        services.take_turn(
            request.viewer, subject_type=subject_type, subject_id=subject_id, now=timezone.now()
        )
        return _form(request, subject_type, subject_id, "return")
    reason = request.POST.get("reason", "")
    try:
        services.return_(
            request.viewer,
            subject_type=subject_type,
            subject_id=subject_id,
            reason=reason,
            now=timezone.now(),
        )
    except NotHere:
        raise
    except Refused as refusal:
        return _form(request, subject_type, subject_id, "return", refusal=refusal, text=reason)
    paper = _card(request, subject_type, subject_id)
    return _go_on(request, presenters.returned_sentence(paper))


def _go_on(request: StaffRequest, done: str) -> HttpResponse:
    """To the paper that came after the one just decided, as long as one waits."""
    waiting = queries.inbox(request.viewer)
    if not waiting:
        messages.success(request, _("%(done)s. 결재할 문서가 더 없습니다.") % {"done": done})
        return redirect("inbox")
    left = queries.inbox_count(request.viewer)
    messages.success(
        request,
        ngettext("%(done)s (남은 %(n)d건)", "%(done)s (남은 %(n)d건)", left)
        % {"done": done, "n": left},
    )
    wanted = _uuid(request.POST.get("next", ""))
    line = next((line for line in waiting if line.subject_id == wanted), waiting[0])
    # Not the address that the page before has fetched in advance: that answer lacks the message.
    return redirect(f"{presenters.inbox_url(line)}&left={left}")


def _form(
    request: StaffRequest,
    subject_type: str,
    subject_id: UUID,
    action: str,
    *,
    refusal: Refused | None = None,
    text: str = "",
) -> HttpResponse:
    """The page of one decision. What was typed stays, also where it can't be sent any more."""
    form: Form
    if action == "return":
        heading, name, form = (
            pgettext("action", "반려"),
            "reason",
            ReasonForm(_bound({"reason": text}, refusal)),
        )
    else:
        heading, name, form = (
            pgettext("action", "결재"),
            "opinion",
            OpinionForm(_bound({"opinion": text}, refusal)),
        )
    possible = refusal is None or refusal.status == Refused.status
    if refusal and possible:
        form.errors.pop(name, None)
        form.add_error(name, refusal.message)
    return render(
        request,
        "approvals/decision.html",
        {
            "action": action,
            "heading": heading if possible else _("결재할 수 없습니다"),
            "form": form,
            "refusal": refusal,
            "possible": possible,
            "text": text,
            "card": _card(request, subject_type, subject_id),
            "next_id": request.POST.get("next", ""),
        },
        status=int(refusal.status) if refusal else 200,
    )


def _card(request: StaffRequest, subject_type: str, subject_id: UUID) -> Card:
    return subject_of(subject_type).cards(request.viewer, [subject_id])[subject_id]


def _bound(data: dict[str, str], refusal: Refused | None) -> dict[str, str] | None:
    return data if refusal else None


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
