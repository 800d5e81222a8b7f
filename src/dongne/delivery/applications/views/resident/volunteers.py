"""봉사자가 대신 신청하기: with the letter in hand, seeing only what the errand needs."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from dongne.delivery.couriers.public import (
    CourierRequest,
    courier_required,
    register_task_page,
)
from dongne.foundation.organisations.public import office_phone
from dongne.foundation.scope.public import Viewer
from dongne.lib.ids import new_id
from dongne.lib.refusals import NotHere, Refused

from ...forms.resident.applying import ReceiveForm
from ...forms.resident.fields import refused
from ...forms.resident.volunteers import ErrandNumberForm
from ...presenters.resident import applying as choices
from ...presenters.resident import letters as present
from ...presenters.resident.words import closed_words
from ...queries.letters import Entrusted, of_courier
from ...queries.receiving import ways_of_letter
from ...services.errands import apply_with_letter
from .frame import sent_form, show

SALT = "dongne.applications.courier"


def register() -> None:
    """Called once, when the apps start."""
    register_task_page(
        "applications",
        title=gettext_lazy("대신 신청하기"),
        text=gettext_lazy("위임장을 받아 다른 분의 서류를 신청합니다."),
        url_name="courier_apply",
        icon="file-text",
        count=lambda viewer: 0,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@courier_required
def courier_apply(request: CourierRequest) -> HttpResponse:
    """First the number of the letter; then how the result is had, and it is sent. The hidden key
    makes one application of it however often it is sent."""
    viewer, now = request.courier_viewer, timezone.now()
    told = request.POST if request.method == "POST" else request.GET
    number = told.get("letter", "")[:80]
    mine = of_courier(viewer, number, now=now) if number else None
    if mine is None:
        form = ErrandNumberForm(told if number or request.method == "POST" else None)
        if number:
            form.none()
        return _show(request, "courier_apply.html", viewer, form=form)
    tone, state, todo = present.errand_state(mine, "proxy", now=now)
    services = [(service, copies) for service, _code, copies in mine.services if service]
    found = ways_of_letter(mine.letter, services, now=now)
    sending = request.method == "POST" and "receive" in request.POST
    way_form = ReceiveForm(
        sent_form(request) if sending else None,
        ways=found.ways,
        names=choices.way_names(found.ways),
        initial={"receive": found.ways[0].value if found.ways else ""},
    )
    if sending and found.ways and way_form.is_valid():
        try:
            number = apply_with_letter(
                viewer,
                letter=mine.letter,
                way=way_form.way,
                key=_key(request.POST.get("key", "")),
                now=now,
            )
        except NotHere:
            raise
        except Refused as problem:
            refused(way_form, problem.message)
        else:
            answer = redirect("courier_applied")
            answer["Location"] += f"?number={number}"
            return answer
    return _show(
        request,
        "courier_apply.html",
        viewer,
        form=way_form,
        mine=mine,
        number=mine.letter.number,
        whose=present.whose(mine),
        rows=present.errand_rows(mine),
        tone=tone,
        state=state,
        todo=todo,
        open=tone in ("success", "warning") and _open(mine),
        none=not found.ways,
        key=request.POST.get("key") or signing.dumps(str(new_id()), salt=SALT),
        hints=choices.way_hints(found.ways, now=now),
        icons=choices.way_icons(found.ways),
        closed=choices.closed_rows(
            found.closed, {one.channel.key: closed_words(one) for one in found.closed}
        ),
    )


@require_safe
@courier_required
def courier_applied(request: CourierRequest) -> HttpResponse:
    number = request.GET.get("number", "")[:20]
    return _show(request, "courier_applied.html", request.courier_viewer, number=number)


def _open(mine: Entrusted) -> bool:
    letter = mine.letter
    return letter.revoked_at is None and letter.used_up_at is None


def _key(text: str) -> UUID:
    """What the page was given; anything else is a new application."""
    try:
        return UUID(signing.loads(text[:200], salt=SALT))
    except (signing.BadSignature, ValueError, TypeError):
        return new_id()


def _show(request: HttpRequest, template: str, viewer: Viewer, **context: Any) -> HttpResponse:
    mine = context.get("mine")
    dong_id = mine.letter.dong_id if mine else viewer.dong_id
    phone = office_phone(dong_id) if dong_id else None
    return show(request, template, phone=phone, **context)
