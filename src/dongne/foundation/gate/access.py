"""Before a form of a public page is taken: let through, proven first, or told when to come back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from dongne.foundation.places.public import Dong

from .services.counting import limit
from .services.proving import new_challenge, new_ticket, solved, ticket_waits, waited
from .words import when

PROOF, TICKET = "gate_proof", "gate_ticket"
OURS = frozenset({PROOF, TICKET, "csrfmiddlewaretoken"})
MOST_CHARACTERS = 200_000


def guard_form(
    request: HttpRequest, name: str, *, dong: Dong | None = None, now: datetime | None = None
) -> HttpResponse | None:
    """None: go on. Else what to answer: the step that proves it, or a page that says when.

    For a form that was sent (POST); called before anything is done with it. With
    `{% gate_ticket "name" %}` inside the form, most people pass without noticing: their ticket has
    waited while they were writing. Otherwise the step carries what they wrote along; a browser
    works out the proof by itself, and without JavaScript one waits twenty seconds. Photos can't
    be carried: with photos one goes back and sends again, by when the ticket has waited.
    """
    now = now or timezone.now()
    who = address_of(request)
    verdict = limit(name, who=who, now=now)
    if not verdict.allowed and verdict.must_prove and _proven(request, name, who, now):
        verdict = limit(name, who=who, now=now, proven=True)
    if verdict.allowed:
        return None
    if verdict.must_prove:
        return _proof_step(request, name, who, dong, now)
    return too_many(request, wait_seconds=verdict.wait_seconds, dong=dong, now=now)


def too_many(
    request: HttpRequest, *, wait_seconds: int, now: datetime, dong: Dong | None = None
) -> HttpResponse:
    """429: from when on, and whom to call meanwhile."""
    context = {"when": when(now + timedelta(seconds=wait_seconds), now), "dong": dong}
    return _answer(request, "gate/too_many.html", context, wait_seconds)


def address_of(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))


def _proven(request: HttpRequest, name: str, who: str, now: datetime) -> bool:
    return solved(request.POST.get(PROOF, ""), name, who=who, now=now) or waited(
        request.POST.get(TICKET, ""), name, who=who, now=now
    )


def _proof_step(
    request: HttpRequest, name: str, who: str, dong: Dong | None, now: datetime
) -> HttpResponse:
    ticket = request.POST.get(TICKET, "")
    waits = ticket_waits(ticket, name, who=who, now=now)
    if not waits:
        # Used before, too old, another's, or none: a new one begins to wait now.
        ticket = new_ticket(name, who=who, now=now)
        waits = ticket_waits(ticket, name, who=who, now=now) or 0
    fields = [
        (key, value)
        for key, values in request.POST.lists()
        if key not in OURS
        for value in values
        if isinstance(value, str)
    ]
    carried = (
        not request.FILES and sum(len(key) + len(value) for key, value in fields) < MOST_CHARACTERS
    )
    context = {
        "fields": fields if carried else [],
        "carried": carried,
        "ticket": ticket,
        "wait": waits,
        "when": when(now + timedelta(seconds=waits), now, exact=True),
        "challenge": new_challenge(name, who=who, now=now) if carried else None,
        "action": request.get_full_path(),
        "dong": dong,
    }
    return _answer(request, "gate/proof.html", context, waits)


def _answer(
    request: HttpRequest, template: str, context: Mapping[str, Any], wait_seconds: int
) -> HttpResponse:
    response = render(request, template, dict(context), status=429)
    response["Retry-After"] = str(wait_seconds)
    # It carries what somebody wrote.
    response["Cache-Control"] = "no-store"
    return response
