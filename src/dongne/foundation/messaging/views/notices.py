"""An officer's own notices: the list, the devices, and what they are told of."""

from __future__ import annotations

import json
from typing import cast
from uuid import UUID

from django.conf import settings
from django.contrib import messages as toasts
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dongne.foundation.organisations.public import Account, StaffRequest, viewer_required
from dongne.lib.refusals import NotHere, Refused

from ..occasions import events
from ..presenters.lists import moment, notices_of
from ..queries.notices import UNREAD, devices_of, notice_page, push_choices
from ..services.noticing import choose_pushes, read_all_notices, read_notice
from ..services.subscribing import push_keys, subscribe, unsubscribe
from .ground import read_id

WORKER = "push-worker.js"


@require_safe
@viewer_required()
def notices(request: StaffRequest) -> HttpResponse:
    """The officer's own list."""
    viewer = request.viewer
    page = notice_page(viewer, after=read_id(request.GET.get("after", "")))
    context = {
        "rows": notices_of(page.rows, now=timezone.now()),
        "unread": cast(Account, request.user).along.get(UNREAD, 0),
        "newer": reverse("notices") if page.newer else "",
        "older": f"?after={page.older}" if page.older else "",
    }
    return render(request, "messaging/notices.html", context)


@require_POST
@viewer_required()
def notice_open(request: StaffRequest, message_id: UUID) -> HttpResponse:
    """Read, and on to what it is about."""
    message = read_notice(request.viewer, message_id=message_id, now=timezone.now())
    safe = url_has_allowed_host_and_scheme(message.link, allowed_hosts=None)
    return HttpResponseRedirect(message.link if message.link and safe else reverse("notices"))


@require_POST
@viewer_required()
def notices_read(request: StaffRequest) -> HttpResponse:
    """모두 읽음."""
    read_all_notices(request.viewer, now=timezone.now())
    return HttpResponseRedirect(reverse("notices"))


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def notice_settings(request: StaffRequest) -> HttpResponse:
    """알림 받기: this device, the others, and what they are told of."""
    viewer, now = request.viewer, timezone.now()
    offered = {event.code: event.title for event in events() if event.staff}
    if request.method == "POST":
        wanted = set(request.POST.getlist("push")) & set(offered)
        choose_pushes(viewer, wanted=wanted, offered=list(offered), now=now)
        toasts.success(request, _("기기로 받을 알림을 정했습니다."))
        return HttpResponseRedirect(reverse("notice_settings"))
    chosen = push_choices(viewer.officer_key)
    context = {
        "offered": [
            (code, title, chosen.get(code, True)) for code, title in sorted(offered.items())
        ],
        "devices": [
            (one.device or _("이름 없는 기기"), moment(one.created_at))
            for one in devices_of(viewer)
        ],
        "key": push_keys(viewer, now=now).public,
        "worker": reverse("push_worker"),
    }
    return render(request, "messaging/notice_settings.html", context)


@require_POST
@viewer_required()
def notice_device(request: StaffRequest) -> JsonResponse:
    """What a browser's push manager says, as JSON; `{"end": endpoint}` ends it."""
    viewer, now = request.viewer, timezone.now()
    try:
        said = json.loads(request.body)
        keys = said.get("keys", {})
        if end := said.get("end"):
            unsubscribe(viewer, endpoint=str(end), now=now)
            return JsonResponse({"on": False})
        subscribe(
            viewer,
            endpoint=str(said["endpoint"]),
            p256dh=str(keys["p256dh"]),
            auth=str(keys["auth"]),
            device=str(said.get("device", "")),
            now=now,
        )
    except (ValueError, KeyError, AttributeError):
        return JsonResponse({"message": _("이 기기의 알림 주소를 읽지 못했습니다.")}, status=422)
    except Refused as refusal:
        return JsonResponse({"message": refusal.message}, status=int(refusal.status))
    return JsonResponse({"on": True})


@require_safe
@cache_control(max_age=0, no_cache=True)
def push_worker(request: HttpRequest) -> HttpResponse:
    """The service worker, at the root so that it may serve the whole program."""
    try:
        body = (settings.BUILD_DIR / "frontend" / WORKER).read_text()
    except FileNotFoundError:
        raise NotHere(_("알림 프로그램이 아직 만들어지지 않았습니다."), code="not_built") from None
    return HttpResponse(body, content_type="text/javascript; charset=utf-8")
