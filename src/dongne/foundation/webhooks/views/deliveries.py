"""Deliveries of one endpoint: a list by filters, one with its attempts, sent again."""

from __future__ import annotations

import json
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages as toasts
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dongne.foundation.organisations.public import StaffRequest, viewer_required

from ..occasions import occasions
from ..permissions import ROLES
from ..presenters.health import event_title, moment, note_of, row_of, tries_of
from ..queries.pages import Wanted, attempts_of, delivery_of, delivery_page, endpoint_of
from ..services.again import send_again
from ..states import AGAIN
from ..words import STATES


@require_safe
@viewer_required(*ROLES)
def webhook_deliveries(request: StaffRequest, webhook_id: UUID) -> HttpResponse:
    """`?state=`, `?event=`; by keyset."""
    endpoint = endpoint_of(request.viewer, webhook_id)
    states = [(code, look.word) for code, look in STATES.items()]
    events = [(one.code, one.title) for one in occasions()]
    state, event = request.GET.get("state", ""), request.GET.get("event", "")
    wanted = Wanted(
        state=state if state in STATES else "",
        event=event if event in dict(events) else "",
    )
    page = delivery_page(
        endpoint,
        wanted,
        after=_read_id(request.GET.get("after", "")),
        before=_read_id(request.GET.get("before", "")),
    )

    def at(name: str, key: UUID | None) -> str:
        if key is None:
            return ""
        told = {"state": wanted.state, "event": wanted.event, name: str(key)}
        return "?" + urlencode({name: value for name, value in told.items() if value})

    context = {
        "endpoint": endpoint,
        "rows": [row_of(one) for one in page.rows],
        "states": states,
        "events": events,
        "wanted": wanted,
        "narrowed": bool(wanted.state or wanted.event),
        "newer": at("before", page.newer),
        "older": at("after", page.older),
    }
    return render(request, "webhooks/deliveries.html", context)


@require_safe
@viewer_required(*ROLES)
def webhook_delivery(request: StaffRequest, webhook_id: UUID, delivery_id: UUID) -> HttpResponse:
    """What was sent, and what came of each attempt."""
    endpoint = endpoint_of(request.viewer, webhook_id)
    delivery = delivery_of(endpoint, delivery_id)
    body = json.dumps(json.loads(delivery.event.body), ensure_ascii=False, indent=2)
    context = {
        "endpoint": endpoint,
        "delivery": delivery,
        "title": event_title(delivery.event.code),
        "look": STATES[delivery.state],
        "note": note_of(delivery),
        "facts": [
            (_("일어난 때"), moment(delivery.event.at)),
            (_("일의 종류"), delivery.event.code),
            ("webhook-id", delivery.event.message_id),
        ],
        "body": body,
        "tries": tries_of(attempts_of(delivery)),
        "may_again": endpoint.is_on and delivery.state in AGAIN,
        "on_its_way": delivery.state not in AGAIN,
    }
    return render(request, "webhooks/delivery.html", context)


@require_POST
@viewer_required(*ROLES)
def webhook_again(request: StaffRequest, webhook_id: UUID, delivery_id: UUID) -> HttpResponse:
    """The same once more, under the same id."""
    endpoint = endpoint_of(request.viewer, webhook_id)
    delivery_of(endpoint, delivery_id)
    send_again(request.viewer, delivery_id=delivery_id, now=timezone.now())
    toasts.success(request, _("다시 보냅니다."))
    return HttpResponseRedirect(reverse("webhook_delivery", args=[webhook_id, delivery_id]))


def _read_id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
