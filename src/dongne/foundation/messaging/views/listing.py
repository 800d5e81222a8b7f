"""What was sent to whom and what became of it: the list and one message's page."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages as toasts
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dongne.foundation.openings.public import PURPOSES
from dongne.foundation.organisations.public import StaffRequest, viewer_required
from dongne.lib.refusals import Refused
from dongne.lib.seoul import read_day

from ..forms import DecisionForm, PurposeForm
from ..models import Message
from ..presenters.lists import look_of, moment, row_of, rows_of, steps_of
from ..presenters.reasons import reason
from ..presenters.words import LANGUAGES, MEANS, STATES, event_title, kind_title
from ..queries.pages import (
    Wanted,
    history_of,
    message_of,
    message_page,
    names_of,
    used_events,
)
from ..services.again import AGAIN, send_again, was_sent_again
from ..services.deciding import decide, take_back
from ..services.opening import OpenedMessage, open_message
from ..states import MessageState
from .ground import own_dong, read_id, tabs_of

TAKEN_BACK = {MessageState.ASKED, MessageState.QUEUED, MessageState.TEMPORARY_FAILURE}


@require_safe
@viewer_required()
def messages(request: StaffRequest) -> HttpResponse:
    """Messages to residents, the newest first."""
    viewer = request.viewer
    own_dong(viewer)
    asked = request.GET
    wanted = Wanted(
        state=asked.get("state", "") if asked.get("state") in STATES else "",
        event=asked.get("event", "")[:64],
        means=asked.get("means", "") if asked.get("means") in MEANS else "",
        day=read_day(asked.get("day", "")),
        about=asked.get("about", "")[:130],
        person_id=read_id(asked.get("person", "")),
    )
    page = message_page(
        viewer,
        wanted,
        after=read_id(asked.get("after", "")),
        before=read_id(asked.get("before", "")),
    )
    given = {
        "state": wanted.state,
        "event": wanted.event,
        "means": wanted.means,
        "day": str(wanted.day or ""),
        "about": wanted.about,
        "person": str(wanted.person_id or ""),
    }

    def address(**more: Any) -> str:
        return f"?{urlencode({k: v for k, v in (given | more).items() if v})}"

    context = {
        "tabs": tabs_of(request, "messages"),
        "rows": rows_of(page.rows, names_of(viewer, page.rows)),
        "newer": address(before=page.newer) if page.newer else "",
        "older": address(after=page.older) if page.older else "",
        "wanted": wanted,
        "narrowed": any(given.values()),
        "states": [(code, look.word) for code, look in STATES.items()],
        "means": [(code, MEANS[code]) for code in ("sms", "alimtalk", "email", "letter")],
        "events": [(code, event_title(code)) for code in used_events(viewer)],
    }
    return render(request, "messaging/messages.html", context)


@require_safe
@viewer_required()
def message(request: StaffRequest, message_id: UUID) -> HttpResponse:
    """One message with its whole history, masked."""
    own_dong(request.viewer)
    return _page(request, message_of(request.viewer, message_id))


@require_POST
@viewer_required()
def message_open(request: StaffRequest, message_id: UUID) -> HttpResponse:
    """The same page with what was opened; an address of its own would show it again unlogged."""
    viewer, now = request.viewer, timezone.now()
    own_dong(viewer)
    found = message_of(viewer, message_id)
    form = PurposeForm(request.POST)
    if form.is_valid():
        try:
            opened = open_message(
                viewer, message_id=message_id, purpose=form.cleaned_data["purpose"], now=now
            )
        except Refused as refusal:
            form.add_error("purpose", refusal.message)
        else:
            return _page(request, found, opened=opened)
    return _page(request, found, purpose=form, status=422)


@require_POST
@viewer_required()
def message_decide(request: StaffRequest, message_id: UUID) -> HttpResponse:
    """It arrived, or it did not, by a person's word."""
    viewer, now = request.viewer, timezone.now()
    own_dong(viewer)
    found = message_of(viewer, message_id)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _page(request, found, decision=form, status=422)
    decision, note = form.said()
    result = decide(viewer, message_id=message_id, decision=decision, note=note, now=now)
    if result.pk != found.pk:
        toasts.success(request, _("새 메시지로 다시 보냅니다."))
    else:
        toasts.success(request, _("확인한 결과를 적었습니다."))
    return HttpResponseRedirect(reverse("message", args=[result.pk]))


@require_POST
@viewer_required()
def message_again(request: StaffRequest, message_id: UUID) -> HttpResponse:
    """The same as a new message: by a person's decision only."""
    own_dong(request.viewer)
    message_of(request.viewer, message_id)
    result = send_again(request.viewer, message_id=message_id, now=timezone.now())
    toasts.success(request, _("새 메시지로 다시 보냅니다."))
    return HttpResponseRedirect(reverse("message", args=[result.pk]))


@require_POST
@viewer_required()
def message_take_back(request: StaffRequest, message_id: UUID) -> HttpResponse:
    """Cancel what has not left yet."""
    own_dong(request.viewer)
    message_of(request.viewer, message_id)
    take_back(request.viewer, message_id=message_id, now=timezone.now())
    toasts.success(request, _("보내지 않도록 취소했습니다."))
    return HttpResponseRedirect(reverse("message", args=[message_id]))


def _page(
    request: StaffRequest,
    found: Message,
    *,
    opened: OpenedMessage | None = None,
    purpose: PurposeForm | None = None,
    decision: DecisionForm | None = None,
    status: int = 200,
) -> HttpResponse:
    viewer = request.viewer
    names = names_of(viewer, [found])
    slip = getattr(found, "slip", None)
    context = {
        "message": found,
        "row": row_of(found, names),
        "look": look_of(found),
        "facts": _facts(found),
        "slip": slip,
        "steps": steps_of(found, history_of(viewer, found)),
        "opened": opened,
        "purpose": purpose or PurposeForm(),
        "purposes": list(PURPOSES.values()),
        "decision": decision or DecisionForm(),
        "is_unknown": found.state == MessageState.UNKNOWN,
        "may_send_again": found.state in AGAIN and not was_sent_again(found),
        "may_take_back": found.state in TAKEN_BACK,
        "again_url": reverse("message", args=[found.again_of_id]) if found.again_of_id else "",
    }
    response = render(request, "messaging/message.html", context, status=status)
    if opened is not None:
        response["Cache-Control"] = "no-store"
    return response


def _facts(found: Message) -> list[tuple[str, str]]:
    rows = [
        (_("무엇을 알렸나요"), event_title(found.event)),
        (_("종류"), kind_title(found.kind)),
        (_("보내는 방법"), str(MEANS[found.means])),
        (_("말"), str(LANGUAGES.get(found.language, found.language))),
        (_("청한 때"), moment(found.asked_at)),
        (_("청한 사람"), found.asked_by.name if found.asked_by else _("프로그램")),
        (_("비용"), _("%(n)s원") % {"n": found.cost} if found.cost else "–"),
    ]
    if found.why:
        rows.append((_("까닭"), reason(found.why)))
    return rows
