"""Letters of the day: what waits, what was printed and posted, what came back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages as toasts
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dongne.foundation.organisations.public import StaffRequest, viewer_required
from dongne.foundation.papers.public import envelope_fault
from dongne.lib.refusals import Conflict, NotHere, Refused

from ..forms import AddressForm, EnvelopeForm, ReturnedForm
from ..permissions import may_set
from ..presenters.lists import letters_of, moment, rows_of
from ..queries.letters import (
    batch_of,
    batches_of,
    envelope_of,
    letter_setting,
    slips_of,
    waiting_letters,
)
from ..queries.pages import message_of, names_of
from ..services.letters import (
    came_back,
    envelope_refusal,
    faults_of,
    make_batch,
    mend_letter,
    post_batch,
    print_batch,
    sender_of,
    set_letters,
    trial_letter,
)
from .ground import led_dong, own_dong, tabs_of


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def letters(request: StaffRequest) -> HttpResponse:
    """What waits to be printed; sent: all that is sound becomes one batch."""
    viewer, now = request.viewer, timezone.now()
    dong = own_dong(viewer)
    if request.method == "POST":
        batch = make_batch(viewer, dong_id=dong.pk, now=now)
        return HttpResponseRedirect(reverse("letter_batch", args=[batch.pk]))
    return _letters(request, ReturnedForm())


def _letters(request: StaffRequest, returned: ReturnedForm, *, status: int = 200) -> HttpResponse:
    viewer = request.viewer
    waiting = waiting_letters(viewer)
    rows = letters_of(waiting, names_of(viewer, waiting), faults_of(viewer, waiting))
    context = {
        "tabs": tabs_of(request, "letters"),
        "rows": rows,
        "sound": sum(1 for row in rows if not row.stops),
        "batches": [_batch(one) for one in batches_of(viewer)],
        "returned": returned,
        "may_set": may_set(viewer),
    }
    return render(request, "messaging/letters.html", context, status=status)


@require_safe
@viewer_required()
def letter_batch(request: StaffRequest, batch_id: UUID) -> HttpResponse:
    """One batch: how far it is, and its letters."""
    viewer = request.viewer
    own_dong(viewer)
    batch = batch_of(viewer, batch_id)
    slips = slips_of(viewer, batch)
    found = [slip.message for slip in slips]
    rows = rows_of(found, names_of(viewer, found))
    context = {
        "batch": batch,
        "rows": [(slip.number, row) for slip, row in zip(slips, rows, strict=True)],
        "current": 4 if batch.posted_at else 3 if batch.printed_at else 2,
        "steps": [_("묶음 만들기"), _("인쇄하기"), _("부치기")],
        "facts": _batch_facts(batch),
    }
    return render(request, "messaging/batch.html", context)


@require_POST
@viewer_required()
def letter_print(request: StaffRequest, batch_id: UUID) -> HttpResponse:
    """The print file. A form asks for it, since names and addresses are opened and logged."""
    own_dong(request.viewer)
    batch, body = print_batch(request.viewer, batch_id=batch_id, now=timezone.now())
    name = content_disposition_header(False, f"letters-{batch.number}.pdf") or "inline"
    return HttpResponse(
        body,
        content_type="application/pdf",
        headers={"Content-Disposition": name, "Cache-Control": "no-store"},
    )


@require_POST
@viewer_required()
def letter_posted(request: StaffRequest, batch_id: UUID) -> HttpResponse:
    """우체국에 부쳤습니다."""
    own_dong(request.viewer)
    post_batch(request.viewer, batch_id=batch_id, now=timezone.now())
    toasts.success(request, _("부친 것으로 표시했습니다."))
    return HttpResponseRedirect(reverse("letter_batch", args=[batch_id]))


@require_POST
@viewer_required()
def letter_returned(request: StaffRequest) -> HttpResponse:
    """반송: by the number on the letter."""
    viewer = request.viewer
    own_dong(viewer)
    form = ReturnedForm(request.POST)
    if form.is_valid():
        try:
            came_back(viewer, now=timezone.now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error("number", refusal.message)
        else:
            toasts.success(request, _("반송된 편지로 적고 전화할 사람에 넣었습니다."))
            return HttpResponseRedirect(reverse("messages_missed"))
    return _letters(request, form, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def letter_address(request: StaffRequest, message_id: UUID) -> HttpResponse:
    """Name and address for one letter."""
    viewer, now = request.viewer, timezone.now()
    own_dong(viewer)
    found = message_of(viewer, message_id)
    form = AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            mend_letter(viewer, message_id=message_id, now=now, **form.cleaned_data)
        except (Conflict, NotHere):
            raise
        except Refused as refusal:
            form.add_error("address", refusal.message)
        else:
            toasts.success(request, _("이 편지의 주소를 고쳤습니다."))
            return HttpResponseRedirect(reverse("letters"))
    [row] = letters_of([found], names_of(viewer, [found]), faults_of(viewer, [found]))
    context = {"row": row, "form": form}
    return render(request, "messaging/address.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def letter_envelope(request: StaffRequest) -> HttpResponse:
    """The dong's window envelope and its letters' sender."""
    viewer, now = request.viewer, timezone.now()
    dong = own_dong(viewer)
    setting = letter_setting(viewer, dong.pk)
    envelope = envelope_of(setting)
    sender, signed = sender_of(setting, dong)
    names = ("width", "height", "left", "top", "window_width", "window_height")
    initial: dict[str, Any] = {name: getattr(envelope, name) for name in names}
    initial |= {"sender": "\n".join(sender), "signed": signed}
    form = EnvelopeForm(request.POST or None, initial=initial)
    if request.method == "POST":
        led_dong(viewer)
        if form.is_valid():
            chosen = form.envelope()
            if request.POST.get("trial") and not envelope_fault(chosen):
                return _trial(request, dong, chosen)
            if fault := envelope_fault(chosen):
                form.add_error(None, envelope_refusal(fault))
            else:
                said = form.cleaned_data
                set_letters(
                    viewer,
                    dong_id=dong.pk,
                    envelope=chosen,
                    sender=said["sender"],
                    signed=said["signed"],
                    now=now,
                )
                toasts.success(request, _("봉투와 보내는 사람을 정했습니다."))
                return HttpResponseRedirect(reverse("letters"))
    context = {"form": form, "may": may_set(viewer), "envelope": envelope}
    return render(request, "messaging/envelope.html", context, status=422 if form.errors else 200)


def _trial(request: StaffRequest, dong: Any, envelope: Any) -> HttpResponse:
    body = trial_letter(request.viewer, dong=dong, envelope=envelope, now=timezone.now())
    return HttpResponse(body, content_type="application/pdf")


def _batch(one: Any) -> dict[str, Any]:
    if one.posted_at:
        word, tone, icon = _("부침"), "success", "check"
    elif one.printed_at:
        word, tone, icon = _("인쇄함"), "info", "printer"
    else:
        word, tone, icon = _("만듦"), "neutral", "file"
    return {
        "url": reverse("letter_batch", args=[one.pk]),
        "number": one.number,
        "letters": one.letters,
        "back": one.back,
        "made": moment(one.made_at),
        "word": word,
        "tone": tone,
        "icon": icon,
    }


def _batch_facts(batch: Any) -> list[tuple[str, str]]:
    def told(at: Any, by: Any) -> str:
        return f"{moment(at)} {by.name if by else ''}".strip() if at else "–"

    return [
        (_("만든 때"), told(batch.made_at, batch.made_by)),
        (_("인쇄한 때"), told(batch.printed_at, batch.printed_by)),
        (_("부친 때"), told(batch.posted_at, batch.posted_by)),
    ]
