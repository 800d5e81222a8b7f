"""What a controller speaks: JSON over HTTP, with its key (docs/decisions/0033).

`POST /devices/lockers/<id>/heartbeat` `{boot, controller?, doors: {"1": "closed", …}}`
`GET  /devices/lockers/<id>/commands?boot=&after=` → `{commands: [{seq, number}]}`, asked every
second or so; `POST …/events` `{events: [{id, kind, number, seq?, at}]}`, sent until it is answered.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from dongne.foundation.scope.public import Viewer, device_viewer

from ..models import Locker
from ..queries import locker_of_key
from ..rules import HEARTBEAT_EVERY
from ..services import devices

MOST_EVENTS = 200
MOST_BYTES = 200_000
Deed = Callable[[HttpRequest, Locker, Viewer], JsonResponse]


class _Unreadable(ValueError):
    """Not what the protocol says."""


def device(view: Deed) -> Callable[..., HttpResponseBase]:
    """Only for the controller of that locker, by its key; everybody else gets 401 alike."""

    @wraps(view)
    def guarded(request: HttpRequest, locker_key: UUID) -> HttpResponseBase:
        _scheme, _space, key = request.headers.get("Authorization", "").partition(" ")
        locker = locker_of_key(locker_key, key.strip())
        if locker is None:
            answer = JsonResponse({"code": "key_unknown"}, status=HTTPStatus.UNAUTHORIZED)
            answer["WWW-Authenticate"] = "Bearer"
            return answer
        viewer = device_viewer(
            device_id=locker.pk,
            name=f"locker {locker.pk}",
            address=str(request.META.get("REMOTE_ADDR", "")),
        )
        try:
            answer = view(request, locker, viewer)
        except _Unreadable as fault:
            answer = JsonResponse(
                {"code": "unreadable", "detail": str(fault)}, status=HTTPStatus.BAD_REQUEST
            )
        answer["Cache-Control"] = "no-store"
        return answer

    return guarded


@csrf_exempt
@require_POST
@device
def locker_heartbeat(request: HttpRequest, locker: Locker, viewer: Viewer) -> JsonResponse:
    """It lives, and this is how its doors are."""
    said = _body(request)
    doors = said.get("doors")
    if not isinstance(doors, dict):
        raise _Unreadable("doors")
    now = timezone.now()
    row = devices.beat(
        viewer,
        locker_id=locker.pk,
        boot=_uuid(said.get("boot")),
        doors={int(key): str(state) for key, state in doors.items() if str(key).isdecimal()},
        controller=str(said.get("controller", "")),
        now=now,
    )
    return JsonResponse(
        {
            "now": now.isoformat(),
            "last": row.last_seq,
            "every_seconds": HEARTBEAT_EVERY.total_seconds(),
        }
    )


@csrf_exempt
@require_safe
@device
def locker_commands(request: HttpRequest, locker: Locker, viewer: Viewer) -> JsonResponse:
    """Doors to open now. Most answers are empty, and cost one statement."""
    after = request.GET.get("after", "0")
    if not after.isdecimal() or len(after) > 18:
        raise _Unreadable("after")
    rows = devices.commands(
        viewer,
        locker_id=locker.pk,
        boot=_uuid(request.GET.get("boot")),
        after=int(after),
        now=timezone.now(),
    )
    return JsonResponse(
        {
            "commands": [
                {"seq": row.seq, "number": row.compartment.number}
                for row in rows
                if row.compartment is not None
            ]
        }
    )


@csrf_exempt
@require_POST
@device
def locker_events(request: HttpRequest, locker: Locker, viewer: Viewer) -> JsonResponse:
    """What has happened. Told twice it is one; the answer says that all of it is kept."""
    events = _body(request).get("events")
    if not isinstance(events, list) or len(events) > MOST_EVENTS:
        raise _Unreadable("events")
    told = [_told(one) for one in events]
    new = devices.tell(viewer, locker_id=locker.pk, events=told, now=timezone.now())
    return JsonResponse({"kept": len(told), "new": new})


def _told(one: Any) -> devices.Told:
    if not isinstance(one, dict) or one.get("kind") not in devices.KINDS:
        raise _Unreadable("kind")
    number, seq = one.get("number"), one.get("seq")
    if not isinstance(number, int) or not 0 < number < 10_000:
        raise _Unreadable("number")
    if seq is not None and (not isinstance(seq, int) or not 0 < seq < 2**62):
        raise _Unreadable("seq")
    try:
        at = datetime.fromisoformat(str(one.get("at")))
    except ValueError:
        raise _Unreadable("at") from None
    if at.tzinfo is None:
        raise _Unreadable("at")
    return devices.Told(id=_uuid(one.get("id")), kind=one["kind"], number=number, seq=seq, at=at)


def _body(request: HttpRequest) -> dict[str, Any]:
    if len(request.body) > MOST_BYTES:
        raise _Unreadable("too long")
    try:
        said = json.loads(request.body)
    except ValueError:
        raise _Unreadable("JSON") from None
    if not isinstance(said, dict):
        raise _Unreadable("an object")
    return said


def _uuid(text: Any) -> UUID:
    try:
        return UUID(str(text))
    except ValueError:
        raise _Unreadable("id") from None
