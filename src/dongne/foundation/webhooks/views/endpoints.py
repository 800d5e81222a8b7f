"""Endpoints: the list, one of them, made and changed; the help page."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.contrib import messages as toasts
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dongne.foundation.organisations.public import StaffRequest, viewer_required
from dongne.lib.ids import new_id
from dongne.lib.refusals import Conflict, NotHere, Refused

from ..forms import EndpointForm
from ..models import Endpoint
from ..occasions import occasions
from ..permissions import ROLES
from ..presenters.health import day_of, event_title, health_of, moment, place_of, row_of
from ..queries.pages import (
    Day,
    Wanted,
    days_of,
    delivery_page,
    endpoint_of,
    endpoints_of,
    last_attempts,
)
from ..queries.places import places_for, where_of
from ..rules import OVERLAP
from ..services.again import send_missed_again, send_trial
from ..services.emitting import body_of
from ..services.endpoints import (
    edit_endpoint,
    end_old_secret,
    make_endpoint,
    remove_endpoint,
    replace_secret,
    switch_endpoint,
)
from ..words import HEADERS

LAST = 5


@require_safe
@viewer_required(*ROLES)
def webhooks(request: StaffRequest) -> HttpResponse:
    """Every endpoint that is the viewer's, with its health in words. Constant statements."""
    now = timezone.now()
    endpoints = endpoints_of(request.viewer)
    days, last = days_of(endpoints, now=now), last_attempts(endpoints)
    rows = [
        {
            "url": reverse("webhook", args=[one.pk]),
            "title": one.title,
            "place": place_of(one),
            "events": ", ".join(event_title(code) for code in one.events),
            "health": health_of(one, last.get(one.pk), now=now),
            "day": day_of(days.get(one.pk, Day())),
        }
        for one in endpoints
    ]
    return render(request, "webhooks/webhooks.html", {"rows": rows})


@require_safe
@viewer_required(*ROLES)
def webhook(request: StaffRequest, webhook_id: UUID) -> HttpResponse:
    """One endpoint: health, what it is told, the last deliveries, what can be done."""
    return _page(request, endpoint_of(request.viewer, webhook_id))


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required(*ROLES)
def webhook_new(request: StaffRequest) -> HttpResponse:
    """A new one. Its secret stands on the answer, and on no other page."""
    places = places_for(request.viewer)
    form = EndpointForm(
        request.POST or None,
        places=places,
        initial={"id": new_id(), "where": places[0][0].key if places else ""},
    )
    if request.method == "POST" and form.is_valid():
        try:
            endpoint, secret = make_endpoint(
                request.viewer,
                endpoint_id=form.cleaned_data["id"] or new_id(),
                now=timezone.now(),
                **form.said(),
            )
        except Conflict:
            toasts.info(request, _("이미 저장했습니다."))
            return HttpResponseRedirect(reverse("webhooks"))
        except Refused as refusal:
            form.add_error("url" if refusal.code in _ABOUT_URL else None, refusal.message)
        else:
            return _page(request, endpoint_of(request.viewer, endpoint.pk), secret=secret, new=True)
    context = {"form": form, "title": _("받을 프로그램 더하기"), "back": reverse("webhooks")}
    context["back_label"] = _("다른 프로그램에 알림")
    return render(request, "webhooks/edit.html", context, status=422 if form.errors else 200)


_ABOUT_URL = frozenset({"not_an_address", "not_secure", "with_password", "inside"})


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required(*ROLES)
def webhook_edit(request: StaffRequest, webhook_id: UUID) -> HttpResponse:
    """Name, address, place and events."""
    endpoint = endpoint_of(request.viewer, webhook_id)
    initial = {
        "title": endpoint.title,
        "url": endpoint.url,
        "where": where_of(endpoint).key,
        "events": endpoint.events,
    }
    form = EndpointForm(request.POST or None, places=places_for(request.viewer), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            edit_endpoint(
                request.viewer, endpoint_id=endpoint.pk, now=timezone.now(), **form.said()
            )
        except NotHere:
            raise
        except Refused as refusal:
            form.add_error("url" if refusal.code in _ABOUT_URL else None, refusal.message)
        else:
            toasts.success(request, _("저장했습니다."))
            return HttpResponseRedirect(reverse("webhook", args=[endpoint.pk]))
    context = {
        "form": form,
        "title": _("받을 프로그램 고치기"),
        "back": reverse("webhook", args=[endpoint.pk]),
        "back_label": endpoint.title,
    }
    return render(request, "webhooks/edit.html", context, status=422 if form.errors else 200)


@require_POST
@viewer_required(*ROLES)
def webhook_secret(request: StaffRequest, webhook_id: UUID) -> HttpResponse:
    """`do=new`: a new secret, on the answer only; `do=end_old`: the one before ends at once."""
    viewer, now = request.viewer, timezone.now()
    endpoint_of(viewer, webhook_id)
    deed = request.POST.get("do", "")
    if deed == "end_old":
        end_old_secret(viewer, endpoint_id=webhook_id, now=now)
        toasts.success(request, _("옛 비밀을 끝냈습니다. 이제 새 비밀로만 서명합니다."))
        return HttpResponseRedirect(reverse("webhook", args=[webhook_id]))
    if deed != "new":
        raise NotHere(_("할 일을 골라 주세요."), code="not_found")
    _endpoint, secret = replace_secret(viewer, endpoint_id=webhook_id, now=now)
    return _page(request, endpoint_of(viewer, webhook_id), secret=secret)


@require_POST
@viewer_required(*ROLES)
def webhook_change(request: StaffRequest, webhook_id: UUID) -> HttpResponse:
    """`do=on`, `off`, `trial`, `again` (what was missed) or `remove`."""
    viewer, now = request.viewer, timezone.now()
    endpoint_of(viewer, webhook_id)
    deed = request.POST.get("do", "")
    back = reverse("webhook", args=[webhook_id])
    if deed in {"on", "off"}:
        switch_endpoint(viewer, endpoint_id=webhook_id, on=deed == "on", now=now)
        toasts.success(request, _("켰습니다.") if deed == "on" else _("껐습니다."))
    elif deed == "trial":
        delivery = send_trial(viewer, endpoint_id=webhook_id, now=now)
        back = reverse("webhook_delivery", args=[webhook_id, delivery.pk])
    elif deed == "again":
        count = send_missed_again(viewer, endpoint_id=webhook_id, now=now)
        toasts.success(request, _("받지 못한 %(n)s건을 다시 보냅니다.") % {"n": count})
    elif deed == "remove":
        remove_endpoint(viewer, endpoint_id=webhook_id, now=now)
        toasts.success(request, _("지웠습니다."))
        back = reverse("webhooks")
    else:
        raise NotHere(_("할 일을 골라 주세요."), code="not_found")
    return HttpResponseRedirect(back)


@require_safe
@viewer_required(*ROLES)
def webhooks_help(request: StaffRequest) -> HttpResponse:
    """For whoever writes the other program: what is sent, how it is checked."""
    now = timezone.now()
    events = [
        {
            "code": one.code,
            "title": one.title,
            "body": json.dumps(
                json.loads(body_of(event=one.code, data=one.sample, at=now)),
                ensure_ascii=False,
                indent=2,
            ),
        }
        for one in occasions()
    ]
    context = {
        "events": events,
        "headers": HEADERS,
        "examples": [("Python", PYTHON), ("JavaScript", JAVASCRIPT)],
    }
    return render(request, "webhooks/help.html", context)


PYTHON = """\
import base64, hashlib, hmac, time

def check(secret: str, headers: dict[str, str], body: bytes) -> bool:
    sent_at = headers["webhook-timestamp"]
    if abs(time.time() - int(sent_at)) > 300:
        return False
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{headers['webhook-id']}.{sent_at}.".encode() + body
    right = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    return any(
        hmac.compare_digest("v1," + right, one)
        for one in headers["webhook-signature"].split()
    )
"""

JAVASCRIPT = """\
import { createHmac, timingSafeEqual } from "node:crypto";

export function check(secret, headers, body) {
  const sentAt = headers["webhook-timestamp"];
  if (Math.abs(Date.now() / 1000 - Number(sentAt)) > 300) return false;
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const right = createHmac("sha256", key)
    .update(`${headers["webhook-id"]}.${sentAt}.`)
    .update(body)
    .digest();
  return headers["webhook-signature"].split(" ").some((one) => {
    const given = Buffer.from(one.replace(/^v1,/, ""), "base64");
    return given.length === right.length && timingSafeEqual(given, right);
  });
}
"""


def _page(
    request: StaffRequest, endpoint: Endpoint, *, secret: str = "", new: bool = False
) -> HttpResponse:
    now = timezone.now()
    last = last_attempts([endpoint]).get(endpoint.pk)
    day = days_of([endpoint], now=now).get(endpoint.pk, Day())
    old_until = endpoint.old_secret_until
    context: dict[str, Any] = {
        "endpoint": endpoint,
        "health": health_of(endpoint, last, now=now),
        "facts": _facts(endpoint, day),
        "rows": [row_of(one) for one in delivery_page(endpoint, Wanted(), length=LAST).rows],
        "missed": day.missed,
        "secret": secret,
        "new": new,
        "old_until": moment(old_until) if old_until and old_until > now else "",
        "overlap_hours": int(OVERLAP.total_seconds() // 3600),
    }
    response = render(request, "webhooks/webhook.html", context)
    if secret:
        response["Cache-Control"] = "no-store"
    return response


def _facts(endpoint: Endpoint, day: Day) -> list[tuple[str, str]]:
    maker = endpoint.made_by.name if endpoint.made_by else _("프로그램")
    return [
        (_("받는 주소"), endpoint.url),
        (_("어느 곳의 일"), place_of(endpoint)),
        (_("알리는 일"), ", ".join(event_title(code) for code in endpoint.events)),
        (_("지금까지"), day_of(day)),
        (_("만든 사람"), f"{maker} · {moment(endpoint.made_at)}"),
    ]
