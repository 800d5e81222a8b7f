"""At the place itself: the tablet that gives numbers, the call screen, one's number on a phone.

The addresses hold the counter's own key; they lead to whatever session is on there today.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from dongne.foundation.gate.public import guard_form
from dongne.lib.refusals import Refused

from ..forms import ArriveForm
from ..models import Session
from ..presenters import queue as present
from ..presenters import sessions as shown
from ..queries.queue import followed, line_of
from ..queries.sessions import door_of
from ..services.tickets import arrive, take_ticket
from .frame import actor_of, ask, show

ARRIVING, TAKING = "counters.arrive", "counters.ticket"


@ask
def door_ticket(request: HttpRequest, door_key: str) -> HttpResponse:
    """A number, by one press; or whoever has an appointment says so."""
    now = timezone.now()
    outreach, session = door_of(door_key, now=now)
    form = ArriveForm(request.POST if request.POST.get("go") == "arrive" else None)
    ticket, refusal = None, ""
    if request.method == "POST" and session is not None:
        arriving = request.POST.get("go") == "arrive"
        stopped = guard_form(request, ARRIVING if arriving else TAKING, dong=outreach.dong, now=now)
        if stopped is not None:
            return stopped
        try:
            if not arriving:
                ticket = take_ticket(actor_of(request), session_id=session.pk, now=now)
            elif form.is_valid():
                ticket = arrive(
                    actor_of(request),
                    session_id=session.pk,
                    phone=form.cleaned_data["phone"],
                    now=now,
                )
        except Refused as problem:
            if arriving:
                form.add_error("phone", problem.message)
            else:
                refusal = problem.message
    if ticket is not None and session is not None:
        line = line_of(session, now=now)
        follow = request.build_absolute_uri(reverse("outreach_ticket", args=[ticket.follow_key]))
        return show(
            request,
            "ticket_taken.html",
            ticket=ticket,
            before=line.before(ticket.number),
            follow=follow,
            place=shown.place_name(session),
            again=request.path,
        )
    state = present.door_state(session, now=now)
    return show(
        request,
        "ticket_take.html",
        status=409 if refusal else 200,
        outreach=outreach,
        session=session,
        state=state,
        refusal=refusal,
        form=form,
        waiting=len(line_of(session, now=now).waiting) if session else 0,
        hours=shown.hours(session.starts, session.ends) if session else "",
        name=shown.own_name(outreach.site.name, outreach.site.name_en),
    )


@require_safe
def door_screen(request: HttpRequest, door_key: str) -> HttpResponse:
    """Huge numbers for a screen on the wall. No name is ever on it.

    Asked again every few seconds with the ETag of what is shown; `?part=1` answers that part only.
    """
    now = timezone.now()
    outreach, session = door_of(door_key, now=now)
    context: dict[str, Any] = {
        "outreach": outreach,
        "session": session,
        "name": shown.own_name(outreach.site.name, outreach.site.name_en),
        "board": present.board(session, now=now) if session else None,
        "state": present.door_state(session, now=now),
    }
    if request.GET.get("part"):
        return polled(request, "counters/screen_part.html", context)
    context["ticket_url"] = request.build_absolute_uri(
        reverse("outreach_door_ticket", args=[outreach.door_key])
    )
    return show(request, "screen.html", **context)


@require_safe
def ticket(request: HttpRequest, follow_key: str) -> HttpResponse:
    """One's number on a telephone: how many are before it."""
    now = timezone.now()
    found = followed(follow_key)
    session: Session = found.session
    context = present.following(found, line_of(session, now=now), now=now)
    context["name"] = shown.place_name(session)
    if request.GET.get("part"):
        return polled(request, "counters/ticket_part.html", context)
    return show(request, "ticket.html", **context)


def polled(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """304 while nothing has changed."""
    response = render(request, template, context)
    told = blake2b(response.content + (get_language() or "").encode(), digest_size=12).hexdigest()
    tag = f'"{told}"'
    if request.headers.get("If-None-Match") == tag:
        unchanged = HttpResponseNotModified()
        unchanged["ETag"] = tag
        return unchanged
    response["ETag"] = tag
    response["Cache-Control"] = "no-cache"
    return response
