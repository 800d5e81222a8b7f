"""What a person has to decide, and whom to telephone."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages as toasts
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dongne.foundation.organisations.public import StaffRequest, viewer_required
from dongne.lib.refusals import Conflict, NotHere, Refused
from dongne.lib.seoul import seoul_day

from ..forms import CallForm, DecisionForm
from ..presenters.lists import missed_of, row_of, rows_of
from ..queries.pages import message_of, missed_messages, names_of, unknown_messages
from ..services.calling import note_call
from ..services.opening import open_number
from ..states import MISSED
from .ground import own_dong, tabs_of


@require_safe
@viewer_required()
def messages_unknown(request: StaffRequest) -> HttpResponse:
    """Messages of which nobody knows, each with the form that decides it."""
    viewer = request.viewer
    own_dong(viewer)
    found = unknown_messages(viewer)
    rows = rows_of(found, names_of(viewer, found))
    context = {
        "tabs": tabs_of(request, "messages_unknown"),
        "rows": [(row, DecisionForm(auto_id=f"id_%s_{row.id}")) for row in rows],
    }
    return render(request, "messaging/unknown.html", context)


@require_safe
@viewer_required()
def messages_missed(request: StaffRequest) -> HttpResponse:
    """아무것도 닿지 않은 사람: whom nothing reached."""
    viewer = request.viewer
    own_dong(viewer)
    today = seoul_day(timezone.now())
    found = missed_messages(viewer, today=today)
    context = {
        "tabs": tabs_of(request, "messages_missed"),
        "people": missed_of(found, names_of(viewer, found), today=today),
    }
    return render(request, "messaging/missed.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def message_call(request: StaffRequest, message_id: UUID) -> HttpResponse:
    """One telephone call: the number behind a button, then what came of it."""
    viewer, now = request.viewer, timezone.now()
    own_dong(viewer)
    found = message_of(viewer, message_id)
    form = CallForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            note_call(viewer, message_id=message_id, now=now, **form.said())
        except (Conflict, NotHere):
            raise
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            toasts.success(request, _("통화 결과를 적었습니다."))
            return HttpResponseRedirect(reverse("messages_missed"))
    if request.method != "POST" and found.state not in MISSED:
        return HttpResponseRedirect(reverse("message", args=[found.pk]))
    return _page(request, message_id, form=form, status=422 if form.errors else 200)


@require_POST
@viewer_required()
def message_number(request: StaffRequest, message_id: UUID) -> HttpResponse:
    """The number, opened for telephoning; the log says so."""
    own_dong(request.viewer)
    opened = open_number(request.viewer, message_id=message_id, now=timezone.now())
    response = _page(request, message_id, form=CallForm(), opened=opened)
    response["Cache-Control"] = "no-store"
    return response


def _page(
    request: StaffRequest,
    message_id: UUID,
    *,
    form: CallForm,
    opened: object = None,
    status: int = 200,
) -> HttpResponse:
    found = message_of(request.viewer, message_id)
    row = row_of(found, names_of(request.viewer, [found]))
    context = {"row": row, "form": form, "opened": opened}
    return render(request, "messaging/call.html", context, status=status)
