"""What is done with one paper: signing, returning, taking back, copies, the number of 온나라."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_http_methods, require_POST

from dongne.foundation.organisations.public import StaffRequest, viewer_required
from dongne.lib.refusals import NotHere, Refused

from .. import presenters, queries, services
from ..forms import CopiesForm, OpinionForm, OutsideForm, ReasonForm
from ..models import Line
from ..subjects import Card, subject_of
from .inbox import uuid_of


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
            box=_box(request),
        )
    except NotHere:
        raise
    except Refused as refusal:
        return _form(request, subject_type, subject_id, "approve", refusal=refusal, text=opinion)
    box = queries.signed_box(request.viewer, line)
    paper = _card(request, subject_type, subject_id)
    stood_in = box.stand_in_id == request.viewer.officer_id
    return _go_on(request, presenters.signed_sentence(paper, box.kind, stood_in=stood_in))


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
            box=_box(request),
        )
    except NotHere:
        raise
    except Refused as refusal:
        return _form(request, subject_type, subject_id, "return", refusal=refusal, text=reason)
    paper = _card(request, subject_type, subject_id)
    return _go_on(request, presenters.returned_sentence(paper))


def _box(request: StaffRequest) -> int | None:
    return next(iter(queries.keys_of([request.POST.get("box", "")])), None)


def _go_on(request: StaffRequest, done: str) -> HttpResponse:
    """To the paper that came after the one just decided, as long as one waits."""
    left = queries.inbox_count(request.viewer)
    if not left:
        messages.success(request, _("%(done)s. 결재할 문서가 더 없습니다.") % {"done": done})
        return redirect("inbox")
    messages.success(
        request,
        ngettext("%(done)s (남은 %(n)d건)", "%(done)s (남은 %(n)d건)", left)
        % {"done": done, "n": left},
    )
    line = queries.next_waiting(request.viewer, wanted=uuid_of(request.POST.get("next", "")))
    # Not the address that the page before has fetched in advance: that answer lacks the message.
    return redirect(f"{presenters.inbox_url(line)}&left={left}" if line else "inbox")


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
            "box": _box(request) or "",
        },
        status=int(refusal.status) if refusal else 200,
    )


@viewer_required()
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: StaffRequest, subject_id: UUID, *, subject_type: str) -> HttpResponse:
    """회수: asked once more on a page of its own, then back to the paper."""
    if request.method != "POST":
        line = _own_line(request, subject_type, subject_id)
        services.refuse_withdrawal(request.viewer, line)
        card = _card(request, subject_type, subject_id)
        return render(request, "approvals/withdraw.html", {"card": card})
    services.withdraw(
        request.viewer, subject_type=subject_type, subject_id=subject_id, now=timezone.now()
    )
    card = _card(request, subject_type, subject_id)
    messages.success(request, presenters.withdrawn_sentence(card))
    return redirect(card.url)


@viewer_required()
@require_http_methods(["GET", "HEAD", "POST"])
def copies(request: StaffRequest, subject_id: UUID, *, subject_type: str) -> HttpResponse:
    """공람: who has a copy, and more of them."""
    line = _own_line(request, subject_type, subject_id)
    services.refuse_copies(request.viewer, line)
    targets = queries.copy_targets(request.viewer, dong_id=line.dong_id)
    form = CopiesForm(request.POST or None, targets=targets)
    status = 200
    if request.method == "POST":
        try:
            form.is_valid()
            services.give_copies(
                request.viewer,
                subject_type=subject_type,
                subject_id=subject_id,
                to=form.to(),
                now=timezone.now(),
            )
        except NotHere:
            raise
        except Refused as refusal:
            form.add_error("copies", refusal.message)
            status = int(refusal.status)
        else:
            messages.success(request, _("공람을 보냈습니다."))
            return redirect(f"{subject_type}_copies", subject_id)
    context = {
        "form": form,
        "card": _card(request, subject_type, subject_id),
        "given": presenters.given_copies(queries.copy_rows(request.viewer, line=line)),
        "line": line,
    }
    return render(request, "approvals/copies.html", context, status=status)


@viewer_required()
@require_http_methods(["GET", "HEAD", "POST"])
def outside(request: StaffRequest, subject_id: UUID, *, subject_type: str) -> HttpResponse:
    """온나라 문서번호: typed back; every number that stood here before stays readable."""
    line = _own_line(request, subject_type, subject_id)
    services.refuse_outside_number(request.viewer, line)
    status = 200
    if request.method == "POST":
        form = OutsideForm(request.POST)
        if form.is_valid():
            try:
                services.enter_outside_number(
                    request.viewer,
                    subject_type=subject_type,
                    subject_id=subject_id,
                    number=form.cleaned_data["number"],
                    dated=form.cleaned_data["dated"],
                    now=timezone.now(),
                )
            except NotHere:
                raise
            except Refused as refusal:
                form.add_error(
                    "dated" if refusal.code.startswith("date") else "number", refusal.message
                )
            else:
                messages.success(request, _("온나라 문서번호를 적었습니다."))
                return redirect(_card(request, subject_type, subject_id).url)
        status = 422
    else:
        form = OutsideForm(initial={"number": line.outside_number, "dated": line.outside_on})
    context = {
        "form": form,
        "card": _card(request, subject_type, subject_id),
        "history": presenters.number_history(queries.outside_numbers(request.viewer, line=line)),
        "completes": line.gap == "outside",
    }
    return render(request, "approvals/outside.html", context, status=status)


def _own_line(request: StaffRequest, subject_type: str, subject_id: UUID) -> Line:
    line = services.readable_line(request.viewer, subject_type=subject_type, subject_id=subject_id)
    if line is None:
        raise NotHere(_("문서를 찾을 수 없습니다."), code="not_found")
    return line


def _card(request: StaffRequest, subject_type: str, subject_id: UUID) -> Card:
    return subject_of(subject_type).cards(request.viewer, [subject_id])[subject_id]


def _bound(data: dict[str, str], refusal: Refused | None) -> dict[str, str] | None:
    return data if refusal else None
