"""The locker's own screen: a number, a door that opens, and nothing left of the last person.

Works without JavaScript: the page that follows a door shows itself anew every other second.
"""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dongne.foundation.gate.public import guard_form
from dongne.foundation.scope.public import Viewer, device_viewer

from ..forms import CodeForm
from ..models import Locker, Opening
from ..presenters import walls as present
from ..queries import is_heard, locker_of, opening_of, wall_of
from ..rules import SCREEN_IDLE, SCREEN_WARNING
from ..services.alarming import call_staff
from ..services.opening import open_by_code
from ..states import Denied, Step, Why


@require_safe
def locker_screen(request: HttpRequest, locker_key: UUID) -> HttpResponse:
    """At rest: one large way to begin."""
    locker = locker_of(locker_key)
    context = {"heard": is_heard(locker, timezone.now()), "called": "called" in request.GET}
    return _show(request, locker, "screen", **context)


@require_http_methods(["GET", "HEAD", "POST"])
def locker_code(request: HttpRequest, locker_key: UUID) -> HttpResponse:
    """The code and the date of birth on one keypad."""
    locker = locker_of(locker_key)
    form = CodeForm(request.POST if request.method == "POST" else None)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        asked = open_by_code(
            _actor(request, locker),
            locker_id=locker.pk,
            now=timezone.now(),
            **form.cleaned_data,
        )
        if asked.allowed:
            return HttpResponseRedirect(
                _with_low(request, reverse("locker_door", args=[locker.pk, asked.opening.pk]))
            )
        refusal = _said(asked.why, asked.wait_seconds)
        # Nothing of what was typed stays on a screen in a hall.
        form = CodeForm()
    status = 422 if refusal or (form.is_bound and form.errors) else 200
    return _show(request, locker, "code", form=form, refusal=refusal, status=status)


@require_safe
def locker_door(request: HttpRequest, locker_key: UUID, opening_key: UUID) -> HttpResponse:
    """Which door, and what to do: open, closed again, or what if it does not."""
    locker = locker_of(locker_key)
    opening = opening_of(locker, opening_key)
    if opening.why != Why.FETCH or opening.compartment is None:
        return HttpResponseRedirect(reverse("locker_screen", args=[locker.pk]))
    plan = present.wall(wall_of(locker), lit=opening.compartment_id, quiet=True)
    return _show(
        request,
        locker,
        "door",
        opening=opening,
        box=opening.compartment,
        place=present.place_words(opening.compartment),
        plan=plan,
        stage=_stage(opening),
        again=2 if _stage(opening) in ("waiting", "open") else 15,
    )


@require_POST
def locker_call(request: HttpRequest, locker_key: UUID) -> HttpResponse:
    """직원 부르기."""
    locker = locker_of(locker_key)
    if answer := guard_form(request, "lockers.call", dong=locker.dong):
        return answer
    call_staff(_actor(request, locker), locker_id=locker.pk, now=timezone.now())
    return HttpResponseRedirect(
        _with_low(request, reverse("locker_screen", args=[locker.pk]) + "?called=yes")
    )


def _stage(opening: Opening) -> str:
    match Step(opening.state):
        case Step.ALLOWED | Step.SENT | Step.ACKNOWLEDGED:
            return "waiting"
        case Step.OPENED:
            return "open"
        case Step.CLOSED:
            return "closed"
        case _:
            return "stuck"


def _said(why: Denied | None, wait_seconds: int) -> str:
    """Alike for everything that somebody might guess at."""
    if why is Denied.OFFLINE:
        return _("택배함과 연결이 끊겨 지금은 열 수 없습니다. 번호는 그대로 쓸 수 있습니다.")
    if why is Denied.LOCKED and wait_seconds:
        return _("번호를 여러 번 틀려 %(minutes)d분 동안 열 수 없습니다. 직원을 불러 주세요.") % {
            "minutes": -(-wait_seconds // 60)
        }
    return _(
        "번호나 생년월일이 맞지 않습니다. 문자를 다시 보고 눌러 주세요. "
        "다섯 번 틀리면 15분 동안 열 수 없습니다."
    )


def _with_low(request: HttpRequest, address: str) -> str:
    if request.GET.get("low") != "1":
        return address
    return f"{address}{'&' if '?' in address else '?'}low=1"


def _actor(request: HttpRequest, locker: Locker) -> Viewer:
    """Whoever stands there is nobody that we know; what they do is the locker's."""
    return device_viewer(
        device_id=locker.pk,
        name=f"locker {locker.pk}",
        address=str(request.META.get("REMOTE_ADDR", "")),
    )


def _show(
    request: HttpRequest, locker: Locker, name: str, *, status: int = 200, **context: object
) -> HttpResponse:
    low = request.GET.get("low") == "1"
    frame = {
        "locker": locker,
        "low": low,
        "query": "?low=1" if low else "",
        "home": _with_low(request, reverse("locker_screen", args=[locker.pk])),
        "idle": int(SCREEN_IDLE.total_seconds()),
        "warning": int(SCREEN_WARNING.total_seconds()),
    }
    response = render(request, f"lockers/screen/{name}.html", frame | context, status=status)
    response["Cache-Control"] = "no-store"
    return response
